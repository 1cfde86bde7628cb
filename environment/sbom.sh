#!/usr/bin/env bash
# Bills of materials, in CycloneDX's form: which libraries and packages are in what a student gets, in which versions, under which licences.
#
#     environment/sbom.sh                  all that this machine can tell, into the folder sbom
#     environment/sbom.sh java             the jars: sbom/java.cdx.json; needs Maven
#     environment/sbom.sh python           the Python packages: sbom/python.cdx.json
#     environment/sbom.sh debian           the packages of the image's Debian: sbom/debian.cdx.json
#
# The image has them in /course/sbom. Their dates are left out, so that the same contents give the same files.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export RNNLAB_HOME=$PWD
source environment/setup.sh

# The versions of these tools are pinned in pom.xml and sbom.txt.
java_bill() {
    find_java javac && find_maven
    maven org.cyclonedx:cyclonedx-maven-plugin:makeBom "-DoutputDirectory=$RNNLAB_HOME/sbom" -DoutputName=java.cdx $(for_platform)
}

python_bill() {
    "$TOOLS/bin/cyclonedx-py" environment --output-reproducible --of JSON -o sbom/python.cdx.json "$PYTHON"
}

debian_bill() {
    "$TOOLS/bin/debsbom" generate -t cdx --distro-version "$(cat /etc/debian_version)" --with-licenses \
        --timestamp "$(date -u -d "@${SOURCE_DATE_EPOCH:-0}" +%Y-%m-%dT%H:%M:%SZ)" -o sbom/debian
}

tools() {
    find_python
    TOOLS=$(mktemp -d)
    trap 'rm -rf "$TOOLS"' EXIT
    "$SYSTEM_PYTHON" -m venv "$TOOLS"
    "$TOOLS/bin/python" -m pip install -q --no-deps --require-hashes -r environment/sbom.txt
}

mkdir -p sbom "$LAB"
certificates
if [ $# -eq 0 ]; then
    set -- java python
    [ ! -f /var/lib/dpkg/status ] || set -- "$@" debian
fi
case " $* " in *" python "* | *" debian "*) tools ;; esac
for bill in "$@"; do "${bill}_bill"; done

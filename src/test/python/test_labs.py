"""Every lab: its form, and what it computes when it is run from the first cell to the last at quick size."""

import functools
import os
import re
import sys
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest

HOME = Path(os.environ["RNNLAB_HOME"])
sys.path.insert(0, str(HOME / "environment"))
import run  # noqa: E402

LABS = run.labs()
PLOTLY = "application/vnd.plotly.v1+json"


@functools.cache
def executed(name):
    """The lab after all its cells have run, and the failure: (cell number, message), or None."""
    notebook = nbformat.read(LABS[name], as_version=4)
    failure = run.execute(notebook, timeout=300)
    return notebook, failure


def text(notebook):
    """Everything the lab printed, and the plain text of its results."""
    parts = []
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                parts.append(output.text)
            elif "data" in output:
                parts.append(output.data.get("text/plain", "") + "\n")
    return "".join(parts)


def figures(notebook):
    """The charts of a lab, in order, as Plotly figures."""
    return [
        output.data[PLOTLY] for cell in notebook.cells for output in cell.get("outputs", []) if "data" in output and PLOTLY in output.data
    ]


def number(pattern, notebook):
    """The number that the pattern's group catches in what the lab printed."""
    match = re.search(pattern, text(notebook))
    assert match, f"nothing like {pattern} in:\n{text(notebook)}"
    return float(match.group(1))


def table(notebook, *header):
    """The rows of the last table shown that has these columns, each a dict: a table may be shown again as it grows."""
    for cell in reversed(notebook.cells):
        for output in cell.get("outputs", []):
            html = output.get("data", {}).get("text/html", "")
            columns = re.findall(r"<th(?:\s[^>]*)?>(.*?)</th>", html, re.S)
            if all(h in columns for h in header):
                rows = re.findall(r"<tr(?:\s[^>]*)?>(.*?)</tr>", html, re.S)
                cells = [re.findall(r"<td(?:\s[^>]*)?>(.*?)</td>", row, re.S) for row in rows]
                return [dict(zip(columns, map(str.strip, row), strict=True)) for row in cells if row]
    raise AssertionError(f"no table with the columns {header}")


# The form of a lab.


@pytest.mark.parametrize("name", LABS)
def test_a_lab_is_committed_clean(name):
    notebook = nbformat.read(LABS[name], as_version=4)
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "java"
    assert notebook.metadata.kernelspec.language == "java"
    code = [c for c in notebook.cells if c.cell_type == "code"]
    assert all(c.outputs == [] and c.execution_count is None for c in code)


@pytest.mark.parametrize("name", LABS)
def test_a_lab_begins_with_title_and_settings(name):
    notebook = nbformat.read(LABS[name], as_version=4)
    assert notebook.cells[0].source.startswith("# ")
    assert "What you will" in notebook.cells[0].source
    settings = run.settings_cell(notebook)
    assert settings is next(c for c in notebook.cells if c.cell_type == "code")
    assert re.search(r"^boolean full = false;", settings.source, re.M)


@pytest.mark.parametrize("name", LABS)
def test_cells_are_short(name):
    notebook = nbformat.read(LABS[name], as_version=4)
    lengths = sorted(len(c.source.splitlines()) for c in notebook.cells if c.cell_type == "code")
    assert lengths[len(lengths) // 2] <= 7
    assert lengths[-1] <= 30


def test_readme_names_every_lab():
    readme = (HOME / "README.md").read_text(encoding="utf-8")
    assert [name for name in LABS if f"| {name} |" not in readme] == []


# What a lab computes.


@pytest.mark.parametrize("name", LABS)
def test_a_lab_runs_to_its_end_without_complaint(name):
    notebook, failure = executed(name)
    assert failure is None
    complaints = [o.text for c in notebook.cells for o in c.get("outputs", []) if o.get("name") == "stderr"]
    assert complaints == []


@pytest.mark.parametrize("name", LABS)
def test_each_chart_has_a_picture_a_title_and_named_axes(name):
    notebook, _ = executed(name)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if PLOTLY in output.get("data", {}):
                assert output.data["image/png"]
                figure = output.data[PLOTLY]
                assert figure["layout"]["title"]["text"]
                rows_name_themselves = any(trace["type"] == "heatmap" for trace in figure["data"])
                for axis in ("xaxis",) if rows_name_themselves else ("xaxis", "yaxis"):
                    assert figure["layout"][axis]["title"]["text"], f"{figure['layout']['title']['text']}: {axis}"
                for trace in figure["data"]:
                    if trace["type"] == "scatter":
                        assert len(trace["x"]) == len(trace["y"]) > 0


def test_sunspots():
    notebook, _ = executed("sunspots")
    series, loss, prediction, _ = figures(notebook)[:4]
    assert len(series["data"][0]["y"]) == 2820
    assert series["data"][0]["y"][0] == 58.0  # January 1749
    assert "Total parameters: 19" in text(notebook) or re.search(r"\b19\b", text(notebook))
    assert len(loss["data"]) == 2
    train = loss["data"][0]["y"]
    assert train[-1] < train[0]
    truth, *parts = prediction["data"]
    assert truth["y"] == series["data"][0]["y"][12:]
    # The forecast is drawn in one line for each part, with gaps where the other part is.
    forecast = [next(v for v in values if v is not None) for values in zip(*(p["y"] for p in parts), strict=True)]
    assert len(forecast) == 2820 - 12
    # The printed error is the one of the chart.
    test = [(t - f) ** 2 for t, f in zip(truth["y"][2244:], forecast[2244:], strict=True)]
    rmse = (sum(test) / len(test)) ** 0.5
    assert number(r"RMSE on the test part:\s+([\d.]+)", notebook) == pytest.approx(rmse, abs=0.01)
    values = series["data"][0]["y"]
    naive = (sum((a - b) ** 2 for a, b in pairwise(values[2255:])) / 564) ** 0.5
    assert number(r"naive forecast on the test part:\s+([\d.]+)", notebook) == pytest.approx(naive, abs=0.01)
    # It has learned: a forecast by the mean of the training part would be off by the test part's deviation from it.
    mean = sum(values[:2256]) / 2256
    assert rmse < 0.5 * (sum((v - mean) ** 2 for v in values[2256:]) / 564) ** 0.5


def test_projekt_6():
    notebook, _ = executed("projekt-6")
    charts = {f["layout"]["title"]["text"]: f for f in figures(notebook)}
    train, test = (charts[f"eurpln, {part} part: truth and prediction"] for part in ("training", "test"))
    values = charts["eurpln"]["data"][0]["y"]
    border = round(len(values) * 0.65)
    lines = {title: {d["name"]: d["y"] for d in figure["data"]} for title, figure in (("train", train), ("test", test))}
    assert lines["train"]["truth"] == values[21:border]  # twenty steps, and one more for the first change
    assert lines["test"]["truth"] == values[border:]
    rows = {(r["part"], r["forecast"]): r for r in table(notebook, "part", "forecast", "RMSE", "MAE", "hits in %")}
    for part in ("train", "test"):
        truth, forecast = lines[part]["truth"], lines[part]["prediction"]
        errors = [f - t for t, f in zip(truth, forecast, strict=True)]
        rmse = (sum(e * e for e in errors) / len(errors)) ** 0.5
        mae = sum(map(abs, errors)) / len(errors)
        assert float(rows[part, "forecast"]["RMSE"]) == pytest.approx(rmse, rel=1e-3)
        assert float(rows[part, "forecast"]["MAE"]) == pytest.approx(mae, rel=1e-3)
    naive = [b - a for a, b in pairwise(values[border - 1 :])]
    assert float(rows["test", "naive"]["MAE"]) == pytest.approx(sum(map(abs, naive)) / len(naive), rel=1e-3)
    # Never far from naive, whatever the seed, and the band holds what it promises.
    assert float(rows["test", "forecast"]["RMSE / naive"]) < 1.02
    low, high = lines["test"]["90 % band, lower end"], lines["test"]["90 % band"]
    held = 100 * sum(a <= t <= b for a, t, b in zip(low, values[border:], high, strict=True)) / len(low)
    assert number(r"The 90 % band held ([\d.]+) %", notebook) == pytest.approx(held, abs=0.06)
    assert 85 <= held <= 95
    saved = Path(re.search(r"Saved in (.*)", text(notebook)).group(1).strip())
    assert len((saved / "forecast.csv").read_text().splitlines()) == 1 + len(values) - border
    assert (saved / "train.png").stat().st_size > 10_000 and (saved / "test.png").stat().st_size > 10_000
    assert (saved / "report.html").stat().st_size < 500_000

"""The pages beside the labs: what stands on them is tried."""

import base64
import json
import os
import random
import re
import struct
import sys
import zlib
from datetime import date
from html import escape
from pathlib import Path

import nbformat
import pytest

import keras_page
from test_labs import executed, run, text

HOME = Path(os.environ["RNNLAB_HOME"])
sys.path.insert(0, str(HOME / "environment"))
import palette  # noqa: E402

GOLDEN = json.loads((HOME / "src/test/resources/golden-keras-page.json").read_text(encoding="utf-8"))

SETUP = """
INDArray input(String kind) {
    return switch (kind) {
        case "sequence" -> Nd4j.createFromArray(new double[][][] SEQUENCE).castTo(DataType.FLOAT).permute(0, 2, 1);
        case "vector" -> Nd4j.createFromArray(new double[][] VECTOR).castTo(DataType.FLOAT);
        default -> Nd4j.createFromArray(new double[][] INDICES).castTo(DataType.FLOAT);
    };
}
void tryOut(Layer layer, String kind, boolean answersAtEachStep) {
    var list = new NeuralNetConfiguration.Builder().list().layer(layer);
    if (!(layer instanceof BaseOutputLayer)) list.layer(answersAtEachStep
        ? new RnnLossLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).build()
        : new LossLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).build());
    list.setInputType(kind.equals("vector") ? InputType.feedForward(3) : InputType.recurrent(kind.equals("indices") ? 10 : 3));
    var network = new MultiLayerNetwork(list.build());
    network.init();
    if (network.numParams() > 0) network.params().assign(0.1);
    INDArray y = network.output(input(kind));
    if (y.rank() == 3) y = y.permute(0, 2, 1);
    double[] values = y.dup('c').reshape(y.length()).toDoubleVector();
    System.out.println(network.numParams() + ";" + Arrays.toString(y.shape()) + ";" + Arrays.toString(values));
}
"""

NETWORK = """
var builder = new NeuralNetConfiguration.Builder();
MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder().list()
    .layer(new LastTimeStep(new LSTM.Builder().nOut(4).activation(Activation.TANH).build()))
    .layer(new OutputLayer.Builder(LossFunction.MSE).nOut(1).activation(Activation.IDENTITY).build())
    .setInputType(InputType.recurrent(3)).build());
network.init();
Path folder = Files.createTempDirectory("keras-page");
network.save(folder.resolve("a.zip").toFile());
INDArray x = input("sequence");
DataSet data = new DataSet(x, Nd4j.createFromArray(new float[][] {{1}, {0.5f}}));
DataSet test = data;
"""


def java(values):
    return json.dumps(values).replace("[", "{").replace("]", "}")


def run_cells(sources):
    """What each cell printed, after a first one that prepares; fails where a cell does."""
    notebook = nbformat.read(keras_page.PAGE, as_version=4)
    notebook.cells = [nbformat.v4.new_code_cell(source) for source in sources]
    failure = run.execute(notebook, timeout=300)
    assert failure is None, (failure, sources[failure[0] - 1])
    outputs = ["".join(o.text for o in cell.outputs if o.output_type == "stream") for cell in notebook.cells]
    return outputs[1:]


def setup():
    source = SETUP
    for kind, values in GOLDEN["inputs"].items():
        source = source.replace(kind.upper(), java(values))
    return source


def test_each_layer_of_the_keras_page_is_keras_layer():
    rows = keras_page.layers()
    golden = [GOLDEN["layers"][row.keras + " on " + row.kind] for row in rows]
    sources = [f'tryOut({row.dl4j}, "{row.kind}", {str(len(g["shape"]) == 3).lower()});' for row, g in zip(rows, golden, strict=True)]
    for row, g, printed in zip(rows, golden, run_cells([setup(), *sources]), strict=True):
        parameters, shape, values = printed.strip().split("\n")[-1].split(";")
        assert int(parameters) == g["parameters"], row
        assert json.loads(shape) == g["shape"], row
        assert json.loads(values) == pytest.approx(g["output"], abs=1e-6), row


def test_each_option_of_the_keras_page_runs():
    rows = keras_page.options()
    assert [row.keras for row in rows] == GOLDEN["options"]
    run_cells([setup() + NETWORK, *(row.dl4j for row in rows)])


def test_the_networks_of_the_keras_page_have_keras_parameters():
    notebook = nbformat.read(keras_page.PAGE, as_version=4)
    assert run.execute(notebook, timeout=300) is None
    shown = [o.data["text/plain"] for cell in notebook.cells for o in cell.get("outputs", []) if "data" in o]
    counts = [re.match(r"MultiLayerNetwork, (.*) parameters", text).group(1) for text in shown]
    assert [int(re.sub(r"\D", "", count)) for count in counts] == GOLDEN["networks"]


# Symbols and words.

COMMAND = re.compile(
    "approx|begin|[bB]ig|binom|cdot|cos|displaystyle|end|frac|hat|ldots|le|left|leftarrow|ln|log|lvert|mathop|mathrm|max|mid|min|odot"
    "|overleftarrow|overrightarrow|qquad|quad|right|partial|prod|relu|rvert|sin|sqrt|sum|tanh|text|tfrac|times|to|top|aligned|exp|in"
)


def symbols_in(formula):
    """The letters of a formula without their subscripts, Greek ones by their names; words and LaTeX's own names are left out."""
    formula = re.sub(r"\\(?:text|mathrm|begin|end)\{[^}]*\}", " ", formula)
    names = re.findall(r"\\?[A-Za-z]+", re.sub(r"_(?:\{[^}]*\}|[A-Za-z0-9])", " ", formula))
    greek = {n[1:] for n in names if n.startswith("\\") and not COMMAND.fullmatch(n[1:])}
    latin = {n.removeprefix("d") if len(n) == 2 else n for n in names if not n.startswith("\\")}
    return greek | {n for n in latin if len(n) == 1}


def formulas(path):
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown":
            text = re.sub(r"```.*?```|`[^`]*`", "", cell.source, flags=re.S)
            for display, inline in re.findall(r"\$\$(.*?)\$\$|\$([^$\n]+?)\$", text, re.S):
                yield display or inline


def page_rows(heading):
    page = nbformat.read(HOME / "notebooks" / "symbols.ipynb", as_version=4)
    text = next(c.source for c in page.cells if c.source.startswith(f"## {heading}"))
    return [[part.strip() for part in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith("|")][2:]


@pytest.mark.parametrize("name", run.labs())
def test_each_symbol_of_a_lab_is_on_the_page(name):
    known = set().union(*(symbols_in(f) for symbol, _ in page_rows("Symbols") for f in re.findall(r"\$(.*?)\$", symbol)))
    used = set().union(*(symbols_in(f) for f in formulas(run.labs()[name])))
    assert used - known == set()


@pytest.mark.parametrize("name", run.labs())
def test_a_state_one_step_back_has_one_name(name):
    """h_{t-1} in formulas; neither h' nor h_{prev} nor h^{(t-1)}."""
    others = [f for f in formulas(run.labs()[name]) if re.search(r"\b[hc]\s*(?:'|_\{?(?:prev|old)|\^\{?\(?t)", f)]
    assert others == []


def test_each_word_has_a_polish_a_czech_and_a_bulgarian_one():
    rows = page_rows("Words")
    assert len(rows) >= 60 and [r[0] for r in rows] == sorted(r[0] for r in rows)
    for english, meaning, polish, czech, bulgarian in rows:
        assert english and meaning and polish and czech and re.search("[а-я]", bulgarian), english
        assert not re.search("[а-яА-Я]", english + polish + czech) and not re.search("[ąęłńśźżěřůáíéšč]", bulgarian), english
        assert not re.search("[ěřů]", polish) and not re.search("[ąęłńśźż]", czech), english


# The end of a lab.

PAGES = sorted((HOME / "notebooks" / "full-size").glob("*.html"))


@pytest.mark.parametrize("name", run.labs())
def test_a_lab_ends_with_what_was_seen_what_to_try_and_where_to_go_on(name):
    path = run.labs()[name]
    saw, change, beside = (c.source for c in nbformat.read(path, as_version=4).cells[-3:])
    assert re.match(r"## What you saw\n1\. .+\n2\. .+\n3\. .+$", saw)
    rows = [line for line in change.splitlines() if line.startswith("|")]
    assert change.startswith("## Change one thing") and re.match(r"\| change \| I expect \| I saw \|", rows[0]) and len(rows) >= 5
    assert all(row.endswith("| | |") for row in rows[2:])
    links = re.findall(r"\]\(([^)]*)\)", beside)
    assert {f"exercises/{path.name}", "keras.ipynb", "symbols.ipynb"} <= set(links)
    assert [link for link in links if not (HOME / "notebooks" / link).exists()] == []
    page = [f", [this lab at full size](full-size/{page.name})" for page in PAGES if page.stem == path.stem]
    assert beside == (
        f"**Exercises that grade themselves:** [{path.stem}](exercises/{path.name}). "
        f"**Beside it:** [Keras, in Deeplearning4j](keras.ipynb), [symbols and words](symbols.ipynb){''.join(page)}."
    )


# What labs have shown at full size.


def test_a_page_has_what_the_lab_has_shown_and_nothing_from_elsewhere():
    notebook, failure = executed("function-sequences")
    assert failure is None
    html = run.page(notebook, "./lab run function-sequences --full", 187, date(2026, 11, 27))
    assert "<code>./lab run function-sequences --full</code>, run on 2026-11-27; it took 3 min." in html
    shown = [o.data for c in notebook.cells for o in c.get("outputs", []) if "data" in o]
    assert html.count("<img ") == sum("image/png" in d and "image/svg+xml" not in d for d in shown) >= 5
    assert html.count("<svg") == sum("image/svg+xml" in d for d in shown) >= 1
    for line in re.findall(r"RMSE .*", text(notebook)):
        assert escape(line) in html
    assert "<h2>The errors" not in html and "<h2>Training</h2>" in html and "<h2>From a function to examples</h2>" in html
    assert not re.search(r"<script|(?:src|href)=.?https?:|Trainer\.of", html)
    charts = [base64.b64decode(chart) for chart in re.findall(r"data:image/png;base64,([^']*)'", html)]
    assert charts and all(dict(palette.chunks(chart))[b"IHDR"][9] == 3 for chart in charts)  # 3: colours from a palette
    assert len(html) < 300_000


def png(width, height, rgb, filtered=0):
    lines = b"".join(bytes([filtered]) + rgb[3 * width * y : 3 * width * (y + 1)] for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    return palette.SIGNATURE + b"".join(palette.chunk(kind, data) for kind, data in parts)


def test_a_chart_with_a_palette_has_the_same_colours():
    """Read back by the standard's own rules: index, palette, colour; no colour is off by more than half a step of 17."""
    rgb = bytes(random.Random(1).choices([0, 7, 51, 200, 255], k=3 * 20 * 10))
    parts = dict(palette.chunks(palette.with_palette(png(20, 10, rgb))))
    assert struct.unpack(">IIBB", parts[b"IHDR"][:10]) == (20, 10, 8, 3)
    lines = zlib.decompress(parts[b"IDAT"])
    assert len(lines) == 10 * 21 and not any(lines[::21])
    indices = [i for y in range(10) for i in lines[21 * y + 1 : 21 * (y + 1)]]
    back = b"".join(parts[b"PLTE"][3 * i : 3 * i + 3] for i in indices)
    assert max(abs(a - b) for a, b in zip(rgb, back, strict=True)) <= 8 and {255, 0} <= set(back)


def test_a_picture_that_has_no_palette_stays_as_it_is():
    many = png(30, 30, random.Random(2).randbytes(2700))
    filtered = png(2, 2, bytes(12), filtered=1)
    assert palette.with_palette(many) == many and palette.with_palette(filtered) == filtered


def test_an_output_keeps_its_own_text():
    """Signs of HTML are text where a lab prints them; progress counts as it was at its end."""
    cell = nbformat.v4.new_code_cell("x", outputs=[nbformat.v4.new_output("stream", name="stdout", text="10 %\r100 % <b>&\nnext\r\n")])
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# A & B\n## Not shown"), cell])
    cell.outputs[0].text += f"saved in {HOME}/work/a\n"
    html = run.page(notebook, "./lab run a", 5)
    assert "saved in work/a" in html
    assert "<h1>A &amp; B</h1>" in html and "<pre>100 % &lt;b&gt;&amp;\nnext" in html and "10 %\r" not in html
    assert "it took 5 s" in html


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_kept_page_is_of_a_lab_at_full_size_and_linked_from_it(page):
    html = page.read_text(encoding="utf-8")
    name = re.sub(r"^\d+-", "", page.stem)
    assert re.search(rf"<code>\./lab run {name} --full</code>, run on 20\d\d-\d\d-\d\d; it took \d+ (s|min)\.", html)
    assert (HOME / "notebooks" / f"{page.stem}.ipynb").exists()
    assert page.stat().st_size < 500_000 and "<script" not in html
    assert "/work/" not in html.replace("work/projekt-6", "") and str(HOME) not in html

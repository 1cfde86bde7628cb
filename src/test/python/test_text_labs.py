"""The labs on text: each number that they print, computed again."""

import math
import os
import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from test_labs import executed, figures, number, table, text

WORK = Path(os.environ["RNNLAB_HOME"]) / "work"


def ratios_follow_the_temperature(printed, prompt):
    """q_i / q_j = (p_i / p_j)^(1/T) between the tables that were printed for one prompt."""
    tables = {}
    for temperature, rows in re.findall(re.escape(prompt) + r" \.\.\. \(temperature ([\d.]+)\)\n((?:  .*%\n)+)", printed):
        tables[float(temperature)] = [(r.rsplit(None, 2)[0].strip(), float(r.rsplit(None, 2)[1])) for r in rows.splitlines()]
    assert len(tables) >= 2 and all(len(rows) == 5 for rows in tables.values())
    (first, p1), (second, p2) = tables[1.0][:2]
    for temperature, rows in tables.items():
        assert [rows[0][0], rows[1][0]] == [first, second] or p1 == p2
        assert sum(q for _, q in rows) <= 100.05
        if rows[1][1] > 0.5:
            # Percentages have two decimals: the ratio is as exact as the smaller of them.
            error = (0.01 / p2 + 0.01 / p1) / temperature + 0.01 / rows[1][1]
            assert rows[0][1] / rows[1][1] == pytest.approx((p1 / p2) ** (1 / temperature), rel=error + 1e-3)


def test_text_as_numbers():
    notebook, failure = executed("text-as-numbers")
    assert failure is None
    printed = text(notebook)
    for line in (
        "this is a good phone -> [13, 7, 1, 4, 10]",
        "this is a bad mobile -> [13, 7, 1, 2, 8]",
        "she is a good cat -> [11, 7, 1, 4, 3]",
        "he has a bad temper -> [6, 5, 1, 2, 12]",
        "this mobile phone is not good -> [13, 8, 10, 7, 9, 4]",
        "RNN -> [18, 14, 14]",
        "as indices: 25,600 bytes",
        "one-hot:    256,000,000 bytes, 10,000 times as many",
        "product:   [0.8, 0.2, 0.4]",
        "looked up: [0.8, 0.2, 0.4]",
    ):
        assert line in printed
    words = ["a", "bad", "cat", "good", "has", "he", "is", "mobile", "not", "phone", "she", "temper", "this"]
    assert re.findall(r"(\w+)=(\d+) ", printed)[:13] == [(w, str(i)) for i, w in enumerate(words, 1)]
    one_hot, word_map, minus_ln = figures(notebook)
    assert [row.index(1) for row in one_hot["data"][0]["z"]] == [18, 14, 14]
    labels = [a["text"] for a in word_map["layout"]["annotations"]]
    assert len(labels) == len(set(labels)) == len(word_map["data"][0]["x"]) == 60
    # Verbs of speaking lie nearer to each other than to an adjective.
    cosine = {tuple(m[:2]): float(m[2]) for m in re.findall(r"(\w+), (\w+): cosine (-?[\d.]+)", printed)}
    assert cosine["said", "asked"] > cosine["said", "little"]
    assert minus_ln["data"][0]["y"] == pytest.approx([-math.log(p) for p in minus_ln["data"][0]["x"]], abs=1e-5)


def test_softmax_cross_entropy_and_perplexity_have_their_numbers():
    notebook, _ = executed("text-as-numbers")
    printed = text(notebook)
    said = re.findall(r"(\w+) +score +(-?[\d.]+), e\^score ([\d.]+), probability ([\d.]+)", printed)
    sums = sum(math.exp(float(score)) for _, score, _, _ in said)
    assert len(said) == 4
    for animal, score, power, p in said:
        assert float(power) == pytest.approx(math.exp(float(score)), abs=0.0006)
        assert float(p) == pytest.approx(math.exp(float(score)) / sums, abs=0.00006)
        assert number(rf"had it been {animal} +the loss would be ([\d.]+)", notebook) == pytest.approx(-math.log(float(p)), abs=0.002)
    assert "probability 0.015625, log-likelihood -4.159, mean loss 1.386, perplexity 4.000" in printed  # 1/64, ln 1/64, /3, 64^(1/3)
    # Whoever learned something is better than a guess among all words, and hears the right sentence more often than a coin.
    loss, perplexity = (number(rf"unseen words: .*{name} ([\d.]+)", notebook) for name in ("mean loss", "perplexity"))
    assert perplexity == pytest.approx(math.exp(loss), abs=0.5 + 0.001 * perplexity)
    assert loss < number(r"ln V = ([\d.]+)", notebook)
    found, asked = map(int, re.search(r"the true sentence was likelier in (\d+) of (\d+)", printed).groups())
    assert asked > 50 and found > 0.65 * asked


def test_alice_characters():
    notebook, failure = executed("alice-characters")
    assert failure is None
    printed = text(notebook)
    nothing = number(r"knows nothing: ([\d.]+)", notebook)
    size = int(re.search(r"(\d+) characters: ", printed).group(1))
    assert nothing == pytest.approx(math.log(size), abs=0.005)
    lines = {trace["name"]: trace["y"] for trace in figures(notebook)[-1]["data"]}
    forms = [lines[name] for name in ("lecture's form", "1 one-hot", "2 target at every step", "3 state carried")]
    lecture, one_hot, every_step, carried = (min(line) for line in forms)
    # What the lab says of its quick size: each of the first two changes is a gain, the first the larger; the third brings little.
    assert lecture < nothing and lecture - one_hot > one_hot - every_step > 0.1
    assert abs(every_step - carried) < 0.5 * (one_hot - every_step)
    said = re.findall(r"test loss ([\d.]+) at the end, best ([\d.]+), after", printed)
    assert [float(best) for _, best in said] == [pytest.approx(min(line), abs=0.0006) for line in forms]
    with zipfile.ZipFile(WORK / "alice-characters" / "best.zip") as best:
        vocabulary = best.read("vocabulary.txt").decode().splitlines()
        epochs = [line.split(",") for line in best.read("history.csv").decode().splitlines()[1:]]
    assert vocabulary[0].split()[:3] == ["vocabulary", "CHARACTER", str(size)]
    losses = [float(e[2]) for e in epochs]
    assert losses[-1] == min(losses) == pytest.approx(lecture)  # the best epoch is the one that was kept
    assert re.findall(r"after epoch (\d+):", printed) == [str(i + 1) for i in range(len(forms[0]))]
    counted = re.findall(r"(lecture's form|with all changes): (\d+) of (\d+) longer words .*, (\d+) more are one letter away", printed)
    known = {form: int(n) / int(m) for form, n, m, _ in counted}
    assert all(0 <= int(near) <= int(m) - int(n) for _, n, m, near in counted)
    assert known["lecture's form"] < known["with all changes"]


def test_the_sampling_loop_of_the_cells_is_the_generators():
    notebook, _ = executed("alice-characters")
    printed = text(notebook)
    assert "the same text: true" in printed
    for temperature, *heated in re.findall(r"^T = ([\d.]+): ([\d.]+) ([\d.]+) ([\d.]+)$", printed, re.M):
        powers = [p ** (1 / float(temperature)) for p in (0.7, 0.2, 0.1)]
        assert [float(q) for q in heated] == pytest.approx([p / sum(powers) for p in powers], abs=0.0006)


def test_alice_characters_changes_one_thing_at_a_time():
    """The forms have the same learning rate, batch size, dropout and number of steps; so a gain comes from what the lab names."""
    notebook, _ = executed("alice-characters")
    printed = text(notebook)
    code = "".join(c.source for c in notebook.cells if c.cell_type == "code")
    assert set(re.findall(r"new Adam\((.*?)\)", code)) == {"rate"}
    assert set(re.findall(r"\.batchSize\((.*?)\)", code)) == {"batchSize"}
    output_layers = re.findall(r"new (?:Rnn)?OutputLayer\.Builder\(.*?\)\.build\(\)", code)
    assert len(output_layers) == 3 and all(".dropOut(0.8)" in layer for layer in output_layers)
    windows = int(re.search(r"(\d+) windows to learn from", printed).group(1))
    steps, batch, an_epoch = map(
        int, re.search(r"(\d+) steps each; a step has (\d+) windows: .* an epoch in (\d+) steps", printed).groups()
    )
    lengths = [len(trace["y"]) for trace in figures(notebook)[-1]["data"][:4]]
    assert steps == lengths[0] * math.ceil(windows / batch)
    assert lengths[0] == lengths[1] == lengths[2] and abs(lengths[3] * an_epoch - steps) <= an_epoch / 2


def test_shakespeare():
    notebook, failure = executed("shakespeare")
    assert failure is None
    ratios_follow_the_temperature(text(notebook), "The ")
    train, validation = (trace["y"] for trace in figures(notebook)[-1]["data"])
    assert train[-1] < train[0] and validation[-1] < validation[0] < math.log(65)
    counts = re.findall(r"(\d+) words, +(\d+) different, +(\d+) % known", text(notebook))
    assert len(counts) == 4
    greedy, cold, _, hot = (tuple(map(int, c)) for c in counts)
    assert greedy[1] < cold[1]  # without chance the text runs into a circle
    assert hot[2] < cold[2]  # heat makes words that nobody knows
    # A beam of one beginning is the greedy way; more beginnings find a likelier text.
    beams = re.findall(r"width +(\d+): ln p = (-[\d.]+)  (.*)", text(notebook))
    assert [width for width, _, _ in beams] == ["1", "4", "16"]
    taken = next("".join(o["text"] for o in c.outputs) for c in notebook.cells if c.source.startswith("Written greedy"))
    one_line = taken.split("\n", 1)[1].replace("\n", " / ").strip()
    assert one_line.startswith(beams[0][2].strip()[:40].strip())
    likelihood = [float(b[1]) for b in beams]
    assert max(likelihood[1:]) > likelihood[0]


def test_alice_words():
    notebook, failure = executed("alice-words")
    assert failure is None
    printed = text(notebook)
    size = int(re.search(r"(\d+) words; \[UNK\] stands for", printed).group(1))
    rows = re.findall(r"(\d+) words +([\d,]+) +([\d.]+) +([\d.]+) +(\d+) +[\d.]+", printed)
    assert [r[0] for r in rows] == ["20", "100"]
    for row, units in zip(rows, (100, 128), strict=True):
        parameters = size * 64 + 4 * units * (64 + units + 1) + (units + 1) * size
        assert int(row[1].replace(",", "")) == parameters
        assert int(row[4]) == pytest.approx(math.exp(float(row[3])), rel=0.002, abs=1)
    by_frequency = number(r"by frequency alone: test loss ([\d.]+)", notebook)
    assert all(float(row[3]) < by_frequency < math.log(size) for row in rows)
    for trace in figures(notebook)[-1]["data"]:
        assert trace["y"][-1] < trace["y"][0] < 1.2 * math.log(size)
    # Both networks are compared alike: as many steps of as many words, and measured on the same windows.
    lanes = re.findall(r"(\d+) lanes, (\d+) steps in an epoch", printed)
    assert [int(n) * int(row[0]) for (n, _), row in zip(lanes, rows, strict=False)] == [400, 400] and lanes[0][1] == lanes[1][1]
    code = "".join(c.source for c in notebook.cells if c.cell_type == "code")
    assert re.findall(r"TextWindows\.every\(last, (\w+), (\w+)\)", code) == [("100", "100")]
    first = number(r"rank +1: \S+, (\d+) times", notebook)
    for rank in (2, 10, 100):
        assert number(rf"rank +{rank}: .*by Zipf (\d+)", notebook) == pytest.approx(first / rank, abs=0.51)
    # The probability of a sentence; and the sentence that was written is likelier than one with a wrong word.
    ln_p, digits, perplexity = map(
        float, re.search(r"^ln p = (-[\d.]+), that is one in 10\^(\d+); perplexity (\d+)", printed, re.M).groups()
    )
    assert digits == pytest.approx(-ln_p / math.log(10), abs=0.51)
    assert perplexity == pytest.approx(math.exp(-ln_p / 11), abs=0.51 + 0.001 * perplexity)
    found, asked = map(int, re.search(r"the true piece was likelier in (\d+) of (\d+)", printed).groups())
    assert asked > 80 and found > 0.7 * asked
    for count, words in re.findall(r"(\d+) words in a row: (.*)", printed):
        assert len(words.split()) == int(count) > 1


def test_recipes():
    notebook, failure = executed("recipes")
    assert failure is None
    printed = text(notebook)
    first = re.findall(r"^(\d): (\S+) \(([\d,]+)\)", printed, re.M)
    assert [f[1] for f in first[:2]] == ["(padding)", "[UNK]"]
    counts = [int(f[2].replace(",", "")) for f in first[2:10]]
    assert len(counts) == 8 and counts == sorted(counts, reverse=True)
    network, by_hand = re.search(r"([\d,]+) parameters, counted by hand: ([\d,]+)", printed).groups()
    assert network == by_hand == f"{1200 * 100 + 4 * 128 * (100 + 128 + 1) + 129 * 1200:,}"
    for prompt in (
        "recipe for roast",
        "recipe for roasted vegetables |",
        "recipe for chocolate ice cream |",
        "recipe for roasted vegetables | chop 1 /",
    ):
        ratios_follow_the_temperature(printed, prompt)
    # What the lab says that it has learned: a number of degrees after "preheat oven to", numbers below a fraction's line.
    for prompt, expected in (("preheat oven to", r"\d+°f"), ("chop 1 /", r"\d+")):
        likeliest = re.search(re.escape(prompt) + r" \.\.\. \(temperature 1\.0\)\n  (\S+) ", printed).group(1)
        assert re.fullmatch(expected, likeliest), likeliest
    epochs = re.findall(r"epoch (\d): loss ([\d.]+), perplexity ([\d.]+)", printed)
    assert [e[0] for e in epochs] == ["1", "2", "3", "4"]
    for _, loss, perplexity in epochs:
        assert float(perplexity) == pytest.approx(math.exp(float(loss)), rel=0.005, abs=0.06)
    share = number(r"([\d.]+) % of the targets are padding", notebook) / 100
    assert 0 < share < 1
    for loss, word in re.findall(r"loss ([\d.]+), perplexity [\d.]+, of a word about ([\d.]+)", printed):
        assert float(word) == pytest.approx(math.exp(float(loss) / (1 - share)), rel=0.01)
    read, own = map(int, re.search(r"title words that come back: (\d+) % in .*, (\d+) % in", printed).groups())
    assert own < read <= 100
    assert float(epochs[-1][1]) < float(epochs[0][1]) < math.log(1200)
    assert Counter(re.findall(r"after epoch (\d):", printed)) == {"1": 1, "2": 1, "3": 1, "4": 1}


def test_min_char_rnn():
    notebook, failure = executed("min-char-rnn")
    assert failure is None
    printed = text(notebook)
    first, nothing = map(float, re.search(r"first chunk ([\d.]+); of a network that knows nothing ([\d.]+)", printed).groups())
    assert first == pytest.approx(nothing, abs=0.1)  # weights of 0.01 say almost nothing
    checks = re.findall(r"(\w+) +backward +(-?[\d.]+) +difference +(-?[\d.]+)", printed)
    assert [c[0] for c in checks] == ["Wxh", "Whh", "bh", "Why", "by"]
    for _, backward, difference in checks:
        assert float(backward) == pytest.approx(float(difference), abs=3e-7)
    curve = figures(notebook)[0]["data"][0]["y"]
    assert curve[-1] < 0.8 * nothing
    carried, cut = map(float, re.search(r"state carried ([\d.]+), state cut ([\d.]+)", printed).groups())
    assert carried < cut
    said = re.search(r"loss: ours ([\d.]+), Deeplearning4j's score ([\d.]+), from its output ([\d.]+)", printed)
    ours, score, output = map(float, said.groups())
    assert 0 < ours < nothing and score == pytest.approx(ours, abs=1e-8) == output
    size = int(re.search(r", (\d+) indices", printed).group(1))
    arrays = re.findall(r"^(\w+) +([\d,]+) numbers, the largest ([\d.]+); the largest difference (\S+)", printed, re.M)
    assert [(name, int(count.replace(",", ""))) for name, count, _, _ in arrays] == [
        ("Wxh", 100 * size),
        ("Whh", 100 * 100),
        ("bh", 100),
        ("Why", 100 * size),
        ("by", size),
    ]
    assert all(float(largest) > 0 and float(difference) < 1e-9 for _, _, largest, difference in arrays)


def methods(source):
    """The methods of a piece of Java by their names, without comments, modifiers and layout."""
    source = re.sub(r"/\*.*?\*/|//[^\n]*", "", source, flags=re.S)
    source = re.sub(r"\b(public|private|static|final)\s+", "", source)
    found = {}
    for start in re.finditer(r"^\s*[\w\[\]<>]+ (\w+)\([^)]*\) \{", source, re.M):
        depth, end = 0, start.end() - 1
        while True:
            depth += {"{": 1, "}": -1}.get(source[end], 0)
            end += 1
            if depth == 0:
                break
        found[start.group(1)] = re.sub(r"\s+", "", source[start.start() : end])
    return found


def test_the_cells_of_min_char_rnn_are_the_methods_of_its_class():
    """One source: what the cells define is what MinCharRnnTest checks."""
    java = (Path(os.environ["RNNLAB_HOME"]) / "src/main/java/rnnlab/scratch/MinCharRnn.java").read_text(encoding="utf-8")
    cells = [c.source for c in executed("min-char-rnn")[0].cells if c.cell_type == "code"]
    of_class, of_cells = methods(java), {}
    for source in cells:
        of_cells |= methods(source)
    assert set(of_class) - set(of_cells) == set()
    for name in of_class:
        assert of_cells[name] == of_class[name], name
    for record in ("Parameters", "Forward"):
        pattern = rf"record {record}\((.*?)\)"
        assert re.search(pattern, "".join(cells)).group(1) == re.search(pattern, java).group(1)


def test_sequence_length_is_not_batch_size():
    notebook, _ = executed("min-char-rnn")
    rows = table(notebook, "T", "B", "characters in a step", "steps of the optimiser", "test loss")
    assert [(r["T"], r["B"]) for r in rows] == [(t, b) for t in ("25", "50", "100") for b in ("1", "8", "32")]
    for r in rows:
        in_step, steps = (int(re.sub(r"\D", "", r[c])) for c in ("characters in a step", "steps of the optimiser"))
        assert in_step == int(r["T"]) * int(r["B"])
        assert 0.8 * 55_600 < in_step * steps <= 60_000  # all read the same text once, but for what fills no chunk
    loss = {(r["T"], r["B"]): float(r["test loss"]) for r in rows}
    for t in ("25", "50", "100"):  # what the lab says: larger batches have learned less from the same characters
        assert loss[t, "1"] < loss[t, "8"] < loss[t, "32"]
    assert abs(loss["25", "32"] - loss["100", "8"]) < 0.3 * (loss["25", "32"] - loss["25", "1"])
    chart = next(f for f in figures(notebook) if f["layout"]["title"]["text"].startswith("Test loss after"))
    assert [line["y"] for line in chart["data"][:3]] == [
        [pytest.approx(loss[t, b], abs=1e-4) for b in ("1", "8", "32")] for t in ("25", "50", "100")
    ]


def test_deeplearning4j_computes_where_the_lab_says_so():
    """The course's engine runs the networks of the labs; where a lab names Deeplearning4j as the one that computes, it must be that."""
    cells = executed("min-char-rnn")[0].cells
    first = next(k for k, c in enumerate(cells) if c.source.startswith("## The same in Deeplearning4j"))
    last = next(k for k, c in enumerate(cells) if k > first and c.source.startswith("## "))
    code = "".join(c.source for c in cells[first:last] if c.cell_type == "code")
    assert ".computeGradientAndScore()" in code and ".output(" in code
    assert not re.search(r"\b(Engine|Trainer|Forecasts|Generator)\b", code)


def test_ctc():
    notebook, failure = executed("ctc")
    assert failure is None
    printed = text(notebook)
    for line in ("hhell-loo -> hello", "helloo -> helo", "hh-e-l-l-o -> hello", "11 alignments: "):
        assert line in printed
    listed = re.search(r"11 alignments: (.*)", printed).group(1).split()
    assert len(set(listed)) == 11 and all(re.sub(r"(.)\1+", r"\1", p).replace("-", "") == "hello" for p in listed)
    assert figures(notebook)[0]["data"][0]["y"] == [math.comb(t + 5 - 1, 10) for t in range(6, 11)]
    by_paths, by_recursion = (re.search(name + r": ([\d.]+)", printed).group(1) for name in ("all paths", "recursion"))
    assert by_paths == by_recursion
    assert number(r"central differences differ by ([\d.e-]+)", notebook) < 1e-8
    assert "greedy: '' with probability 0.36" in printed and "beam:   'a' with probability 0.64" in printed
    assert "Bidirectional(LSTM)" in printed and "CtcOutput" in printed
    before = number(r"error rate before: ([\d.]+)", notebook)
    after = [float(rate) for rate in re.findall(r"error rate (?:after: )? ?([\d.]+) %", printed)]
    assert len(after) == 3 and max(after) < 20 < before
    # Blank is not what the network says most of the time, and letters last: the sentence under the last chart.
    blank, frames = map(int, re.search(r"likeliest symbol at (\d+) of (\d+) frames", printed).groups())
    assert 0 < blank < frames / 2
    reading = figures(notebook)[-1]["data"][0]
    rows = dict(zip(reading["y"], reading["z"], strict=False))
    likeliest = [max(rows, key=lambda symbol: rows[symbol][t]) for t in range(len(rows["-"]))]
    assert re.search(r"([a-e])\1", "".join(likeliest)), likeliest


def test_memory():
    notebook, failure = executed("memory")
    assert failure is None
    printed = text(notebook)
    # sigmoid(b)^d, from the definition
    for bias, steps, shown in ((0, 10, "0.00098"), (1, 50, "1.6e-07"), (6, 200, "0.61")):
        assert f"{(1 / (1 + math.exp(-bias))) ** steps:.2g}" == shown
        assert re.search(rf"bias {bias}: .*after {steps}(?: steps)? {re.escape(shown)}\b", printed)
    norms = {line["name"]: line["y"] for line in figures(notebook)[0]["data"]}
    assert norms["LSTM, large bias"][200] > norms["LSTM, large bias"][0] > norms["LSTM, bias 1"][200] * 1e4
    # A norm that is nothing any more has no place on a scale of logarithms.
    assert (norms["GRU"][200] or 0) < 1e-12 * norms["GRU"][0]
    rows = {}
    for name in ("SimpleRNN", "GRU", "LSTM, bias 1", "LSTM, large bias"):
        found = [list(map(int, line.split())) for line in re.findall(rf"^{name}((?: +\d+)+)$", printed, re.M)]
        rows[name] = [found[-1][k : k + 3] for k in range(0, 18, 3)]
    assert all(min(row[0]) > 80 for row in rows.values())  # five words: all remember
    assert all(max(rows[name][k]) < 25 for name in ("SimpleRNN", "LSTM, bias 1") for k in (3, 4, 5))  # fifty and more: they guess
    assert min(rows["LSTM, large bias"][2]) > 80 and max(rows["LSTM, large bias"][3]) > 50


def test_bidirectional():
    notebook, failure = executed("bidirectional")
    assert failure is None
    printed = text(notebook)
    one, two = (int(n) for n in re.search(r"one direction: (\d+) parameters, two: (\d+)", printed).groups())
    assert abs(one - two) < 0.03 * two  # a comparison of equal sizes
    tenths = re.findall(r"one direction \[(.*?)\], two \[(.*?)\]", printed)
    assert len(tenths) == 3
    rows = [[list(map(int, row.split(", "))) for row in pair] for pair in tenths]
    forward, both = ([sum(pair[way][k] for pair in rows) / 3 for k in range(10)] for way in (0, 1))
    # At the first words who has read the end knows, and who has not guesses; at the last words both have read everything.
    assert forward[0] < 60 and both[0] > 80 and forward[9] > forward[0] + 10
    final = [tuple(map(float, pair)) for pair in re.findall(r"one direction ([\d.]+) %, with two ([\d.]+) %", printed)]
    assert len(final) == 3 and all(min(pair) > 80 for pair in final)
    assert sum(two - one for one, two in final) / 3 < 1  # one answer at the end: two directions bring nothing
    pushes = [f for f in figures(notebook) if f["layout"]["title"]["text"].startswith("Pushes")]
    assert len({str(f["data"][0]["x"]) for f in pushes}) == 3  # three reviews, not one three times
    assert "not" in str(pushes[0]["data"][0]["x"]) and "nobody" in str(pushes[1]["data"][0]["x"])


def test_sequence_labels():
    notebook, failure = executed("sequence-labels")
    assert failure is None
    printed = text(notebook)
    assert number(r"columns named rightly: ([\d.]+)", notebook) > 80
    # Equal letters that touch: what is lost even with the true labels is lost by no network's fault.
    assert 0 < number(r"from the true labels: ([\d.]+)", notebook) < 10
    seeds = [tuple(map(float, row)) for row in re.findall(r"seed \d +([\d.]+) +([\d.]+) +([\d.]+)", printed)]
    # Told the text alone it reads better than told each column, and the beam finds a little more, with each seed.
    assert len(seeds) == 3 and all(beam < greedy < columns < 40 for columns, greedy, beam in seeds)
    # Nothing but blanks at first; at the end still blanks at most columns, and letters between them.
    watched = re.findall(r"epoch +\d+: blank at +(\d+) of (\d+) columns, read as \"(\w*)\"", printed)
    assert len(watched) == 20 and watched[0][0] == watched[0][1] and watched[0][2] == ""
    assert int(watched[-1][1]) / 2 < int(watched[-1][0]) < int(watched[-1][1]) and watched[-1][2] != ""
    strips = [f for f in figures(notebook) if f["layout"]["title"]["text"].startswith('"')]
    assert len(strips) == 3 and all(0 <= ink <= 1 for f in strips for row in f["data"][0]["z"] for ink in row)

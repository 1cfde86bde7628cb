"""The labs on encoder-decoder, attention and Transformer: what they print, computed again from what they show."""

import math
import os
import re

import pytest

from test_labs import executed, figures, number, table, text


def shown(notebook, title):
    """The chart whose title begins like this."""
    return next(f for f in figures(notebook) if f["layout"]["title"]["text"].startswith(title))


def test_encoder_decoder_reads_one_step_behind_what_it_says():
    notebook, failure = executed("encoder-decoder")
    assert failure is None
    printed = text(notebook)
    reads = [list(map(int, m.split(", "))) for m in re.findall(r"decoder reads +\[(.*?)\]", printed)]
    says = [list(map(int, m.split(", "))) for m in re.findall(r"decoder should say \[(.*?)\]", printed)]
    assert [len(r) for r in reads] == [11, 3]  # ten characters of a date, two digits, and a mark
    for read, said in zip(reads, says, strict=True):
        assert read[0] == 2 and said[-1] == 3  # padding 0, [UNK] 1, [START] 2, [END] 3
        assert read[1:] == said[:-1]


def test_encoder_decoder_scores_agree():
    notebook, _ = executed("encoder-decoder")
    printed = text(notebook)
    greedy = number(r"greedy: exact match ([\d.]+) %", notebook)
    assert number(r"up to \d+ characters: ([\d.]+) %", notebook) == greedy
    languages = shown(notebook, "Right translations by language")["data"][0]
    assert languages["x"] == ["English", "Polish", "Czech", "Bulgarian"]  # of each as many pairs
    assert 100 * sum(languages["y"]) / 4 == pytest.approx(greedy, abs=0.06)
    assert number(r"longer ones: +([\d.]+) %", notebook) < greedy > 30
    # A wrong sentence has a wrong character or more: so the words cannot be worse than the characters.
    wrong = number(r"greedy: .*characters wrong ([\d.]+) %", notebook)
    assert 0 < wrong < 100 - greedy
    # A chart for each step of the decoder: ten characters and the end.
    slides = next(f for f in figures(notebook) if "sliders" in f["layout"])
    assert len(slides["layout"]["sliders"][0]["steps"]) == len(slides["data"]) == 11
    assert all(trace["y"] == sorted(trace["y"], reverse=True) for trace in slides["data"])
    assert "'G' (U+0047)" in printed


def test_encoder_decoder_names_what_is_wrong_in_a_file():
    notebook, _ = executed("encoder-decoder")
    printed = text(notebook)
    assert re.search(r"^broken\.tsv, line 2 is empty; .* Lines that are no pairs either: 3, 4$", printed, re.M)
    assert re.search(r"^pairs\.tsv, line 1: the translation .Good day\.. .* vocabulary: 'G' \(U\+0047\)", printed, re.M)
    tokens = len("the 21st of November of the year 2026")
    assert f"pairs.tsv, line 7: the sentence has {tokens} tokens, and 30 is the most" in printed
    assert re.search("^sentence: empty", printed, re.M)
    assert os.environ["RNNLAB_HOME"] not in printed  # what is shown may stand on a page


def test_encoder_decoder_loss_and_perplexity_agree():
    notebook, _ = executed("encoder-decoder")
    loss = next(t for t in shown(notebook, "Loss")["data"] if t["name"] == "validation")["y"]
    perplexity = number(r"perplexity on the test part: ([\d.]+)", notebook)
    assert loss[-1] < loss[0] < math.log(15)
    # Two draws of the same task: their losses are near each other.
    assert math.log(perplexity) == pytest.approx(loss[-1], rel=0.6)
    # chrF and BLEU put the good translations before the poor ones.
    scores = {
        name: list(map(float, numbers)) for name, *numbers in re.findall(r"(good|poor): BLEU +([\d.]+), chrF +([\d.]+)", text(notebook))
    }
    assert all(g > p for g, p in zip(scores["good"], scores["poor"], strict=True))


def test_attention_by_hand_is_the_networks():
    notebook, failure = executed("attention")
    assert failure is None
    rows = re.findall(r"^\d+ .? +(-?[\d.]+) +([\d.]+) +([\d.]+)$", text(notebook), re.M)
    assert len(rows) == len("21 listopada 2026")
    scores = [float(score) for score, _, _ in rows]
    total = sum(math.exp(s - max(scores)) for s in scores)
    for score, by_hand, network in rows:
        assert float(by_hand) == pytest.approx(float(network), abs=1.01e-4)
        assert float(by_hand) == pytest.approx(math.exp(float(score) - max(scores)) / total, abs=1e-3)


def test_attention_looks_at_what_it_writes():
    notebook, _ = executed("attention")
    chart = shown(notebook, '"21 listopada 2026"')
    trace = chart["data"][0]
    assert chart["layout"]["xaxis"]["ticktext"] == [c if c != " " else "\u2423" for c in "21 listopada 2026"]
    for row in trace["z"]:
        assert sum(row) == pytest.approx(1, abs=1e-5)
    said = chart["layout"]["yaxis"]["ticktext"]
    assert said[-1] == "[END]"
    # For the month it looks at letters of its name, for the year at the year.
    month, year = trace["z"][5:7], trace["z"][:4]
    assert sum(sum(row[2:13]) for row in month) / 2 > 0.5
    assert sum(sum(row[12:17]) for row in year) / 4 > 0.5


def test_attention_beats_the_last_state():
    notebook, _ = executed("attention")
    rows = {row["context"]: row for row in table(notebook, "context", "parameters", "longer")}
    assert set(rows) == {"additive", "dot", "last state"}
    best, last = rows["additive"], rows["last state"]
    # W and U of 48 x 96, b and w of 48.
    assert float(best["parameters"]) - float(last["parameters"]) == 2 * 48 * 96 + 2 * 48
    key = next(k for k in best if k.startswith("up to"))
    assert float(best[key]) > 80 > float(last[key])
    assert float(best["longer"]) > float(last["longer"])


def test_transformer_has_the_parameters_of_its_formula():
    notebook, failure = executed("transformer")
    assert failure is None
    rows = {row["network"]: row for row in table(notebook, "network", "parameters", "longer")}
    u, inner = 64, 128
    sizes = re.findall(r"(?:source|target)-tokens +EmbeddingSequenceLayer +\[.*?\] +([\d ]+)", text(notebook))
    source, target = (int(size.replace(" ", "")) for size in sizes)
    attention, norm, feed = 4 * (u * u + u), 2 * u, 2 * u * inner + inner + u
    encoder = 2 * (attention + norm + feed + norm) + norm
    decoder = 2 * (2 * (attention + norm) + feed + norm) + norm
    output = target // u * (u + 1)
    assert float(rows["Transformer"]["parameters"]) == source + target + encoder + decoder + output
    key = next(k for k in rows["Transformer"] if k.startswith("up to"))
    for row in rows.values():
        languages = [float(row[name]) for name in ("English", "Polish", "Czech", "Bulgarian")]
        assert sum(languages) / 4 == pytest.approx(float(row[key]), abs=0.11)
        assert float(row["longer"]) < float(row[key])
    assert float(rows["Transformer"][key]) > 60 and float(rows["LSTM with attention"][key]) > 80


def test_transformer_shows_rates_labels_and_limits():
    notebook, _ = executed("transformer")
    printed = text(notebook)
    rates = shown(notebook, "Learning rate")["data"][0]["y"]
    rising, steps = 6400 // 32 // 2, 4 * 6400 // 32
    assert len(rates) == steps
    assert rates[rising - 1] == max(rates) == pytest.approx(5)  # thousandths
    assert rates[0] == pytest.approx(5 / rising)
    assert rates[(rising + steps) // 2] == pytest.approx(2.5, rel=0.01)  # half-way down the cosine
    size = int(re.search(r"target-tokens +EmbeddingSequenceLayer +\[.*?\] +([\d ]+)", printed).group(1).replace(" ", "")) // 64
    right, other = 0.9 + 0.1 / size, 0.1 / size
    least = -right * math.log(right) - (size - 1) * other * math.log(other)
    printed_label = re.search(r"smoothing 0\.1: the right one ([\d.]+), each other one ([\d.]+), .* be ([\d.]+)", printed).groups()
    assert [float(x) for x in printed_label] == pytest.approx([right, other, least], abs=6e-4)
    sentence = "the 21st of November 2026, " * 4
    assert re.search(rf"source-positions.*{len(sentence)}.*100|source-positions.*100.*{len(sentence)}", printed)
    assert "the same translations: true" in printed
    assert "beside a longer one: 0.0\n" in printed
    chain, moved = re.search(r"chain rule (-?[\d.]+), difference (-?[\d.]+)", printed).groups()
    assert float(chain) == pytest.approx(float(moved), abs=2e-6) and float(chain) != 0
    assert number(r"loss after 400 steps: ([\d.]+)", notebook) < 3


def test_transformer_sees_no_future_and_its_weights_are_one():
    notebook, _ = executed("transformer")
    before, after = re.search(r"before the change ([\d.E-]+), after it ([\d.]+)", text(notebook)).groups()
    assert before == "0.0" and float(after) > 0
    assert number(r"from the engine's weights: ([\d.e+-]+)", notebook) < 1e-4
    # Wq turns [1, 0] into [0, 3]: scores 0, 3 and 1.5, each divided by the root of 2.
    weights = [math.exp(score / math.sqrt(2)) for score in (0, 3, 1.5)]
    printed = re.search(r"weights +([\d.]+) +([\d.]+) +([\d.]+)", text(notebook)).groups()
    assert [float(w) for w in printed] == pytest.approx([w / sum(weights) for w in weights], abs=6e-4)
    heads = next(f for f in figures(notebook) if "sliders" in f["layout"])["data"]
    assert len(heads) == 4
    for trace in heads:
        for row in trace["z"]:
            assert sum(row) == pytest.approx(1, abs=1e-5)
    waves = shown(notebook, "Positions")["data"][0]["z"]
    assert [row[0] for row in waves] == [0, 1] * 16
    assert waves[0][1] == pytest.approx(math.sin(1)) and waves[17][5] == pytest.approx(math.cos(5 / 100))


def test_transformer_and_lstm_of_the_book_are_equally_large():
    notebook, _ = executed("transformer")
    ours, lstm = (int(n.replace(",", "")) for n in re.search(r"Transformer ([\d,]+) parameters, LSTM ([\d,]+)", text(notebook)).groups())
    assert abs(ours - lstm) < 0.02 * ours
    chart = shown(notebook, "Loss on the unseen part")
    lines = {trace["name"]: trace["y"] for trace in chart["data"]}
    for name in ("Transformer", "LSTM"):
        assert min(lines[name]) == pytest.approx(number(rf"{name}: .* loss ([\d.]+)", notebook), abs=6e-4)
        assert min(lines[name]) < 3

"""The numbers that the lectures give, in the labs on series: each is computed again here, or taken from the lecture."""

import math
import re
import statistics
from itertools import pairwise
from pathlib import Path

import pytest

from test_labs import executed, figures, table, text


def lines(name):
    notebook, failure = executed(name)
    assert failure is None
    return text(notebook)


def numbers(pattern, name):
    match = re.search(pattern, lines(name))
    assert match, f"nothing like {pattern} in:\n{lines(name)}"
    return [float(g) for g in match.groups()]


def rmse(errors):
    return math.sqrt(sum(e * e for e in errors) / len(errors))


def test_recurrence_by_hand_agrees_with_the_node_and_the_recursion():
    assert "120" in lines("recurrence-by-hand")  # 5!
    h1 = max(0, 0.5 * 1.8)
    h2 = max(0, 1.0 * 1.8 - 0.5 * h1)
    for way in ("by hand", "the node", "recursive"):
        assert numbers(rf"{way}:\s+([\d.]+)", "recurrence-by-hand") == [pytest.approx(h2 * 1.1)]


def test_the_node_answers_the_lectures_own_case():
    """Yesterday and today 0 or 1, by the equations: h1 = relu(1.8 x1), h2 = relu(1.8 x2 - 0.5 h1), y = 1.1 h2."""
    for x1, x2 in ((0, 0), (0, 1), (1, 0), (1, 1)):
        y = 1.1 * max(0, 1.8 * x2 - 0.5 * max(0, 1.8 * x1))
        said = numbers(rf"yesterday {x1}, today {x2}: tomorrow ([\d.]+)", "recurrence-by-hand")
        assert said == [pytest.approx(y, abs=0.0005)], (x1, x2)


def test_the_corners_lie_where_the_lab_says():
    notebook, _ = executed("recurrence-by-hand")
    chart = next(f for f in figures(notebook) if f["layout"]["title"]["text"].startswith("Tomorrow's price when"))
    corners = {}
    for line in chart["data"]:
        slopes = [(b - a) / 0.05 for a, b in zip(line["y"], line["y"][1:], strict=False)]
        bends = [k for k, (a, b) in enumerate(zip(slopes, slopes[1:], strict=False), 1) if abs(a - b) > 1e-6]
        corners[line["name"]] = [round(line["x"][k], 2) for k in bends]
        if line["name"] == "b1":
            left_of_both, between, right = slopes[0], slopes[bends[0]], slopes[-1]
            assert left_of_both == pytest.approx(0) and between == pytest.approx(2 * right) != 0
    assert corners == {"w1": [-1.8], "b1": [-1.8, -0.9], "w2": [-1.5], "w3": [], "b2": []}
    said = next(c.source for c in notebook.cells if "The corners of the others" in c.source).replace("\u2212", "-")
    assert "$w_1$ has its corner at -1.8 and $w_2$ at -1.5" in said
    assert "Left of -0.9 yesterday's hidden value" in said and "Only left of -1.8 is $h_2 = 0$ too" in said


def test_a_gate_is_introduced_before_it_is_argued_with():
    cells = [c.source for c in executed("recurrence-by-hand")[0].cells]
    introduced = next(k for k, source in enumerate(cells) if source.startswith("## An LSTM unit, gate by gate"))
    assert [k for k, source in enumerate(cells[:introduced]) if re.search(r"\b(forget|gates?)\b", source)] == []


def drawn(name, kind):
    """The texts of each drawing of a lab whose class has this name, in order."""
    outputs = [o["data"] for c in executed(name)[0].cells for o in c.get("outputs", []) if "data" in o]
    svgs = ["".join(data["image/svg+xml"]) for data in outputs if data.get("text/plain", "").startswith(kind)]
    assert svgs, kind
    return [re.findall(r"<text[^>]*>([^<]*)</text>", svg) for svg in svgs]


def test_the_gradient_of_the_node_is_what_its_picture_sums():
    """L = (y - 1.2)^2 for the settings' node, by the chain rule on paper: y = 1.1 h2, h2 = 1.8 - 0.5 h1, h1 = 0.9."""
    h1, h2 = 0.9, 1.35
    dh2 = 2 * (1.1 * h2 - 1.2) * 1.1
    dh1 = dh2 * -0.5
    expected = {"w1": (dh1 * 0.5, dh2 * 1.0), "b1": (dh1, dh2), "w2": (0, dh2 * h1)}
    for parameter, shares in expected.items():
        back, moved = numbers(rf"^{parameter}: back through time (\S+), moved (\S+)".replace("^", "(?m:^)"), "recurrence-by-hand")
        assert back == pytest.approx(sum(shares), abs=1e-5) and moved == pytest.approx(back, abs=2e-5)
    (texts,) = drawn("recurrence-by-hand", "UnrolledGradient")
    place = texts.index("w1")
    row = texts[place : place + 6]
    assert row == ["w1", f"{expected['w1'][0]:.2f}", "+", f"{expected['w1'][1]:.2f}", "=", f"{sum(expected['w1']):.2f}"]
    before, after = numbers(r"loss before (\S+), after one step (\S+)", "recurrence-by-hand")
    assert before == pytest.approx((1.1 * h2 - 1.2) ** 2, abs=1e-5) and after < before


def test_the_lstm_unit_is_built_gate_by_gate_with_its_numbers():
    """The unit of the lab on 0, 0.5, 0.25, 1, by its equations."""
    sigmoid = lambda v: 1 / (1 + math.exp(-v))
    h = c = 0.0
    gates = []
    for x in (0, 0.5, 0.25, 1):
        before = h, c
        f, i, o = sigmoid(1.5 * x + 0.5 * h + 1), sigmoid(2 * x - 0.5 * h - 1), sigmoid(x + h + 0.5)
        g = math.tanh(x + 0.8 * h)
        c = f * c + i * g
        h = o * math.tanh(c)
        gates.append((f, i, g, o, c, h))
    name = "recurrence-by-hand"
    for gate, value in zip("figo", (f, i, g, o), strict=True):
        assert numbers(rf"(?m:^){gate} = \w+\(.*?\) = \w+\(.*?\) = (\S+)", name) == [pytest.approx(value, abs=6e-5)]
    assert numbers(r"kept: .* = (\S+)", name) == [pytest.approx(f * before[1], abs=6e-5)]
    assert numbers(r"(?m:^)c = .* = (\S+)", name) == [pytest.approx(c, abs=6e-5)]
    assert numbers(r"(?m:^)h = .* = (\S+)", name) == [pytest.approx(h, abs=6e-5)]
    assert numbers(r"product of the last three forget gates: (\S+)", name) == [
        pytest.approx(math.prod(step[0] for step in gates[1:]), abs=6e-5)
    ]
    parts = drawn(name, "LstmCell")
    has = [[gate for gate in ("forget", "input", "candidate", "output") if any(t.startswith(gate) for t in part)] for part in parts]
    assert has == [[], ["forget"], ["forget", "input", "candidate"], ["forget", "input", "candidate", "output"]]
    (unrolled,) = drawn(name, "UnrolledLstm")
    for f, i, g, o, _, _ in gates:
        for shown in (f"\u00d7 {f:.2f}", f"f {f:.2f}   i {i:.2f}", f"g {g:.2f}", f"o {o:.2f}"):
            assert shown in unrolled, shown


def test_the_window_of_the_picture_slides_over_the_curve():
    (texts,) = drawn("function-sequences", "SlidingWindowDiagram")
    y = [f"{v:.2f}" for v in sine_mix(10)]
    for k in range(1, 5):
        row = texts.index(f"example {k}")
        assert texts[row + 1 : row + 7] == y[k - 1 : k + 5]


def test_one_epoch_of_deeplearning4js_own_fit_learns():
    before, after = numbers(r"loss before: (\S+)\n[\s\S]*loss after one epoch: (\S+)", "function-sequences")
    assert after < 0.5 * before
    code = "".join(c.source for c in executed("function-sequences")[0].cells if c.cell_type == "code")
    assert "plain.fit(batch)" in code  # plain, without the Trainer


def test_the_targets_at_every_step():
    printed = lines("forecasting-suite")
    for t in range(1, 6):
        assert f"step {t}: reads {t}, target [{t + 1}, {t + 2}, {t + 3}]" in printed
    (texts,) = drawn("forecasting-suite", "SequenceKindsDiagram")
    assert [text for text in texts if re.fullmatch(r"\d \d \d", text)] == ["2 3 4", "3 4 5", "4 5 6", "5 6 7", "6 7 8", "6 7 8"]


def test_the_picture_of_both_directions_has_its_units_numbers():
    x = waves(2000, 51, 42)[1800][:5]
    x[2] = 0

    def from_left(values):
        h, all_h = 0.0, []
        for v in values:
            h = math.tanh(v + 0.8 * h)
            all_h.append(h)
        return all_h

    (texts,) = drawn("forecasting-suite", "BidirectionalDiagram")
    pairs = [f"{a:.2f} {b:.2f}" for a, b in zip(from_left(x), from_left(x[::-1])[::-1], strict=True)]
    assert [t for t in texts if " " in t and t in pairs] == pairs and "?" in texts


def test_the_first_inputs_influence_after_fifty_steps():
    assert numbers(r"w2 = 2.0:\s+w2\^50 = (\S+)", "recurrence-by-hand") == [pytest.approx(1.13e15, rel=0.005)]
    assert numbers(r"w2 = 0.5:\s+w2\^50 = (\S+)", "recurrence-by-hand") == [pytest.approx(8.9e-16, rel=0.005)]
    measured = numbers(r"measured: (\S+) and (\S+)", "recurrence-by-hand")
    assert measured == [pytest.approx(2.0**50, rel=0.005), pytest.approx(0.5**50, rel=0.005)]


def test_gradients_vanish_explode_and_stay():
    ratio = {
        name: numbers(rf"{name}\s+first step : last step = (\S+)", "recurrence-by-hand")[0]
        for name in ("small weights", "large weights", "LSTM", "LSTM that forgets little", "GRU")
    }
    assert ratio["small weights"] < 1e-6
    assert ratio["large weights"] > 1e3
    assert ratio["LSTM"] < 0.1 < 1 < ratio["LSTM that forgets little"]
    assert ratio["GRU"] < 1e-6
    assert all(math.isfinite(r) for r in ratio.values())


@pytest.mark.parametrize(
    "name, z, value",
    [("sigmoid", 10, 0.99995), ("sigmoid", -5, 0.0067), ("tanh", 2, 0.96), ("tanh", -5, -1)],
)
def test_activations_have_the_lectures_values(name, z, value):
    assert numbers(rf"{name}\(\s*{z}\)\s+= \s*(\S+)", "recurrence-by-hand") == [pytest.approx(value, abs=0.005)]


def test_shapes_of_the_documentations_example():
    printed = lines("simplernn-parameters")
    assert "time, features = [32, 10, 8]" in printed
    assert "sequences, in Keras's order: [32, 10, 4]" in printed
    assert "last output: [32, 4]" in printed
    assert "final state: [32, 4]" in printed
    assert "equal to the last output: true" in printed


def test_eleven_parameters_give_the_networks_answers():
    name = "simplernn-parameters"
    assert re.search(r"^11 parameters", lines(name), re.M)

    def values(parameter):
        return [float(v) for v in re.search(rf"^{parameter}  \[.*?\]  \[(.*)\]", lines(name), re.M).group(1).split(",")]

    wx, wh, bh, wy, by = (values(p) for p in ("0_W", "0_RW", "0_b", "1_W", "1_b"))
    assert [len(v) for v in (wx, wh, bh, wy, by)] == [2, 4, 2, 2, 1]
    for kind, activation in (("linear", lambda v: v), ("tanh", math.tanh)):
        h = [0.0, 0.0]
        for x in (1, 2, 3):
            h = [activation(x * wx[j] + h[0] * wh[j] + h[1] * wh[2 + j] + bh[j]) for j in (0, 1)]
        y = h[0] * wy[0] + h[1] * wy[1] + by[0]
        by_hand, network = numbers(rf"{kind},\s+by hand: (\S+)\s+the network: (\S+)", name)
        assert by_hand == pytest.approx(y, abs=1e-6)
        assert network == pytest.approx(y, abs=1e-6)


def sine_mix(count):
    return [math.sin(i * 0.1) + 0.5 * math.sin(math.sqrt(5) * i * 0.1) for i in range(count)]


def test_function_sequences_are_learned_and_not_remembered():
    """The lab's claim: no test window stands in the training part, and the network does what remembering its twin cannot do."""
    name = "function-sequences"
    curve = figures(executed(name)[0])[0]["data"][0]
    y = sine_mix(1000)
    assert curve["y"] == pytest.approx(y[:400], abs=1e-5)
    known = [y[i : i + 20] for i in range(680)]
    distances, errors = [], []
    for start in range(680, 980):
        window = y[start : start + 20]
        apart = [max(abs(a - b) for a, b in zip(window, other, strict=False)) for other in known]
        twin = apart.index(min(apart))
        distances.append(apart[twin])
        errors.append(y[twin + 20] - y[start + 20])
    distances.sort()
    assert distances[0] > 0.05
    said = numbers(r"the twins are (\S+) to (\S+) away; half of them more than (\S+)", name)
    assert said == pytest.approx([distances[0], distances[-1], distances[150]], abs=0.0006)
    naive = [b - a for a, b in zip(y[699:], y[700:], strict=False)]
    train, test, last, like_twin = numbers(r"training part\s+(\S+)\n.*test part\s+(\S+)\n.*last\"\s+(\S+)\n.*twin\"\s+(\S+)", name)
    assert last == pytest.approx(rmse(naive), abs=0.00006)
    assert like_twin == pytest.approx(rmse(errors), abs=0.00006)
    assert test < like_twin / 4 and test < 2 * train < last


def test_for_two_waves_the_next_value_follows_from_the_last_four():
    """A wave of the frequency w obeys y(t) = 2 cos(w h) y(t-1) - y(t-2); two waves obey the product of both rules."""
    y = sine_mix(1000)
    a, b = 2 * math.cos(0.1), 2 * math.cos(math.sqrt(5) * 0.1)
    for t in range(4, 1000):
        rule = (a + b) * y[t - 1] - (2 + a * b) * y[t - 2] + (a + b) * y[t - 3] - y[t - 4]
        assert rule == pytest.approx(y[t], abs=1e-9)


def test_the_lstm_labs_errors_are_those_of_its_charts_and_seeds():
    notebook, failure = executed("lstm-vs-rnn")
    assert failure is None
    charts = {f["layout"]["title"]["text"]: f["data"] for f in figures(notebook)}
    once = {r["forecast"]: r for r in table(notebook, "forecast", "train", "test")}
    spots = charts["SimpleRNN, 12 months: truth and prediction"][0]["y"]
    naive = [b - a for a, b in pairwise(spots[-565:])]
    assert float(once["naive"]["test"]) == pytest.approx(math.sqrt(sum(e * e for e in naive) / 564), rel=1e-4)
    for kind, months in (("SimpleRNN", 12), ("LSTM", 5), ("GRU", 5)):
        truth, train, test = (d["y"] for d in charts[f"{kind}, {months} months: truth and prediction"])
        for part, forecast, count in (("train", train, 2256 - months), ("test", test, 564)):
            errors = [f - t for t, f in zip(truth, forecast, strict=True) if f is not None]
            assert len(errors) == count
            rmse = math.sqrt(sum(e * e for e in errors) / count)
            assert float(once[kind][part]) == pytest.approx(rmse, rel=1e-4)
    runs = {}
    for row in table(notebook, "network", "seed", "train RMSE", "test RMSE"):
        runs.setdefault(row["network"], []).append(float(row["test RMSE"]))
    summary = table(notebook, "network", "mean", "spread", "beside naive, %")
    assert [r["network"] for r in summary] == list(runs)
    for row in summary:
        assert float(row["mean"]) == pytest.approx(statistics.mean(runs[row["network"]]), rel=1e-4)
        assert float(row["spread"]) == pytest.approx(statistics.stdev(runs[row["network"]]), rel=0.01)
    assert runs["LSTM, 5"][0] == pytest.approx(float(once["LSTM"]["test"]), rel=1e-4)  # seed 1 again


def test_the_gates_of_the_lstm_follow_from_its_parameters():
    """Computed again from the printed parameters and the series of the chart, as LECTURES writes the equations."""
    name = "lstm-vs-rnn"

    def values(parameter):
        return [float(v) for v in re.search(rf"^{parameter}  \[.*?\]  \[(.*)\]", lines(name), re.M).group(1).split(",")]

    w, u, b, v = (values(p) for p in ("0_W", "0_RW", "0_b", "1_W"))
    unit = max(range(3), key=lambda j: abs(v[j]))
    sigmoid = lambda z: 1 / (1 + math.exp(-z))
    charts = {f["layout"]["title"]["text"]: f["data"] for f in figures(executed(name)[0])}
    truth = charts["LSTM, 5 months: truth and prediction"][0]
    # The chart leaves out the first five months; the scale is that of the training part: lowest 0, highest 238.9 spots.
    assert max(truth["y"][: 2256 - 5]) == 238.9
    spots = dict(zip(truth["x"], truth["y"], strict=True))
    months = sorted(spots)
    heat = charts[f"Gates of unit {unit + 1}"][0]
    rows = dict(zip(heat["y"], heat["z"], strict=True))
    for column in (0, 40, len(heat["x"]) - 1):
        at = months.index(heat["x"][column])
        h, c = [0.0] * 3, [0.0] * 3
        for month in months[at - 4 : at + 1]:
            x = spots[month] / 238.9
            z = [w[k] * x + b[k] + sum(u[i * 12 + k] * h[i] for i in range(3)) for k in range(12)]
            g, (f, o, i) = [math.tanh(s) for s in z[:3]], ([sigmoid(s) for s in z[3 * q : 3 * q + 3]] for q in (1, 2, 3))
            c = [f[j] * c[j] + i[j] * g[j] for j in range(3)]
            h = [o[j] * math.tanh(c[j]) for j in range(3)]
        expected = {"series x": x, "forget f": f[unit], "input i": i[unit], "candidate g": g[unit], "cell state c": c[unit]}
        expected |= {"output o": o[unit], "hidden h": h[unit]}
        for row, value in expected.items():
            assert rows[row][column] == pytest.approx(value, abs=1e-5), (heat["x"][column], row)
    answers = numbers(r"from the gates:\s+(\S+) spots\n.*by the network:\s+(\S+) spots", name)
    assert answers[0] == pytest.approx(answers[1], abs=0.01)


def test_the_pictures_of_the_cells_show_the_numbers_of_their_step():
    name = "lstm-vs-rnn"
    outputs = [o["data"] for c in executed(name)[0].cells for o in c.get("outputs", []) if "data" in o]
    lstm, gru = ("".join(data["image/svg+xml"]) for data in outputs if "image/svg+xml" in data)
    f, before, i, g, c = numbers(r"c\(t\) = f c\(t-1\) \+ i g = (\S+) \* (\S+) \+ (\S+) \* (\S+) = (\S+)", name)
    assert c == pytest.approx(f * before + i * g, abs=2e-4)
    o, state, h = numbers(r"h\(t\) = o tanh\(c\(t\)\)  = (\S+) \* tanh\((\S+)\) = (\S+)", name)
    assert state == c and h == pytest.approx(o * math.tanh(c), abs=2e-4)
    for gate, value in (("forget", f), ("input", i), ("candidate", g), ("output", o), ("tanh", math.tanh(c))):
        assert float(re.search(rf">{gate} (\S+)<", lstm).group(1)) == pytest.approx(value, abs=0.0051)
    z, before, rest, g, h = (
        float(v.strip("()")) for v in re.search(r"g = (\S+) \u00d7 (\S+) \+ (\S+) \u00d7 (\S+) = (\S+)<", gru).groups()
    )
    assert z + rest == pytest.approx(1, abs=0.011) and h == pytest.approx(z * before + rest * g, abs=0.02)


def test_eurpln_errors_are_those_of_its_charts():
    notebook, failure = executed("eurpln")
    assert failure is None
    charts = {f["layout"]["title"]["text"]: f["data"] for f in figures(notebook)}
    rows = {(r["forecast"], r["part"]): r for r in table(notebook, "forecast", "part", "hits, %")}
    assert len(rows) == 6
    for network in ("SimpleRNN", "LSTM"):
        for part, title in (("train", "training part"), ("test", "test part")):
            data = next(d for t, d in charts.items() if t.startswith(f"EUR/PLN by {network}, {title}"))
            errors = [p - t for t, p in zip(data[0]["y"], data[1]["y"], strict=True)]
            rmse = math.sqrt(sum(e * e for e in errors) / len(errors))
            assert float(rows[network, part]["RMSE, PLN"]) == pytest.approx(rmse, rel=1e-3)


def test_eurpln_forecasts_come_late():
    """Computed again from the charts: each network's prediction is nearer to the day before its own, and to the day before that."""
    notebook, _ = executed("eurpln")
    charts = {f["layout"]["title"]["text"]: f["data"] for f in figures(notebook)}
    for network in ("SimpleRNN", "LSTM"):
        truth, said = next((d[0]["y"], d[1]["y"]) for t, d in charts.items() if t.startswith(f"EUR/PLN by {network}, test part"))
        own, before, two = (
            numbers(rf"{network}\s+beside the rate {days} days before its own: RMSE (\S+)", "eurpln")[0] for days in range(3)
        )
        assert own == pytest.approx(rmse([p - t for p, t in zip(said, truth, strict=False)]), abs=0.00006)
        # The first rate before the test part is not in the chart: one forecast of many.
        assert before == pytest.approx(rmse([p - t for p, t in zip(said[1:], truth, strict=False)]), abs=0.0001)
        assert max(before, two) < own


def test_the_sunspots_that_the_lab_speaks_of():
    """Three of the four cycles after 1940 are higher than all but one of those before; and the naive error is larger there too."""
    notebook, _ = executed("sunspots")
    spots = figures(notebook)[0]["data"][0]["y"]
    smooth = [statistics.mean(spots[i : i + 13]) for i in range(len(spots) - 12)]  # 13 months, as astronomers take them
    tops = [i for i in range(60, len(smooth)) if smooth[i] == max(smooth[max(0, i - 54) : i + 55])]
    before = [smooth[i] for i in tops if (i + 6) // 12 < 1940 - 1749]
    after = [smooth[i] for i in tops if (i + 6) // 12 >= 1940 - 1749]
    assert len(after) == 4 and len(before) >= 16
    beaten = [sum(old > new for old in before) for new in after]
    assert [b <= 1 for b in beaten] == [True, True, False, True]
    train, test = numbers(r"naive forecast on the training part: (\S+) spots\n.*naive forecast on the test part: (\S+) spots", "sunspots")
    assert train == pytest.approx(rmse([b - a for a, b in zip(spots[11:2255], spots[12:2256], strict=False)]), abs=0.006) and train < test


def projekt_6():
    """The values of the series, the index of the first test value, the charts by their titles, and the notebook."""
    notebook, failure = executed("projekt-6")
    assert failure is None
    charts = {f["layout"]["title"]["text"]: f["data"] for f in figures(notebook)}
    series = charts["eurpln"][0]
    return series["y"], round(len(series["y"]) * 0.65), charts, notebook


def test_projekt_6_tries_forms_windows_and_sizes_inside_the_training_part():
    values, border, charts, notebook = projekt_6()
    dates = charts["eurpln"][0]["x"]
    ends = [border // 2 + (border - border // 2) * k // 3 for k in range(4)]
    for learned, tested in pairwise(ends):
        said = f"learn from {dates[0]} to {dates[learned - 1]} ({learned} values), forecast {dates[learned]} to {dates[tested - 1]}"
        assert said in lines("projekt-6")
    rows = table(notebook, "learn", "steps", "units", "RMSE / naive", "weight")
    assert [(r["learn"], r["steps"], r["units"]) for r in rows] == [
        ("relative", "20", "32"),
        ("returns", "20", "32"),
        ("window", "20", "32"),
        ("prices", "20", "32"),
        ("relative", "5", "32"),
        ("relative", "20", "8"),
    ]
    for row in rows:
        # What is relative to the window begins as the naive forecast; prices must learn it, and miss it on all that is new.
        relative = row["learn"] in ("relative", "returns")
        assert 0.95 < float(row["RMSE / naive"]) < (1.05 if relative else 20)
        assert 0 <= float(row["weight"]) <= 1
    best = min(rows, key=lambda r: float(r["RMSE / naive"]))
    assert f'learn = "{best["learn"]}", steps = {best["steps"]}, units = {best["units"]}.' in lines("projekt-6")


def test_projekt_6_shows_a_price_that_has_left_the_range():
    _, _, charts, _ = projekt_6()
    title = next(t for t in charts if t.startswith("DAX, test part"))
    data = {d["name"]: d["y"] for d in charts[title]}
    truth, prices, relative = data["truth"], data["prediction"], data["prediction, relative"]
    highest = 2500  # the index has passed it for good when the test part begins
    assert max(truth) > 2 * highest
    naive = rmse([b - a for a, b in pairwise(truth)])
    assert rmse([p - t for p, t in zip(prices, truth, strict=True)]) > 3 * naive
    assert rmse([p - t for p, t in zip(relative, truth, strict=True)]) < 1.05 * naive
    # Saturated: while the index doubles, the answer stays behind by a growing distance.
    assert truth[-1] - prices[-1] > truth[0] - prices[0]


def test_projekt_6_measures_each_day_ahead_beside_the_last_known_price():
    values, border, charts, notebook = projekt_6()
    rows = table(notebook, "ahead", "RMSE", "naive", "RMSE / naive", "in the 90 % band, %")
    assert [r["ahead"] for r in rows] == ["1", "2", "3", "4", "5"]
    count = len(values) - border - 4
    for j, row in enumerate(rows):
        naive = rmse([values[border + i + j] - values[border - 1 + i] for i in range(count)])
        assert float(row["naive"]) == pytest.approx(naive, rel=1e-4)
        assert float(row["RMSE / naive"]) == pytest.approx(float(row["RMSE"]) / naive, rel=1e-3)
        assert float(row["RMSE / naive"]) < 1.03
        assert 85 <= float(row["in the 90 % band, %"]) <= 95
    naive = [float(r["naive"]) for r in rows]
    assert naive == sorted(naive)
    fan = {d["name"]: d for d in charts["eurpln, the next 5 days"]}
    assert len(fan["forecast"]["y"]) == 5 and min(fan["forecast"]["x"]) > max(fan["truth"]["x"])
    widths = [b - a for a, b in zip(fan["90 % band, lower end"]["y"], fan["90 % band"]["y"], strict=True)]
    assert widths[4] > widths[0] > 0


def test_projekt_6_hands_in_a_report_that_agrees_with_the_charts():
    values, border, charts, _ = projekt_6()
    html = Path(re.search(r"The report: (.*)", lines("projekt-6")).group(1).strip()).read_text(encoding="utf-8")
    rows = [re.findall(r"<td[^>]*>(.*?)</td>", line) for line in html.splitlines() if "<td" in line]
    for part, start in (("train", 21), ("test", border)):
        part_name = "training" if part == "train" else "test"
        drawn = {d["name"]: d["y"] for d in charts[f"eurpln, {part_name} part: truth and prediction"]}
        truth, forecast = drawn["truth"], drawn["prediction"]
        errors = [f - t for t, f in zip(truth, forecast, strict=True)]
        before = values[start - 1 : start - 1 + len(truth)]
        network = next(r for r in rows if r[:2] == [part, "network"])
        naive = next(r for r in rows if r[:2] == [part, "naive"])
        percent = 100 * statistics.mean(abs(e / t) for e, t in zip(errors, truth, strict=True))
        expected = [rmse(errors), statistics.mean(map(abs, errors)), percent]
        assert [float(v) for v in network[2:5]] == pytest.approx(expected, rel=1e-4)
        assert float(naive[2]) == pytest.approx(rmse([t - b for t, b in zip(truth, before, strict=True)]), rel=1e-4)
        assert naive[5] == ""
        moved = [(t - b, f - b) for t, f, b in zip(truth, forecast, before, strict=True) if t != b]
        if any(said for _, said in moved):
            assert float(network[5]) == pytest.approx(100 * sum(up * said > 0 for up, said in moved) / len(moved), rel=1e-4)
        else:
            assert network[5] == ""  # a forecast that never moves has no direction
    dates = charts["eurpln"][0]["x"]
    assert ["range", f"{dates[0]} to {dates[-1]}"] in rows
    next_day = re.search(r"Forecast for (20\d\d-\d\d-\d\d): ([\d.]+)\. The last value, of " + dates[-1], html)
    low, high = map(float, re.search(r"With 90 % certainty between ([\d.]+) and ([\d.]+)\.", html).groups())
    assert low < float(next_day.group(2)) < high
    addresses = re.sub(r"xmlns(:xlink)?='http://www.w3.org/[^']*'", "", html)
    assert html.count("<img ") == 6 and "http" not in addresses


def java_doubles(seed):
    """The numbers of java.util.Random.nextDouble, from its documentation: 48 bits, multiplied and added to."""
    state = (seed ^ 0x5DEECE66D) & ((1 << 48) - 1)

    def bits(count):
        nonlocal state
        state = (state * 0x5DEECE66D + 0xB) & ((1 << 48) - 1)
        return state >> (48 - count)

    while True:
        yield ((bits(26) << 27) + bits(27)) / (1 << 53)


def waves(count, steps, seed):
    """The series of the lab, by its formula."""
    u = java_doubles(seed)
    series = []
    for _ in range(count):
        f1, f2, o1, o2 = (next(u) for _ in range(4))
        times = [i / (steps - 1) for i in range(steps)]
        series.append([
            0.5 * math.sin((t - o1) * (10 * f1 + 10)) + 0.2 * math.sin((t - o2) * (20 * f2 + 20)) + 0.1 * (next(u) - 0.5)
            for t in times
        ])  # fmt: skip
    return series


def least_squares(rows, targets):
    """Weights w with (A^T A) w = A^T y, by elimination."""
    n = len(rows[0])
    system = [
        [sum(r[i] * r[j] for r in rows) for j in range(n)] + [sum(r[i] * y for r, y in zip(rows, targets, strict=False))] for i in range(n)
    ]
    for k in range(n):
        best = max(range(k, n), key=lambda i: abs(system[i][k]))
        system[k], system[best] = system[best], system[k]
        for i in range(n):
            if i != k:
                share = system[i][k] / system[k][k]
                system[i] = [a - share * b for a, b in zip(system[i], system[k], strict=False)]
    return [system[k][n] / system[k][k] for k in range(n)]


SUITE = ("model", "parameters", "rate", "validation MSE", "test MSE", "spread", "seconds", "lecture")


def test_the_suite_shows_the_best_line_and_whether_networks_beat_it():
    series = waves(2000, 51, 42)
    w = least_squares([x[:50] + [1] for x in series[:1400]], [x[50] for x in series[:1400]])
    errors = [sum(a * b for a, b in zip(w, x[:50] + [1], strict=False)) - x[50] for x in series]
    rows = {r["model"]: r for r in table(executed("forecasting-suite")[0], *SUITE)}
    best_line = rows["linear, least squares"]
    assert float(best_line["validation MSE"]) == pytest.approx(rmse(errors[1400:1800]) ** 2, rel=1e-3)
    assert float(best_line["test MSE"]) == pytest.approx(rmse(errors[1800:]) ** 2, rel=1e-3)
    naive = [x[50] - x[49] for x in series[1800:]]
    assert float(rows["naive"]["test MSE"]) == pytest.approx(rmse(naive) ** 2, rel=1e-3)
    assert 0.4 < float(rows["SimpleRNN 1"]["test MSE"]) / float(rows["naive"]["test MSE"]) < 0.7
    assert float(rows["linear"]["test MSE"]) > float(best_line["test MSE"])
    networks = [float(r["test MSE"]) for name, r in rows.items() if "20-20" in name]
    assert len(networks) == 4 and min(networks) > 0.8 * float(best_line["test MSE"])


def test_every_network_of_the_suite_has_the_same_choice_of_rates():
    notebook, _ = executed("forecasting-suite")
    settings = next(c.source for c in notebook.cells if c.source.startswith("boolean full"))
    rates = {float(r) for r in re.search(r"rates = full \? .*? : new double\[\] \{(.*?)\}", settings).group(1).split(",")}
    assert len(rates) >= 2
    next_value = [r for r in table(notebook, *SUITE) if r["rate"]]
    ten = [r for r in table(notebook, "layers", "way", "rate", "test MSE") if r["rate"]]
    assert len(next_value) == 6 and len(ten) == 10
    assert {float(r["rate"]) for r in next_value + ten} <= rates
    # No rate is written into a network by hand, except for the two that fill gaps, which have the same.
    by_hand = [re.findall(r"network\(\w+, ([\d.]+)", c.source) + re.findall(r"Adam\(([\d.]+)", c.source) for c in notebook.cells]
    assert [rate for rates in by_hand for rate in rates] == ["0.005", "0.005"]


def test_what_the_suite_says_of_ten_steps():
    notebook, _ = executed("forecasting-suite")
    mse = {(r["layers"], r["way"]): float(r["test MSE"]) for r in table(notebook, "layers", "way", "rate", "test MSE")}
    for layers in ("LSTM 20-20", "GRU 20-20"):
        assert mse[layers, "sequence"] < mse[layers, "direct"], layers
    assert max(mse, key=mse.get) == ("Holt", "")
    chart = next(f for f in figures(notebook) if f["layout"]["title"]["text"] == "Error by horizon")
    assert len(chart["data"]) == 6
    assert all(line["y"][9] > 2 * line["y"][0] for line in chart["data"])


def test_the_suites_parameters_are_exact():
    notebook, failure = executed("forecasting-suite")
    assert failure is None
    rows = {r["model"]: r for r in table(notebook, *SUITE)}
    simple = lambda inputs, units: inputs * units + units * units + units
    assert int(rows["SimpleRNN 1"]["parameters"]) == simple(1, 1) == 3
    assert int(rows["SimpleRNN 20-20-1"]["parameters"]) == simple(1, 20) + simple(20, 20) + simple(20, 1)
    assert int(rows["SimpleRNN 20-20, dense 1"]["parameters"]) == simple(1, 20) + simple(20, 20) + 21
    assert int(rows["linear"]["parameters"]) == 51
    assert int(rows["LSTM 20-20, dense 1"]["parameters"]) == 4 * (simple(1, 20) + simple(20, 20)) + 21
    gru = lambda inputs, units: 3 * (simple(inputs, units) + units)  # two biases, reset after the product
    assert int(rows["GRU 20-20, dense 1"]["parameters"]) == gru(1, 20) + gru(20, 20) + 21
    naive = float(rows["naive"]["validation MSE"])
    assert naive == pytest.approx(0.020, abs=0.002)
    assert float(rows["SimpleRNN 20-20, dense 1"]["validation MSE"]) < 0.5 * naive


def test_a_gap_is_filled_better_from_both_sides():
    line, forward, both = numbers(r"straight line (\S+)\s+LSTM forward only (\S+)\s+bidirectional LSTM (\S+)", "forecasting-suite")
    assert both < line
    assert both < forward

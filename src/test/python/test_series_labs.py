"""The numbers that the lectures give, in the labs on series: each is computed again here, or taken from the lecture."""

import math
import re

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


def test_recurrence_by_hand_agrees_with_the_node_and_the_recursion():
    assert "120" in lines("recurrence-by-hand")  # 5!
    h1 = max(0, 0.5 * 1.8)
    h2 = max(0, 1.0 * 1.8 - 0.5 * h1)
    for way in ("by hand", "the node", "recursive"):
        assert numbers(rf"{way}:\s+([\d.]+)", "recurrence-by-hand") == [pytest.approx(h2 * 1.1)]


def test_the_first_inputs_influence_after_fifty_steps():
    assert numbers(r"w2 = 2.0:\s+w2\^50 = (\S+)", "recurrence-by-hand") == [pytest.approx(1.13e15, rel=0.005)]
    assert numbers(r"w2 = 0.5:\s+w2\^50 = (\S+)", "recurrence-by-hand") == [pytest.approx(8.9e-16, rel=0.005)]
    measured = numbers(r"measured: (\S+) and (\S+)", "recurrence-by-hand")
    assert measured == [pytest.approx(2.0**50, rel=0.005), pytest.approx(0.5**50, rel=0.005)]


def test_gradients_vanish_explode_and_stay():
    ratio = {
        name: numbers(rf"{name}\s+first step : last step = (\S+)", "recurrence-by-hand")[0]
        for name in ("small weights", "large weights", "LSTM", "LSTM that forgets little")
    }
    assert ratio["small weights"] < 1e-6
    assert ratio["large weights"] > 1e3
    assert ratio["LSTM"] < 0.1 < ratio["LSTM that forgets little"]
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


def test_function_sequences_are_learned_and_not_copied():
    train, test = numbers(r"training part\s+(\S+)\nRMSE on the test part\s+(\S+)", "function-sequences")
    naive = numbers(r"like the last\"\s+(\S+)", "function-sequences")[0]
    assert train < 0.3 * naive and test < 0.3 * naive
    curve = figures(executed("function-sequences")[0])[0]["data"][0]
    for x, y in zip(curve["x"], curve["y"]):
        assert y == pytest.approx(math.sin(x) + 0.5 * math.sin(2.3 * x), abs=1e-5)


def test_eurpln_errors_are_those_of_its_charts():
    notebook, failure = executed("eurpln")
    assert failure is None
    charts = {f["layout"]["title"]["text"]: f["data"] for f in figures(notebook)}
    rows = {(r["forecast"], r["part"]): r for r in table(notebook, "forecast", "part", "hits, %")}
    assert len(rows) == 6
    for network in ("SimpleRNN", "LSTM"):
        for part, title in (("train", "training part"), ("test", "test part")):
            data = next(d for t, d in charts.items() if t.startswith(f"EUR/PLN by {network}, {title}"))
            errors = [p - t for t, p in zip(data[0]["y"], data[1]["y"])]
            rmse = math.sqrt(sum(e * e for e in errors) / len(errors))
            assert float(rows[network, part]["RMSE, PLN"]) == pytest.approx(rmse, rel=1e-3)


def test_the_suites_parameters_are_exact():
    notebook, failure = executed("forecasting-suite")
    assert failure is None
    rows = {r["model"]: r for r in table(notebook, "model", "parameters", "validation MSE", "seconds") if len(r) == 4}
    simple = lambda inputs, units: inputs * units + units * units + units  # noqa: E731
    assert int(rows["SimpleRNN 1"]["parameters"]) == simple(1, 1) == 3
    assert int(rows["SimpleRNN 20-20-1"]["parameters"]) == simple(1, 20) + simple(20, 20) + simple(20, 1)
    assert int(rows["SimpleRNN 20-20, dense 1"]["parameters"]) == simple(1, 20) + simple(20, 20) + 21
    assert int(rows["linear"]["parameters"]) == 51
    assert int(rows["LSTM 20-20, dense 1"]["parameters"]) == 4 * (simple(1, 20) + simple(20, 20)) + 21
    gru = lambda inputs, units: 3 * (simple(inputs, units) + units)  # noqa: E731  two biases, reset after the product
    assert int(rows["GRU 20-20, dense 1"]["parameters"]) == gru(1, 20) + gru(20, 20) + 21
    naive = float(rows["naive"]["validation MSE"])
    assert naive == pytest.approx(0.020, abs=0.002)
    assert float(rows["SimpleRNN 20-20, dense 1"]["validation MSE"]) < 0.5 * naive


def test_a_gap_is_filled_better_from_both_sides():
    line, forward, both = numbers(r"straight line (\S+)\s+LSTM forward only (\S+)\s+bidirectional LSTM (\S+)", "forecasting-suite")
    assert both < line
    assert both < forward

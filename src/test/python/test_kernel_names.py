"""Names in a cell that nobody has defined: said when the cell runs, by name; what may still come is no error."""

import pytest


def error(outputs):
    assert outputs and outputs[-1].output_type == "error", outputs
    return outputs[-1].evalue


def line(outputs):
    """The only line of the cell, which is no error and is not on the stream that costs points."""
    assert [(o.output_type, o.get("name")) for o in outputs] == [("stream", "stdout")], outputs
    assert outputs[0].text.count("\n") == 1
    return outputs[0].text


def value(outputs):
    assert [o.output_type for o in outputs] == ["execute_result"], outputs
    return outputs[0].data["text/plain"]


@pytest.mark.parametrize(
    "cell, missing",
    [
        ("double f(doubl x, double y) { return y; }", "the type 'doubl'"),
        ("doubl f(double x) { return x; }", "the type 'doubl'"),
        ("double f(double x) throws Bad { return x; }", "the type 'Bad'"),
        ("record Pair(Left left, double right) {}", "the type 'Left'"),
        ("class Reader extends Lector {}", "the type 'Lector'"),
        ("Foo field;", "the type 'Foo'"),
        ("double f(List<Foo> x, floot y) { return 1; }", "the type 'Foo' and the type 'floot'"),
    ],
)
def test_a_type_that_does_not_exist_in_a_heading_is_an_error_with_its_name(notebook, cell, missing):
    assert f"does not exist: it needs {missing}, which" in error(notebook(cell))


@pytest.mark.parametrize(
    "cell, missing",
    [
        ("double f(double x) { return sgmoid(x); }", "the method 'sgmoid(double)'"),
        ("double f(double x) { return x * weight; }", "'weight'"),
        ("double f(double x) { return Mat.abs(x); }", "'Mat'"),
        ("double f(double x) { doubl y = x; return y; }", "the type 'doubl'"),
        ("class Net { double f(double x) { return step(x); } }", "the method 'step(double)'"),
    ],
)
def test_a_name_that_does_not_exist_in_a_body_is_one_line_with_the_name(notebook, cell, missing):
    assert f"cannot run yet: it uses {missing}, which is not defined" in line(notebook(cell))


def test_a_method_may_call_one_that_a_later_cell_defines(notebook):
    assert "'later(double)'" in line(notebook("double f(double x) { return later(x) + 1; }"))
    assert "'later(double)'" in error(notebook("f(2)"))
    assert notebook("double later(double x) { return 2 * x; }") == []
    assert value(notebook("f(2)")) == "5.0"


def test_methods_and_classes_of_one_cell_may_use_each_other(notebook):
    even = "boolean even(int n) { return n == 0 || odd(n - 1); }\nboolean odd(int n) { return n > 0 && even(n - 1); }\neven(10)"
    assert value(notebook(even)) == "true"
    assert value(notebook("class Tree { Node root = new Node(); }\nclass Node { Tree of; int n = 7; }\nnew Tree().root.n")) == "7"
    assert value(notebook("double twice(Two t) { return 2 * t.x(); }\nrecord Two(double x) {}\ntwice(new Two(4))")) == "8.0"


def test_the_rest_of_the_cell_is_there_after_an_error_in_a_heading(notebook):
    outputs = notebook("double f(doubl x) { return 1; }\ndouble g(double x) { return x; } // right\nint n = 3;")
    assert "the type 'doubl'" in error(outputs)
    assert value(notebook("g(n)")) == "3.0"


def test_a_check_names_what_is_missing(notebook):
    heading = "double hiddenState({} x, double previous, double w1, double w2, double b1)"
    notebook(heading.format("doubl") + " { return 1; }")
    assert "needs the type 'doubl'" in value(notebook('check("hidden-state")'))
    notebook(heading.format("double") + " { return help(x); }\ndouble help(double x) { return sgmoid(x); }")
    assert "help(...) cannot run yet: it uses the method 'sgmoid(double)'" in value(notebook('check("hidden-state")'))
    notebook(heading.format("double") + " { return Math.max(0, x * w1 + b1 + previous * w2); }")
    assert "Visible checks passed" in value(notebook('check("hidden-state")'))

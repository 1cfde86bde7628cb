"""Tab, Shift-Tab and errors as a notebook asks for them and shows them."""

import pytest

from kernel import Kernel, text


@pytest.fixture(scope="module")
def kernel():
    with Kernel() as started:
        started.client.comm_info(reply=True, timeout=120)  # as JupyterLab does
        yield started


def shift_tab(kernel, code):
    answer = kernel.client.inspect(code, len(code), reply=True, timeout=120)["content"]
    return answer["data"].get("text/plain", "") if answer["found"] else ""


def tab(kernel, code):
    return kernel.client.complete(code, len(code), reply=True, timeout=120)["content"]


@pytest.mark.parametrize(
    "code, said",
    [
        ("Charts.series", ["Chart Charts.series(String name", "A series over dates."]),
        ("Chart c = Charts.loss(", ["Chart Charts.loss("]),
        ("Windows", ["Examples for a network, cut out of a series"]),
        ("new LSTM.Builder().nOut", ["nOut(int nOut)", "Number of outputs"]),
    ],
)
def test_shift_tab_tells_the_signature_and_the_javadoc_of_the_courses_classes_and_deeplearning4js(kernel, code, said):
    for part in said:
        assert part in shift_tab(kernel, code)


def test_shift_tab_on_a_name_that_nobody_has_finds_nothing(kernel):
    assert shift_tab(kernel, "Charts.nothing") == ""


def test_tab_lists_methods_with_their_types(kernel):
    answer = tab(kernel, "int a = 1;\nChart c = Charts.se")
    assert answer["matches"] == ["series("]
    assert [(t["text"], t["type"]) for t in answer["metadata"]["_jupyter_types_experimental"]] == [("series(", "Chart")]


def error(kernel, cell):
    (kind, said) = kernel.run(cell)[-1]
    assert kind == "error"
    return lines_of(said)


def lines_of(error):
    return error.replace("\x1b[31m", "").replace("\x1b[0m", "").splitlines()


def test_an_error_begins_with_its_message_then_the_lines_of_the_cells(kernel):
    cell = "int first = 1;\nint at(int[] a, int i) {\n    return a[i];\n}\n"
    assert error(kernel, cell + "at(new int[2], 7)") == [
        "ArrayIndexOutOfBoundsException: Index 7 out of bounds for length 2",
        "    line 3 of this cell:  return a[i];",
        "    line 5 of this cell:  at(new int[2], 7)",
    ]
    later = error(kernel, "\nat(new int[0], 1)")
    assert later[1].startswith("    line 3 of cell [") and later[2] == "    line 2 of this cell:  at(new int[0], 1)"


def test_the_way_through_libraries_comes_last_and_no_name_has_its_package(kernel):
    lines = error(kernel, 'StooqCsv.read("nothing.csv")')
    assert lines[0].startswith("CsvException: nothing.csv: there is no such file.")
    assert lines[1] == '    line 1 of this cell:  StooqCsv.read("nothing.csv")'
    assert lines[2:4] == ["", "On the way there:"] and not any("rnnlab." in line for line in lines)
    assert error(kernel, "String s = null;\ns.length()")[0].endswith('because "s" is null')


# Java takes the second collector on a small machine and on a hub's place; a part of its memory is never the cell's.
@pytest.mark.parametrize(("collector", "megabytes"), [("-XX:+UseG1GC", 600), ("-XX:+UseSerialGC", 580)])
def test_a_cell_that_fills_the_memory_ends_with_a_clear_message_and_the_kernel_stays(monkeypatch, collector, megabytes):
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", f"-Xmx600m {collector}")  # not half of the machine's
    fill = "double[][] all = new double[1_000_000][];\nfor (int i = 0; i < all.length; i++) all[i] = new double[100_000];"
    with Kernel() as small:
        outputs = small.run(fill)
        assert [kind for kind, _ in outputs] == ["error"], outputs
        lines = lines_of(text(outputs, "error"))
        assert f"the cell needs more memory than the kernel may use ({megabytes} MB)" in lines[0] and "Restart Kernel" in lines[0]
        assert lines[1].startswith("    line 2 of this cell:")
        assert small.run("all = null;\n1 + 1")[-1] == ("execute_result", "2")


@pytest.mark.parametrize(
    "fill",
    [
        "var all = new ArrayList<Object>();\njava.util.stream.Stream.generate(String::new).forEach(all::add);",  # never in its own code
        "var all = new java.util.concurrent.ConcurrentLinkedQueue<Object>();\n"
        "java.util.stream.IntStream.range(0, 100_000_000).parallel().forEach(i -> all.add(new double[20_000]));",
    ],
)
def test_memory_that_a_library_fills_never_leaves_a_kernel_that_says_nothing(monkeypatch, capfd, fill):
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-Xmx600m -XX:+UseG1GC")
    with Kernel() as small:
        outputs = small.run(fill, seconds=120)
        if outputs[-1] == ("died", ""):  # JupyterLab starts it anew, and says so
            assert "The kernel ends: a cell has filled all of its memory." in capfd.readouterr().err
        else:
            assert "the cell needs more memory than the kernel may use (600 MB)" in text(outputs, "error")
            assert small.run("all = null;\n1 + 1")[-1] == ("execute_result", "2")


def test_a_kernel_that_is_shut_down_ends_as_it_should(capfd):
    with Kernel() as ending:
        ending.run("int a = 1;")
        process = ending.manager.provisioner.process
        ending.client.shutdown()
        assert process.wait(timeout=60) == 0
    assert "memory" not in capfd.readouterr().err

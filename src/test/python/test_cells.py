"""A cell while it runs: every line of its output arrives in its order, Stop ends whatever it does."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kernel import Kernel, text

HOME = Path(os.environ["RNNLAB_HOME"])
sys.path.insert(0, str(HOME / "environment"))
import install_kernel  # noqa: E402

# Threads other than this cell's own that run the code of a cell.
BUSY = """Thread.getAllStackTraces().entrySet().stream().filter(e -> e.getKey() != Thread.currentThread()
    && Arrays.stream(e.getValue()).anyMatch(f -> f.getClassName().startsWith("REPL.")))
    .map(e -> e.getKey().getName()).toList().toString()"""


def newest_other_java():
    """A Java later than 20, where Thread.stop is no more, that is not the kernel's: its folder and version."""
    found = []
    for java in Path("/usr/lib/jvm").glob("*/bin/java"):
        version = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
        found.append((int(re.search(r'version "(\d+)', version)[1]), java.parent.parent))
    version, home = max(found, default=(0, None))
    return (home, version) if version > 20 and str(version) != os.environ["JAVA_VERSION"] else None


@pytest.fixture(scope="module", params=["the kernel's Java", "the newest Java"])
def kernel(request, tmp_path_factory):
    if request.param == "the kernel's Java":
        with Kernel() as running:
            yield running
    else:
        other = newest_other_java()
        if other is None:
            pytest.skip("there is no other Java later than 20 in /usr/lib/jvm")
        folder = tmp_path_factory.mktemp("jupyter")
        (folder / "kernels" / "newest").mkdir(parents=True)
        (folder / "kernels" / "newest" / "kernel.json").write_text(json.dumps(install_kernel.kernel_spec(*other)))
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("JUPYTER_PATH", str(folder))
            with Kernel("newest") as running:
                yield running


def test_every_line_of_a_long_output_arrives_in_few_messages(kernel):
    outputs = kernel.run("for (int i = 0; i < 10_000; i++) System.out.println(i);")
    assert text(outputs) == "".join(f"{i}\n" for i in range(10_000))
    assert len(outputs) < 1000  # JupyterLab's server leaves messages out above a thousand a second


def test_output_is_shown_in_the_order_in_which_it_was_made(kernel):
    outputs = kernel.run('System.out.print("a"); System.err.print("b"); System.out.print("c"); display("d"); System.out.print("e"); 42')
    expected = [("stdout", "a"), ("stderr", "b"), ("stdout", "c"), ("display_data", "d"), ("stdout", "e"), ("execute_result", "42")]
    assert outputs == expected


def test_what_was_printed_stands_above_the_error(kernel):
    outputs = kernel.run('System.out.print("before"); if (true) throw new IllegalStateException("wrong");')
    assert [kind for kind, _ in outputs] == ["stdout", "error"]


def test_a_line_without_its_end_is_shown_while_the_cell_goes_on(kernel):
    outputs = kernel.run('System.out.print("working "); while (true) Thread.sleep(1);', stop_at="working ")
    assert outputs[0] == ("stdout", "working ")


def test_letters_that_are_written_byte_by_byte_arrive_whole(kernel):
    source = 'for (byte b : "zażółć \U0001d11e".getBytes("UTF-8")) System.out.write(b);'
    assert text(kernel.run(source)) == "zażółć \U0001d11e"


def test_two_streams_in_turn_lose_nothing_and_are_no_flood_of_messages(kernel):
    outputs = kernel.run("for (int i = 0; i < 5_000; i++) { System.out.println(i); System.err.println(i); }")
    lines = "".join(f"{i}\n" for i in range(5_000))
    assert text(outputs) == lines and text(outputs, "stderr") == lines
    assert len(outputs) < 1000


def test_threads_that_print_at_once_lose_nothing(kernel):
    source = """var printers = IntStream.range(0, 8).mapToObj(j -> new Thread(() -> {
            for (int q = 0; q < 2000; q++) System.out.println(j + ":" + q);
        })).toList();
        printers.forEach(Thread::start);
        for (var p : printers) p.join();"""
    assert sorted(text(kernel.run(source)).split()) == sorted(f"{j}:{q}" for j in range(8) for q in range(2000))


def test_of_changes_of_a_display_the_last_one_is_shown(kernel):
    outputs = kernel.run('var id = display("0"); for (int i = 1; i <= 20_000; i++) updateDisplay(id, "" + i);')
    assert outputs[-1] == ("update_display_data", "20000") and len(outputs) < 1000


@pytest.mark.parametrize("what", ['System.out.println("line " + n++)', "display(n++)", 'System.err.print("=" + n++)'])
def test_a_flood_says_in_one_line_that_output_was_left_out_and_stop_ends_it(kernel, what):
    kernel.run("long n = 0;")
    outputs = kernel.run(f"while (true) {what};", stop_at="Stop (■) ends the cell.")
    assert text(outputs, "stderr").count("the rest is left out") == 1
    assert len(outputs) < 1000 and sum(len(json.dumps(t)) for _, t in outputs) < 3_000_000
    assert "Evaluation interrupted." in outputs[-1][1] or outputs[-1][0] == "stdout"
    assert kernel.run(BUSY) == [("execute_result", "[]")]


def test_of_a_long_output_the_last_lines_are_shown_too(kernel):
    outputs = kernel.run('for (int i = 0; i < 500_000; i++) System.out.println(i); System.out.println("loss 0.5"); 7')
    assert text(outputs).endswith("\n499999\nloss 0.5\n") and outputs[-1] == ("execute_result", "7")
    shown, left_out, tail = re.fullmatch(
        r"(.*)\n\[(\d+) lines were left out; the last ones:\]\n(.*)loss 0.5\n", text(outputs), re.DOTALL
    ).groups()
    numbers = [*map(int, shown.split())], [*map(int, tail.split())]
    assert numbers[0] == list(range(len(numbers[0])))
    assert numbers[1] == list(range(len(numbers[0]) + int(left_out), 500_000))


STOPPED = {
    "a loop": ["go(); while (true) n++;"],
    "a loop that catches exceptions": [
        "go(); while (true) { try { n++; if (n % 3 == 0) throw new IllegalStateException(); } catch (Exception e) {} }"
    ],
    "a loop that catches everything": ["go(); while (true) { try { n++; } catch (Throwable t) {} }"],
    "a sleep that is not to be woken": ["go(); while (true) { try { Thread.sleep(10); n++; } catch (InterruptedException e) {} }"],
    "a thread that is waited for": ["var th = new Thread(() -> { while (true) n++; }); th.start(); go(); th.join();"],
    "a pool of threads": [
        "var pool = java.util.concurrent.Executors.newFixedThreadPool(2);",
        "pool.submit(() -> { while (true) n++; }); pool.submit(() -> { go(); while (true) n++; }).get();",
    ],
    "a parallel stream": ["IntStream.range(0, 4).parallel().forEach(i -> { go(); while (true) n++; });"],
    "a stream without end": ["go(); Stream.iterate(0, i -> i + 1).forEach(i -> n++);"],
    "a method of a class": ["class Spinner { void spin() { for (;;) n++; } }", "go(); new Spinner().spin();"],
    "a do loop within a switch": ["go(); switch ((int) n) { default: do { if (n < 0) continue; n++; } while (n >= 0); }"],
    "recursion": ["int count(int d) { n++; return d > 40 ? 0 : count(d + 1) + count(d + 1); }", "go(); count(0);"],
    "Deeplearning4j's own fit": [
        """var list = new NeuralNetConfiguration.Builder().list().layer(new LSTM.Builder().nOut(16).build());
        list.layer(new RnnOutputLayer.Builder(LossFunction.MSE).nOut(1).activation(Activation.IDENTITY).build());
        var net = new MultiLayerNetwork(list.setInputType(InputType.recurrent(1)).build());
        net.init();
        DataSet some = new DataSet(Nd4j.rand(64, 1, 20), Nd4j.rand(64, 1, 20));""",
        "net.fit(some); go(); net.fit(new org.nd4j.linalg.dataset.adapter.SingletonDataSetIterator(some), 1_000_000);",
    ],
    "library work in a loop": ["go(); while (true) { Arrays.sort(new Random(1).doubles(100_000).toArray()); n++; }"],
}


@pytest.mark.parametrize("what", STOPPED)
def test_stop_ends_the_threads_of(what, kernel):
    kernel.run('long n = 5; void go() { System.out.println("go"); }')
    *before, last = STOPPED[what]
    for source in before:
        kernel.run(source)
    outputs = kernel.run(f"{{ {last} }}", stop_at="go")  # one statement: Stop finds it running
    assert "Evaluation interrupted." in text(outputs, "error")
    assert text(outputs, "stderr") == ""
    assert kernel.run(BUSY) == [("execute_result", "[]")]
    assert int(kernel.run("n")[0][1]) >= 5
    assert kernel.run("for (int i = 0; i < 3; i++) n = i; n") == [("execute_result", "2")]  # later loops run


def test_stop_between_two_statements_of_a_cell_is_not_forgotten(kernel):
    """While the many statements are compiled no code runs for most of the time."""
    source = 'System.out.println("go");' + "n++; " * 300
    kernel.run("long n = 0;")
    outputs = kernel.run(source, stop_at="go")
    assert "Evaluation interrupted." in text(outputs, "error")
    assert int(kernel.run("n")[0][1]) < 300


def test_a_thread_of_an_earlier_cell_goes_on_when_another_cell_is_stopped(kernel):
    kernel.run(
        """volatile boolean ticking = true;
        var clock = new Thread(() -> { while (ticking) { try { Thread.sleep(5); } catch (InterruptedException e) {} } });
        clock.start();"""
    )
    kernel.run('System.out.println("go"); while (true) ;', stop_at="go")
    assert kernel.run("clock.isAlive()") == [("execute_result", "true")]
    kernel.run("ticking = false; clock.join();")
    assert kernel.run("clock.isAlive()") == [("execute_result", "false")]


def test_what_cannot_be_ended_is_named_with_the_button_that_ends_it(kernel):
    kernel.run("var server = new java.net.ServerSocket(0);")
    outputs = kernel.run('{ System.out.println("go"); server.accept(); }', stop_at="go")
    assert "Kernel → Restart Kernel" in text(outputs, "stderr") and "accept" in text(outputs, "stderr").lower()
    assert kernel.run("server.close(); 1") == [("execute_result", "1")]


@pytest.mark.parametrize("reading", ["new Scanner(System.in).nextLine();", "System.in.read();"])
def test_stop_ends_a_cell_that_waits_for_input_and_the_next_input_works(kernel, reading):
    outputs = kernel.run(f'System.out.print("name? "); {reading}', stop_at="input")
    assert outputs[0] == ("stdout", "name? ") and "Evaluation interrupted." in text(outputs, "error")
    assert kernel.run(BUSY) == [("execute_result", "[]")]
    kernel.client.input("an answer too late")
    outputs = kernel.run("var lines = new Scanner(System.in); lines.nextLine() + lines.nextLine()", answers=["zażó", "łć"])
    assert outputs[-1] == ("execute_result", "zażółć")


def test_an_expression_that_is_null_says_so_and_a_statement_does_not(kernel):
    kernel.run("Map<String, Integer> numbers = new HashMap<>();")
    assert kernel.run('numbers.get("x")') == [("display_data", "null")]
    assert kernel.run('numbers.put("x", 1);') == []
    assert kernel.run("numbers.clear()") == []


def test_a_value_whose_text_has_no_end_is_named_and_the_kernel_goes_on(kernel):
    kernel.run("class Endless { public String toString() { while (true) ; } }")
    assert kernel.run("new Endless()") == [("execute_result", "an Endless; its text takes longer than 3 seconds")]
    assert kernel.run(BUSY) == [("execute_result", "[]")]

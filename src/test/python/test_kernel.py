"""The Java kernel as a notebook meets it: what cells show, how errors look, Stop, restart."""

import base64
import struct
import time

from jupyter_client.manager import start_new_kernel

PLOTLY = "application/vnd.plotly.v1+json"


def only(outputs):
    assert len(outputs) == 1, outputs
    return outputs[0]


def test_a_chart_is_one_bundle_of_plotly_and_a_whole_png(notebook):
    data = only(notebook('Charts.series("x", "PLN", new double[] {1, Double.NaN, 3})')).data
    assert set(data) == {PLOTLY, "image/png", "text/plain"}
    assert data[PLOTLY]["data"][0]["y"] == [1, None, 3]
    assert data[PLOTLY]["layout"]["yaxis"]["title"] == {"text": "x [PLN]"}
    png = base64.b64decode(data["image/png"])
    assert png[:8] == b"\x89PNG\r\n\x1a\n" and png[-8:-4] == b"IEND"
    assert struct.unpack(">II", png[16:24]) == (900, 420)


def test_what_labs_use_needs_no_import(notebook):
    source = (
        'List<Object> made = List.of(LocalDate.of(2026, 1, 1), Path.of("x"), Nd4j.ones(2), new Adam(0.01), Activation.TANH,'
        ' Table.create(), Chart.of(""), new LSTM.Builder().nIn(1).nOut(1).build()); made.size()'
    )
    assert only(notebook(source)).data["text/plain"] == "8"


def test_the_compiler_is_told_to_keep_the_engine_s_vectors_in_registers(notebook):
    source = "java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments()"
    arguments = only(notebook(source)).data["text/plain"]
    assert "IncrementalInlineForceCleanup,rnnlab.kernel" in arguments


def test_letters_of_every_language_arrive(notebook):
    assert only(notebook('System.out.println("zażółć žluťoučký Жълт")')).text == "zażółć žluťoučký Жълт\n"


def test_an_error_says_its_message_first_and_no_line_of_the_kernel(notebook):
    output = only(notebook('Charts.series("x", "", new double[0])'))
    assert output.output_type == "error"
    lines = [line for entry in output.traceback for line in entry.splitlines()]
    assert "line 'x' has no values" in lines[0]
    assert not any("jjava" in line or "jdk.jshell" in line for line in lines)


def test_a_name_that_is_not_there_is_pointed_at(notebook):
    output = only(notebook("unknownName + 1"))
    assert any("unknownName" in line for line in output.traceback)


def test_training_shows_a_bar_and_a_live_curve_and_keeps_the_last_of_each(notebook):
    outputs = notebook(
        """var layer = new RnnOutputLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).nIn(2).nOut(1).build();
        var net = new MultiLayerNetwork(new NeuralNetConfiguration.Builder().list()
            .layer(new SimpleRnn.Builder().nIn(1).nOut(2).build()).layer(layer).build());
        net.init();
        var data = new DataSet(Nd4j.zeros(8, 1, 5), Nd4j.ones(8, 1, 5));
        var history = Trainer.of(net).epochs(3).batchSize(4).seed(1).fit(data);"""
    )
    shown = [o.data for o in outputs if o.output_type == "display_data"]
    assert ["text/html" in d for d in shown] == [True, False]
    assert "3 epochs in" in shown[0]["text/plain"] and "<progress" in shown[0]["text/html"]
    assert base64.b64decode(shown[1]["image/png"])[-8:-4] == b"IEND"
    assert only(notebook("history.epochs().size()")).data["text/plain"] == "3"


def test_a_network_shows_as_a_table(notebook):
    data = only(notebook("net")).data
    assert "11 parameters" in data["text/plain"] and "<table>" in data["text/html"]


def test_stop_ends_training_and_keeps_what_was_learned():
    manager, client = start_new_kernel(kernel_name="java", startup_timeout=180)
    try:
        client.execute_interactive(
            """var net = new MultiLayerNetwork(new NeuralNetConfiguration.Builder().list()
                .layer(new SimpleRnn.Builder().nIn(1).nOut(4).build())
                .layer(new RnnOutputLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY).nIn(4).nOut(1).build())
                .build());
            net.init();
            var data = new DataSet(Nd4j.rand(64, 1, 20), Nd4j.rand(64, 1, 20));""",
            timeout=60,
        )
        client.execute("var history = Trainer.of(net).epochs(1_000_000).batchSize(8).seed(1).fit(data);")
        time.sleep(3)
        start = time.monotonic()
        manager.interrupt_kernel()
        reply = client.get_shell_msg(timeout=30)
        assert reply["content"]["status"] == "error"
        assert time.monotonic() - start < 1
        texts = []

        def keep(message):
            texts.append(message["content"].get("data", {}).get("text/plain"))

        while "INTERRUPTED" not in texts and time.monotonic() - start < 10:  # the step that runs is finished first
            client.execute_interactive("history == null ? null : history.end()", timeout=30, output_hook=keep)
            time.sleep(0.2)
        assert "INTERRUPTED" in texts
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def test_text_appears_while_it_is_written_and_stop_ends_it():
    manager, client = start_new_kernel(kernel_name="java", startup_timeout=180)
    try:
        client.execute_interactive(
            """var letters = Vocabulary.alphabetical(Unit.CHARACTER, "abcdefgh ");
            var even = new NextToken() { // a thousand characters a second, each as likely as the others, padding never
                public float[][] read(int... tokens) {
                    try {
                        Thread.sleep(1);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    float[] p = new float[10];
                    Arrays.fill(p, 1, 10, 1 / 9f);
                    return new float[][] {p};
                }
                public void reorder(int... from) {}
                public void reset() {}
            };""",
            timeout=60,
        )
        client.execute('Generator.of(even, letters).length(100_000_000).seed(1).write("a");')
        pieces, start = [], time.monotonic()
        while time.monotonic() - start < 3:
            message = client.get_iopub_msg(timeout=30)
            if message["msg_type"] == "stream":
                pieces.append(message["content"]["text"])
            assert client.shell_channel.msg_ready() is False, "it ended by itself: " + "".join(pieces)[-100:]
        assert len(pieces) >= 5  # not all at the end
        assert all(set(piece) <= set("abcdefgh ") for piece in pieces)
        start = time.monotonic()
        manager.interrupt_kernel()
        client.get_shell_msg(timeout=30)
        assert time.monotonic() - start < 1
        while "stopped by you" not in pieces[-1]:
            message = client.get_iopub_msg(timeout=10)
            if message["msg_type"] == "stream":
                pieces.append(message["content"]["text"])
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def test_a_kernel_that_is_shut_down_ends_at_once():
    manager, client = start_new_kernel(kernel_name="java", startup_timeout=180)
    try:
        client.execute_interactive("1 + 1", timeout=60)
        client.shutdown()
        start = time.monotonic()
        while manager.is_alive() and time.monotonic() - start < 20:
            time.sleep(0.1)
        assert time.monotonic() - start < 4
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)

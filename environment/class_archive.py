"""Class-data sharing: the Java classes that a first lab needs are read and checked once, at set-up; each kernel maps them into memory.

Java itself looks whether the archive fits the jars; where it does not, the kernel starts as without it.
"""

import contextlib
import queue
import sys
import time
from pathlib import Path

from jupyter_client.manager import KernelManager

# What most labs do first: a chart, a network, an epoch, its curve; without the data, which an image gets later.
CELLS = [
    'double[] first = IntStream.range(0, 600).mapToDouble(t -> Math.sin(0.1 * t)).toArray();\nCharts.series("", "", first)',
    """MultiLayerNetwork small = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
    .seed(1)
    .updater(new Adam(0.001))
    .activation(Activation.TANH)
    .list()
    .layer(new LSTM.Builder().nOut(8).build())
    .layer(new LastTimeStep(new SimpleRnn.Builder().nOut(8).build()))
    .layer(new OutputLayer.Builder(LossFunction.MSE).nOut(1).activation(Activation.IDENTITY).build())
    .setInputType(InputType.recurrent(1))
    .build());
small.init();
small""",
    """DataSet examples = new DataSet(Nd4j.rand(256, 1, 12), Nd4j.rand(256, 1));
History curve = Trainer.of(small).epochs(2).batchSize(32).fit(examples);
Charts.loss(curve.trainLoss(), curve.trainLoss())""",
]
SECONDS = 120
# Java would put the archive at an address by chance, and for that write into nearly each page: 40 ms, and a copy for each kernel of a
# class. At the address for which it was made its pages are the file's own, shared; where that is taken, Java does as before.
IN_PLACE = ["-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0"]


def options(archive):
    """For java, to use it; not a word where it does not fit."""
    return ["-Xlog:cds*=off", f"-XX:SharedArchiveFile={archive}"]


def make(archive):
    """Writes the archive by a kernel that does what labs do. Returns whether it is there; without it the kernel starts too, only slower."""
    archive.unlink(missing_ok=True)
    manager = KernelManager(kernel_name="java")
    manager.kernel_spec.argv[1:1] = ["-Xlog:cds*=off", f"-XX:ArchiveClassesAtExit={archive}"]
    manager.start_kernel(stdout=sys.stderr, stderr=sys.stderr)
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=SECONDS)
        for cell in CELLS:
            run(client, cell)
        client.shutdown()  # Java writes it when it ends of itself
        end = time.monotonic() + SECONDS
        while manager.is_alive() and time.monotonic() < end:
            time.sleep(0.1)
    except (RuntimeError, queue.Empty) as e:
        print(f"no class archive: {e}", file=sys.stderr)
    finally:
        client.stop_channels()
        with contextlib.suppress(RuntimeError):
            manager.shutdown_kernel(now=True)
    return Path(archive).exists()


def run(client, cell):
    request = client.execute(cell)
    while True:
        message = client.get_iopub_msg(timeout=SECONDS)
        if message["parent_header"].get("msg_id") != request:
            continue
        if message["msg_type"] == "error":
            raise RuntimeError(message["content"]["evalue"])
        if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
            return

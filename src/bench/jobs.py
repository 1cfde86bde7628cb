"""The jobs: for each its network, its data and the unit of its figures. Every system builds the same network from the same words.

A training job is a dictionary that is handed to the workers as JSON:
    kind     "train"
    inputs   "values" (x [n][length] float32, one feature) or "tokens" (x [n][length] int32 below vocabulary)
    layers   [name, size] from input to output: embedding, simple-rnn, lstm, gru, dropout (size = rate), flatten, dense.
             The last recurrent layer hands on its last step, unless target is "every".
    target   "value" (y [n][size] float32, mean squared error), "class" (y [n] int32) or "every" (y [n][length] int32);
             the last two with softmax and sparse cross-entropy
    rate     Adam's learning rate
    batch, length, vocabulary, data {"train": {"n", "x", "y"}, maybe "validation"}
"""

import data

TRAINING_PEERS = ["deeplearning4j", "keras-tensorflow", "keras-xla", "keras-jax", "pytorch"]


def series(folder):
    return {
        "kind": "train",
        "inputs": "values",
        "layers": [["simple-rnn", 20], ["simple-rnn", 20], ["dense", 1]],
        "target": "value",
        "rate": 0.001,
        "batch": 32,
        "length": 50,
        "data": data.waves(folder, {"train": 7000}, 50),
    }


def char(folder, hidden=256, length=100, batch=128, symbols=50, steps=4):
    return {
        "kind": "train",
        "inputs": "values",
        "layers": [["lstm", hidden], ["lstm", hidden], ["dense", symbols]],
        "target": "class",
        "rate": 0.001,
        "batch": batch,
        "length": length,
        "data": data.characters(folder, steps * batch, length, symbols),
    }


def recipes(folder, hidden=128, length=200, batch=32, vocabulary=10_000, embedding=100, steps=4):
    return {
        "kind": "train",
        "inputs": "tokens",
        "layers": [["embedding", embedding], ["lstm", hidden], ["dense", vocabulary]],
        "target": "every",
        "rate": 0.001,
        "batch": batch,
        "length": length,
        "vocabulary": vocabulary,
        "data": data.sentences(folder, steps * batch, length, vocabulary),
    }


def generate(peers, characters, hidden=256, length=100, symbols=50):
    """The next character, drawn from the softmax's probabilities; one-hot input. peers: "window" or "carried"."""
    return {"kind": "generate", "hidden": hidden, "length": length, "symbols": symbols, "peers": peers, "characters": characters}


class Job:
    """A job's name, what it prints, who takes part, and how a round's seconds become its figure."""

    def __init__(self, name, about, unit, make, peers, scale, floor=False, slow=(), memory=False):
        self.name, self.about, self.unit, self.make, self.peers = name, about, unit, make, peers
        self.scale, self.floor, self.slow, self.memory = scale, floor, slow, memory


def per_epoch(job):
    return 1000.0


def per_step(job):
    return 1000.0 / -(-job["data"]["train"]["n"] // job["batch"])


def per_character(job):
    return 1e6 / job["characters"]


JOBS = {
    job.name: job
    for job in [
        Job(
            "series",
            "SimpleRNN 20-20, dense 1; 7 000 series of 50 steps, batch 32: an epoch of 219 steps",
            "ms/epoch",
            series,
            [*TRAINING_PEERS, "numpy"],
            per_epoch,
            floor=True,
            slow=["deeplearning4j"],
        ),
        Job(
            "char",
            "LSTM 256-256, softmax 50 at the last step; 100 steps, batch 128: a training step",
            "ms/step",
            char,
            TRAINING_PEERS,
            per_step,
            floor=True,
            slow=["deeplearning4j"],
        ),
        Job(
            "recipes",
            "embedding 100, LSTM 128, softmax 10 000 at every step; 200 steps, batch 32: a training step",
            "ms/step",
            recipes,
            TRAINING_PEERS,
            per_step,
            floor=True,
            slow=["keras-jax"],
            memory=True,
        ),
        Job(
            "generate",
            "LSTM 256, softmax 50, one character after another; the peers read the last 100 again for each, as their users do",
            "us/character",
            lambda folder: generate("window", 50),
            [*TRAINING_PEERS, "numpy"],
            per_character,
        ),
        Job(
            "generate-carried",
            "the same, the peers too carry the state from character to character",
            "us/character",
            lambda folder: generate("carried", 500),
            [*TRAINING_PEERS, "numpy"],
            per_character,
        ),
    ]
}

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

import json
from collections.abc import Callable
from dataclasses import dataclass

import attention
import data
import environment

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


def next_token(train, embedding, units, vocabulary, length, batch, rate):
    """A network that expects the next token at every step."""
    return {
        "kind": "train",
        "inputs": "tokens",
        "layers": [["embedding", embedding], ["lstm", units], ["dense", vocabulary]],
        "target": "every",
        "rate": rate,
        "batch": batch,
        "length": length,
        "vocabulary": vocabulary,
        "data": {"train": train},
    }


def recipes(folder, hidden=128, length=200, batch=32, vocabulary=10_000, embedding=100, steps=4):
    rows = data.sentences(folder, steps * batch, length, vocabulary)["train"]
    return next_token(rows, embedding, hidden, vocabulary, length, batch, rate=0.001)


SUITE = {
    "linear": (51, [["flatten", 0], ["dense", 1]], 0.001),
    "SimpleRNN 1": (3, [["simple-rnn", 1]], 0.005),
    "SimpleRNN 20-20-1": (None, [["simple-rnn", 20], ["simple-rnn", 20], ["simple-rnn", 1]], 0.001),
    "SimpleRNN 20-20, dense 1": (1281, [["simple-rnn", 20], ["simple-rnn", 20], ["dense", 1]], 0.001),
    "LSTM 20-20, dense 1": (None, [["lstm", 20], ["lstm", 20], ["dense", 1]], 0.001),
    "GRU 20-20, dense 1": (None, [["gru", 20], ["gru", 20], ["dense", 1]], 0.001),
}


def suite(folder, epochs=20, seed=1):
    """The forecasters of the course's suite, one after the other: 7 000 series, 2 000 for validation."""
    common = {
        "kind": "train",
        "inputs": "values",
        "target": "value",
        "batch": 32,
        "length": 50,
        "epochs": epochs,
        "seed": seed,
        "data": data.waves(folder, {"train": 7000, "validation": 2000}, 50),
    }
    models = [{**common, "name": name, "layers": layers, "rate": rate} for name, (_, layers, rate) in SUITE.items()]
    return {"kind": "suite", "models": models}


def text(name, folder):
    """A real text written as files by the course's own classes, so that all systems read the same."""
    # Lines before the last one say where the text comes from.
    return json.loads(environment.run_java("rnnlab.bench.Texts", name, folder).splitlines()[-1])


def alice(folder, steps=None):
    """The lecture's form on the book: all windows, or as many as so many steps need, spread over it."""
    book = text("alice", folder)
    return {
        "kind": "train",
        "inputs": "values",
        "layers": [["lstm", 256], ["dropout", 0.2], ["dense", book["classes"]]],
        "target": "class",
        "rate": 0.001,
        "batch": 128,
        "length": 100,
        "epoch": -(-book["n"] // 128),
        "data": {"train": data.some(book, steps * 128, 100, 1) if steps else book},
    }


def words(folder, history, units):
    """The book word by word, in pieces of as many words as the network looks back."""
    book = text(f"words-{history}", folder)
    return next_token(book, 64, units, book["classes"], history, batch=16, rate=0.003)


def recipes_epochs(folder):
    """The recipes job on the course's 20 000 recipes."""
    return next_token(text("recipes", folder), 100, 128, 10_000, 200, batch=32, rate=0.001)


def generate(peers, characters, hidden=256, length=100, symbols=50):
    """The next character, drawn from the softmax's probabilities; one-hot input. peers: "window" or "carried"."""
    return {"kind": "generate", "hidden": hidden, "length": length, "symbols": symbols, "peers": peers, "characters": characters}


def ctc(folder, batch=32, length=200, symbols=41, places=40, times=20):
    """The loss for labels without alignment and its gradient by the logits, so many times."""
    return {
        "kind": "ctc",
        "batch": batch,
        "length": length,
        "symbols": symbols,
        "places": places,
        "times": times,
        "data": data.unaligned(folder, batch, length, symbols, places),
    }


GROWTH = {
    "base": {},
    "hidden x2": {"hidden": 256},
    "length x2": {"length": 200},
    "batch x2": {"batch": 32},
    "vocabulary x2": {"vocabulary": 10_000},
}


def growth(folder, **doubled):
    """A network of the recipes' kind; hidden size, length, batch and vocabulary are doubled one by one."""
    return recipes(folder, **{"hidden": 128, "length": 100, "batch": 16, "vocabulary": 5000, **doubled})


@dataclass
class Job:
    """A job's name, what it does, its unit, and who takes part besides rnnlab."""

    name: str
    about: str
    unit: str
    make: Callable
    peers: list
    scale: Callable  # from a description to the factor that makes seconds into the unit
    floor: bool = False
    slow: tuple = ()  # systems that make fewer rounds
    how: str = "rounds"  # "fresh": each round in a new process; "suite": several networks; "growth": several sizes
    warm_up: bool = True
    default: bool = True


def steps(job):
    return -(-job["data"]["train"]["n"] // job["batch"])


def per_step(job):
    return 1000 / steps(job)


JOBS = [
    Job(
        "series",
        "SimpleRNN 20-20, dense 1; 7 000 series of 50 steps, batch 32: an epoch of 219 steps",
        "ms/epoch",
        series,
        [*TRAINING_PEERS, "numpy"],
        lambda job: 1000,
        floor=True,
        slow=("deeplearning4j",),
    ),
    Job(
        "char",
        "LSTM 256-256, softmax 50 at the last step; 100 steps, batch 128: a training step",
        "ms/step",
        char,
        TRAINING_PEERS,
        per_step,
        floor=True,
        slow=("deeplearning4j",),
    ),
    Job(
        "recipes",
        "embedding 100, LSTM 128, softmax 10 000 at every step; 200 steps, batch 32: a training step",
        "ms/step",
        recipes,
        TRAINING_PEERS,
        per_step,
        floor=True,
        slow=("keras-jax",),
    ),
    Job(
        "generate",
        "LSTM 256, softmax 50, one character after another; the peers read the last 100 again, as their users do",
        "us/character",
        lambda folder: generate("window", 50),
        [*TRAINING_PEERS, "numpy"],
        lambda job: 1e6 / job["characters"],
        slow=("deeplearning4j", "keras-tensorflow", "keras-xla"),
    ),
    Job(
        "generate-carried",
        "the same, and the peers too carry the state from character to character",
        "us/character",
        lambda folder: generate("carried", 500),
        [*TRAINING_PEERS, "numpy"],
        lambda job: 1e6 / job["characters"],
    ),
    Job(
        "ctc",
        "CTC from logits to loss and gradient: 32 examples of 200 frames, 40 symbols and the blank, labels of 40 symbols",
        "ms",
        ctc,
        ["pytorch"],
        lambda job: 1000 / job["times"],
    ),
    Job(
        "cold",
        "the series job in a new process: from its start to the end of the first epoch",
        "s",
        lambda folder: {**series(folder), "cold": True},
        [*TRAINING_PEERS, "numpy"],
        lambda job: 1,
        slow=("deeplearning4j",),
        how="fresh",
    ),
    Job(
        "growth",
        "embedding 100, LSTM 128, softmax 5 000 at every step, 100 steps, batch 16; each size doubled alone",
        "ms/step",
        growth,
        ["keras-tensorflow", "pytorch"],
        per_step,
        how="growth",
        default=False,
    ),
    Job(
        "suite",
        "forecasters of the course's suite, 20 epochs each on 7 000 series, several seeds",
        "s",
        suite,
        ["keras-xla", "keras-jax"],
        lambda job: 1,
        how="suite",
        default=False,
    ),
    Job(
        "alice",
        "the book by characters in the lecture's form, LSTM 256, dropout 0.2: an epoch, from 100 of its steps",
        "s/epoch",
        lambda folder: alice(folder, steps=100),
        TRAINING_PEERS[1:],
        lambda job: job["epoch"] / steps(job),
        default=False,
    ),
    Job(
        "alice-epochs",
        "the same, whole epochs from the first on",
        "s/epoch",
        alice,
        ["keras-jax", "pytorch"],
        lambda job: 1,
        warm_up=False,
        default=False,
    ),
    Job(
        "words-20",
        "the book by words, embedding 64, LSTM 100, softmax at every step; pieces of 20 words, batch 16: an epoch",
        "s/epoch",
        lambda folder: words(folder, 20, 100),
        TRAINING_PEERS[1:],
        lambda job: 1,
        floor=True,
        default=False,
    ),
    Job(
        "words-100",
        "the same with LSTM 256 and pieces of 100 words",
        "s/epoch",
        lambda folder: words(folder, 100, 256),
        TRAINING_PEERS[1:],
        lambda job: 1,
        floor=True,
        default=False,
    ),
    Job(
        "recipes-epochs",
        "the recipes job on the course's 20 000 recipes, whole epochs from the first on",
        "s/epoch",
        recipes_epochs,
        ["keras-jax", "pytorch"],
        lambda job: 1,
        warm_up=False,
        default=False,
    ),
    Job(
        "attention",
        "LSTM 128 reads 40 tokens, LSTM 128 writes 20 with additive attention 128; batch 64: a training step",
        "ms/step",
        attention.additive,
        TRAINING_PEERS[2:],
        per_step,
        floor=True,
        default=False,
    ),
    Job(
        "transformer",
        "encoder and decoder, 128 units, 2 layers each, 4 heads; 40 tokens in, 20 out, batch 64: a training step",
        "ms/step",
        attention.encoder_decoder,
        TRAINING_PEERS[2:],
        per_step,
        floor=True,
        default=False,
    ),
    Job(
        "causal",
        "decoder-only Transformer, 128 units, 2 layers, 4 heads; 100 tokens, batch 32: a training step",
        "ms/step",
        attention.causal,
        TRAINING_PEERS[2:],
        per_step,
        floor=True,
        default=False,
    ),
    Job(
        "causal-large",
        "the same with 256 units, 4 layers, 8 heads; 128 tokens, batch 32",
        "ms/step",
        attention.large,
        TRAINING_PEERS[2:],
        per_step,
        floor=True,
        default=False,
    ),
    Job(
        "generate-causal",
        "the small one writes 200 characters one after another; the peer reads the last 100 again",
        "us/character",
        lambda folder: attention.generate(folder, "window", 200),
        ["pytorch"],
        lambda job: 1e6 / job["characters"],
        default=False,
    ),
    Job(
        "generate-causal-cached",
        "the same, and the peer too keeps keys and values",
        "us/character",
        lambda folder: attention.generate(folder, "cached", 200),
        ["pytorch"],
        lambda job: 1e6 / job["characters"],
        default=False,
    ),
]

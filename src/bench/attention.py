"""The jobs with attention.

A job of kind "attention" is trained; its dictionary says
    network  "additive": an LSTM that reads the source and one that writes the target, with its last state at every step and additive
             attention to its outputs; "transformer": encoder and decoder, normalised first; "causal": the decoder without a source
    units, heads, depth (layers of each side), feed (hidden units of the feed-forward parts), embedding (of "additive"), positions
    vocabulary, length (of the target), sourceLength, batch, rate, data {"train": {"n", "x", "y", maybe "source"}}
A job of kind "attention-generate" writes characters one after another.
"""

import data


def transformer(folder, network, units, heads, depth, length, batch, source=0, steps=4):
    rows = data.sentences(folder, steps * batch, length, 60)["train"]
    if source:
        rows = rows | {"source": data.sentences(folder, steps * batch, source, 60, seed=2)["train"]["x"]}
    return {
        "kind": "attention",
        "network": network,
        "units": units,
        "heads": heads,
        "depth": depth,
        "feed": 4 * units,
        "embedding": 64,
        "positions": max(length, source),
        "vocabulary": 60,
        "length": length,
        "sourceLength": source,
        "batch": batch,
        "rate": 0.001,
        "data": {"train": rows},
    }


def additive(folder):
    return transformer(folder, "additive", units=128, heads=1, depth=1, length=20, batch=64, source=40)


def encoder_decoder(folder):
    return transformer(folder, "transformer", units=128, heads=4, depth=2, length=20, batch=64, source=40)


def causal(folder):
    return transformer(folder, "causal", units=128, heads=4, depth=2, length=100, batch=32)


def large(folder):
    return transformer(folder, "causal", units=256, heads=8, depth=4, length=128, batch=32, steps=2)


def generate(folder, peers, characters):
    """peers: "window" reads the last 100 again, "cached" keeps keys and values as rnnlab does."""
    job = causal(folder)
    return job | {"kind": "attention-generate", "peers": peers, "characters": characters, "positions": max(characters, 100)}

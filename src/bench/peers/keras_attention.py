"""Networks with attention as users of Keras write them; src/bench/attention.py describes the jobs."""

import keras
import numpy as np

L = keras.layers


def waves(most, units):
    angles = np.arange(most)[:, None] / 10_000 ** (np.arange(0, units, 2) / units)
    return np.stack([np.sin(angles), np.cos(angles)], -1).reshape(most, units).astype("float32")


def embedded(job, tokens):
    return L.Embedding(job["vocabulary"], job["units"])(tokens) + waves(job["positions"], job["units"])[None, : tokens.shape[1]]


def attention(job, x, memory, causal):
    return L.MultiHeadAttention(job["heads"], job["units"] // job["heads"])(x, memory, use_causal_mask=causal)


def block(job, x, causal, memory=None):
    n = L.LayerNormalization()(x)
    x = x + attention(job, n, n, causal)
    if memory is not None:
        x = x + attention(job, L.LayerNormalization()(x), memory, False)
    h = L.Dense(job["feed"], activation="relu")(L.LayerNormalization()(x))
    return x + L.Dense(job["units"])(h)


def transformer(job, target, source):
    memory = None
    if source is not None:
        memory = embedded(job, source)
        for _ in range(job["depth"]):
            memory = block(job, memory, False)
        memory = L.LayerNormalization()(memory)
    x = embedded(job, target)
    for _ in range(job["depth"]):
        x = block(job, x, True, memory)
    return L.LayerNormalization()(x)


def additive(job, target, source):
    units, embedding = job["units"], job["embedding"]
    h, last, _ = L.LSTM(units, return_sequences=True, return_state=True)(L.Embedding(job["vocabulary"], embedding)(source))
    again = L.RepeatVector(job["length"])(last)
    s = L.LSTM(units, return_sequences=True)(L.Concatenate()([L.Embedding(job["vocabulary"], embedding)(target), again]))
    context = L.AdditiveAttention()([L.Dense(units)(s), h, L.Dense(units, use_bias=False)(h)])
    return L.Concatenate()([s, context])


def network(job):
    target = keras.Input((job["length"],), dtype="int32")
    source = keras.Input((job["sourceLength"],), dtype="int32") if job["sourceLength"] else None
    x = (additive if job["network"] == "additive" else transformer)(job, target, source)
    model = keras.Model([target] if source is None else [target, source], L.Dense(job["vocabulary"])(x))
    model.compile(
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        optimizer=keras.optimizers.Adam(job["rate"]),
        jit_compile=keras.backend.backend() == "jax",
    )
    return model

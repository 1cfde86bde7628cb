"""Writes src/test/resources/golden: what Keras computes, forward and backward, for the tests of the kernels and layers.

    KERAS_BACKEND=tensorflow python src/test/python/golden_keras.py        (environment: src/bench/requirements.txt)

Everything is computed in float64 from inputs that are multiples of 1/256, so that a float reads them exactly. A file holds one case:
{"about", "keras", "settings": {name: value}, "arrays": {name: {"shape": [...], "data": [...]}}}, data in C order (last index fastest).

Recurrent cases. x [B][T][F], mask [B][T] (1 = real step, where given), y [B][T][H] all outputs, h [B][H] and c [B][H] the final state;
the loss is sum(y * dy) + sum(last * dlast), where last is h, so that dx and the d<weight> are the gradients for the given dy and dlast.
Weights are Keras's: kernel [F][G*H], recurrent [H][G*H], bias [G*H] (GRU reset-after: [2][3*H], input bias first);
gates side by side in the order i, f, c, o (LSTM) and z, r, h (GRU). Bidirectional: the same names with forward_ and backward_,
y [B][T][2*H] joined as forward, backward, both aligned with x; h is the two last states joined.
Optimisers. w [P] the start, g [10][P] the gradients, after [10][P] the parameters after each step.
"""

import json
import os
from functools import partial
from pathlib import Path

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import keras
import numpy as np
import tensorflow as tf

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "golden"
B, T, F, H = 5, 6, 3, 4

# Which of the T steps are real, for each of the B rows. The last row of each has no real step at all.
MASKS = {
    "right": [[1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 0, 0], [1, 1, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0]],
    "left": [[1, 1, 1, 1, 1, 1], [0, 0, 1, 1, 1, 1], [0, 0, 0, 0, 1, 1], [0, 0, 0, 0, 0, 1], [0, 0, 0, 0, 0, 0]],
    "holes": [[1, 0, 1, 1, 0, 1], [0, 1, 0, 0, 1, 0], [1, 1, 0, 1, 1, 1], [0, 1, 1, 1, 1, 0], [0, 0, 0, 0, 0, 0]],
}


class Draw:
    """Random multiples of 1/256, the same for the same case name."""

    def __init__(self, case):
        self.random = np.random.default_rng(list(case.encode()))

    def __call__(self, *shape, scale=1.0):
        return np.round(self.random.uniform(-scale, scale, shape) * 256) / 256


def write(case, about, settings, arrays):
    def lists(value):
        value = np.asarray(value)
        if value.dtype.kind in "iub":
            data = [int(v) for v in value.ravel()]
        else:
            data = [float(f"{v:.12g}") for v in value.ravel()]
        return {"shape": list(value.shape), "data": data}

    content = {"about": about, "keras": keras.__version__, "settings": settings}
    head = json.dumps(content, indent=1)[:-2]
    rows = ",\n".join(f'  "{name}": {json.dumps(lists(value))}' for name, value in arrays.items())
    (FOLDER / f"{case}.json").write_text(f'{head},\n "arrays": {{\n{rows}\n }}\n}}\n', encoding="utf-8")


def draw_weights(layer, draw):
    layer.set_weights([draw(*w.shape, scale=0.6) for w in layer.get_weights()])


def names(layer):
    """The short names of a layer's weights, in Keras's order."""
    short = {"kernel": "kernel", "recurrent_kernel": "recurrent", "bias": "bias"}
    if isinstance(layer, keras.layers.Bidirectional):
        half = len(layer.weights) // 2
        return [("forward_" if i < half else "backward_") + short[w.name] for i, w in enumerate(layer.weights)]
    return [short[w.name] for w in layer.weights]


def recurrent(case, about, make, mask=None, state=False, settings=None):
    draw = Draw(case)
    layer = make()
    x = draw(B, T, F)
    layer.build(x.shape)
    draw_weights(layer, draw)
    h0 = [tf.constant(draw(B, H)) for _ in range(2 if isinstance(layer, keras.layers.LSTM) else 1)] if state else None
    both = isinstance(layer, keras.layers.Bidirectional)
    width = 2 * H if both else H
    dy, dlast = draw(B, T, width), draw(B, width)
    m = None if mask is None else tf.constant(np.array(MASKS[mask], dtype=bool))
    tx = tf.constant(x)
    with tf.GradientTape() as tape:
        watched = [tx, *(h0 or [])]
        tape.watch(watched)
        y, *final = layer(tx, mask=m, initial_state=h0)
        last = keras.ops.concatenate(final[:: len(final) // 2], axis=-1) if both else final[0]
        loss = tf.reduce_sum(y * dy) + tf.reduce_sum(last * dlast)
    variables = [w.value for w in layer.trainable_weights]
    dx, *rest = tape.gradient(loss, [*watched, *variables])
    arrays = {"x": x}
    if mask is not None:
        arrays["mask"] = np.array(MASKS[mask])
    for name, value in zip(["h0", "c0"], h0 or [], strict=False):
        arrays[name] = value
    arrays |= dict(zip(names(layer), layer.get_weights(), strict=True))
    arrays |= {"dy": dy, "dlast": dlast, "y": y, "h": last}
    if len(final) in (2, 4):
        arrays["c"] = keras.ops.concatenate(final[1::2], axis=-1) if both and len(final) == 4 else final[1]
        if both and len(final) == 2:
            del arrays["c"]
    arrays["dx"] = dx
    arrays |= {f"d{name}": g for name, g in zip([*(["h0", "c0"][: len(h0 or [])]), *names(layer)], rest, strict=True)}
    settings = {"batch": B, "steps": T, "inputs": F, "units": H, "loss": float(loss), **(settings or {})}
    write(case, about, settings, arrays)


def bidirectional(make):
    return keras.layers.Bidirectional(make(), merge_mode="concat")


def recurrent_cases():
    L = keras.layers
    options = {"return_sequences": True, "return_state": True}
    for activation in ["tanh", "relu", "sigmoid", "linear"]:
        recurrent(
            f"simple-rnn-{activation}",
            f"SimpleRNN, {activation}: h = act(x kernel + h recurrent + bias)",
            lambda a=activation: L.SimpleRNN(H, activation=a, **options),
            settings={"activation": activation},
        )
    kinds = {
        "simple-rnn": ("SimpleRNN, tanh", lambda: L.SimpleRNN(H, **options)),
        "lstm": ("LSTM, gates i, f, c, o", lambda: L.LSTM(H, **options)),
        "gru-reset-after": ("GRU, gates z, r, h, reset after the product", lambda: L.GRU(H, reset_after=True, **options)),
        "gru-reset-before": ("GRU, gates z, r, h, reset before the product", lambda: L.GRU(H, reset_after=False, **options)),
    }
    for kind, (about, make) in kinds.items():
        if kind != "simple-rnn":
            recurrent(kind, about, make)
        recurrent(f"{kind}-state", f"{about}, from a given state", make, state=True)
        for mask in MASKS:
            recurrent(f"{kind}-mask-{mask}", f"{about}, masked: {mask}", make, mask=mask)
        both = partial(bidirectional, make)
        recurrent(f"bidirectional-{kind}", f"Bidirectional {about}", both)
        for mask in ["right", "left"]:
            recurrent(f"bidirectional-{kind}-mask-{mask}", f"Bidirectional {about}, masked: {mask}", both, mask=mask)


def embedding_case():
    """Tokens through an embedding with mask_zero, an LSTM and a dense softmax: sparse cross-entropy, mean over the real steps."""
    vocabulary, units = 11, 7
    draw = Draw("embedding")
    tokens = np.array([[3, 1, 4, 1, 5, 9], [2, 6, 5, 3, 0, 0], [0, 0, 0, 8, 9, 7], [10, 10, 10, 10, 0, 0], [1, 0, 0, 0, 0, 0]])
    labels = draw.random.integers(0, units, tokens.shape)
    embedding = keras.layers.Embedding(vocabulary, F, mask_zero=True)
    lstm = keras.layers.LSTM(H, return_sequences=True)
    dense = keras.layers.Dense(units)
    model = keras.Sequential([keras.Input((T,), dtype="int32"), embedding, lstm, dense])
    for layer in (embedding, lstm, dense):
        draw_weights(layer, draw)
    model.compile(loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    table = embedding.weights[0]
    weights = [table, *lstm.weights, *dense.weights]
    with tf.GradientTape() as tape:
        logits = model(tokens)
        # compute_loss uses the mask that the embedding made: the mean over the real steps.
        loss = model.compute_loss(x=tokens, y=labels, y_pred=logits)
    gradients = [tf.convert_to_tensor(g) for g in tape.gradient(loss, [w.value for w in weights])]
    real = tokens != 0
    chosen = np.take_along_axis(np.asarray(tf.nn.log_softmax(logits)), labels[..., None], -1)[..., 0]
    np.testing.assert_allclose(float(loss), -(chosen * real).sum() / real.sum(), rtol=1e-9)
    labelled = ["table", "kernel", "recurrent", "bias", "dense_kernel", "dense_bias"]
    arrays = {"tokens": tokens, "mask": real.astype(int), "labels": labels}
    arrays |= {n: w.numpy() for n, w in zip(labelled, weights, strict=True)}
    arrays |= {"logits": logits} | {f"d{n}": g for n, g in zip(labelled, gradients, strict=True)}
    settings = {"batch": B, "steps": T, "vocabulary": vocabulary, "inputs": F, "units": H, "classes": units, "loss": float(loss)}
    about = "Embedding (token 0 is padding), LSTM, dense softmax, sparse cross-entropy, mean over the real steps"
    write("embedding-lstm-softmax", about, settings, arrays)


def loss_cases():
    """Losses and their gradients at the network's output (logits for the cross-entropies), mean over batch, steps and units."""
    draw = Draw("losses")
    losses = {
        "mean-squared-error": (keras.losses.MeanSquaredError(), draw(B, T, F)),
        "mean-absolute-error": (keras.losses.MeanAbsoluteError(), draw(B, T, F)),
        "sigmoid-cross-entropy": (keras.losses.BinaryCrossentropy(from_logits=True), (draw(B, T, F) > 0).astype(float)),
        "sparse-cross-entropy": (keras.losses.SparseCategoricalCrossentropy(from_logits=True), draw.random.integers(0, F, (B, T))),
    }
    for case, (function, target) in losses.items():
        y = tf.constant(draw(B, T, F, scale=4))
        with tf.GradientTape() as tape:
            tape.watch(y)
            loss = function(tf.constant(target), y)
        arrays = {"y": y, "target": target, "dy": tape.gradient(loss, y)}
        write(case, f"{case}: the mean over everything", {"batch": B, "steps": T, "units": F, "loss": float(loss)}, arrays)


def optimiser_cases():
    cases = {
        "sgd": (keras.optimizers.SGD, {"learning_rate": 0.1}),
        "sgd-momentum": (keras.optimizers.SGD, {"learning_rate": 0.1, "momentum": 0.9}),
        "sgd-nesterov": (keras.optimizers.SGD, {"learning_rate": 0.1, "momentum": 0.9, "nesterov": True}),
        "adam": (keras.optimizers.Adam, {"learning_rate": 0.01, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7}),
        "adam-epsilon-1e-8": (keras.optimizers.Adam, {"learning_rate": 0.01, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-8}),
        "rmsprop": (keras.optimizers.RMSprop, {"learning_rate": 0.01, "rho": 0.9, "momentum": 0.0, "epsilon": 1e-7}),
        "adagrad": (keras.optimizers.Adagrad, {"learning_rate": 0.1, "initial_accumulator_value": 0.1, "epsilon": 1e-7}),
        "adam-clip-value": (keras.optimizers.Adam, {"learning_rate": 0.01, "clipvalue": 0.25}),
        "sgd-clip-norm": (keras.optimizers.SGD, {"learning_rate": 0.1, "clipnorm": 1.0}),
        "sgd-clip-global-norm": (keras.optimizers.SGD, {"learning_rate": 0.1, "global_clipnorm": 1.0}),
    }
    for case, (make, settings) in cases.items():
        draw = Draw(case)
        first, second = 7, 4
        w, g = draw(first + second), draw(10, first + second)
        g[3] = 0  # a step without any gradient
        g[:, 2] /= 256  # one parameter with small gradients, where epsilon is seen
        variables = [keras.Variable(w[:first], dtype="float64"), keras.Variable(w[first:], dtype="float64")]
        # TensorFlow would round a plain float to single precision on its way to the variables.
        optimiser = make(**{k: np.float64(v) if isinstance(v, float) else v for k, v in settings.items()})
        after = []
        for step in g:
            optimiser.apply([tf.constant(step[:first]), tf.constant(step[first:])], variables)
            after.append(np.concatenate([v.numpy() for v in variables]))
        about = f"{make.__name__}, ten steps. Two tensors: the first {first} parameters and the other {second} (norms are taken of each)"
        write(f"optimiser-{case}", about, {**settings, "tensors": [first, second]}, {"w": w, "g": g, "after": np.array(after)})


if __name__ == "__main__":
    keras.config.set_floatx("float64")
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in set(FOLDER.glob("*.json")) - set(FOLDER.glob("attention-*.json")):
        old.unlink()
    recurrent_cases()
    embedding_case()
    loss_cases()
    optimiser_cases()
    print(f"{len(list(FOLDER.glob('*.json')))} files in {FOLDER}")

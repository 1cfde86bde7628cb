"""Keras 3 as its users write it: Sequential, compile, fit. The backend is in KERAS_BACKEND, whether XLA compiles in RNNLAB_XLA."""

import os
from functools import partial

import turns  # first: it takes the standard output before TensorFlow prints there

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import keras
import numpy as np

import keras_attention
from arrays import load, pairs

XLA = os.environ.get("RNNLAB_XLA") == "1"
L = keras.layers
RECURRENT = {"simple-rnn": L.SimpleRNN, "lstm": L.LSTM, "gru": L.GRU}


def network(job):
    tokens = job["inputs"] == "tokens"
    model = keras.Sequential([keras.Input((job["length"],), dtype="int32") if tokens else keras.Input((job["length"], 1))])
    recurrent = [k for k, (name, _) in enumerate(job["layers"]) if name in RECURRENT]
    for k, (name, size) in enumerate(job["layers"]):
        if name in RECURRENT:
            model.add(RECURRENT[name](size, return_sequences=job["target"] == "every" or k != recurrent[-1]))
        elif name == "embedding":
            model.add(L.Embedding(job["vocabulary"], size))
        elif name == "dropout":
            model.add(L.Dropout(size))
        elif name == "flatten":
            model.add(L.Flatten())
        else:
            model.add(L.Dense(size))
    values = job["target"] == "value"
    steps = -(-job["data"]["train"]["n"] // job["batch"])
    model.compile(
        loss="mse" if values else keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        optimizer=keras.optimizers.Adam(job["rate"]),
        jit_compile=XLA,
        # Many small steps are faster when Python starts several at once.
        steps_per_execution=16 if steps >= 64 else 1,
    )
    return model


class EpochsInTurns(keras.callbacks.Callback):
    """fit() that waits for its turn before each epoch."""

    def __init__(self):
        super().__init__()
        self.turns = turns.Turns()

    def on_train_begin(self, logs=None):
        self.wait()

    def on_epoch_end(self, epoch, logs=None):
        self.turns.end(logs["loss"])
        self.wait()

    def wait(self):
        if not self.turns.begin():
            self.model.stop_training = True


def train(job):
    keras.utils.set_random_seed(job.get("seed", 1))
    x, y = load(job)
    model = network(job)
    turns.answer(ready=True, parameters=model.count_params())
    model.fit(x, y, batch_size=job["batch"], epochs=1_000_000, verbose=0, callbacks=[EpochsInTurns()])


def attend(job):
    keras.utils.set_random_seed(1)
    *inputs, y = pairs(job)
    model = keras_attention.network(job)
    turns.answer(ready=True, parameters=model.count_params())
    model.fit(inputs, y, batch_size=job["batch"], epochs=1_000_000, verbose=0, callbacks=[EpochsInTurns()])


def suite(job):
    """Each model trained for all its epochs in one turn."""
    turn = turns.Turns()
    turns.answer(ready=True, parameters=0)
    for description in job["models"]:
        if not turn.begin():
            return
        keras.utils.set_random_seed(description["seed"])
        (x, y), validation = load(description), load(description, "validation")
        model = network(description)
        history = model.fit(
            x, y, batch_size=description["batch"], epochs=description["epochs"], validation_data=validation, verbose=0
        ).history
        turn.end(history["loss"][-1], validation=history["val_loss"][-1], parameters=model.count_params())


def generate(job):
    """Characters drawn from the softmax; "window": predict() on the last ones, "carried": one step from the state."""
    symbols, length, hidden = job["symbols"], job["length"], job["hidden"]
    eye, draw = np.eye(symbols, dtype="float32"), np.random.default_rng(1)
    carried = job["peers"] == "carried"
    inputs = keras.Input((1 if carried else length, symbols), batch_size=1)
    lstm = L.LSTM(hidden, stateful=carried)
    model = keras.Sequential([inputs, lstm, L.Dense(symbols, activation="softmax")])
    model.compile(jit_compile=XLA)
    predict = carried_predict(model) if carried else partial(model.predict, verbose=0)
    text = draw.integers(0, symbols, length).tolist()
    turns.answer(ready=True, parameters=model.count_params())

    def one_round():
        for _ in range(job["characters"]):
            x = eye[text[-1:]] if carried else eye[text[-length:]]
            p = np.asarray(predict(x[None]), dtype="float64")[0]
            text.append(int(draw.choice(symbols, p=p / p.sum())))
        return np.nan

    return one_round


def carried_predict(model):
    """One compiled call a character, the fastest form that Keras users know: the model's function with its state inside."""
    if keras.backend.backend() == "tensorflow":
        import tensorflow as tf

        return tf.function(lambda x: model(x, training=False), jit_compile=XLA)
    import jax

    trained = [v.value for v in model.trainable_variables]
    state = [v.value for v in model.non_trainable_variables]
    step = jax.jit(lambda state, x: model.stateless_call(trained, state, x, training=False))

    def predict(x):
        nonlocal state
        y, state = step(state, x)
        return y

    return predict


turns.work(lambda job: {"train": train, "suite": suite, "generate": generate, "attention": attend}[job["kind"]](job))

"""Writes src/test/resources/golden-keras-page.json: what the Keras lines of notebooks/keras.ipynb do.

    KERAS_BACKEND=tensorflow python src/test/python/golden_keras_page.py        (environment: src/bench/requirements.txt)

Each layer, all its weights set to 0.1: so many parameters, and its output for INPUTS, [batch, steps, features] or [batch, features] in C
order. With equal weights the order in which a library keeps them does not matter. Each option is run; one that fails ends the script.
"""

import json
import os
import tempfile
from pathlib import Path

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import keras
import numpy as np
from keras import layers

import keras_page

INPUTS = {
    "sequence": np.array([[[0.25 * ((3 * b + 2 * t + 5 * f) % 7) - 0.75 for f in range(3)] for t in range(5)] for b in range(2)]),
    "vector": np.array([[0.5, -1.0, 0.25], [2.0, 0.0, -0.75]]),
    "indices": np.array([[1, 2, 3, 4, 5], [9, 0, 0, 7, 7]]),
}


def layer(row):
    model = keras.Sequential([keras.Input(INPUTS[row.kind].shape[1:]), eval(row.keras)])
    model.set_weights([np.full(w.shape, 0.1) for w in model.get_weights()])
    output = model.predict(INPUTS[row.kind], verbose=0)
    return {
        "parameters": model.count_params(),
        "shape": list(output.shape),
        "output": [float(f"{v:.9g}") for v in output.ravel()],
    }


def option(row):
    model = keras.Sequential([keras.Input((5, 3)), layers.LSTM(4), layers.Dense(1)])
    model.compile(loss="mse", optimizer="adam")
    x, y = INPUTS["sequence"], np.array([[1.0], [0.5]])
    with tempfile.TemporaryDirectory() as folder:
        model.save(folder + "/a.keras")
        eval(row.keras, {"model": model, "x": x, "y": y, "folder": folder, "keras": keras, "layers": layers})
    return row.keras


def network(code):
    names = {"keras": keras, "layers": layers}
    exec(code, names)
    return names["model"].count_params()


if __name__ == "__main__":
    content = {
        "keras": keras.__version__,
        "inputs": {kind: values.tolist() for kind, values in INPUTS.items()},
        "layers": {row.keras + " on " + row.kind: layer(row) for row in keras_page.layers()},
        "options": [option(row) for row in keras_page.options()],
        "networks": [network(code) for code in keras_page.networks()],
    }
    file = Path(__file__).resolve().parents[1] / "resources" / "golden-keras-page.json"
    file.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")

"""The data files of a job as numpy arrays."""

import numpy as np


def load(job, part="train"):
    """x [n][length][1] float32 or [n][length] int32; y [n][k] float32, [n] int32 or [n][length] int32."""
    files = job["data"][part]
    n = files["n"]
    if job["inputs"] == "tokens":
        x = np.fromfile(files["x"], "<i4").reshape(n, -1)
    else:
        x = np.fromfile(files["x"], "<f4").reshape(n, -1, 1)
    if job["target"] == "class":
        y = np.fromfile(files["y"], "<i4")
    else:
        y = np.fromfile(files["y"], "<i4" if job["target"] == "every" else "<f4").reshape(n, -1)
    return x, y


def pairs(job):
    """Of a job with attention: x [n][length], maybe source [n][sourceLength], y [n][length], all int32."""
    files = job["data"]["train"]
    names = ["x", *(["source"] if "source" in files else []), "y"]
    return [np.fromfile(files[name], "<i4").reshape(files["n"], -1) for name in names]

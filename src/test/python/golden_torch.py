"""Writes src/test/resources/golden/ctc-*.json: what PyTorch computes for connectionist temporal classification, for tests.

    python src/test/python/golden_torch.py        (environment: src/bench/requirements.txt)

In float64, from logits that are multiples of 1/256. The file has the form of golden_keras.py, with "torch" beside its version:
logits [T][N][K], steps [N] and length [N] (how many of the T steps and of the U places each example has), labels [N][U] with 0 after the
end, loss [N], and d_logits [T][N][K], the gradient of the losses' sum by the logits. Symbol 0 is the blank.
"""

import json
import zlib
from pathlib import Path

import numpy as np
import torch

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "golden"


def case(name, about, shape, scale, labels, steps):
    """labels: a list of symbols for each example. Large logits make paths of which the one is e^-100 times the other."""
    T, N, K = shape
    random = np.random.default_rng(zlib.crc32(name.encode()))
    logits = np.round(random.normal(0, scale, (T, N, K)) * 256) / 256
    U = max(map(len, labels))
    padded = np.array([label + [0] * (U - len(label)) for label in labels])
    length = torch.tensor([len(label) for label in labels])
    x = torch.tensor(logits, requires_grad=True)
    lnp = torch.log_softmax(x, -1)
    loss = torch.nn.functional.ctc_loss(lnp, torch.tensor(padded), torch.tensor(steps), length, blank=0, reduction="none")
    loss.sum().backward()
    arrays = {
        "logits": logits,
        "steps": np.array(steps),
        "length": length.numpy(),
        "labels": padded,
        "loss": loss.detach().numpy(),
        "d_logits": x.grad.numpy(),
    }
    content = {
        "about": about,
        "torch": torch.__version__,
        "settings": {"steps": T, "batch": N, "symbols": K, "places": U},
        "arrays": {key: {"shape": list(a.shape), "data": [float(f"{v:.12g}") for v in a.ravel()]} for key, a in arrays.items()},
    }
    for key in ("steps", "length", "labels"):
        content["arrays"][key]["data"] = [int(v) for v in arrays[key].ravel()]
    (FOLDER / f"{name}.json").write_text(json.dumps(content) + "\n")


def main():
    labels = [[1, 2, 3], [2, 2], [4], [1, 3, 3, 1, 3], [3, 3, 3, 3], [1, 2, 1, 2], [2], [4, 3, 2, 1], [1, 1, 2]]
    case("ctc", "nine labels on up to twelve steps", (12, 9, 5), 1, labels, [12, 12, 12, 12, 12, 9, 1, 4, 4])
    case("ctc-sure", "a network that is sure of itself, mostly wrongly", (12, 9, 5), 12, labels, [12, 12, 12, 12, 12, 9, 1, 4, 4])
    random = np.random.default_rng(1)
    long = [random.integers(1, 9, n).tolist() for n in (40, 35, 1)]
    case("ctc-long", "labels of forty symbols on a hundred steps", (100, 3, 9), 2, long, [100, 90, 50])


if __name__ == "__main__":
    main()

"""Plain numpy: the series job's network written out, forward, backward and Adam, and an LSTM step for generating."""

import turns  # first: it takes the standard output before a library prints there

# isort: split
from itertools import pairwise

import numpy as np

from arrays import load


class SimpleRnn:
    """h = tanh(x W + h' R + b); arrays are [T][B][units], so that a time step is contiguous."""

    def __init__(self, inputs, units, draw):
        limit = np.sqrt(6 / (inputs + units))
        W = draw.uniform(-limit, limit, (inputs, units)).astype("f")
        R = np.linalg.qr(draw.normal(size=(units, units)))[0].astype("f")
        self.parameters = [W, R, np.zeros(units, "f")]

    def forward(self, x):
        W, R, b = self.parameters
        T = len(x)
        h = x @ W + b
        np.tanh(h[0], out=h[0])
        for t in range(1, T):
            h[t] += h[t - 1] @ R
            np.tanh(h[t], out=h[t])
        self.x, self.h = x, h
        return h

    def backward(self, dh):
        """dh: the gradient at every step, or at the last one alone ([B][units]). Returns the gradient at the input."""
        W, R, _ = self.parameters
        x, h = self.x, self.h
        every = dh.ndim == 3
        dz = np.empty_like(h)
        slope = 1 - h * h
        carried = dh[-1] if every else dh
        for t in range(len(h) - 1, -1, -1):
            np.multiply(carried, slope[t], out=dz[t])
            if t:
                carried = dz[t] @ R.T
                if every:
                    carried += dh[t - 1]
        self.gradients = [rows(x).T @ rows(dz), rows(h[:-1]).T @ rows(dz[1:]), dz.sum((0, 1))]
        return dz @ W.T


def rows(a):
    """[T][B][units] as [T B][units]."""
    return a.reshape(-1, a.shape[-1])


class Dense:
    """y = x W + b at the last step."""

    def __init__(self, inputs, units, draw):
        limit = np.sqrt(6 / (inputs + units))
        self.parameters = [draw.uniform(-limit, limit, (inputs, units)).astype("f"), np.zeros(units, "f")]

    def forward(self, x):
        self.x = x
        return x @ self.parameters[0] + self.parameters[1]

    def backward(self, dy):
        self.gradients = [self.x.T @ dy, dy.sum(0)]
        return dy @ self.parameters[0].T


class Adam:
    """Adam with the bias correction in its rate."""

    def __init__(self, layers, rate):
        self.layers, self.rate, self.t = layers, np.float32(rate), 0
        self.moments = [[(np.zeros_like(p), np.zeros_like(p)) for p in layer.parameters] for layer in layers]

    def step(self):
        self.t += 1
        rate = np.float32(self.rate * np.sqrt(1 - 0.999**self.t) / (1 - 0.9**self.t))
        for layer, moments in zip(self.layers, self.moments, strict=True):
            for p, g, (m, v) in zip(layer.parameters, layer.gradients, moments, strict=True):
                m += np.float32(0.1) * (g - m)
                v += np.float32(0.001) * (g * g - v)
                p -= rate * m / (np.sqrt(v) + np.float32(1e-7))


def train(job):
    sizes = [size for name, size in job["layers"] if name == "simple-rnn"]
    if [name for name, _ in job["layers"]] != ["simple-rnn"] * len(sizes) + ["dense"] or job["target"] != "value":
        raise SystemExit("numpy: only SimpleRNN layers with one dense layer are written out")
    draw = np.random.default_rng(job.get("seed", 1))
    x, y = load(job)
    rnns = [SimpleRnn(inputs, units, draw) for inputs, units in pairwise([1, *sizes])]
    dense = Dense(sizes[-1], y.shape[1], draw)
    adam = Adam([*rnns, dense], job["rate"])
    turns.answer(ready=True, parameters=sum(p.size for layer in adam.layers for p in layer.parameters))

    def epoch():
        total, order = 0.0, draw.permutation(len(x))
        for k in range(0, len(x), job["batch"]):
            batch = order[k : k + job["batch"]]
            h = np.ascontiguousarray(x[batch].transpose(1, 0, 2))
            for rnn in rnns:
                h = rnn.forward(h)
            error = dense.forward(h[-1]) - y[batch]
            gradient = dense.backward(error * np.float32(2 / error.size))
            for rnn in reversed(rnns):
                gradient = rnn.backward(gradient)
            adam.step()
            total += float((error * error).sum()) / error.shape[1]
        return total / len(x)

    return epoch


def logistic(x):
    return 1 / (1 + np.exp(-x))


def generate(job):
    """An LSTM step is two products and a few functions; the one-hot input picks a row of W."""
    symbols, length, H = job["symbols"], job["length"], job["hidden"]
    draw = np.random.default_rng(1)

    def weight(*shape):
        return (draw.normal(size=shape) / np.sqrt(shape[0])).astype("f")

    W, R, b, V = weight(symbols, 4 * H), weight(H, 4 * H), np.zeros(4 * H, "f"), weight(H, symbols)
    text = draw.integers(0, symbols, length).tolist()
    turns.answer(ready=True, parameters=W.size + R.size + b.size + V.size + symbols)

    def step(symbol, h, c):
        i, f, g, o = np.split(W[symbol] + h @ R + b, 4)
        c = logistic(f) * c + logistic(i) * np.tanh(g)
        return logistic(o) * np.tanh(c), c

    h = c = np.zeros(H, "f")

    def one_round():
        nonlocal h, c
        for _ in range(job["characters"]):
            if job["peers"] == "carried":
                h, c = step(text[-1], h, c)
            else:
                h = c = np.zeros(H, "f")
                for symbol in text[-length:]:
                    h, c = step(symbol, h, c)
            z = (h @ V).astype("float64")
            p = np.exp(z - z.max())
            text.append(int(draw.choice(symbols, p=p / p.sum())))
        return np.nan

    return one_round


turns.work(lambda job: train(job) if job["kind"] == "train" else generate(job))

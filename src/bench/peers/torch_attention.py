"""Networks with attention as users of PyTorch write them; src/bench/attention.py describes the jobs."""

import math

import torch
from torch import nn
from torch.nn import functional


class Attention(nn.Module):
    """Several heads by the fused call that PyTorch has for it; with a cache, keys and values of the steps before are kept."""

    def __init__(self, units, heads):
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.o = (nn.Linear(units, units) for _ in range(4))

    def split(self, x):
        return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)

    def forward(self, x, memory, causal=False, cache=None):
        q, k, v = self.split(self.q(x)), self.split(self.k(memory)), self.split(self.v(memory))
        if cache is not None:
            if cache:
                k, v = torch.cat([cache[0], k], 2), torch.cat([cache[1], v], 2)
            cache[:] = [k, v]
        y = functional.scaled_dot_product_attention(q, k, v, is_causal=causal and cache is None)
        return self.o(y.transpose(1, 2).flatten(2))


class Block(nn.Module):
    """A layer, normalised first: attention to itself, maybe to a memory, feed-forward."""

    def __init__(self, job, cross):
        super().__init__()
        units = job["units"]
        self.first, self.itself = nn.LayerNorm(units, 1e-3), Attention(units, job["heads"])
        self.second, self.cross = (nn.LayerNorm(units, 1e-3), Attention(units, job["heads"])) if cross else (None, None)
        self.third = nn.LayerNorm(units, 1e-3)
        self.feed = nn.Sequential(nn.Linear(units, job["feed"]), nn.ReLU(), nn.Linear(job["feed"], units))

    def forward(self, x, causal, memory=None, cache=None):
        n = self.first(x)
        x = x + self.itself(n, n, causal, cache)
        if memory is not None:
            x = x + self.cross(self.second(x), memory)
        return x + self.feed(self.third(x))


def waves(most, units):
    angles = torch.arange(most)[:, None] / 10_000 ** (torch.arange(0, units, 2) / units)
    return torch.stack([angles.sin(), angles.cos()], -1).flatten(1)


class Stack(nn.Module):
    """Embedding, positions, layers and the last normalisation."""

    def __init__(self, job, causal, cross):
        super().__init__()
        self.causal = causal
        self.tokens = nn.Embedding(job["vocabulary"], job["units"])
        self.register_buffer("positions", waves(job["positions"], job["units"]))
        self.blocks = nn.ModuleList(Block(job, cross) for _ in range(job["depth"]))
        self.last = nn.LayerNorm(job["units"], 1e-3)

    def forward(self, tokens, memory=None, caches=None, start=0):
        x = self.tokens(tokens) + self.positions[start : start + tokens.shape[1]]
        for k, block in enumerate(self.blocks):
            x = block(x, self.causal, memory, caches[k] if caches else None)
        return self.last(x)


class Transformer(nn.Module):
    """Encoder and decoder, or the decoder alone."""

    def __init__(self, job):
        super().__init__()
        cross = job["network"] == "transformer"
        self.encoder = Stack(job, causal=False, cross=False) if cross else None
        self.decoder = Stack(job, causal=True, cross=cross)
        self.output = nn.Linear(job["units"], job["vocabulary"])

    def forward(self, target, source=None, caches=None, start=0):
        memory = None if self.encoder is None else self.encoder(source)
        return self.output(self.decoder(target, memory, caches, start))


class Additive(nn.Module):
    """Two LSTMs and Bahdanau's attention of the second to the first."""

    def __init__(self, job):
        super().__init__()
        units, embedding = job["units"], job["embedding"]
        self.source, self.target = (nn.Embedding(job["vocabulary"], embedding) for _ in range(2))
        self.encoder = nn.LSTM(embedding, units, batch_first=True)
        self.decoder = nn.LSTM(embedding + units, units, batch_first=True)
        self.q, self.k = nn.Linear(units, units), nn.Linear(units, units, bias=False)
        self.score = nn.Parameter(torch.empty(units).uniform_(-1, 1) / math.sqrt(units))
        self.output = nn.Linear(2 * units, job["vocabulary"])

    def forward(self, target, source):
        h, (last, _) = self.encoder(self.source(source))
        again = last[0][:, None].expand(-1, target.shape[1], -1)
        s, _ = self.decoder(torch.cat([self.target(target), again], -1))
        scores = torch.tanh(self.q(s)[:, :, None] + self.k(h)[:, None]) @ self.score
        return self.output(torch.cat([s, scores.softmax(-1) @ h], -1))


def network(job):
    return Additive(job) if job["network"] == "additive" else Transformer(job)


def next_probabilities(model, job):
    """A function from the text so far to the probabilities of the next character, as job["peers"] says."""
    caches, read = [[] for _ in range(job["depth"])], 0

    def window(text):
        return model(torch.tensor([text[-100:]]))[0, -1].softmax(0)

    def cached(text):
        nonlocal caches, read
        if len(text) == 1:
            caches, read = [[] for _ in range(job["depth"])], 0
        y = model(torch.tensor([text[-1:]]), caches=caches, start=read)[0, -1].softmax(0)
        read += 1
        return y

    return cached if job["peers"] == "cached" else window

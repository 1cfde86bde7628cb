"""PyTorch as its users write it: modules, a loop over shuffled batches, fused Adam."""

import turns  # first: it takes the standard output before a library prints there

# isort: split
import time

import numpy as np
import torch
from torch import nn

import torch_attention
from arrays import load, pairs

RECURRENT = {"simple-rnn": nn.RNN, "lstm": nn.LSTM, "gru": nn.GRU}


def computing():
    """What PyTorch says of the threads and instructions that it uses."""
    return {"threads": torch.get_num_threads(), "vectors": torch.backends.cpu.get_cpu_capability()}


class Network(nn.Module):
    """The job's layers; neighbours of one kind and size are one module of several layers, the faster form."""

    def __init__(self, job):
        super().__init__()
        self.every = job["target"] == "every"
        self.values = job["target"] == "value"
        parts, width, layers = [], 1, job["layers"]
        k = 0
        while k < len(layers):
            name, size = layers[k]
            if name in RECURRENT:
                count = 1
                while k + count < len(layers) and layers[k + count] == [name, size]:
                    count += 1
                parts.append(RECURRENT[name](width, size, count, batch_first=True))
                width, k = size, k + count - 1
            elif name == "embedding":
                parts.append(nn.Embedding(job["vocabulary"], size))
                width = size
            elif name == "flatten":
                parts.append(nn.Flatten())
                width *= job["length"]
            elif name == "dropout":
                parts.append(nn.Dropout(size))
            else:
                parts.append(nn.Linear(width, size))
                width = size
            k += 1
        self.parts = nn.ModuleList(parts)

    def forward(self, x):
        recurrent = [k for k, part in enumerate(self.parts) if isinstance(part, nn.RNNBase)]
        for k, part in enumerate(self.parts):
            x = part(x)
            if isinstance(part, nn.RNNBase):
                x = x[0]
                if k == recurrent[-1] and not self.every:
                    x = x[:, -1]
        return x


def train(job):
    torch.manual_seed(job.get("seed", 1))
    x, y = (torch.from_numpy(a) for a in load(job))
    network = Network(job)
    optimiser = torch.optim.Adam(network.parameters(), lr=job["rate"], fused=True)
    if job["target"] == "value":
        loss_of = nn.functional.mse_loss
    else:
        y = y.long()

        def loss_of(z, y):
            return nn.functional.cross_entropy(z.flatten(0, -2), y.flatten())

    def epoch():
        total = 0.0
        for batch in torch.randperm(len(x)).split(job["batch"]):
            optimiser.zero_grad()
            loss = loss_of(network(x[batch]), y[batch])
            loss.backward()
            optimiser.step()
            total += loss.item() * len(batch)
        return total / len(x)

    if not job.get("cold"):
        best_threads(epoch)
    turns.answer(ready=True, parameters=sum(p.numel() for p in network.parameters()), **computing())
    return epoch


def attend(job):
    """A network with attention: a loop over shuffled batches, as in train()."""
    torch.manual_seed(1)
    *inputs, y = (torch.from_numpy(a).long() for a in pairs(job))
    network = torch_attention.network(job)
    optimiser = torch.optim.Adam(network.parameters(), lr=job["rate"], fused=True)

    def epoch():
        total = 0.0
        for batch in torch.randperm(len(y)).split(job["batch"]):
            optimiser.zero_grad()
            z = network(*(x[batch] for x in inputs))
            loss = nn.functional.cross_entropy(z.flatten(0, -2), y[batch].flatten())
            loss.backward()
            optimiser.step()
            total += loss.item() * len(batch)
        return total / len(y)

    best_threads(epoch)
    turns.answer(ready=True, parameters=sum(p.numel() for p in network.parameters()), **computing())
    return epoch


def attend_and_generate(job):
    network, draw = torch_attention.network(job).eval(), np.random.default_rng(1)
    probabilities = torch_attention.next_probabilities(network, job)

    @torch.inference_mode()
    def one_round():
        text = [0]
        for _ in range(job["characters"]):
            p = probabilities(text).double().numpy()
            text.append(int(draw.choice(len(p), p=p / p.sum())))
        return np.nan

    best_threads(one_round)
    turns.answer(ready=True, parameters=sum(p.numel() for p in network.parameters()), **computing())
    return one_round


def best_threads(one_round):
    """Small products are faster on one thread: the better of one and all, after a round to warm up."""
    seconds = {}
    for threads in [torch.get_num_threads(), 1]:
        torch.set_num_threads(threads)
        one_round()
        start = time.perf_counter()
        one_round()
        seconds[threads] = time.perf_counter() - start
    torch.set_num_threads(min(seconds, key=seconds.get))


def generate(job):
    symbols, length = job["symbols"], job["length"]
    lstm, dense = nn.LSTM(symbols, job["hidden"], batch_first=True).eval(), nn.Linear(job["hidden"], symbols).eval()
    eye, draw = torch.eye(symbols), np.random.default_rng(1)
    text = draw.integers(0, symbols, length).tolist()
    carried, state = job["peers"] == "carried", None

    @torch.inference_mode()
    def one_round():
        nonlocal state
        for _ in range(job["characters"]):
            x = eye[text[-1:] if carried else text[-length:]][None]
            h, new = lstm(x, state)
            state = new if carried else None
            p = torch.softmax(dense(h[0, -1]), 0).double().numpy()
            text.append(int(draw.choice(symbols, p=p / p.sum())))
        return np.nan

    best_threads(one_round)
    parameters = sum(p.numel() for m in (lstm, dense) for p in m.parameters())
    turns.answer(ready=True, parameters=parameters, **computing())
    return one_round


KINDS = {"train": train, "generate": generate, "attention": attend, "attention-generate": attend_and_generate}
turns.work(lambda job: KINDS[job["kind"]](job))

"""Writes src/test/resources/golden/attention-*.json: attention and layer normalisation by PyTorch, additive attention by Keras.

    KERAS_BACKEND=tensorflow python src/test/python/golden_attention.py        (environment: src/bench/requirements.txt)

Form of the files: golden_keras.py. Queries q [B][Tq][F], keys k [B][Tk][K], values v [B][Tk][V], mask [B][Tk] (1 = may be seen),
y [B][Tq][U]; the loss is sum(y * dy), so that dq, dk, dv and d<weight> are the gradients for the given dy. Weights of multi-head
attention are PyTorch's, [out][in]: Wq, Wk, Wv, Wo and bqkv, the biases of q, k and v, and bo. Additive attention has Keras's scale.
"""

import keras
import numpy as np
import tensorflow as tf
import torch

from golden_keras import FOLDER, Draw, write

B, TQ, TK = 3, 5, 6
MASK = np.array([[1, 1, 1, 1, 1, 1], [1, 1, 1, 0, 0, 0], [0, 1, 0, 1, 1, 0]])


def tensor(array):
    return torch.tensor(np.asarray(array), dtype=torch.float64, requires_grad=True)


def save(case, about, settings, arrays, dy, y, loss):
    """The arrays of the case with the gradients of those that have one."""
    found = {"dy": dy, "y": y.detach().numpy()}
    for name, value in arrays.items():
        is_tensor = isinstance(value, torch.Tensor)
        found[name] = value.detach().numpy() if is_tensor else value
        if is_tensor:
            found[f"d{name}"] = value.grad.numpy()
    write(case, about, {"batch": B, "torch": torch.__version__, "loss": float(loss.detach()), **settings}, found)


def dot(case, units, scale, causal=False, masked=False):
    draw = Draw(case)
    steps = TK if causal else TQ
    q, k, v = tensor(draw(B, steps, units)), tensor(draw(B, TK, units)), tensor(draw(B, TK, units + 1))
    dy = draw(B, steps, units + 1)
    seen = torch.ones(B, steps, TK, dtype=torch.bool)
    if causal:
        seen = torch.tril(seen)
    if masked:
        seen &= torch.tensor(MASK, dtype=torch.bool)[:, None, :]
    y = torch.nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=seen, scale=scale)
    loss = (y * torch.tensor(dy)).sum()
    loss.backward()
    arrays = {"q": q, "k": k, "v": v} | ({"mask": MASK} if masked else {})
    settings = {"queries": steps, "keys": TK, "units": units, "values": units + 1, "causal": int(causal)}
    save(case, f"dot-product attention, scale {scale}", settings, arrays, dy, y, loss)


def multi_head(case, causal=False, masked=False):
    draw = Draw(case)
    units, heads, keys, values = 6, 2, 5, 4
    steps = TK if causal else TQ
    layer = torch.nn.MultiheadAttention(units, heads, kdim=keys, vdim=values, batch_first=True, dtype=torch.float64)
    q, k, v = tensor(draw(B, steps, units)), tensor(draw(B, TK, keys)), tensor(draw(B, TK, values))
    dy = draw(B, steps, units)
    weights = [
        layer.q_proj_weight,
        layer.k_proj_weight,
        layer.v_proj_weight,
        layer.in_proj_bias,
        layer.out_proj.weight,
        layer.out_proj.bias,
    ]
    with torch.no_grad():
        for weight in weights:
            weight.copy_(torch.tensor(draw(*weight.shape, scale=0.6)))
    hidden = torch.tensor(MASK == 0) if masked else None
    later = torch.triu(torch.ones(steps, TK, dtype=torch.bool), diagonal=1) if causal else None
    y, _ = layer(q, k, v, key_padding_mask=hidden, attn_mask=later, need_weights=False)
    loss = (y * torch.tensor(dy)).sum()
    loss.backward()
    arrays = {"q": q, "k": k, "v": v} | ({"mask": MASK} if masked else {})
    for letter, weight in zip("qkv", weights, strict=False):
        arrays[f"W{letter}"] = weight
    arrays |= {"bqkv": weights[3], "Wo": weights[4], "bo": weights[5]}
    settings = {"queries": steps, "keys": TK, "units": units, "heads": heads, "keyUnits": keys, "valueUnits": values, "causal": int(causal)}
    save(case, "multi-head attention with products of its own", settings, arrays, dy, y, loss)


def layer_norm(case):
    draw = Draw(case)
    units = 7
    x, gain, bias = tensor(draw(B, TQ, units)), tensor(draw(units)), tensor(draw(units))
    dy = draw(B, TQ, units)
    y = torch.nn.functional.layer_norm(x, [units], gain, bias, eps=1e-3)
    loss = (y * torch.tensor(dy)).sum()
    loss.backward()
    save(case, "layer normalisation, epsilon 0.001", {"steps": TQ, "units": units}, {"x": x, "gain": gain, "bias": bias}, dy, y, loss)


def label_smoothing(case, smoothing):
    draw = Draw(case)
    inputs, classes = 4, 6
    x, w, b = tensor(draw(B, TQ, inputs)), tensor(draw(classes, inputs)), tensor(draw(classes))
    labels = draw.random.integers(0, classes, (B, TQ))
    logits = x @ w.T + b
    loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), torch.tensor(labels).flatten(), label_smoothing=smoothing)
    loss.backward()
    settings = {"steps": TQ, "inputs": inputs, "classes": classes, "smoothing": smoothing}
    about = "dense layer, softmax, cross-entropy with label smoothing, mean over all"
    save(case, about, settings, {"x": x, "W": w, "b": b, "labels": labels}, np.zeros(1), logits, loss)


def additive(case, causal=False, masked=False):
    draw = Draw(case)
    units = 5
    steps = TK if causal else TQ
    layer = keras.layers.AdditiveAttention(use_scale=True)
    q, k, v = (tf.constant(draw(B, t, u)) for t, u in [(steps, units), (TK, units), (TK, units + 1)])
    dy = draw(B, steps, units + 1)
    layer.build([q.shape, v.shape, k.shape])
    layer.set_weights([draw(units)])
    mask = [None, tf.constant(MASK == 1), None] if masked else None
    with tf.GradientTape() as tape:
        tape.watch([q, k, v])
        y = layer([q, v, k], mask=mask, use_causal_mask=causal)
        loss = tf.reduce_sum(y * dy)
    scale = layer.trainable_weights[0].value
    gradients = tape.gradient(loss, [q, k, v, scale])
    arrays = {"q": q, "k": k, "v": v, "scale": scale, "dy": dy, "y": y} | ({"mask": MASK} if masked else {})
    arrays |= dict(zip(["dq", "dk", "dv", "dscale"], gradients, strict=True))
    settings = {"batch": B, "queries": steps, "keys": TK, "units": units, "values": units + 1, "causal": int(causal), "loss": float(loss)}
    write(case, "additive attention", settings, arrays)


if __name__ == "__main__":
    keras.config.set_floatx("float64")
    for old in FOLDER.glob("attention-*.json"):
        old.unlink()
    dot("attention-dot", 5, 1.0, masked=True)
    dot("attention-scaled", 8, 8**-0.5)
    dot("attention-scaled-causal", 8, 8**-0.5, causal=True, masked=False)
    multi_head("attention-multi-head")
    multi_head("attention-multi-head-mask", masked=True)
    multi_head("attention-multi-head-causal", causal=True)
    additive("attention-additive")
    additive("attention-additive-mask", masked=True)
    additive("attention-additive-causal", causal=True)
    layer_norm("attention-layer-norm")
    label_smoothing("attention-label-smoothing", 0.1)
    print(f"{len(list(FOLDER.glob('attention-*.json')))} files in {FOLDER}")

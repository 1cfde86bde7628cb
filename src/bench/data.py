"""The jobs' data, written once into a folder as raw little-endian float32 and int32 files that every system reads."""

import math
import random
import sys
from array import array
from pathlib import Path


def save(path, kind, values):
    """kind: 'f' for float32, 'i' for int32."""
    numbers = array(kind, values)
    if sys.byteorder == "big":
        numbers.byteswap()
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with part.open("wb") as out:
        numbers.tofile(out)
    part.replace(path)
    return str(path)


def waves(folder, counts, steps, ahead=1, seed=1):
    """Sums of two sine waves and noise; x [n][steps] and y [n][ahead], the values that follow.

    x(t) = 0.5 sin((t - o1)(10 f1 + 10)) + 0.2 sin((t - o2)(20 f2 + 20)) + 0.1 (u - 0.5), t from 0 to 1.
    counts: {"train": n, "validation": n}.
    """
    draw = random.Random(seed)
    length = steps + ahead
    grid = [k / (length - 1) for k in range(length)]
    files = {}
    for part, count in counts.items():
        x, y = array("f"), array("f")
        for _ in range(count):
            f1, f2, o1, o2 = (draw.random() for _ in range(4))
            wave = [
                0.5 * math.sin((t - o1) * (10 * f1 + 10)) + 0.2 * math.sin((t - o2) * (20 * f2 + 20)) + 0.1 * (draw.random() - 0.5)
                for t in grid
            ]
            x.extend(wave[:steps])
            y.extend(wave[steps:])
        name = f"waves-{steps}-{ahead}-{seed}-{part}"
        files[part] = {"n": count, "x": save(folder / f"{name}-x.f32", "f", x), "y": save(folder / f"{name}-y.f32", "f", y)}
    return files


def words(count, vocabulary, draw):
    """Words of a text with the usual few frequent and many rare ones: p(k) ~ 1 / (k + 3)."""
    return draw.choices(range(vocabulary), weights=[1 / (k + 3) for k in range(vocabulary)], k=count)


def characters(folder, count, steps, symbols, seed=1):
    """Windows over a random text: x [n][steps], the symbol's index scaled to [0, 1), and y [n], the symbol that follows."""
    text = words(count + steps, symbols, random.Random(seed))
    x, y = array("f"), array("i")
    for k in range(count):
        x.extend(s / symbols for s in text[k : k + steps])
        y.append(text[k + steps])
    name = f"characters-{count}-{steps}-{symbols}-{seed}"
    return {"train": {"n": count, "x": save(folder / f"{name}-x.f32", "f", x), "y": save(folder / f"{name}-y.i32", "i", y)}}


def sentences(folder, count, steps, vocabulary, seed=1):
    """Rows of a random text: x [n][steps] tokens and y [n][steps], the same one step later."""
    draw = random.Random(seed)
    x, y = array("i"), array("i")
    for _ in range(count):
        row = words(steps + 1, vocabulary, draw)
        x.extend(row[:-1])
        y.extend(row[1:])
    name = f"sentences-{count}-{steps}-{vocabulary}-{seed}"
    return {"train": {"n": count, "x": save(folder / f"{name}-x.i32", "i", x), "y": save(folder / f"{name}-y.i32", "i", y)}}


def unaligned(folder, count, steps, symbols, places, seed=1):
    """Logits x [n][steps][symbols] of a network that knows nothing yet, and labels y [n][places] of symbols from 1 on."""
    draw = random.Random(seed)
    x = array("f", (draw.gauss(0, 1) for _ in range(count * steps * symbols)))
    y = array("i", (draw.randrange(1, symbols) for _ in range(count * places)))
    name = f"unaligned-{count}-{steps}-{symbols}-{places}-{seed}"
    return {"train": {"n": count, "x": save(folder / f"{name}-x.f32", "f", x), "y": save(folder / f"{name}-y.i32", "i", y)}}


def some(files, count, x_length, y_length):
    """count examples of a text's files, evenly spread over it; all of them when it has no more."""
    n = files["n"]
    if count >= n:
        return files
    chosen = [k * n // count for k in range(count)]
    result = {"n": count}
    for array_name, length in (("x", x_length), ("y", y_length)):
        path = Path(files[array_name])
        row = 4 * length
        with path.open("rb") as source, path.with_name(f"{count}-{path.name}").open("wb") as out:
            for k in chosen:
                source.seek(k * row)
                out.write(source.read(row))
        result[array_name] = str(path.with_name(f"{count}-{path.name}"))
    return result

"""Writes price files of known kinds, in stooq's layout: what Projekt 6 is measured on beside the real files of the course.

    python3 src/bench/price_files.py FOLDER

Each file has a generator with a seed of its own, so that every run writes the same bytes. For some the best possible forecast is known
from the formula; it stands beside the generator.
"""

import datetime
import math
import random
import sys
from pathlib import Path


def days(first, count, week=5):
    """`count` dates from `first` on; a week of five days leaves out Saturday and Sunday."""
    day = datetime.date.fromisoformat(first)
    while count:
        if week == 7 or day.weekday() < 5:
            yield day
            count -= 1
        day += datetime.timedelta(days=1)


def month_ends(first_year, count):
    for month in range(count):
        year, number = first_year + month // 12, month % 12
        yield datetime.date(year + (number == 11), (number + 1) % 12 + 1, 1) - datetime.timedelta(days=1)


def returns(draw, count, drift, volatility, clustering=True):
    """Daily returns whose volatility comes in clusters: GARCH(1, 1) with the weights 0.08 and 0.90."""
    variance = volatility**2
    for _ in range(count):
        shock = draw.gauss(0, 1) * math.sqrt(variance)
        yield drift + shock
        if clustering:
            variance = 0.02 * volatility**2 + 0.08 * shock**2 + 0.90 * variance


def compound(start, steps):
    value = start
    for step in steps:
        value *= 1 + step
        yield value


def walk(draw):
    """Steps of equal spread: nothing is better than "tomorrow = today"."""
    value, values = 500.0, []
    for _ in range(5000):
        value = max(50.0, value + draw.gauss(0, 2))
        values.append(value)
    return days("2005-01-03", 5000), values


def index(draw):
    """A national index since 1959 that grows to about a hundred times its first value."""
    return days("1959-01-05", 17000), compound(150, returns(draw, 17000, 0.00028, 0.009))


def share(draw):
    """A share that grows fast for some years and falls back."""
    grown = returns(draw, 3000, 0.0012, 0.025)
    fallen = returns(draw, 1500, -0.0006, 0.028)
    return days("2008-01-02", 4500), compound(10, [*grown, *fallen])


def coin(draw):
    """A market that trades on seven days."""
    return days("2014-01-01", 4300, week=7), compound(300, returns(draw, 4300, 0.001, 0.035))


def trend(draw):
    """A line with noise that does not last: the best forecast is the line, with 0.71 of naive's error."""
    return days("2010-01-04", 4000), [100 + 0.05 * t + draw.gauss(0, 2) for t in range(4000)]


def reverting(draw):
    """x(t) = 0.6 x(t-1) + e(t): the best forecast has sqrt((1 + 0.6) / 2) = 0.894 of naive's error."""
    x, values = 0.0, []
    for _ in range(4000):
        x = 0.6 * x + draw.gauss(0, 1)
        values.append(50 + x)
    return days("2010-01-04", 4000), values


def oscillating(draw):
    """A cycle of 25 days with noise, as of a commodity with a rhythm."""
    x, y, values = 0.0, 0.0, []
    for _ in range(3500):
        x, y = 1.9 * math.cos(2 * math.pi / 25) * x - 0.9025 * y + draw.gauss(0, 1), x
        values.append(200 + x)
    return days("2011-01-03", 3500), values


def seasonal(draw):
    """Monthly sales: growth, a yearly pattern and noise."""
    pattern = [0.90, 0.88, 0.97, 1.00, 1.04, 1.08, 1.12, 1.10, 1.02, 0.98, 0.93, 1.06]
    level, values = 100.0, []
    for t in range(600):
        level *= math.exp(0.003 + draw.gauss(0, 0.01))
        values.append(level * pattern[t % 12] * math.exp(draw.gauss(0, 0.012)))
    return month_ends(1970, 600), values


def crash(draw):
    """A calm market that loses half of its worth in twenty days of the test part and is restless afterwards."""
    calm = [*returns(draw, 3400, 0.0004, 0.008)]
    fall = [draw.gauss(-0.034, 0.03) for _ in range(20)]
    return days("2008-01-02", 4300), compound(1000, [*calm, *fall, *returns(draw, 880, 0.0004, 0.022)])


def split(draw):
    """A share split four for one in the training part and again in the test part, not adjusted."""
    steps = [*returns(draw, 4000, 0.0007, 0.018)]
    for day in (1500, 3200):
        steps[day] = -0.75
    return days("2009-01-02", 4000), compound(80, steps)


def peg(draw):
    """A currency that floats for twelve years and is then held near 27."""
    floating = [*compound(30, returns(draw, 3000, 0, 0.005))]
    steer = (27 / floating[-1]) ** (1 / 100)
    value, values = floating[-1], floating
    for t in range(1200):
        value = value * steer if t < 100 else value + 0.2 * (27.02 - value) + draw.gauss(0, 0.012)
        values.append(value)
    return days("2001-01-02", 4200), values


def spread(draw):
    """A difference of two prices, which is below zero half of the time."""
    x, values = 0.0, []
    for _ in range(3000):
        x = 0.98 * x + draw.gauss(0, 0.3)
        values.append(x)
    return days("2012-01-02", 3000), values


def young(draw):
    """A share that is listed for nine months only."""
    return days("2025-02-03", 190), compound(40, returns(draw, 190, 0.001, 0.02))


def rate(draw):
    """A central bank's rate: the same for months, then a quarter of a point up or down."""
    value, direction, values = 4.0, 1, []
    for t in range(3500):
        if t % 60 == 0 and draw.random() < 0.5:
            direction = -direction if draw.random() < 0.2 or not 0.5 < value < 7 else direction
            value = max(0.25, value + 0.25 * direction)
        values.append(value)
    return days("2010-01-04", 3500), values


KINDS = [walk, index, share, coin, trend, reverting, oscillating, seasonal, crash, split, peg, spread, young, rate]


def write(folder):
    """Writes every file and returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for kind in KINDS:
        dates, values = kind(random.Random(f"rnnlab {kind.__name__}"))
        rows = (f"{d},{v:.6g},{v:.6g},{v:.6g},{v:.6g}" for d, v in zip(dates, values, strict=True))
        path = folder / f"{kind.__name__}.csv"
        path.write_text("\r\n".join(["Data,Otwarcie,Najwyzszy,Najnizszy,Zamkniecie", *rows, ""]), encoding="ascii")
        paths.append(path)
    return paths


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    print(*write(Path(sys.argv[1])), sep="\n")

"""The kernels alone, by JMH, beside OpenBLAS on the same matrix products."""

import json

import environment as env
from measure import Row

NAME, ABOUT = "kernels", "an LSTM layer forward and backward beside the matrix products of it alone (JMH)"
SYSTEMS = {"kernel": "rnnlab", "openBlas": "floor"}


def rows():
    file = env.LOGS / "kernels.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    env.jmh(file)
    result = []
    for entry in json.loads(file.read_text()):
        name = entry["benchmark"].rsplit(".", 1)[-1]
        figures = [figure for fork in entry["primaryMetric"]["rawData"] for figure in fork]
        result.append(Row(f"LSTM {entry['params']['units']}", SYSTEMS[name], entry["primaryMetric"]["scoreUnit"], figures))
    return sorted(result, key=lambda row: (int(row.job.split()[1]), row.system != "rnnlab"))


def show(rows):
    """Times, and what part of OpenBLAS's rate the whole layer reaches."""
    print(f"\n{NAME}: {ABOUT}; 100 steps, batch 128, as many inputs as units")
    for row in rows:
        units = int(row.job.split()[1])
        rate = 2 * 3 * 100 * 128 * 4 * units * 2 * units / (row.median * 1e-3) / 1e9
        spread = f"({min(row.figures):.3g} to {max(row.figures):.3g})"
        print(f"  {row.job:10}{row.system:10}{row.median:10.3g} {row.unit}{rate:8.0f} GFLOP/s  {spread}")
    print(flush=True)

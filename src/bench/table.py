"""The table of a job: medians, spreads, ratios to rnnlab, and that the work was the same: parameters and loss."""

import math
from itertools import groupby


def number(value):
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"


def show(job, rows, failures):
    print(f"\n{job.name}: {job.about}")
    for (name, unit), group in groupby(rows, key=lambda row: (row.job, row.unit)):
        part(name, unit, list(group))
    for system, words in failures.items():
        print(f"  {system:18}cannot do it: {words}")
    print(flush=True)


def part(name, unit, rows):
    """The rows of one name and unit."""
    heads = f"{'min':>10}{'max':>10}{'rounds':>8}{'ratio':>8}{'parameters':>12}{'peak MB':>9}{'vectors':>12}  loss"
    print(f"  {name}\n    {'':18}{unit:>14}{heads}")
    ours = next((row.median for row in rows if row.system == "rnnlab"), None)
    for row in rows:
        ratio = f"{row.median / ours:.2f}" if ours else ""
        peak = "" if row.megabytes is None else f"{row.megabytes:,.0f}"
        losses = "" if any(map(math.isnan, row.losses)) else " ".join(f"{loss:.4f}" for loss in row.losses[:8])
        print(
            f"    {row.system:18}{number(row.median):>14}{number(min(row.figures)):>10}{number(max(row.figures)):>10}"
            f"{len(row.figures):>8}{ratio:>8}{row.parameters or '':>12}{peak:>9}{row.vectors:>12}  {losses}"
        )

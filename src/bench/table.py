"""The table of a job: medians, spreads, ratios to rnnlab, and that the work was the same: parameters and loss."""

import math


def number(value):
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"


def show(job, rows, failures):
    print(f"\n{job.name}: {job.about}")
    print(f"  {'':18}{job.unit:>12}{'min':>10}{'max':>10}{'rounds':>8}{'ratio':>8}{'parameters':>12}{'loss':>9}{'peak MB':>9}")
    ours = next((row.median for row in rows if row.system == "rnnlab"), None)
    for row in rows:
        ratio = f"{row.median / ours:.2f}" if ours else ""
        loss = "" if math.isnan(row.loss) else f"{row.loss:.4f}"
        peak = "" if row.megabytes is None else f"{row.megabytes:,.0f}"
        print(
            f"  {row.system:18}{number(row.median):>12}{number(min(row.figures)):>10}{number(max(row.figures)):>10}"
            f"{len(row.figures):>8}{ratio:>8}{row.parameters or '':>12}{loss:>9}{peak:>9}"
        )
    for system, words in failures.items():
        print(f"  {system:18}cannot do it: {words}")
    print(flush=True)

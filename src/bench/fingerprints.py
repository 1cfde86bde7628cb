"""Whether a change of the engine changed a number: ./lab bench fingerprints save|compare FILE [LAB ...]

Trains 200 random networks and the networks of the labs (quick size; all labs unless some are named) and notes, to the bit, what
became of them: parameters, the optimiser's memory, losses, predictions; and the text that the labs print, without times. "save" writes
it down, "compare" says what differs from a file that another version wrote on the same kind of processor.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import environment

NAME, ABOUT = "fingerprints", "whether numbers changed: save|compare FILE; random networks and the labs' (no times)"
NETWORKS, EACH = 200, 50
TIME = re.compile(r"\d+([.,]\d+)? ?(ms|s|min|h|seconds?|minutes?)\b|\d\d:\d\d(:\d\d)?|\d+ tokens/s")

# Added to a lab as its last cell: the hash of the parameters of each network that a variable holds.
CELL = """
String fingerprint(Object value) {
    if (value instanceof org.deeplearning4j.nn.api.Model m)
        return Integer.toHexString(Arrays.hashCode(m.params().dup('c').data().asFloat()));
    if (value instanceof Map<?, ?> map) return fingerprint(map.values());
    if (value instanceof Object[] array) return fingerprint(Arrays.asList(array));
    if (value instanceof Collection<?> all)
        return all.stream().map(o -> fingerprint(o)).filter(s -> !s.isEmpty()).collect(Collectors.joining(" "));
    return "";
}
"""


def random_networks():
    environment.java_workers()
    command = [environment.java(), *environment.java_flags(), "-cp", environment.classpath(), "rnnlab.bench.Fingerprints"]
    lines = {}
    for first in range(1, NETWORKS + 1, EACH):  # not 0: that seed stands for the clock
        run = subprocess.run([*command, str(first), str(first + EACH)], capture_output=True, text=True)
        if run.returncode:
            environment.fail(f"the random networks ended with status {run.returncode}:\n{run.stderr}")
        rows = (line.split("\t", 1) for line in run.stdout.splitlines() if "\t" in line)
        lines |= {f"network {seed}": fingerprint for seed, fingerprint in rows}
    return lines


def lab_networks(name, path):
    import nbformat

    import run

    notebook = nbformat.read(path, as_version=4)
    variables = re.findall(r"^(?:\w[\w<>\[\], ]*) (\w+) = ", "\n".join(c.source for c in notebook.cells if c.cell_type == "code"), re.M)
    rows = [f'System.out.println("{v} " + fingerprint((Object) {v}));' for v in dict.fromkeys(variables)]
    notebook.cells.append(nbformat.v4.new_code_cell(CELL + "\n".join(rows)))
    failure = run.execute(notebook)
    if failure:
        return {f"{name} cell {failure[0]}": failure[1]}
    texts = {}
    for number, cell in enumerate(notebook.cells[:-1], 1):
        for output in cell.get("outputs", []):
            text = output.get("text") or output.get("data", {}).get("text/plain", "")
            text = TIME.sub("<time>", text.replace(str(environment.HOME), "<home>"))
            texts[f"{name} cell {number}"] = texts.get(f"{name} cell {number}", "") + text
    last = "".join(o.get("text", "") for o in notebook.cells[-1].outputs)
    hashes = dict(line.split(" ", 1) for line in last.splitlines())
    return {f"{name} {variable}": value for variable, value in hashes.items() if value} | texts


def all_of_them(names):
    sys.path.insert(0, str(environment.HOME / "environment"))
    import run

    labs = run.labs()
    found = random_networks()
    for name in names or labs:
        if name not in labs:
            environment.fail(f"no lab is called {name}; there are {', '.join(labs)}")
        found |= lab_networks(name, labs[name])
        print(f"{name}: done", file=sys.stderr, flush=True)
    return found


def main(arguments):
    if len(arguments) < 2 or arguments[0] not in ("save", "compare"):
        sys.exit(__doc__)
    file = Path(os.environ.get("RNNLAB_CALLED_FROM", ".")) / arguments[1]
    now = all_of_them(arguments[2:])
    networks = sum(k.startswith("network") for k in now)
    if arguments[0] == "save":
        file.write_text(json.dumps(now, indent=1, ensure_ascii=False), encoding="utf-8")
        print(f"{file}: {networks} random networks, {len(now) - networks} networks and texts of labs")
        return 0
    before = json.loads(file.read_text(encoding="utf-8"))
    if arguments[2:]:
        before = {k: v for k, v in before.items() if k.split()[0] in ("network", *arguments[2:])}
    different = [k for k in sorted(before.keys() | now.keys()) if before.get(k) != now.get(k)]
    for key in different:
        print(f"{key}:\n  before {str(before.get(key))[:300]!r}\n  now    {str(now.get(key))[:300]!r}")
    print(f"{networks} random networks, {len(now) - networks} networks and texts of labs: {len(different)} differ")
    return bool(different)

"""Submissions that are alike, with the given code skipped: greedy string tiling over Java's tokens, as JPlag does it.

Names, numbers and texts count as kinds ("a name"), so that renaming hides nothing; comments and layout do not count.
Source: M. Wise, "String similarity via greedy string tiling and running Karp-Rabin matching", 1993; L. Prechelt, G. Malpohl, M. Philippsen,
"Finding plagiarisms among a set of programs with JPlag", 2002.
"""

import itertools
import re

from grading.notebook import BadNotebook, Source, grade_id, read

SHORTEST = 9
TOKEN = re.compile(
    r"//[^\n]*|/\*.*?\*/"
    r'|(?P<text>"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\')'
    r"|(?P<number>\d[\w.]*)|(?P<name>[A-Za-z_$][\w$]*)|(?P<sign>[-+*/%&|^!=<>?:;,.(){}\[\]@~])",
    re.S,
)
WORDS = frozenset(
    "for while do if else return new double int float long boolean char String void var switch case break continue try catch throw "
    "static class record interface final null true false Math".split()
)


def tokens(code):
    found = []
    for match in TOKEN.finditer(code):
        kind = match.lastgroup
        if kind == "name":
            found.append(match.group() if match.group() in WORDS else "name")
        elif kind:
            found.append(match.group() if kind == "sign" else kind)
    return found


def answers(notebook, source, released):
    """The tokens of a student's own code: what the released notebook does not contain already."""
    given = {"".join(c.source.split()) for c in released.cells}
    code = [c.source for c in notebook.cells if c.cell_type == "code" and grade_id(c) not in source.tests]
    return [t for text in code if "".join(text.split()) not in given for t in tokens(text)]


def similarity(a, b):
    """Twice the tokens in common tiles over all tokens: 0 to 1."""
    if not a or not b:
        return 0.0
    free_a, free_b, covered = [True] * len(a), [True] * len(b), 0
    starts = {}
    for j in range(len(b) - SHORTEST + 1):
        starts.setdefault(tuple(b[j : j + SHORTEST]), []).append(j)
    while True:
        best, tiles = SHORTEST, []
        for i in range(len(a) - SHORTEST + 1):
            for j in starts.get(tuple(a[i : i + SHORTEST]), ()):
                n = 0
                while i + n < len(a) and j + n < len(b) and a[i + n] == b[j + n] and free_a[i + n] and free_b[j + n]:
                    n += 1
                if n > best:
                    best, tiles = n, [(i, j)]
                elif n == best:
                    tiles.append((i, j))
        for i, j in tiles:
            if all(free_a[i : i + best]) and all(free_b[j : j + best]):
                free_a[i : i + best] = [False] * best
                free_b[j : j + best] = [False] * best
                covered += best
        if not tiles:
            return 2 * covered / (len(a) + len(b))


def similar_pairs(course, assignment):
    """(assignment, student, other student, similarity), the most alike first; only pairs above 0.5."""
    pairs = []
    for path in course.sources(assignment):
        source, released = Source(path), read(course.root / "release" / assignment / path.name)
        own = {}
        for student in course.students(assignment):
            try:
                own[student] = answers(read(course.submitted(assignment, student, path.stem)), source, released)[:5000]
            except BadNotebook:
                continue
        for one, other in itertools.combinations(own, 2):
            if (value := similarity(own[one], own[other])) > 0.5:
                pairs.append((assignment, one, other, round(value, 3)))
    return sorted(pairs, key=lambda p: -p[3])

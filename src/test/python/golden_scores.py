"""Writes src/test/resources/golden/translation-scores.json: what sacrebleu says of small texts, for BleuTest and ChrfTest.

    python -m venv scores && scores/bin/pip install sacrebleu==2.6.0
    scores/bin/python src/test/python/golden_scores.py

A case: {"name", "translations", "references", "bleu", "chrf"}, one reference for each translation, sacrebleu's defaults (13a, exp;
chrF2). The texts are this course's own.
"""

import json
import random
from pathlib import Path

import sacrebleu

FILE = Path(__file__).resolve().parents[1] / "resources" / "golden" / "translation-scores.json"

SENTENCES = [
    "The heron of brass walked slowly across the square, and nobody looked up.",
    "She wound it on Tuesdays; it cost 1,250.50 zł in 1984.",
    'Zegarmistrz powiedział: "nie dziś, może jutro" (i zamknął drzwi).',
    "Dvacátého prvního listopadu padal sníh – celý den.",
    "Двадесет и първи ноември две хиляди двадесет и шеста година.",
    "It's a well-known fact that 3-4 herons don't fit in one box!",
    "A & B, x < y > z, 50% off @ 7/8 [sic] {really} ~ok~ `tick` a_b ^c |d| \\e #f $g =h +i *j",
    "yes",
    "2026-11-21",
]


def spoiled(sentence, random):
    """The sentence with some words lost, doubled or exchanged."""
    words = sentence.split()
    for _ in range(random.randint(0, 3)):
        at = random.randrange(len(words))
        change = random.randrange(3)
        if change == 0 and len(words) > 1:
            del words[at]
        elif change == 1:
            words.insert(at, words[at])
        else:
            other = random.randrange(len(words))
            words[at], words[other] = words[other], words[at]
    return " ".join(words)


def cases():
    yield "the same", SENTENCES, SENTENCES
    yield "nothing in common", ["abc def", "ghi"], ["123 456 789", "000"]
    yield "too short", ["The heron of brass"], [SENTENCES[0]]
    yield "too long", [SENTENCES[0] + " And again: " + SENTENCES[0]], [SENTENCES[0]]
    yield "fewer than four words", ["the brass heron", "yes"], ["the heron", "no"]
    yield "no row of four", ["the cat sat on a mat", "one two three"], ["the cat is on the mat", "one three two"]
    yield "only single words", ["mat the on is cat the"], ["the cat is on the mat"]
    yield "an empty translation", ["", SENTENCES[1]], [SENTENCES[0], SENTENCES[1]]
    yield "an empty reference", [SENTENCES[0], SENTENCES[1]], ["", SENTENCES[1]]
    yield "entities and line ends", ["say &quot;hi&quot; &amp; go\nhome now"], ['say "hi" & go home at once now']
    yield "spaces of other kinds", ["the\u00a0heron  walked\tup the hill"], ["the heron walked up the hill"]
    yield "dates", ["2026-11-21", "1984-03-30", "17"], ["2026-11-21", "1984-03-03", "170"]
    for seed in range(12):
        rnd = random.Random(seed)
        chosen = rnd.sample(SENTENCES, 6)
        yield f"spoiled {seed}", [spoiled(s, rnd) for s in chosen], chosen


def main():
    written = [
        {
            "name": name,
            "translations": translations,
            "references": references,
            "bleu": sacrebleu.corpus_bleu(translations, [references]).score,
            "chrf": sacrebleu.corpus_chrf(translations, [references]).score,
        }
        for name, translations, references in cases()
    ]
    content = {"about": "scores of translations", "sacrebleu": sacrebleu.__version__, "cases": written}
    FILE.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

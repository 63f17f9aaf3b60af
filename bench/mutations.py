"""Typing errors: every question with one random slip of the fingers, and how often the answer stays the same.

A word is misspelt when it has 4 letters or more and is no part of a date. The same seed makes the
same errors.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random

from bot.ask import Asker
from handlers import plain
from handlers.answer_json import to_json
from knowledge.dates import find_dates
from knowledge.lexicon import Lexicon
from knowledge.words import Word, split_words

VARIANTS = 5
SHORTEST = 4
"""Letters of the shortest word that is misspelt."""

KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


@dataclass(frozen=True)
class Case:
    """A question with its day; `line` is its line of the file it came from."""

    id: str
    question: str
    today: date
    line: str


def read_cases(file: Path) -> list[Case]:
    """The cases of a file of JSON lines with `id`, `today` and `question`."""
    lines = [line for line in file.read_text("utf-8").splitlines() if line.strip()]
    return [Case(c["id"], c["question"], date.fromisoformat(c["today"]), t) for t in lines if (c := json.loads(t))]


def measure_mutations(asker: Asker, cases: list[Case], seed: int, folder: Path | None) -> list[str]:
    """Lines that tell how many misspelt questions are answered as the clean ones, and which are not.

    With a `folder` the misspelt cases and their answers are written there, for a scorer to read.
    """
    made = [(case, variant) for case in cases for variant in misspelt(case, asker.lexicon, Random(f"{seed} {case.id}"))]
    changed = [(case, variant) for case, variant in made if _said(asker, variant) != _said(asker, case)]
    if folder is not None:
        _write(folder, asker, [variant for _, variant in made])
    same = len(made) - len(changed)
    return [
        f"{len(made)} questions with one typing error (seed {seed}): {same} answered word for word as without it "
        f"({100 * same / max(1, len(made)):.1f} %)",
        *(f"changed: {variant.question}   [{case.question}]" for case, variant in changed),
    ]


def misspelt(case: Case, lexicon: Lexicon, random: Random) -> Iterator[Case]:
    """The case in variants, each with one typing error; none when no word can bear one."""
    dates = find_dates(case.question, lexicon.dates, default_year=case.today.year)
    words = [
        w
        for w in split_words(case.question)
        if len(w.text) >= SHORTEST and w.text.isalpha() and not any(w.start < d.end and d.start < w.end for d in dates)
    ]
    for number in range(VARIANTS if words else 0):
        word = random.choice(words)
        text = case.question[: word.start] + _slip(word, random) + case.question[word.end :]
        yield replace(case, id=f"{case.id}~{number}", question=text)


def _slip(word: Word, random: Random) -> str:
    """The word with a letter left out, doubled, swapped with its neighbour, or hit beside its key."""
    text = word.text
    while True:
        place = random.randrange(len(text))
        kind = random.choice(("drop", "double", "swap", "beside"))
        head, letter, tail = text[:place], text[place], text[place + 1 :]
        slipped = {
            "drop": head + tail,
            "double": head + letter + letter + tail,
            "swap": head + tail[:1] + letter + tail[1:],
            "beside": head + random.choice(_beside(letter)) + tail,
        }[kind]
        if slipped.lower() != text.lower():
            return slipped


def _beside(letter: str) -> str:
    """The keys beside a letter's on its row and the rows above and below."""
    for number, row in enumerate(KEYS):
        at = row.find(letter.lower())
        if at >= 0:
            near = [r[max(0, at - 1) : at + 2] for r in KEYS[max(0, number - 1) : number + 2]]
            return "".join(near).replace(letter.lower(), "")
    return letter


def _said(asker: Asker, case: Case) -> str:
    return plain.render(asker.ask(case.question, case.today))


def _write(folder: Path, asker: Asker, cases: list[Case]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    gold = [{**json.loads(c.line), "id": c.id, "question": c.question} for c in cases]
    answers = [{"id": c.id, "answer": to_json(asker.ask(c.question, c.today)).model_dump(by_alias=True)} for c in cases]
    for name, lines in (("cases.jsonl", gold), ("answers.jsonl", answers)):
        text = "".join(json.dumps(line, ensure_ascii=False, default=str) + "\n" for line in lines)
        (folder / name).write_text(text, "utf-8")

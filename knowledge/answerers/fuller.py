"""Which of several areas or headings has more items: how many each has, the fullest first."""

from __future__ import annotations

from knowledge.answer import Answer, Headline, Intent
from knowledge.answerers.case import Case
from knowledge.answerers.honest import answer_not_found
from knowledge.answerers.wording import names
from knowledge.said import say, say_many
from knowledge.words import word_keys

_MOST = 12
"""Areas that are counted when the question names none."""


def answer_fuller(case: Case) -> Answer:
    """The number of items of each area or heading that is named; of all areas when none is."""
    counts = _named(case)
    if len(counts) < 2 and (case.question.content or counts):
        return answer_not_found(case)
    every = counts or _all(case)
    fullest = sorted(every.items(), key=lambda pair: -pair[1])[:_MOST]
    told = [say_many("{name} has {count} item", "{name} has {count} items", n, name=name) for name, n in fullest]
    return case.answer(Headline(say("{said}.", said=names(told))), intent=Intent.COUNT)


def _named(case: Case) -> dict[str, int]:
    """The headings whose titles begin with a word of the question, and its subjects that hold others."""
    found = {g.title: len(g.keys) for g in case.question.groups}
    found |= {a.name: len(a.feature.children) for a in case.about if a.feature.children}
    for word in case.question.content:
        title = next((g for g in case.roadmap.groups.values() if word_keys(g.title)[:1] == (word,)), None)
        area = any(a.feature.children and word in word_keys(a.name) for a in case.about)
        if title is not None and not area:
            found[title.title] = len(title.keys)
    return found


def _all(case: Case) -> dict[str, int]:
    areas = {f.name: len(f.children) for f in case.roadmap.top if f.children}
    return areas or {g.title: len(g.keys) for g in case.roadmap.groups.values()}

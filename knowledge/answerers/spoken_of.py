"""Which pages speak of something: asked for by itself, or told where nothing of that name is on the roadmap."""

from __future__ import annotations

from collections.abc import Collection

from knowledge.answer import Answer, Ending, Fact, Facts, Headline, Hint, Intent
from knowledge.answerers.case import Case
from knowledge.answerers.wording import quoted
from knowledge.model import Feature
from knowledge.said import say, say_many
from knowledge.words import word_keys

_MOST = 5
"""Lines that are quoted; more are counted."""

_OF_A_THING = frozenset(
    {Intent.TIMELINE, Intent.STATUS, Intent.OWNER, Intent.PRIORITY, Intent.EFFORT, Intent.DEPENDENCY}
)
"""Kinds of question that are about a thing of the roadmap."""

_LONGEST = 200
"""Characters of a line that are quoted."""


def answer_spoken_of(case: Case) -> Answer:
    """The lines that speak of what was asked for, one of each page, in the area asked about when one is named."""
    folder = next((a.feature.area for a in case.about if a.feature.children), "")
    named = [w for s in case.question.subjects for w in s.words]
    holders = {w for a in case.about if a.feature.children for n in a.feature.names for w in word_keys(n)}
    words = list(dict.fromkeys(w for w in (*case.question.left_over, *named) if w not in holders)) or named
    facts = lines_about(case, words, folder)
    said = quoted(" ".join(words))
    where = say(" under {name}", name=case.about[0].name) if folder else ""
    if not facts:
        text = say("No page{where} speaks of {words}.", where=where, words=said)
        return case.answer(Headline(text), intent=Intent.SOURCE, ending=Ending.NOT_FOUND)
    text = say_many(
        "{count} page speaks of {words}{where}:",
        "{count} pages speak of {words}{where}:",
        len(facts),
        words=said,
        where=where,
    )
    more = Hint(say("{count} more pages do.", count=len(facts) - _MOST)) if len(facts) > _MOST + 1 else None
    shown = facts if more is None else facts[:_MOST]
    return case.answer(Headline(text), Facts(shown), more, intent=Intent.SOURCE)


def lines_about(case: Case, words: Collection[str], folder: str = "") -> tuple[Fact, ...]:
    """The lines of pages below `folder` that have all the words, one of each page."""
    found = case.roadmap.passages.find(words, within=folder)
    return tuple(Fact(page.name, "line", _cut(text), source) for page, text, source in found)


def spoken_of(case: Case, words: Collection[str]) -> tuple[str, tuple[Fact, ...]]:
    """The words that pages speak of, all or else the rare ones that no name knows, and the lines that do.

    A word of every day alone tells nothing, but where a thing of the roadmap must stand.
    """
    words = [w for w in words if any(c.isalpha() for c in w)]
    rare = [w for w in words if not (case.roadmap.names.knows(w) or case.lexicon.is_word(w))]
    for asked in (list(words), rare):
        telling = len(asked) > 1 or rare == asked or case.question.intent in _OF_A_THING
        facts = lines_about(case, asked) if asked and telling else ()
        facts = tuple(f for f in facts if len(asked) > 1 or asked[0] in word_keys(f.value))  # one word: as it is
        if facts:
            return " ".join(asked), facts[:_MOST]
    return "", ()


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"


def line_on_page(case: Case, feature: Feature, words: Collection[str]) -> Fact | None:
    """The line of a feature's own page that has all the words, or None."""
    found = next(case.roadmap.passages.find(words, within=feature.path), None) if feature.path else None
    return None if found is None else Fact(feature.name, "line", _cut(found[1]), found[2])

"""Who the owners are, and how much each has."""

from __future__ import annotations

from knowledge.answer import Answer, Ending, Fact, Facts, Headline, Hint, Intent
from knowledge.answerers.case import Case
from knowledge.groups import Group
from knowledge.model import Field


def answer_owners(case: Case) -> Answer:
    """Every owner that a page names, with how many items name it; who has nothing stands on no page."""
    groups = sorted(case.roadmap.owners.values(), key=lambda g: (-len(g.keys), g.title))
    facts = tuple(fact for group in groups if (fact := _fact(case, group)) is not None)
    if not facts:
        return case.answer(Headline("No page names an owner."), intent=Intent.OWNER, ending=Ending.NOT_STATED)
    idle = not case.question.cues.isdisjoint({"idle"}) and "nothing" in case.question.words
    hint = Hint("Pages name only people who own something: who has nothing is written nowhere.") if idle else None
    count = f"{len(facts)} {'owner is' if len(facts) == 1 else 'owners are'} written:"
    ending = Ending.NOT_STATED if idle else None
    return case.answer(Headline(count), Facts(facts), hint, intent=Intent.OWNER, ending=ending)


def _fact(case: Case, group: Group) -> Fact | None:
    """How much an owner has, with the first line that says so."""
    values = [v for k in group.keys for v in case.roadmap.by_key[k].values(Field.OWNER)]
    first = next(iter([*values, *group.pages]), None)
    if first is None:
        return None
    count = len(group.keys)
    whole = " and whole pages" if group.pages and count else "whole pages" if group.pages else ""
    items = f"{count} {'item' if count == 1 else 'items'}" if count else ""
    return Fact(group.title, "owns", f"{items}{whole}", first.source)

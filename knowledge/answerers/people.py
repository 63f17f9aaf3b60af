"""Who the owners are, and how much each has."""

from __future__ import annotations

from knowledge.answer import Answer, Ending, Fact, Facts, Headline, Hint, Intent
from knowledge.answerers.case import Case
from knowledge.groups import Group
from knowledge.model import Field
from knowledge.said import say, say_many, to_say


def answer_owners(case: Case) -> Answer:
    """Every owner that a page names, with how many items name it; who has nothing stands on no page."""
    groups = sorted(case.roadmap.owners.values(), key=lambda g: (-len(g.keys), g.title))
    facts = tuple(fact for group in groups if (fact := _fact(case, group)) is not None)
    if not facts:
        return case.answer(Headline(say("No page names an owner.")), intent=Intent.OWNER, ending=Ending.NOT_STATED)
    idle = not case.question.cues.isdisjoint({"idle"}) and "nothing" in case.question.words
    hint = Hint(say(_IDLE)) if idle else None
    count = say_many("{count} owner is written:", "{count} owners are written:", len(facts))
    ending = Ending.NOT_STATED if idle else None
    return case.answer(Headline(count), Facts(facts), hint, intent=Intent.OWNER, ending=ending)


_IDLE = to_say("Pages name only people who own something: who has nothing is written nowhere.")


def _fact(case: Case, group: Group) -> Fact | None:
    """How much an owner has, with the first line that says so."""
    values = [v for k in group.keys for v in case.roadmap.by_key[k].values(Field.OWNER)]
    first = next(iter([*values, *group.pages]), None)
    if first is None:
        return None
    count = len(group.keys)
    owned: str = say_many("{count} item", "{count} items", count)
    if group.pages:
        owned = say("{items} and whole pages", items=owned) if count else say("whole pages")
    return Fact(group.title, "owns", owned, first.source)

"""Who owns X: written, inherited (and then said so), or nobody."""

from __future__ import annotations

from knowledge.answer import Answer, Ending, Fact, Headline, Hint, Intent
from knowledge.answerers.case import About, Case
from knowledge.answerers.lists import answer_list
from knowledge.answerers.wording import names, not_understood
from knowledge.model import Field, Value


def answer_owner(case: Case) -> Answer:
    """The owner of each subject, of the roadmap when there is none, or what an owner has."""
    if case.about:
        parts = [_of(case, about) for about in case.about]
        given = any(case.roadmap.owner(a.feature) is not None for a in case.about)
        ending = None if given else Ending.NOT_STATED
        return case.answer(*parts, not_understood(case), intent=Intent.OWNER, ending=ending)
    if "list" in case.question.cues and not case.question.left_over:
        return answer_list(case)
    return _of_roadmap(case)


def answer_portfolio(case: Case) -> Answer:
    """What an owner has: the features that name it, and the pages that do."""
    pages = [(case.roadmap.readings[v.source.path].page.name, v) for g in case.question.owners for v in g.pages]
    facts = tuple(Fact(_page(case, v, name), v.field, v.text, v.source) for name, v in pages)
    if not any(g.keys for g in case.question.owners):
        title = names([g.title for g in case.question.owners])
        whole = names([f.subject for f in facts])
        text = f"{title} is written as the owner of {whole}; no item names it as its own."
        return case.answer(Headline(text, facts), intent=Intent.LIST)
    return answer_list(case)


def _page(case: Case, value: Value, name: str) -> str:
    return "the roadmap as a whole" if value.source.path == case.roadmap.hub else name


def _of(case: Case, about: About) -> Headline:
    owner = case.roadmap.owner(about.feature)
    blank = case.roadmap.left_open(about.feature) if owner is None else None
    if blank is not None:
        return Headline(
            f"No owner is written for {about.name}: it is left open, “{blank.text}”.",
            (case.fact(about.feature, blank),),
        )
    if owner is None:
        return Headline(f"No owner is written for {about.name}, nor for the roadmap as a whole.")
    fact = case.fact(about.feature, owner.value, owner.inherited)
    if owner.inherited:
        return Headline(
            f"No owner is written for {about.name}. {_upper(owner.of)} belongs to {owner.value.text}.", (fact,)
        )
    return Headline(f"{about.name} is owned by {owner.value.text}.", (fact,))


def _of_roadmap(case: Case) -> Answer:
    hub = case.roadmap.hub
    value = next((v for v in case.roadmap.readings[hub].facts if v.field == Field.OWNER), None) if hub else None
    if value is None:
        hint = Hint("Ask for one feature by its name: who owns …?")
        return case.answer(Headline("No owner is written for the roadmap as a whole."), hint, ending=Ending.NOT_STATED)
    fact = Fact("the roadmap", value.field, value.text, value.source)
    return case.answer(Headline(f"The roadmap belongs to {value.text}.", (fact,)), intent=Intent.OWNER)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]

"""What is X: all that is written of it, and what holds it or stands under it."""

from __future__ import annotations

from knowledge.answer import Answer, Ending, Fact, Facts, Headline, Intent, Items
from knowledge.answerers.case import About, Case
from knowledge.answerers.differences import disagreements
from knowledge.answerers.wording import not_understood, past_window
from knowledge.model import TYPED, Field, Rank, Value
from knowledge.said import say, say_many

_SHOWN = (Field.STATUS, Field.TIMEFRAME, Field.PRIORITY, Field.EFFORT)
_MOST_CHILDREN = 30


def answer_detail(case: Case) -> Answer:
    """The description and the facts of the main subject, its owner, and what disagrees."""
    about = case.about[0]
    described = about.first(Field.DESCRIPTION)
    headline = _headline(case, about, None if described is None else described[1])
    if "brief" in case.question.cues:
        return case.answer(headline, not_understood(case), intent=Intent.DETAIL)
    return case.answer(
        headline,
        Facts(tuple(_facts(case, about))),
        _listed(case, about),
        *disagreements(case, about, TYPED),
        past_window(about, case.today),
        not_understood(case),
        intent=Intent.DETAIL,
    )


def _listed(case: Case, about: About) -> Items | None:
    children = case.roadmap.children(about.feature)
    if not children:
        return None
    label = say_many(
        "{count} item is listed under {name}", "{count} items are listed under {name}", len(children), name=about.name
    )
    return case.items(children, label)


def _headline(case: Case, about: About, description: Value | None) -> Headline:
    """The description; without one the status and the time in one line."""
    if description is not None:
        return Headline(f"{about.name}: {description.text}", (case.fact(about.feature, description),))
    found = (about.feature.status, about.feature.timeframe)
    values = [v for v in found if v is not None and v.text != about.name]
    if not values:
        return Headline(say("{name} is on the roadmap; no status and no date are written.", name=about.name))
    return Headline(
        f"{about.name}: {', '.join(v.text for v in values)}.", tuple(case.fact(about.feature, v) for v in values)
    )


def _facts(case: Case, about: About) -> list[Fact]:
    found = (about.first(name) for name in _SHOWN)
    facts = [case.fact(about.feature, value) for _, value in filter(None, found)]
    owner = case.roadmap.owner(about.feature)
    if owner is not None:
        facts.append(case.fact(about.feature, owner.value, owner.inherited))
    facts += [case.fact(about.feature, v) for v in about.feature.values(Field.DEPENDENCY)[:5]]
    facts += [case.fact(about.feature, v) for v in about.feature.mentions[0].values if not v.is_understood][:5]
    return facts


def answer_parent(case: Case) -> Answer:
    """Which area or page a subject belongs to."""
    about = case.about[0]
    holders = [
        (holder, mention)
        for mention in about.feature.mentions
        if mention.rank == Rank.LISTED and (holder := case.roadmap.readings.get(mention.source.path)) is not None
    ]
    if not holders:
        area = case.roadmap.by_key.get(f"{about.feature.area}/README.md")
        if area is None:
            text = say("No page lists {name} as part of another.", name=about.name)
            return case.answer(Headline(text), ending=Ending.NOT_STATED)
        fact = Fact(about.name, "area", area.name, area.source)
        text = say("{name} lies in the folder of {area}.", name=about.name, area=area.name)
        return case.answer(Headline(text, (fact,)), intent=Intent.DETAIL)
    reading, mention = holders[0]
    fact = Fact(about.name, "listed on", reading.page.name, mention.source)
    said = {"name": about.name, "page": reading.page.name, "heading": mention.group}
    text = say("{name} belongs to {page}, under {heading}." if mention.group else "{name} belongs to {page}.", **said)
    return case.answer(Headline(text, (fact,)), intent=Intent.DETAIL)

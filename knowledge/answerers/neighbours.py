"""What comes before or after one thing, among those that stand beside it on a page."""

from __future__ import annotations

from datetime import date

from knowledge.answer import Answer, Ending, Headline, Intent, Items
from knowledge.answerers.case import About, Case
from knowledge.model import Feature, Value
from knowledge.period import Period
from knowledge.said import say, to_say


def answer_neighbours(case: Case) -> Answer:
    """What begins after the subject has ended, or has ended before it begins, the nearest first."""
    about = case.about[0]
    if about.feature.is_section:
        return _beside_section(case, about)
    value = about.feature.timeframe
    if value is None or value.period is None:
        return case.answer(
            Headline(say("Can't tell: no date is written for {name}.", name=about.name)), ending=Ending.NOT_STATED
        )
    area = _area_asked(case)
    if area is not None:
        return _in_area(case, about, area, value)
    dated = [f for f in _beside(case, about) if f.period is not None]
    after = "after" in case.question.cues
    found = _after(dated, value.period) if after else _before(dated, value.period)
    fact = case.fact(about.feature, value)
    if not found:
        template = _NOTHING_AFTER if after else _NOTHING_BEFORE
        return case.answer(Headline(say(template, name=about.name, at=value.text), (fact,)))
    template = _AFTER if after else _BEFORE
    text = say(template, count=len(found), dated=len(dated), name=about.name, at=value.text)
    return case.answer(Headline(text, (fact,)), case.items(found), intent=Intent.LIST)


def _area_asked(case: Case) -> Feature | None:
    """The area whose items are asked for, named beside the subject ("which payments items ship before X")."""
    named = {w for s in case.question.subjects for w in s.words}
    keys = [k for w in case.question.content if w not in named for k in case.roadmap.names.exact((w,))]
    return next((f for k in keys if (f := case.roadmap.by_key[k]).children), None)


def _in_area(case: Case, about: About, area: Feature, value: Value) -> Answer:
    """The same among the items of an area."""
    dated = [f for f in case.roadmap.children(area) if f.period is not None and f.key != about.feature.key]
    assert value.period is not None, "only what has days has neighbours"
    after = "after" in case.question.cues
    found = _after(dated, value.period) if after else _before(dated, value.period)
    said = {"count": len(found), "dated": len(dated), "area": area.name, "name": about.name, "at": value.text}
    text = say(_AFTER_IN if after else _BEFORE_IN, **said)
    return case.answer(Headline(text, (case.fact(about.feature, value),)), case.items(found), intent=Intent.LIST)


_AFTER_IN = to_say("{count} of {dated} dated items under {area} begin after {name} ({at}).")
_BEFORE_IN = to_say("{count} of {dated} dated items under {area} end before {name} ({at}) begins.")

_NOTHING_AFTER = to_say("Nothing beside {name} ({at}) begins after it.")
_NOTHING_BEFORE = to_say("Nothing beside {name} ({at}) ends before it.")
_AFTER = to_say("{count} of {dated} dated items beside {name} ({at}) begin after it.")
_BEFORE = to_say("{count} of {dated} dated items beside {name} ({at}) end before it.")


def _beside_section(case: Case, about: About) -> Answer:
    """The section that stands next to a section on its page, in the order of the page."""
    page = about.feature.source.path
    depth = len(about.feature.mentions[0].headings)
    sections = [f for f in case.roadmap.features if f.is_section and f.source.path == page]
    sections = [f for f in sections if len(f.mentions[0].headings) == depth]
    sections.sort(key=lambda f: f.source.line)
    after = "after" in case.question.cues
    place = sections.index(about.feature) + (1 if after else -1)
    if not 0 <= place < len(sections):
        template = _LAST if after else _FIRST
        return case.answer(Headline(say(template, name=about.name)))
    found = sections[place]
    text = say(_COMES_AFTER if after else _COMES_BEFORE, name=about.name, other=found.name)
    return case.answer(Headline(text), Items((case.item(found),)))


_LAST = to_say("Nothing stands after {name} on its page.")
_FIRST = to_say("Nothing stands before {name} on its page.")
_COMES_AFTER = to_say("After {name} comes {other} on the page.")
_COMES_BEFORE = to_say("Before {name} comes {other} on the page.")


def _after(features: list[Feature], period: Period) -> list[Feature]:
    kept = [f for f in features if period.end is not None and _period(f).start >= period.end]
    return sorted(kept, key=lambda f: _period(f).start)


def _before(features: list[Feature], period: Period) -> list[Feature]:
    kept = [f for f in features if _period(f).ended_before(period.start)]
    return sorted(kept, key=lambda f: _period(f).end or date.max, reverse=True)


def _period(feature: Feature) -> Period:
    assert feature.period is not None, "only dated features come here"
    return feature.period


def _beside(case: Case, about: About) -> tuple[Feature, ...]:
    """The features of the page that lists the subject; those of the hub when it is one of them."""
    top = case.roadmap.top
    if about.feature in top:
        return top
    parent = next((f for f in case.roadmap.features if about.feature.key in f.children), None)
    return case.roadmap.children(parent) if parent is not None else top

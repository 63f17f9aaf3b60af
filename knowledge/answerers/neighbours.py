"""What comes before or after one thing, among those that stand beside it on a page."""

from __future__ import annotations

from datetime import date

from knowledge.answer import Answer, Ending, Headline, Intent, Items
from knowledge.answerers.case import About, Case
from knowledge.model import Feature
from knowledge.period import Period


def answer_neighbours(case: Case) -> Answer:
    """What begins after the subject has ended, or has ended before it begins, the nearest first."""
    about = case.about[0]
    if about.feature.is_section:
        return _beside_section(case, about)
    value = about.feature.timeframe
    if value is None or value.period is None:
        return case.answer(Headline(f"Can't tell: no date is written for {about.name}."), ending=Ending.NOT_STATED)
    dated = [f for f in _beside(case, about) if f.timeframe is not None and f.timeframe.period is not None]
    after = "after" in case.question.cues
    found = _after(dated, value.period) if after else _before(dated, value.period)
    fact = case.fact(about.feature, value)
    if not found:
        word = "begins after" if after else "ends before"
        return case.answer(Headline(f"Nothing beside {about.name} ({value.text}) {word} it.", (fact,)))
    word = "begin after" if after else "end before"
    text = f"{len(found)} of {len(dated)} dated items beside {about.name} ({value.text}) {word} it."
    return case.answer(Headline(text, (fact,)), Items(tuple(map(case.item, found))), intent=Intent.LIST)


def _beside_section(case: Case, about: About) -> Answer:
    """The section that stands next to a section on its page, in the order of the page."""
    page = about.feature.source.path
    depth = len(about.feature.mentions[0].headings)
    sections = [f for f in case.roadmap.features if f.is_section and f.source.path == page]
    sections = [f for f in sections if len(f.mentions[0].headings) == depth]
    sections.sort(key=lambda f: f.source.line)
    place = sections.index(about.feature) + (1 if "after" in case.question.cues else -1)
    word = "after" if "after" in case.question.cues else "before"
    if not 0 <= place < len(sections):
        return case.answer(Headline(f"Nothing stands {word} {about.name} on its page."))
    found = sections[place]
    text = f"{word.capitalize()} {about.name} comes {found.name} on the page."
    return case.answer(Headline(text), Items((case.item(found),)))


def _after(features: list[Feature], period: Period) -> list[Feature]:
    kept = [f for f in features if period.end is not None and _period(f).start >= period.end]
    return sorted(kept, key=lambda f: _period(f).start)


def _before(features: list[Feature], period: Period) -> list[Feature]:
    kept = [f for f in features if _period(f).ended_before(period.start)]
    return sorted(kept, key=lambda f: _period(f).end or date.max, reverse=True)


def _period(feature: Feature) -> Period:
    period = None if feature.timeframe is None else feature.timeframe.period
    assert period is not None, "only dated features come here"
    return period


def _beside(case: Case, about: About) -> tuple[Feature, ...]:
    """The features of the page that lists the subject; those of the hub when it is one of them."""
    top = case.roadmap.top
    if about.feature in top:
        return top
    parent = next((f for f in case.roadmap.features if about.feature.key in f.children), None)
    return case.roadmap.children(parent) if parent is not None else top

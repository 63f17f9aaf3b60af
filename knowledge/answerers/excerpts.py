"""Short answers about something at hand instead of a question: a page, a message, what somebody owns."""

from __future__ import annotations

from datetime import date

from knowledge.answer import Answer, Ending, Facts, Headline, Hint, Intent
from knowledge.answerers.agreement import answer_contradictions
from knowledge.answerers.case import About, Case
from knowledge.answerers.details import answer_detail
from knowledge.answerers.differences import disagreements
from knowledge.answerers.members import find_members
from knowledge.answerers.owners import answer_portfolio
from knowledge.answerers.wording import past_window, quoted
from knowledge.lexicon import Lexicon
from knowledge.model import TYPED, Feature, Rank
from knowledge.question.question import Question
from knowledge.roadmap import Roadmap
from knowledge.said import say, to_say
from knowledge.words import split_words, word_keys


def about_page(path: str, roadmap: Roadmap, lexicon: Lexicon, today: date) -> Answer | None:
    """What a page is about, with the status, time and owner of its feature; None when there is no such page."""
    reading = roadmap.readings.get(path)
    if reading is None:
        return None
    feature = next((f for f in roadmap.features if f.path == path), None)
    case = _case(roadmap, lexicon, today, feature)
    if feature is None or feature.status is None and feature.timeframe is None:
        listed = sum(any(m.source.path == path for m in f.mentions) for f in roadmap.features)
        text = say("{name} is a page of the roadmap.", name=reading.page.name)
        if listed > 1:
            text = say(_NAMED_ON_IT, count=listed, name=reading.page.name)
        return case.answer(Headline(text))
    about = About(feature, roadmap.others(feature))
    values = [v for v in (feature.status, feature.timeframe) if v is not None]
    owner = roadmap.owner(feature)
    return case.answer(
        Headline(f"{feature.name}: {'; '.join(v.text for v in values)}.", tuple(case.fact(feature, v) for v in values)),
        Facts((case.fact(feature, owner.value, owner.inherited),)) if owner is not None else None,
        *disagreements(case, about, TYPED),
        past_window(about, today),
    )


_NAMED_ON_IT = to_say("{name} is a page of the roadmap. {count} items of the roadmap are named on it.")


def about_text(text: str, roadmap: Roadmap, lexicon: Lexicon, today: date) -> Answer:
    """What the roadmap says of the things that a text names; all that is written when it is a single one."""
    found = named_in(text, roadmap)
    if len(found) == 1:
        return answer_detail(_case(roadmap, lexicon, today, found[0]))
    case = _case(roadmap, lexicon, today, None)
    if not found:
        hint = Hint(say("Ask in your own words: {example}", example=quoted(say("what is planned for next quarter?"))))
        return case.answer(
            Headline(say("This message names nothing that is on the roadmap.")), hint, ending=Ending.NOT_FOUND
        )
    return case.answer(
        Headline(say("This message names {count} things on the roadmap:", count=len(found))),
        case.items(found),
        intent=Intent.LIST,
    )


def named_in(text: str, roadmap: Roadmap, longest: int = 400) -> list[Feature]:
    """The features whose whole names stand in the first `longest` words of a text, in its order.

    A name of one word counts only for features with a page of their own: others are words of every day.
    """
    words = [word.key for word in split_words(text)][:longest]
    found: dict[str, Feature] = {}
    place = 0
    while place < len(words):
        size, feature = _longest_name(words[place:], roadmap)
        if feature is not None:
            found.setdefault(feature.key, feature)
        place += max(size, 1)
    return list(found.values())


def _longest_name(words: list[str], roadmap: Roadmap) -> tuple[int, Feature | None]:
    for size in range(min(len(words), roadmap.names.longest), 0, -1):
        keys = [roadmap.by_key[key] for key in roadmap.names.exact(words[:size])]
        fitting = [f for f in keys if size > 1 or f.path is not None]
        fitting = [f for f in fitting if f.mentions[0].rank not in (Rank.PASSING, Rank.OLD_COPY) and not f.is_section]
        if fitting and word_keys(fitting[0].name):
            return size, fitting[0]
    return 0, None


def owned_by(owner: str, roadmap: Roadmap, lexicon: Lexicon, today: date) -> Answer | None:
    """What stands on the roadmap under the name of an owner; None when no page names it."""
    group = roadmap.owners.get(word_keys(owner))
    if group is None:
        return None
    return answer_portfolio(Case(Question("", Intent.LIST, owners=(group,)), roadmap, lexicon, today))


def contradictions(roadmap: Roadmap, lexicon: Lexicon, today: date) -> Answer:
    """Where pages disagree: how often in the headline, and a caution for each."""
    case = Case(Question("", Intent.LIST, frozenset({"conflict"})), roadmap, lexicon, today)
    return answer_contradictions(case, find_members(case))


def _case(roadmap: Roadmap, lexicon: Lexicon, today: date, feature: Feature | None) -> Case:
    about = () if feature is None else (About(feature, roadmap.others(feature)),)
    return Case(Question("", Intent.DETAIL), roadmap, lexicon, today, about)

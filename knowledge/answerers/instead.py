"""What a list tells instead, where the pages say it in other words than the question."""

from __future__ import annotations

from dataclasses import replace

from knowledge.answer import Answer, Headline, Intent, Items
from knowledge.answerers.case import Case
from knowledge.answerers.conditions import as_asked
from knowledge.answerers.filters import fits, status_that_fits, statuses_asked
from knowledge.answerers.members import find_members
from knowledge.answerers.wording import quoted
from knowledge.model import Rank, StatusKind
from knowledge.question.question import StatusAsked, Window
from knowledge.said import say, say_many, to_say
from knowledge.words import word_keys


def answer_instead(case: Case) -> Answer | None:
    """What is finished, asked for what is available; what stands under "Next", asked for what is next; else None."""
    if case.question.window is not None:
        return _in_old_copies(case, case.question.window)
    return _area_itself(case) or _finished(case) or _under_next(case)


def _in_old_copies(case: Case, window: Window) -> Answer | None:
    """Of a time gone by no live page names anything: then what an old copy of the roadmap lists for it."""
    old = [f for f in case.roadmap.features if f.mentions[0].rank is Rank.OLD_COPY and not f.is_section]
    found = [f for f in old if fits(case, f)] if window.period.ended_before(case.today) and not case.about else []
    if not found:
        return None
    text = say_many(
        "No page of today lists anything for that time; {count} item is on an old copy of the roadmap.",
        "No page of today lists anything for that time; {count} items are on an old copy of the roadmap.",
        len(found),
    )
    return case.answer(Headline(text), case.items(found), intent=Intent.LIST)


def _area_itself(case: Case) -> Answer | None:
    """Nothing in an area has the status asked for, but the area itself has it."""
    asked = statuses_asked(case)
    if len(asked) != 1 or asked[0].negated or len(case.about) != 1:
        return None
    about = case.about[0]
    status = status_that_fits(about.feature, asked[0])
    if status is None or not about.feature.children:
        return None
    text = say(_ITSELF, name=about.name, asked=as_asked(asked[0]), status=quoted(status.text))
    headline = Headline(text, (case.fact(about.feature, status),))
    return case.answer(headline, Items((case.item(about.feature, status),)), intent=Intent.LIST)


_ITSELF = to_say("No item under {name} is written as {asked}, but {name} itself is: {status}.")


def _finished(case: Case) -> Answer | None:
    """Nothing is written as available: then what is written as done is the closest that the pages tell."""
    asked = statuses_asked(case)
    if [s.kind for s in asked] != [StatusKind.LIVE] or asked[0].negated:
        return None
    done = StatusAsked(StatusKind.DONE, ("done",))
    found = find_members(replace(case, question=replace(case.question, statuses=(done,))))
    if not found.features:
        return None
    text = say_many(
        "No item is written as {wanted}; {count} is written as done.",
        "No item is written as {wanted}; {count} are written as done.",
        len(found.features),
        wanted=as_asked(asked[0]),
    )
    return case.answer(Headline(text), case.items(found.features), intent=Intent.LIST)


def _under_next(case: Case) -> Answer | None:
    """No date tells what is next: then a heading does, such as "Next", "Up next" or "Future"."""
    beside = case.question.left_over or any(not a.feature.is_section for a in case.about)
    if "next" not in case.question.cues or beside:
        return None
    coming = [g for g in case.roadmap.groups.values() if case.lexicon.heading_means(g.title, "coming")]
    group = next((g for g in coming if _is_next(case, g.title)), next(iter(coming), None))
    if group is None:
        return None
    items = tuple(case.item(case.roadmap.by_key[key]) for key in group.keys)
    text = say_many(
        "No dates tell what is next. {count} item stands under {heading}.",
        "No dates tell what is next. {count} items stand under {heading}.",
        len(items),
        heading=quoted(group.title),
    )
    return case.answer(Headline(text), Items(items), intent=Intent.LIST)


def _is_next(case: Case, title: str) -> bool:
    return any(f.meaning == "next" for f in case.lexicon.windows.find(word_keys(title)))

"""The phases of the roadmap: what they are about, when they are, which one holds a thing or a day."""

from __future__ import annotations

from knowledge.answer import Answer, Ending, Fact, Facts, Headline, Hint, Intent
from knowledge.answerers.case import About, Case
from knowledge.answerers.comparing import meets
from knowledge.answerers.lists import phase_fact
from knowledge.answerers.wording import day, days, names, window_words
from knowledge.model import Mention, Phase, Source
from knowledge.readers.sections import clean_name
from knowledge.said import joined, say, say_many, to_say
from knowledge.words import word_keys


def answer_phase(case: Case) -> Answer:
    """The phase asked about, its neighbour, the one of a feature, the current one, or all of them."""
    question = case.question
    if question.phases and case.about and question.yes_no:
        return _whether_in(case, case.about[0], question.phases[0])
    if question.phases:
        if question.yes_no and not _IS_IT_NOW.isdisjoint(question.words):
            return _whether_now(case, question.phases[0])
        if "after" in question.cues or "before" in question.cues:
            return _neighbour(case, question.phases[0], 1 if "after" in question.cues else -1)
        return case.answer(*(_about(case, p) for p in question.phases), *_facts(question.phases), intent=Intent.PHASE)
    if case.about:
        return _of_feature(case, case.about[0])
    if "next" in question.words and set(question.left_over) <= {"next"}:
        return _coming(case)
    if question.left_over:
        return case.answer(
            Headline(say("I found no feature or phase of that name.")),
            Hint(_all_names(case)),
            intent=Intent.PHASE,
            ending=Ending.NOT_FOUND,
        )
    if {"now", "status"} & question.cues or {"we", "current", "currently", "now"} & set(question.words):
        return _current(case)
    return _all(case)


_OVER = frozenset({"over", "finished", "done", "ended", "behind", "past", "complete", "completed"})
_IS_IT_NOW = frozenset({"we", "already", "now", "running", *_OVER})
"""Words with which it is asked whether a phase is the one of today, or over."""


def _whether_now(case: Case, phase: Phase) -> Answer:
    """Is it the phase whose time holds today; is its time over? That its work is done is written nowhere."""
    found, period = _about(case, phase), phase.period
    if period is None:
        return case.answer(found, intent=Intent.PHASE, ending=Ending.NOT_STATED)
    over = not _OVER.isdisjoint(case.question.words)
    if over and period.ended_before(case.today):
        return case.answer(found, intent=Intent.PHASE, ending=Ending.PAST)
    yes = period.contains(case.today) and not over
    text = say("Yes: {said}" if yes else "No: {said}", said=found.text)
    return case.answer(Headline(text, found.facts), intent=Intent.PHASE)


def _whether_in(case: Case, about: About, phase: Phase) -> Answer:
    """Is the thing named under the phase or in its focus? By its time alone that can't be told."""
    places = {clean_name(t) for m in about.feature.mentions for t in (*m.headings, m.group)}
    words = {w for s in case.question.subjects for w in s.words}
    holding = [p for p in _main(case) if p.name in places or _has_in_focus(p, words)]
    there = _about(case, phase)
    if not holding:
        told = _of_feature(case, about)
        return case.answer(*told.parts, there, intent=Intent.PHASE, ending=told.ending)
    held = phase if phase in holding else holding[0]
    place = Fact(about.name, "listed under", held.name, held.source)
    listed = say("{name} is listed under {heading}.", name=about.name, heading=held.name)
    text = say("Yes: {said}" if held is phase else "No: {said}", said=listed)
    return case.answer(Headline(text, (place,)), there, intent=Intent.PHASE)


def _has_in_focus(phase: Phase, words: set[str]) -> bool:
    return phase.focus is not None and bool(words) and words.issubset(word_keys(phase.focus.text))


def _coming(case: Case) -> Answer:
    """The phase or release that starts next; all of them when none does."""
    dated = [(p.period.start, p) for p in _main(case) if p.period is not None and p.period.start > case.today]
    if not dated:
        return _all(case)
    return case.answer(_about(case, min(dated, key=lambda pair: pair[0])[1]), intent=Intent.PHASE)


def answer_phases_in(case: Case) -> Answer:
    """The phases of the roadmap's own table that stand to the time asked about as it was asked."""
    window = case.question.window
    assert window is not None, "asked for phases in a time, the question has one"
    found = [p for p in case.roadmap.table_phases if meets(p.timeframe, window)]
    if not found:
        time = say("{time} ({days})", time=window_words(window), days=days(window.period))
        headline = Headline(say("No phase covers {time}.", time=time))
        return case.answer(headline, *_facts_of(_main(case)), intent=Intent.PHASE)
    return case.answer(*(_about(case, p) for p in found), intent=Intent.PHASE)


def _about(case: Case, phase: Phase) -> Headline:
    facts = [phase_fact(phase)] if phase.timeframe is not None else []
    focus = phase.focus
    if focus is not None:
        facts.append(Fact(phase.name, focus.field, focus.text, focus.source))
    dated = phase.timeframe is not None and phase.timeframe.text != phase.name
    text: str = phase.name
    if dated:
        text = say("{phase} ({when})", phase=phase.name, when=_when(case, phase))
    if focus is not None:
        text = say("{phase}: {focus}", phase=text, focus=focus.text)
    return Headline(say("{said}.", said=text), tuple(facts))


def _when(case: Case, phase: Phase) -> str:
    period = phase.period
    text = phase.timeframe.text if phase.timeframe is not None else ""
    if period is None:
        return text
    if period.ended_before(case.today) and period.last is not None:
        return say("{time}, which ended on {day}", time=text, day=day(period.last))
    return say("{time}, now", time=text) if period.contains(case.today) else text


def _facts(phases: tuple[Phase, ...]) -> list[Facts]:
    facts = [Fact(p.name, v.field, v.text, v.source) for p in phases for v in p.values]
    return [Facts(tuple(facts))] if facts else []


def _main(case: Case) -> list[Phase]:
    """The phases of the roadmap's own table; of headings when it has none."""
    tables = [p for p in case.roadmap.phases if p.in_table]
    return tables or list(case.roadmap.phases)


def _neighbour(case: Case, phase: Phase, step: int) -> Answer:
    phases = [p for p in _main(case) if p.source.path == phase.source.path]
    place = phases.index(phase) + step if phase in phases else -1
    after = step > 0
    if not 0 <= place < len(phases):
        template = _LAST if after else _FIRST
        return case.answer(Headline(say(template, phase=phase.name)), intent=Intent.PHASE)
    found = _about(case, phases[place])
    text = say(_COMES_AFTER if after else _COMES_BEFORE, phase=phase.name, found=found.text)
    return case.answer(Headline(text, found.facts), intent=Intent.PHASE)


_LAST = to_say("No phase comes after {phase}.")
_FIRST = to_say("No phase comes before {phase}.")
_COMES_AFTER = to_say("After {phase} comes {found}")
_COMES_BEFORE = to_say("Before {phase} comes {found}")


def _of_feature(case: Case, about: About) -> Answer:
    """The phases a thing is listed under, else those its time falls in, else the heading it stands under."""
    mention = next((m for m in about.feature.mentions if m.headings), about.feature.mentions[0])
    held = _held_by(case, mention)
    if held:
        return _listed_under(case, about, held, mention.source)
    value = about.feature.timeframe
    if value is None or value.period is None:
        return _undated(case, about)
    over = [p for p in _main(case) if p.period is not None and p.period.overlaps(value.period)]
    facts = (case.fact(about.feature, value), *(phase_fact(p) for p in over))
    if over:
        said = names([f"{p.name} ({p.timeframe.text})" for p in over if p.timeframe is not None])
        text = say(_FALLS_IN, name=about.name, at=value.text, phases=said)
    else:
        planned = say("{name} is planned for {planned}.", name=about.name, planned=value.text)
        listed = [say("It is listed under {heading}.", heading=group) for group in about.feature.groups[:1]]
        text = joined(" ", [planned, *listed])
    return case.answer(Headline(text, facts), intent=Intent.PHASE)


def _held_by(case: Case, mention: Mention) -> list[Phase]:
    """The phases that a mention stands under; of those of one name the one on the same page."""
    titles = {clean_name(title) for title in mention.headings}
    named = [p for p in case.roadmap.phases if p.name in titles]
    here = (p for p in named if p.source.path == mention.source.path)
    return list({p.name: p for p in (*named, *here)}.values())


def _listed_under(case: Case, about: About, held: list[Phase], source: Source) -> Answer:
    place = Fact(about.name, "listed under", " > ".join(p.name for p in held), source)
    facts = (place, *(phase_fact(p) for p in held if p.timeframe is not None))
    told = [_about(case, p).text for p in held if p.timeframe is not None or p.focus is not None]
    listed = say(_IS_LISTED, name=about.name, heading=place.value)
    return case.answer(Headline(joined(" ", [listed, *told]), facts), intent=Intent.PHASE)


def _undated(case: Case, about: About) -> Answer:
    """The heading a thing without a date stands under, or that neither is written."""
    group = next(iter(about.feature.groups), "")
    if not group:
        text = say("No phase and no date is written for {name}.", name=about.name)
        return case.answer(Headline(text), intent=Intent.PHASE, ending=Ending.NOT_STATED)
    fact = Fact(about.name, "under", group, about.feature.source)
    return case.answer(Headline(say(_IS_LISTED, name=about.name, heading=group), (fact,)), intent=Intent.PHASE)


_IS_LISTED = to_say("{name} is listed under {heading}.")
_FALLS_IN = to_say("No page says which phase {name} is in. It is planned for {at}, which falls in {phases}.")


def _current(case: Case) -> Answer:
    holding = [p for p in _main(case) if p.period is not None and p.period.contains(case.today)]
    if not holding:
        return case.answer(Headline(say("No phase covers today.")), *_facts_of(_main(case)), intent=Intent.PHASE)
    narrow = sorted(holding, key=lambda p: p.period is None or p.period.end is None)
    return case.answer(*(_about(case, p) for p in narrow), intent=Intent.PHASE)


def _all(case: Case) -> Answer:
    phases = _main(case)
    if not phases:
        return case.answer(Headline(say("The roadmap names no phases.")), intent=Intent.PHASE, ending=Ending.NOT_STATED)
    text = say_many("{count} phase is written:", "{count} phases are written:", len(phases))
    return case.answer(Headline(text), *_facts_of(phases), intent=Intent.PHASE)


def _facts_of(phases: list[Phase]) -> list[Facts]:
    return [Facts(tuple(phase_fact(p) for p in phases))] if phases else []


def _all_names(case: Case) -> str:
    if not _main(case):
        return say("The roadmap names no phases.")
    return say("The phases are {phases}.", phases=names([p.name for p in _main(case)][:8]))

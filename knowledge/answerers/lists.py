"""What is in Q3, what is blocked, what does an area hold: lists, and how many."""

from __future__ import annotations

from knowledge.answer import Answer, Caution, Fact, Facts, Headline, Hint, Intent, Items
from knowledge.answerers.agreement import answer_contradictions
from knowledge.answerers.case import About, Case
from knowledge.answerers.comparing import meets
from knowledge.answerers.members import Members, find_members, status_that_fits, statuses_asked
from knowledge.answerers.wording import days, disagreements
from knowledge.model import Field, Phase
from knowledge.period import Period
from knowledge.question.question import Relation

_MOST_DOUBTS = 12
"""Members of a list whose disagreements are told; a long list would drown in them."""

_NOTHING = Hint("Try a quarter (Q3 2026), a status (blocked), or the name of an area.")

_SAID = {
    Relation.IN: ("is planned in", "are planned in"),
    Relation.STARTS: ("starts in", "start in"),
    Relation.ENDS: ("ends in", "end in"),
    Relation.SHIPS: ("ends in", "end in"),
    Relation.ENDS_BY: ("ends by the end of", "end by the end of"),
    Relation.SHIPS_BY: ("ends by the end of", "end by the end of"),
    Relation.BEFORE: ("ends before", "end before"),
    Relation.AFTER: ("starts after", "start after"),
    Relation.REACHES: ("runs past", "run past"),
}
"""How a list says its time, of one thing and of several."""


def answer_list(case: Case) -> Answer:
    """The features that fit, with what the pages say of each."""
    members = find_members(case)
    if "conflict" in case.question.cues:
        return answer_contradictions(case, members)
    phases = _phases(case)
    headline = Headline(_counted(case, members))
    parts = [
        headline,
        _items(case, members),
        _straddling(case, members),
        Facts(phases) if phases else None,
        *_doubts(case, members),
        _past(case),
        None if members.features or phases or members.straddling else _NOTHING,
    ]
    return case.answer(*parts, intent=Intent.LIST)


def answer_count(case: Case) -> Answer:
    """How many features fit, and which."""
    if "phase" in case.question.cues and not _narrowed(case):
        return _count_phases(case)
    members = find_members(case)
    if not _narrowed(case) and not members.scope:
        top = case.roadmap.top
        hint = Hint(f"All pages together name {members.looked_at} items.") if members.looked_at > len(top) else None
        text = f"{_many(len(top), 'feature')} on the roadmap."
        return case.answer(Headline(text), Items(tuple(map(case.item, top))), hint, intent=Intent.COUNT)
    parts = [_items(case, members), *_doubts(case, members), _past(case)]
    return case.answer(Headline(_counted(case, members)), *parts, intent=Intent.COUNT)


def _items(case: Case, members: Members) -> Items | None:
    """The members; each with the status that was asked for, where pages give it several."""
    asked = [s for s in statuses_asked(case) if not s.negated]
    shown = [(f, status_that_fits(f, asked[0]) if asked else None) for f in members.features]
    return Items(tuple(case.item(f, status) for f, status in shown)) if shown else None


def _doubts(case: Case, members: Members) -> list[Caution]:
    """Asked for a status: which members have it on one page and another on the next."""
    if not statuses_asked(case):
        return []
    return [c for f in members.features[:_MOST_DOUBTS] for c in disagreements(case, About(f), (Field.STATUS,))]


def _count_phases(case: Case) -> Answer:
    tables = [p for p in case.roadmap.phases if p.in_table]
    phases = tables or list(case.roadmap.phases)
    facts = tuple(map(phase_fact, phases))
    return case.answer(Headline(f"{_many(len(phases), 'phase')} on the roadmap."), Facts(facts) if facts else None)


def _narrowed(case: Case) -> bool:
    question = case.question
    filters = question.window, question.statuses, question.priorities
    return any(filters) or bool({"overdue", "unowned"} & question.cues)


def _counted(case: Case, members: Members) -> str:
    """ "11 of 14 items under Warmup are planned in Q4 2026 (1 Oct to 31 Dec 2026)." """
    count, window = len(members.features), case.question.window
    where = f" under {members.scope}" if members.scope else ""
    kind = f" {members.filters}" if members.filters else ""
    time = f" {_SAID[window.relation][count != 1]} {window.text} ({days(window.period)})" if window is not None else ""
    if count == 0:
        return f"No item{where}{kind}{time.replace(' are ', ' is ')}." if time else f"No item{where}{kind} was found."
    of = f" of {members.looked_at}" if members.scope and count < members.looked_at else ""
    return f"{count}{of} {'item' if count == 1 and not of else 'items'}{where}{kind}{time}."


def _many(count: int, noun: str) -> str:
    return f"{count} {noun if count == 1 else noun + 's'}"


def _phases(case: Case) -> tuple[Fact, ...]:
    """The phases that stand to the window as asked, when all of the roadmap was asked about."""
    question = case.question
    if question.window is None or question.groups or any(a.feature.children for a in case.about):
        return ()
    return tuple(
        phase_fact(phase) for phase in case.roadmap.phases if phase.in_table and meets(phase.timeframe, question.window)
    )


def phase_fact(phase: Phase) -> Fact:
    """The time of a phase as a fact; its name alone when none is written."""
    value = phase.timeframe
    if value is None:
        return Fact(phase.name, "phase", phase.name, phase.source)
    return Fact(phase.name, Field.TIMEFRAME, value.text, value.source, value.period)


def _straddling(case: Case, members: Members) -> Items | None:
    if not members.straddling:
        return None
    return Items(tuple(map(case.item, members.straddling)), "Already running then, and going on after it")


def _past(case: Case) -> Caution | None:
    """A window that has ended is told as past: being planned in it is no delivery."""
    window = case.question.window
    if window is None or not _over(window.period, case):
        return None
    return Caution("That time has passed. The list shows what was planned for it, not what was delivered.")


def _over(period: Period, case: Case) -> bool:
    return period.ended_before(case.today)

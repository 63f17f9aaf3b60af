"""What is in Q3, what is blocked, what does an area hold: lists, and how many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from knowledge.answer import Answer, Caution, Fact, Facts, Headline, Hint, Intent, Items
from knowledge.answerers.agreement import answer_contradictions
from knowledge.answerers.case import About, Case
from knowledge.answerers.comparing import meets
from knowledge.answerers.conditions import told
from knowledge.answerers.differences import against, disagreements
from knowledge.answerers.filters import FILTERING, asks_for_state, status_that_fits, statuses_asked
from knowledge.answerers.honest import answer_not_found, answer_turned
from knowledge.answerers.instead import answer_instead
from knowledge.answerers.members import Members, find_members
from knowledge.answerers.wording import is_done, names, quoted
from knowledge.model import Feature, Field, Phase, Rank, StatusKind, Value
from knowledge.people import RoleKind
from knowledge.period import Period
from knowledge.said import Said, joined, say, say_many, to_say

_MOST_DOUBTS = 12
"""Members of a list whose disagreements are told; a long list would drown in them."""

_NOTHING = Hint(say("Try a quarter (Q3 2026), a status (blocked), or the name of an area."))


def answer_list(case: Case) -> Answer:
    """The features that fit, with what the pages say of each."""
    members = find_members(case)
    if not members.scope and not _narrowed(case) and not case.lexicon.negations.isdisjoint(case.question.words):
        return answer_turned(case)
    if not members.looked_at and case.question.left_over:
        return answer_not_found(case)
    if "conflict" in case.question.cues:
        return answer_contradictions(case, members)
    phases = _phases(case)
    instead = None if members.features or phases else answer_instead(case)
    if instead is not None:
        return instead
    parts = [
        Headline(_counted(case, members)),
        _items(case, members),
        _straddling(case, members),
        Facts(phases) if phases else None,
        *_doubts(case, members),
        _teams_only(case, members),
        _past(case),
        _unsaid(members),
        _unstated(case, members),
        None if members.features or phases or members.straddling else _NOTHING,
    ]
    return case.answer(*parts, intent=Intent.LIST)


def answer_count(case: Case) -> Answer:
    """How many features fit, and which."""
    if "phase" in case.question.cues and not _narrowed(case):
        return _count_phases(case)
    members = find_members(case)
    if not _narrowed(case) and not members.scope:
        top = [f for f in case.roadmap.top if f.mentions[0].rank is not Rank.OLD_COPY]
        named = say("All pages together name {count} items.", count=members.looked_at)
        hint = Hint(named) if members.looked_at > len(top) else None
        text = say_many("{count} feature on the roadmap.", "{count} features on the roadmap.", len(top))
        return case.answer(Headline(text), case.items(top), hint, intent=Intent.COUNT)
    parts = [_items(case, members), *_doubts(case, members), _past(case), _unsaid(members), _unstated(case, members)]
    headline = _share(case, members) if "share" in case.question.cues else _counted(case, members)
    return case.answer(Headline(headline), *parts, intent=Intent.COUNT)


def _share(case: Case, members: Members) -> str:
    """ "12 of the 57 items with a status are written as “done”, 21 %. 228 more have no status." """
    if not members.stated or not statuses_asked(case):
        return _counted(case, members)
    count = sum(f.status is not None for f in members.features)
    left = members.unstated
    said: dict[str, Any] = {"count": count, "all": members.stated, "items": members.items, "told": told(case, True)}
    share = say(_SHARE, percent=round(100 * count / members.stated), **said)
    return joined(" ", [share, say("{count} more have no status.", count=left)]) if left > 1 else share


_SHARE = to_say("{count} of the {all} {items} with a status {told}, {percent} %.")


def _items(case: Case, members: Members) -> Items | None:
    """The members; each with the status that was asked for, where pages give it several."""
    asked = [s for s in statuses_asked(case) if not s.negated]
    shown = [(f, next((v for s in asked if (v := status_that_fits(f, s)) is not None), None)) for f in members.features]
    return Items(tuple(case.item(f, status) for f, status in shown)) if shown else None


def _teams_only(case: Case, members: Members) -> Caution | None:
    """Asked for what has no owner: what names a team alone, where pages name people beside teams."""
    if "unowned" not in case.question.cues or members.scope:
        return None
    owned = [(f, f.values(Field.OWNER)) for f in case.roadmap.top]
    alone = [f for f, values in owned if values and all(map(_is_team, values))]
    beside = any(any(map(_is_team, values)) and not all(map(_is_team, values)) for _, values in owned)
    if not alone or not beside:
        return None
    facts = tuple(case.fact(f, f.values(Field.OWNER)[0]) for f in alone)
    return Caution(say("Only a team is written for {names}.", names=names([f.name for f in alone])), facts)


def _is_team(value: Value) -> bool:
    return value.role is not None and value.role.kind == RoleKind.TEAM


def _doubts(case: Case, members: Members) -> list[Caution]:
    """Asked for a status: which members have it on one page and another on the next."""
    if not statuses_asked(case):
        return _other_times(case, members.features)
    return [c for f in members.features[:_MOST_DOUBTS] for c in disagreements(case, About(f), (Field.STATUS,))]


def _other_times(case: Case, features: Sequence[Feature]) -> list[Caution]:
    """Of a short list for a time: for which members another page writes one that it would not be listed by."""
    window = case.question.window
    if window is None or len(features) > _MOST_DOUBTS:
        return []
    timed = [(About(f), f.timeframe) for f in features if f.timeframe is not None]
    doubtful = [a for a, value in timed if against(case, a, value, lambda v: meets(v, window))]
    return [c for a in doubtful for c in disagreements(case, a, (Field.TIMEFRAME,))]


def _count_phases(case: Case) -> Answer:
    tables = [p for p in case.roadmap.phases if p.in_table]
    phases = tables or list(case.roadmap.phases)
    facts = tuple(map(phase_fact, phases))
    text = say_many("{count} phase on the roadmap.", "{count} phases on the roadmap.", len(phases))
    return case.answer(Headline(text), Facts(facts) if facts else None)


def _narrowed(case: Case) -> bool:
    question = case.question
    filters = question.window, question.statuses, question.priorities, question.without, question.owners
    return any(filters) or not FILTERING.isdisjoint(question.cues)


def _counted(case: Case, members: Members) -> str:
    """ "11 of the 14 items under Warmup are planned for Q4 2026 (1 Oct to 31 Dec 2026)." """
    count = len(members.features)
    many = count > 1
    said = told(case, many)
    if not said and not members.scope:
        said = say_many("is on the roadmap", "are on the roadmap", 2)
    if count == 0:
        said = told(case, False) or say("was found")
        return _excepted(case, say("No {item} {told}", item=members.item, told=said))
    found = _found(members)
    if not said:
        number = 2 if many else 1
        return _excepted(case, say_many("There is {found}", "There are {found}", number, found=found))
    return _excepted(case, say("{found} {told}", found=found, told=said))


def _found(members: Members) -> Said:
    """ "11 of the 14 items under Warmup", "1 item"."""
    count = len(members.features)
    if members.scope and count < members.looked_at:
        return say("{count} of the {all} {items}", count=count, all=members.looked_at, items=members.items)
    return say_many("{count} {item}", "{count} {items}", count, item=members.item, items=members.items)


def _excepted(case: Case, said: Said) -> Said:
    """The sentence, with what the question excepts."""
    without = case.question.without
    if without is None:
        return say("{said}.", said=said)
    return say("{said}, with {things} left out.", said=said, things=quoted(without.text))


def _unsaid(members: Members) -> Hint | None:
    """How many more might fit, had they a status."""
    if members.unsaid < 2:
        return None
    return Hint(say("{count} more items have no status at all.", count=members.unsaid))


def _unstated(case: Case, members: Members) -> Hint | None:
    """How many of that time have no status, where one was asked for."""
    if case.question.window is None or not asks_for_state(case) or members.unstated == 0:
        return None
    return Hint(say_many("{count} more item has no status.", "{count} more items have no status.", members.unstated))


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
    return case.items(members.straddling, say("Already running then, and going on after it"))


def _past(case: Case) -> Caution | None:
    """A window that has ended is told as past: being planned in it is no delivery."""
    window = case.question.window
    if window is None or not _over(window.period, case):
        return None
    done = [f.name for f in find_members(case).features if is_done(f)] if _asks_for_done(case) else []
    past = say("That time has passed. The list shows what was planned for it, not what was delivered.")
    told = [say("Written as done or in use: {names}.", names=names(done))] if done else []
    return Caution(joined(" ", [past, *told]))


def _asks_for_done(case: Case) -> bool:
    return any(s.kind in (StatusKind.DONE, StatusKind.LIVE) and not s.negated for s in case.question.statuses)


def _over(period: Period, case: Case) -> bool:
    return period.ended_before(case.today)

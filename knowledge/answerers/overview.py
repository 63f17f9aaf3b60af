"""The whole roadmap at a glance: phases, how many of which status, what ends this quarter, what is blocked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from knowledge import period as periods
from knowledge.answer import Answer, Facts, Headline, Hint, Intent, Items
from knowledge.answerers.case import Case, make_case
from knowledge.answerers.comparing import meets
from knowledge.answerers.lists import phase_fact
from knowledge.answerers.members import find_members
from knowledge.answerers.wording import days, names
from knowledge.lexicon import Lexicon
from knowledge.model import Feature, StatusKind
from knowledge.period import Grain
from knowledge.question.question import Question, Relation, StatusAsked, Window
from knowledge.roadmap import Roadmap
from knowledge.said import Said, joined, say, say_many


def overview(roadmap: Roadmap, lexicon: Lexicon, today: date) -> Answer:
    """The phases and main features of the roadmap, and what needs attention now."""
    case = make_case(Question("", Intent.OVERVIEW), roadmap, lexicon, today)
    if not roadmap.features:
        return case.answer(
            Headline(say("Nothing on the pages could be read as an item of a roadmap yet.")),
            Hint(say("“roadmap-bot check” tells whoever keeps them what it reads and what it can't.")),
        )
    phases = tuple(phase_fact(phase) for phase in roadmap.table_phases)
    return case.answer(
        Headline(_counted(case)),
        Facts(phases) if phases else None,
        Hint(_by_status(roadmap.top)) if roadmap.top else None,
        _ending(case),
        _blocked(case),
    )


def _counted(case: Case) -> str:
    """ "16 features on the roadmap, as of 10 Feb 2026; MVP Completion (Q1 2026) is under way." """
    count = len(case.roadmap.top)
    now = [p for p in case.roadmap.table_phases if p.period is not None and p.period.contains(case.today)]
    said = names([f"{p.name} ({p.timeframe.text})" for p in now if p.timeframe is not None])
    counted = say_many("{count} main item on the roadmap.", "{count} main items on the roadmap.", count)
    return joined(" ", [counted, say("Today falls in {phases}.", phases=said)]) if said else counted


def _by_status(features: Sequence[Feature]) -> Said:
    """ "By status: 4 in progress, 3 partial, 2 without one." """
    kinds = Counter(f.status.kind if f.status is not None else None for f in features)
    order = sorted(kinds, key=lambda kind: (kind is None, -kinds[kind], kind or ""))
    told = [say("{count} {status}", count=kinds[kind], status=_WORDS[kind]) for kind in order]
    return say("By status: {counted}.", counted=joined(", ", told))


_WORDS: dict[StatusKind | None, Said] = {
    StatusKind.DONE: say("done", "statuses"),
    StatusKind.LIVE: say("live", "statuses"),
    StatusKind.PARTIAL: say("partial", "statuses"),
    StatusKind.IN_PROGRESS: say("in progress", "statuses"),
    StatusKind.PLANNED: say("planned", "statuses"),
    StatusKind.APPROVED: say("approved", "statuses"),
    StatusKind.NOT_STARTED: say("not started", "statuses"),
    StatusKind.PROPOSED: say("proposed", "statuses"),
    StatusKind.BLOCKED: say("blocked", "statuses"),
    StatusKind.AT_RISK: say("at risk", "statuses"),
    StatusKind.ON_HOLD: say("on hold", "statuses"),
    StatusKind.DROPPED: say("dropped", "statuses"),
    None: say("without one we can tell"),
}
"""How kinds of status are counted."""


def _ending(case: Case) -> Items | None:
    """The main features whose time ends in the quarter it is."""
    quarter = periods.around(case.today, Grain.QUARTER, 0, case.lexicon.dates.fiscal_start)
    window = Window(quarter, Relation.ENDS, "this quarter")
    ending = [f for f in case.roadmap.top if meets(f.timeframe, window)]
    return case.items(ending, say("Due this quarter ({days})", days=days(quarter)))


def _blocked(case: Case) -> Items | None:
    """Everything that some page calls blocked."""
    asked = Question("", Intent.LIST, statuses=(StatusAsked(StatusKind.BLOCKED, ("blocked",)),))
    found = find_members(make_case(asked, case.roadmap, case.lexicon, case.today)).features
    shown = tuple(case.item(f, next(v for v in f.values("status") if v.kind is StatusKind.BLOCKED)) for f in found)
    return Items(shown, say("Blocked")) if shown else None

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


def overview(roadmap: Roadmap, lexicon: Lexicon, today: date) -> Answer:
    """The phases and main features of the roadmap, and what needs attention now."""
    case = make_case(Question("", Intent.OVERVIEW), roadmap, lexicon, today)
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
    under_way = f" Today falls in {said}." if said else ""
    return f"{count} main {'item' if count == 1 else 'items'} on the roadmap.{under_way}"


def _by_status(features: Sequence[Feature]) -> str:
    """ "By status: 4 in progress, 3 partial, 2 without one." """
    kinds = Counter(_kind(feature) for feature in features)
    told = [f"{count} {words}" for words, count in sorted(kinds.items(), key=lambda k: (k[0] == _NONE, -k[1], k[0]))]
    return f"By status: {', '.join(told)}."


_NONE = "without one we can tell"


def _kind(feature: Feature) -> str:
    kind = feature.status.kind if feature.status is not None else None
    return _NONE if kind is None else kind.value.replace("_", " ")


def _ending(case: Case) -> Items | None:
    """The main features whose time ends in the quarter it is."""
    quarter = periods.around(case.today, Grain.QUARTER, 0, case.lexicon.dates.fiscal_start)
    window = Window(quarter, Relation.ENDS, "this quarter")
    ending = tuple(case.item(f) for f in case.roadmap.top if meets(f.timeframe, window))
    return Items(ending, f"Due this quarter ({days(quarter)})") if ending else None


def _blocked(case: Case) -> Items | None:
    """Everything that some page calls blocked."""
    asked = Question("", Intent.LIST, statuses=(StatusAsked(StatusKind.BLOCKED, ("blocked",)),))
    found = find_members(make_case(asked, case.roadmap, case.lexicon, case.today)).features
    shown = tuple(case.item(f, next(v for v in f.values("status") if v.kind is StatusKind.BLOCKED)) for f in found)
    return Items(shown, "Blocked") if shown else None

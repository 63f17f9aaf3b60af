"""Which day, quarter and phase it is."""

from __future__ import annotations

from knowledge import period as periods
from knowledge.answer import Answer, Facts, Headline, Intent
from knowledge.answerers.case import Case
from knowledge.answerers.lists import phase_fact
from knowledge.answerers.wording import day, days
from knowledge.period import Grain
from knowledge.said import say


def answer_calendar(case: Case) -> Answer:
    """The day answers are given for, its quarter, and the phases of the roadmap that hold it."""
    start = case.lexicon.dates.fiscal_start
    quarter = periods.around(case.today, Grain.QUARTER, 0, start)
    months = (quarter.start.month - start) % 12
    number = months // 3 + 1
    name = say("Q{number} of the fiscal year", number=number) if start != 1 else f"Q{number} {quarter.start.year}"
    phases = tuple(phase_fact(p) for p in case.roadmap.table_phases if p.period and p.period.contains(case.today))
    said = {"day": day(case.today), "quarter": name, "days": days(quarter)}
    text = say("Answers are given for {day}: that is {quarter} ({days}).", **said)
    return case.answer(
        Headline(text),
        Facts(phases) if phases else None,
        intent=Intent.HELP,
    )

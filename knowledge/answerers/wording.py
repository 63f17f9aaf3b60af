"""How things are said: dates beside the clock, cautions, lists of names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from knowledge.answer import Caution, Fact
from knowledge.answerers.case import About, Case
from knowledge.disagreements.disagreement import Disagreement, DisagreementKind
from knowledge.disagreements.find import distinct, gist
from knowledge.model import Feature, Field, StatusKind, Value
from knowledge.period import Grain, Period
from knowledge.question.question import Window
from knowledge.timeframe import TimeframeKind


def day(when: date) -> str:
    """A day as people write it: "31 Dec 2026"."""
    return f"{when.day} {when:%b %Y}"


def days(period: Period) -> str:
    """The days of a period: "1 Oct to 31 Dec 2026", "from 1 Jan 2027 on"."""
    if period.last is None:
        return f"from {day(period.start)} on"
    if period.last == period.start:
        return day(period.start)
    first = f"{period.start.day} {period.start:%b}" if period.start.year == period.last.year else day(period.start)
    return f"{first} to {day(period.last)}"


_NAMES_OF_TIMES = re.compile(r"\b[qh][1-4]\b", re.IGNORECASE)


def window_words(window: Window) -> str:
    """The time asked about in the words of the question, quarters and months written as names: "Q3", "May"."""
    text = _NAMES_OF_TIMES.sub(lambda m: m.group().upper(), window.text)
    return text[:1].upper() + text[1:] if window.period.grain is Grain.MONTH and " " not in text else text


def names(parts: Sequence[str], last: str = "and") -> str:
    """ "A", "A and B", "A, B and C"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def sentence(text: str) -> str:
    """Words of a page at the end of a sentence: with one full stop."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def shortened(text: str, most: int) -> str:
    """At most `most` characters of a page's words, cut between words with "…"."""
    return text if len(text) <= most else text[:most].rpartition(" ")[0] + " …"


def quoted(text: str) -> str:
    """Words of a page in quotation marks."""
    return f"“{text}”"


def is_done(feature: Feature) -> bool:
    """Does a page say that it is finished or in use?"""
    return any(v.kind in (StatusKind.DONE, StatusKind.LIVE) for v in feature.values(Field.STATUS))


def is_disputed(feature: Feature) -> bool:
    """Does one page say that it is finished or in use, and another one that it is not?"""
    said = {v.kind in (StatusKind.DONE, StatusKind.LIVE) for v in feature.values(Field.STATUS) if v.kind is not None}
    return len(said) > 1


def has_passed(value: Value | None, today: date) -> bool:
    """Did the window end before today, with no word of what really happened?"""
    if value is None or value.period is None or (value.timeframe is not None and value.timeframe.actual is not None):
        return False
    return value.period.ended_before(today)


def when(name: str, value: Value, feature: Feature, today: date, with_status: bool = True) -> str:
    """A sentence that tells a feature's time beside the clock, in the page's words."""
    period = value.period
    if period is None:
        return _undated(name, value)
    planned = f"{value.text} ({days(period)})"
    if value.explained:
        planned = f"{value.text}, which is dated {value.explained[0].text} ({days(period)})"
    if value.timeframe is not None and value.timeframe.actual is not None:
        return f"{name} is written with its plan and what really was: {quoted(value.text)}."
    if not period.ended_before(today):
        under_way = ", which is under way" if period.start <= today else ""
        return f"{name} is planned for {planned}{under_way}."
    if is_done(feature) and not is_disputed(feature):
        told = feature.status is not None and with_status
        said = f"; its status reads {quoted(feature.status.text)}" if told and feature.status is not None else ""
        return f"{name} was planned for {planned}{said}."
    outcome = "the pages disagree whether it was delivered" if is_disputed(feature) else "no page says it was delivered"
    return f"{name} was planned for {planned}. That window has ended, and {outcome}."


_WITHOUT_DAYS = {
    TimeframeKind.ONGOING: "{name} is written as {text}: it goes on, with no dates.",
    TimeframeKind.NOT_STATED: "The date of {name} is left open: {text}.",
    TimeframeKind.CONDITIONAL: "{name} is written as {text}: it depends on something, and no date is given.",
    TimeframeKind.RELATIVE: "{name} is written as {text}: it is counted from something else, and no date is given.",
    TimeframeKind.DURATION: "{name} is written as {text}: that is how long it takes; no date is given.",
    TimeframeKind.RELEASE: "{name} is planned for {text}; no date of that release is written.",
    TimeframeKind.TWO_WAYS: "The date of {name} is written as {text}, and nothing tells which number is the month.",
}


def _undated(name: str, value: Value) -> str:
    kind = value.timeframe.kind if value.timeframe else None
    said = _WITHOUT_DAYS.get(kind) if kind else None
    return (said or "{name} is written as {text}: no date is given.").format(name=name, text=quoted(value.text))


PAST_WINDOW = "Its window has ended, and no page says it was delivered."


def past_window(about: About, today: date) -> Caution | None:
    """That the window has ended without a page saying how."""
    value = about.feature.timeframe
    if not has_passed(value, today) or is_done(about.feature):
        return None
    return Caution(PAST_WINDOW)


def disagreements(case: Case, about: About, fields: Iterable[str]) -> list[Caution]:
    """For each of the fields what pages say against each other, then what may fit together; all with sources."""
    every = [d for f in (about.feature, *about.others) for d in case.roadmap.disagreements.get(f.key, ())]
    worth = [w for d in distinct(every) if (w := worth_telling(d)) is not None]
    found = beside_clashes(sorted(worth, key=lambda d: d.kind != DisagreementKind.CLASH))
    return [caution(about, d) for name in fields for d in found if d.field == name]


def beside_clashes(found: Iterable[Disagreement]) -> list[Disagreement]:
    """The disagreements in order; of what may fit only the sides that no clash before it tells, when there is one."""
    kept: list[Disagreement] = []
    for one in found:
        clashing = {gist(s) for d in kept if d.field == one.field and d.kind == DisagreementKind.CLASH for s in d.sides}
        if one.kind == DisagreementKind.MAY_FIT and clashing:
            rest = tuple(s for s in one.sides if gist(s) not in clashing)
            kept += [replace(one, sides=rest, because="")] if rest else []
        else:
            kept.append(one)
    return kept


def worth_telling(difference: Disagreement) -> Disagreement | None:
    """A clash; of what may fit only what is written of the thing itself, not the headings its dates lie within."""
    if difference.kind == DisagreementKind.CLASH:
        return difference
    written = tuple(v for v in difference.sides if not v.inherited)
    may_fit = difference.kind == DisagreementKind.MAY_FIT and len(written) > 1
    return replace(difference, sides=written) if may_fit else None


def caution(about: About, difference: Disagreement) -> Caution:
    """A difference about a subject, every side with its source."""
    facts = tuple(Fact(about.name, v.field, v.text, v.source, v.period, bool(v.inherited)) for v in difference.sides)
    said = names([f"{quoted(v.text)} ({v.source})" for v in difference.sides])
    return Caution(f"{manner(difference, about.name)}: {said}.", facts)


def manner(difference: Disagreement, name: str) -> str:
    """How a difference about the thing called `name` is told, up to its sides."""
    if difference.kind == DisagreementKind.MAY_FIT and not difference.because:
        return f"Besides, pages give a {difference.field} of {name} that may fit with these, or with one of them"
    because = f" ({difference.reason})"
    return f"Pages {_MANNER[difference.kind].format(field=difference.field, name=name, because=because)}"


_MANNER = {
    DisagreementKind.CLASH: "disagree on the {field} of {name}",
    DisagreementKind.MAY_FIT: "give the {field} of {name} in ways that may fit together{because}",
    DisagreementKind.WORDING: "give the {field} of {name} in different words",
    DisagreementKind.OLD_COPY: "of today and old copies give another {field} of {name}",
}


def not_understood(case: Case) -> Caution | None:
    """Which words of the question no page knows, when some were left over."""
    first = case.first
    if first is None:
        return None
    known = set((first.feature.area + " " + first.feature.key).replace("/", " ").replace("-", " ").split())
    texts = " ".join(v.text.lower() for m in first.feature.mentions for v in m.values)
    words = [
        w for w in case.question.left_over if w not in known and w not in texts and not case.roadmap.names.knows(w)
    ]
    return Caution(f"I did not find {quoted(' '.join(words))} on the roadmap.") if words else None

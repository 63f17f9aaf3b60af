"""The stretch of time a question asks about: written dates, and words counted from today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from knowledge import period as periods
from knowledge.dates import find_dates
from knowledge.lexicon import Lexicon
from knowledge.period import Grain, Period
from knowledge.question.counted import Stretch, counted, near_days
from knowledge.question.question import Relation, Window
from knowledge.words import Word


def find_window(text: str, words: Sequence[Word], lexicon: Lexicon, today: date) -> tuple[Window | None, set[int]]:
    """The window asked about, or None, and the places of the words that name it."""
    stretches = [*_written(text, words, lexicon, today), *counted(words, lexicon, today)]
    stretches += [] if stretches else _feasts(words, lexicon, today)
    stretches += [] if stretches or not _says(words, "gone", lexicon) else near_days(words, lexicon, today)
    if not stretches:
        return None, set()
    first = (
        max(stretches, key=lambda s: s.end - s.start) if len(stretches) > 1 and _overlap(stretches) else stretches[0]
    )
    taken = {i for s in stretches for i in range(s.start, s.end)}
    period = first.period
    apart = [s for s in stretches if s is not first and not (s.start < first.end and first.start < s.end)]
    later = [s for s in apart if s.period.end is None or s.period.end > period.start]
    if later and _between(words, first, later[0], lexicon):
        period = Period(period.start, later[0].period.end, period.grain)
    relation, places = _relation(words, first, lexicon)
    shown = text[words[first.start].start : words[first.end - 1].end]
    shown = shown.removeprefix("over ").removeprefix("end of ").removeprefix("in ")
    if relation in _THEN and period.grain in _LAST_PART and _is_at_the_end(words, first):
        period, shown = _last_part(period), f"the end of {shown}"
    if relation in (Relation.BEFORE, Relation.AFTER) and period.end is None:
        period = periods.Period(period.start, periods.add_months(period.start, 12), period.grain)
    return Window(period, relation, shown), taken | places


_THEN = (Relation.IN, Relation.STARTS, Relation.ENDS, Relation.SHIPS)
_LAST_PART = {Grain.YEAR: (3, Grain.QUARTER), Grain.QUARTER: (1, Grain.MONTH)}
"""What "at the end of" a time means, in months: a year's last quarter, a quarter's last month."""


def _is_at_the_end(words: Sequence[Word], stretch: Stretch) -> bool:
    """Do "end of" or "end of the" stand before it, with no word that counts up to it ("until the end of")?"""
    inside = [w.key for w in words[stretch.start : stretch.end]]
    ahead = inside[: 2 if inside[:2] == ["end", "of"] else 0]
    before = [w.key for w in words[: stretch.start] if w.key != "the"] + ahead
    return before[-2:] == ["end", "of"] and not _UP_TO.intersection(before[-3:-2])


_UP_TO = frozenset({"until", "till", "to", "through", "by", "before", "for"})


def _last_part(period: Period) -> Period:
    months, grain = _LAST_PART[period.grain]
    return period if period.end is None else Period(periods.add_months(period.end, -months), period.end, grain)


def _written(text: str, words: Sequence[Word], lexicon: Lexicon, today: date) -> list[Stretch]:
    found = []
    for made in find_dates(text, lexicon.dates, default_year=today.year):
        places = [i for i, w in enumerate(words) if w.start < made.end and made.start < w.end]
        if not places:
            continue
        period = made.period if made.year_written else _meant_year(made.period, words, lexicon, today)
        found.append(Stretch(places[0], places[-1] + 1, period))
    taken = {i for s in found for i in range(s.start, s.end)}
    return [*found, *(s for s in _bare(words, lexicon, today) if s.start not in taken)]


def _meant_year(period: Period, words: Sequence[Word], lexicon: Lexicon, today: date) -> Period:
    """A time without a year lies ahead, or behind when the question is about what has been."""
    if _says(words, "gone", lexicon):
        return _years_on(period, -1) if period.start > today else period
    if period.ended_before(today) and not _says(words, "told", lexicon):
        return _years_on(period, 1)
    return period


_BEFORE_A_MONTH = frozenset(
    {"in", "by", "until", "till", "before", "after", "since", "during", "for", "from", "of", "early", "mid", "late"}
    | {
        "this",
        "next",
        "the",
        "coming",
        "en",
        "para",
        "im",
        "em",
        "bis",
        "ab",
        "seit",
        "avant",
        "de",
        "del",
        "vor",
        "an",
        "zu",
        "à",
    }
)


def _bare(words: Sequence[Word], lexicon: Lexicon, today: date) -> list[Stretch]:
    """Months and seasons without a year behind a word that makes them a time: "in May", "by summer"."""
    found = []
    for place, word in enumerate(words[1:], start=1):
        name = word.text.lower()
        month, season = lexicon.dates.months.get(name), lexicon.dates.seasons.get(name)
        first = month or season
        if first is None or words[place - 1].key not in _BEFORE_A_MONTH:
            continue
        start = date(today.year, first, 1)
        period = Period(start, periods.add_months(start, 1 if month else 3), Grain.MONTH if month else Grain.QUARTER)
        found.append(Stretch(place, place + 1, _meant_year(period, words, lexicon, today)))
    return found


def _says(words: Sequence[Word], meaning: str, lexicon: Lexicon) -> bool:
    """Is the question in the past tense ("told"), so that a bare "Q1" is the one that has been?"""
    return any(f.meaning == meaning for f in lexicon.windows.find([w.key for w in words]))


def _years_on(period: Period, count: int) -> Period:
    end = None if period.end is None else periods.add_months(period.end, 12 * count)
    return Period(periods.add_months(period.start, 12 * count), end, period.grain)


def _feasts(words: Sequence[Word], lexicon: Lexicon, today: date) -> list[Stretch]:
    """Days with a name behind a word that makes them a time: "before Christmas"."""
    found = []
    for feast in lexicon.feasts.find([w.key for w in words]):
        if feast.start and words[feast.start - 1].key in _BEFORE_A_MONTH:
            month, day_of_month = map(int, feast.meaning.split("-"))
            day = periods.one_day(date(today.year, month, day_of_month))
            found.append(Stretch(feast.start, feast.end, _meant_year(day, words, lexicon, today)))
    return sorted(found, key=lambda s: s.start - s.end)


def _overlap(stretches: Sequence[Stretch]) -> bool:
    return any(a is not b and a.start < b.end and b.start < a.end for a in stretches for b in stretches)


def _between(words: Sequence[Word], first: Stretch, other: Stretch, lexicon: Lexicon) -> bool:
    """ "between Q1 2026 and Q3 2026", "from January to June"."""
    found = lexicon.relations.find([w.key for w in words])
    return other.start > first.start and any(
        f.meaning in ("between", "since") and f.end <= first.start and first.start - f.end <= 2 for f in found
    )


_NEAR_WORDS = 4
"""How far before a date the word may stand that says how to compare with it."""

_AS_A_WHOLE = {
    "reaches": Relation.REACHES,
    "ends_after": Relation.ENDS_AFTER,
    "not_before": Relation.NOT_BEFORE,
}
"""Phrases that say all of it by themselves, wherever they stand."""

_BY = {"starts": Relation.STARTS, "ends": Relation.ENDS, "ships": Relation.SHIPS}


def _relation(words: Sequence[Word], stretch: Stretch, lexicon: Lexicon) -> tuple[Relation, set[int]]:
    """How features must stand to the date, and the places of the words that say so."""
    keys = [w.key for w in words]
    found = [f for f in lexicon.relations.find(keys) if f.end <= stretch.start or f.start >= stretch.end]
    near = {
        f.meaning: f for f in sorted(found, key=lambda f: f.end - f.start) if 0 <= stretch.start - f.end < _NEAR_WORDS
    }
    verbs = [f.meaning for f in found if f.meaning in _BY]
    places = {i for f in found for i in range(f.start, f.end)}
    told = next((r for meaning, r in _AS_A_WHOLE.items() if any(f.meaning == meaning for f in found)), None)
    if told is not None:
        return told, places
    verb = verbs[0] if verbs else ""
    if "by" in near and near["by"].start >= near.get("before", near["by"]).start - 3:
        return (Relation.ENDS_BY if verb == "ends" else Relation.SHIPS_BY), places
    if "before" in near:
        return Relation.BEFORE, places
    if "after" in near:
        return Relation.AFTER, places
    return _BY.get(verb, Relation.IN), places

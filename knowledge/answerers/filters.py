"""What a list keeps: times, statuses, priorities, what is missing, what is left out."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from knowledge.answer import Intent
from knowledge.answerers.case import Case
from knowledge.answerers.comparing import meets
from knowledge.answerers.differences import worth_telling
from knowledge.answerers.wording import has_passed, is_done, is_over
from knowledge.model import Feature, Field, StatusKind, Value
from knowledge.question.question import AT_WORK, StatusAsked
from knowledge.words import word_keys

_BRACKETS = re.compile(r"\([^()]*\)")
_PLAIN = {"done", "complete", "completed", "live", "planned", "blocked", "in progress", "partial", "approved"}
"""Status words that ask for a kind; others ("production-ready") ask for themselves where pages use them."""

_TIMELY = frozenset({StatusKind.PLANNED, StatusKind.IN_PROGRESS, StatusKind.DONE, StatusKind.LIVE})
"""Kinds whose words also belong to times: what is planned, worked on, delivered in Q3."""

_WORDED = frozenset({StatusKind.LIVE, StatusKind.DONE})
"""Of these kinds people ask for exact words: "MVP-complete" is not every "done"."""

_LACKS: dict[str, Callable[[Feature], bool]] = {
    "unowned": lambda f: f.value(Field.OWNER) is None,
    "lacks_timeline": lambda f: f.period is None,
    "lacks_end": lambda f: f.period is None or f.period.end is None,
    "lacks_status": lambda f: f.status is None,
    "lacks_priority": lambda f: f.value(Field.PRIORITY) is None,
    "lacks_effort": lambda f: f.value(Field.EFFORT) is None,
    "lacks_dependency": lambda f: f.value(Field.DEPENDENCY) is None,
}
"""Cues that ask for what is not written, and how a feature shows it."""


FILTERING = frozenset({"overdue", "conflict", "remaining", "next", "ahead", "not_then", "breaking", *_LACKS})
"""All cues that filter."""


def fits(case: Case, feature: Feature) -> bool:
    """Does a feature pass everything the question filters by?"""
    return _passes(case, feature) and not _left_out(case, feature)


def _passes(case: Case, feature: Feature) -> bool:
    return all(keeps(case, feature) for keeps in _FILTERS)


def _is_then(case: Case, feature: Feature) -> bool:
    """Does its time stand to the time asked about, and to today, as was asked?"""
    cues, window = case.question.cues, case.question.window
    if window is not None and meets(feature.timeframe, window) == ("not_then" in cues):
        return False
    passed = has_passed(feature.timeframe, case.today)
    if "ahead" in cues and passed:
        return False
    if "overdue" in cues and (is_over(feature) or not passed):
        return False
    return "next" not in cues or window is not None or _starts_later(feature, case.today)


def _is_as_told(case: Case, feature: Feature) -> bool:
    """Do the pages tell of it as asked: with sides that differ, as breaking, as not done yet?"""
    cues = case.question.cues
    if "conflict" in cues and not _is_disputed(case, feature):
        return False
    if "breaking" in cues and not _is_breaking(case, feature):
        return False
    return "remaining" not in cues or not is_done(feature)


def _lacks_it(case: Case, feature: Feature) -> bool:
    """Is everything missing that is asked for as missing? What a whole owns, its parts don't lack an owner for."""
    cues = case.question.cues
    whole = case.whole(feature) if "unowned" in cues else None
    if whole is not None and whole.value(Field.OWNER) is not None:
        return False
    return all(lacks(feature) for cue, lacks in _LACKS.items() if cue in cues)


def _has_priority(case: Case, feature: Feature) -> bool:
    """Is its priority one of those asked for, and none of those turned round?"""
    wanted, turned = case.question.priorities, case.question.not_priorities
    value = feature.value(Field.PRIORITY)
    level = None if value is None else case.lexicon.priority_level(value.text)
    return (not wanted or level in wanted) and level not in turned


def _is_disputed(case: Case, feature: Feature) -> bool:
    return any(worth_telling(d) is not None for d in case.roadmap.disagreements.get(feature.key, ()))


def _left_out(case: Case, feature: Feature) -> bool:
    """Is it what the question excepts: "all but Warmup", "except P2"?"""
    without = case.question.without
    if without is None:
        return False
    keys = {m.key for s in without.subjects if s.sure for m in s.matches}
    keys |= {k for g in without.owners for k in g.keys}
    keys |= {k for g in without.groups for k in g.keys} if not keys else set()
    if keys:
        if _stands_under(case, keys, feature):
            return True
        held = {c for k in keys if k in case.roadmap.by_key for c in case.roadmap.by_key[k].children}
        return feature.key in keys | held
    if not (without.window or without.statuses or without.priorities or not without.cues.isdisjoint(FILTERING)):
        return False
    return _passes(Case(without, case.roadmap, case.lexicon, case.today), feature)


def _stands_under(case: Case, keys: set[str], feature: Feature) -> bool:
    """Is it listed under a heading that has all the words of a name of what is left out ("Search Revival")?"""
    names = [n for k in keys if k in case.roadmap.by_key for n in case.roadmap.by_key[k].names]
    wanted = [set(word_keys(_BRACKETS.sub(" ", n))) for n in names]
    headings = [set(word_keys(h)) for m in feature.mentions for h in (*m.headings, m.group)]
    return any(len(w) > 1 and w <= h for w in wanted for h in headings)


def statuses_asked(case: Case) -> list[StatusAsked]:
    """The statuses that filter: "planned for Q4" asks for a time, not for a status; "not done in Q4" for both."""
    question = case.question
    dated = (question.window is not None or "overdue" in question.cues) and "share" not in question.cues
    stated = asks_for_state(case)
    asked = [s for s in question.statuses if s.negated or not (dated and s.kind in _TIMELY) or (stated and _is_end(s))]
    if question.priorities or any(a.feature.is_section for a in case.about):
        # "which P1 are planned", "what is planned for phase 2" ask for what is there
        asked = [s for s in asked if s.negated or s.kind is not StatusKind.PLANNED]
    asked = [_NOT_DONE if s.words == ("open",) and not s.negated else s for s in asked]
    return [s for s in asked if not (question.owners and s.words == AT_WORK)]


def asks_for_state(case: Case) -> bool:
    """Does it ask which of a time or a release are done by now ("how many of Q2 are done"), not what came then?"""
    question, window = case.question, case.question.window
    ended = [s for s in question.statuses if _is_end(s)]
    if not ended or (window is not None and window.period.start > case.today):
        return False
    if not _MEANT.isdisjoint(question.words):
        return False
    return question.intent is Intent.COUNT or any(not _STATES.isdisjoint(s.words) for s in ended)


_NOT_DONE = StatusAsked(StatusKind.DONE, ("done",), True, "done")
"""What "which items are open" asks for, whatever word a page has for it."""

_MEANT = frozenset({"supposed", "should", "meant", "expected", "planned", "due", "scheduled", "will"})
"""Words that ask what was to be done then, whatever came of it."""

_STATES = frozenset({"done", "complete", "finished", "live"})
"""Words for how a thing stands, where "completed", "shipped" tell what happened in a time."""


def _is_end(status: StatusAsked) -> bool:
    return status.kind in (StatusKind.DONE, StatusKind.LIVE) and not status.negated


def _is_breaking(case: Case, feature: Feature) -> bool:
    """Does a page mark it, in its name or beside it, as breaking?"""
    texts = [*feature.names, *(v.text for m in feature.mentions for v in m.values)]
    return any(f.meaning == "breaking" for text in texts for f in case.lexicon.cues.find(word_keys(text)))


def _has_status(case: Case, feature: Feature) -> bool:
    """Any of the statuses asked for, and none of those turned round."""
    asked = statuses_asked(case)
    wanted = [s for s in asked if not s.negated]
    if wanted and not any(status_that_fits(feature, s) is not None or heading_that_says(feature, s) for s in wanted):
        return False
    turned = [s for s in asked if s.negated]
    if not turned:
        return True
    if feature.status is None:
        return is_narrow(case)
    return all(status_that_fits(feature, s) is not None for s in turned)


_SEVERAL = re.compile(r"\s*[/&|]\s*|\s(?:and|or|y|o)\s")
"""Between the statuses of a heading: "Experimental / On Hold (0-30%)"."""


def heading_that_says(feature: Feature, asked: StatusAsked) -> str:
    """The heading it stands under that is the status asked for, alone or beside others; empty when there is none."""
    headings = (h for m in feature.mentions for h in m.headings if asked.text in h.lower())
    return next((h for h in headings if any(word_keys(part) == asked.words for part in _parts(h))), "")


def _parts(heading: str) -> list[str]:
    return _SEVERAL.split(_BRACKETS.sub("", heading))


_FILTERS = (_is_then, _is_as_told, _lacks_it, _has_priority, _has_status)
"""What a feature has to pass; each lets everything through that nothing is asked of."""


def leaves_unsaid(case: Case, feature: Feature) -> bool:
    """Has it no status, where one that it must not have is asked for of the whole roadmap?"""
    return feature.status is None and not is_narrow(case) and any(s.negated for s in statuses_asked(case))


def is_narrow(case: Case) -> bool:
    """Is only a part of the roadmap asked about, so that things without a status are worth listing too?"""
    question = case.question
    return bool(case.about or question.window or question.groups or question.owners or question.priorities)


def _starts_later(feature: Feature, today: date) -> bool:
    return feature.period is not None and feature.period.start > today


def status_that_fits(feature: Feature, asked: StatusAsked) -> Value | None:
    """The status, of all that pages give the feature, that is the one asked for; None when none is.

    A contrary ("not done") holds only when no page says the thing itself.
    """
    statuses = feature.values(Field.STATUS)
    if not asked.negated:
        return next((v for v in statuses if _is_status(v, asked)), None)
    known = [v for v in statuses if v.kind is not None]
    said = any(v.kind == asked.kind or _both_finished(v.kind, asked.kind) for v in known)
    return known[0] if known and not said else None


def _is_status(status: Value, asked: StatusAsked) -> bool:
    words = " ".join(asked.words)
    plain = words in _PLAIN or words == asked.kind.value.replace("_", " ") or asked.is_of_use
    if len(asked.words) > 1 and not plain:
        literal = words in " ".join(word_keys(status.text))
        return literal or (status.kind == asked.kind and asked.kind not in _WORDED)
    literal = words not in _PLAIN and words in word_keys(status.text)
    return literal or status.kind == asked.kind


def _both_finished(one: StatusKind | None, other: StatusKind) -> bool:
    return {one, other} == {StatusKind.DONE, StatusKind.LIVE}

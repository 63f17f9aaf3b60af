"""Which features a list or a count is about: where to look, and what to keep."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from knowledge.answerers.case import About, Case
from knowledge.answerers.comparing import meets
from knowledge.answerers.wording import has_passed, is_done, names, quoted, worth_telling
from knowledge.identity import name_of
from knowledge.model import Feature, Field, Rank, StatusKind, Value
from knowledge.notes import root
from knowledge.question.question import StatusAsked
from knowledge.roadmap import Roadmap
from knowledge.words import word_keys

_PLAIN = {"done", "complete", "completed", "live", "planned", "blocked", "in progress", "partial", "approved"}
"""Status words that ask for a kind; others ("production-ready") ask for themselves where pages use them."""


@dataclass(frozen=True, slots=True)
class Members:
    """The features that fit, of how many that were looked at, and the words for what was asked."""

    features: tuple[Feature, ...]
    looked_at: int
    scope: str
    filters: str
    straddling: tuple[Feature, ...] = ()
    """Features that were running already before the time asked about, and go on into it."""


def find_members(case: Case) -> Members:
    """The features a list question means."""
    scope, where = _scope(case)
    kept = [f for f in scope if _fits(case, f)]
    straddling: tuple[Feature, ...] = ()
    window = case.question.window
    if window is not None and not kept and window.relation.value == "after":
        straddling = tuple(f for f in scope if _runs_past(case, f))
    return Members(tuple(kept), len(scope), where, _filters(case), straddling)


def can_scope(case: Case) -> bool:
    """Can all words of a list question be read as a place to look or a topic?"""
    question = case.question
    if case.about or question.groups or question.owners:
        return True
    return not (question.left_over or case.unclear) or bool(_by_topic(case)[0])


def _scope(case: Case) -> tuple[list[Feature], str]:
    """Where to look, and what that is called."""
    roadmap, question = case.roadmap, case.question
    areas = [a for a in case.about if a.feature.children]
    named = [f for a in case.about if not a.feature.children for f in _that_name(case, a)]
    if named and not (areas or question.groups):
        return _unique(named), names([a.name for a in case.about])
    if question.groups:
        features = [roadmap.by_key[k] for k in question.groups[0].keys]
        if areas:
            held = {f.key for a in areas for f in roadmap.children(a.feature)}
            features = [f for f in features if f.key in held] or features
        return _unique(features), question.groups[0].title
    if areas:
        return _unique(_below(case, areas)), names([a.name for a in areas])
    if question.owners:
        owned = _unique(roadmap.by_key[k] for g in question.owners for k in g.keys)
        return owned, names([g.title for g in question.owners])
    if "phase" in question.cues and not question.left_over:
        return [f for f in roadmap.features if f.is_section], "phases"
    if "top" in question.cues:
        return list(roadmap.top), "the main table"
    if question.left_over or case.unclear:
        return _by_topic(case)
    return _everything(roadmap), ""


def _everything(roadmap: Roadmap) -> list[Feature]:
    """All features but those named in passing, and areas that say nothing of themselves."""
    return [
        f
        for f in roadmap.features
        if f.mentions[0].rank not in (Rank.PASSING, Rank.OLD_COPY)
        and not f.is_section
        and not (f.children and f.status is None and f.timeframe is None)
    ]


def _below(case: Case, areas: Iterable[About]) -> list[Feature]:
    held = [c for a in areas for f in (a.feature, *a.others) for c in case.roadmap.children(f)]
    return [c for c in held if not c.is_section]


def _that_name(case: Case, about: About) -> list[Feature]:
    """Features of which a key line of its own name gives the subject as its value ("Roadmap: Fast Builds")."""
    wanted = {name_of(n) for n in about.feature.names}
    return [
        f
        for f in case.roadmap.features
        for m in f.mentions
        for v in m.values
        if v.field not in set(Field) and name_of(v.text) in wanted and f.key != about.feature.key
    ]


def _by_topic(case: Case) -> tuple[list[Feature], str]:
    """Features whose names or headings have the words no whole name accounts for, in an area if one is named."""
    fitting = {f.key for f in case.unclear}
    unclear = [w for s in case.question.subjects if any(m.key in fitting for m in s.matches) for w in s.words]
    words = dict.fromkeys([*case.question.left_over, *unclear])
    area = next(
        (f for w in words for k in case.roadmap.names.exact((w,)) if (f := case.roadmap.by_key[k]).children), None
    )
    topic = [w for w in words if area is None or w not in {k for n in area.names for k in word_keys(n)}]
    features = _everything(case.roadmap) if area is None else list(case.roadmap.children(area))
    kept = [f for f in features if all(_is_about(f, w) for w in topic)]
    where = names([quoted(" ".join(topic))] if topic else [])
    return kept, f"{area.name}{' about ' if topic else ''}{where}" if area is not None else where


def _is_about(feature: Feature, word: str) -> bool:
    texts = [*feature.names, *(h for m in feature.mentions for h in (*m.headings, m.group))]
    wanted = root(word)
    return any(wanted == root(k) for text in texts for k in word_keys(text))


def _unique(features: Iterable[Feature]) -> list[Feature]:
    return list({f.key: f for f in features}.values())


def _fits(case: Case, feature: Feature) -> bool:
    question = case.question
    if question.window is not None and not meets(feature.timeframe, question.window):
        return False
    if "overdue" in question.cues and (is_done(feature) or not has_passed(feature.timeframe, case.today)):
        return False
    if "next" in question.cues and question.window is None and not _starts_later(feature, case.today):
        return False
    if "conflict" in question.cues and not _is_disputed(case, feature):
        return False
    if "unowned" in question.cues and feature.value(Field.OWNER) is not None:
        return False
    if question.priorities and not _has_priority(case, feature):
        return False
    return all(status_that_fits(feature, asked) is not None for asked in statuses_asked(case))


def _is_disputed(case: Case, feature: Feature) -> bool:
    return any(worth_telling(d) is not None for d in case.roadmap.disagreements.get(feature.key, ()))


def statuses_asked(case: Case) -> list[StatusAsked]:
    """The statuses that filter: "planned for Q4" asks for a time, not for a status."""
    question = case.question
    dated = question.window is not None or "overdue" in question.cues or any(a.feature.is_section for a in case.about)
    return [s for s in question.statuses if not (dated and s.kind in _TIMELY)]


_TIMELY = frozenset({StatusKind.PLANNED, StatusKind.IN_PROGRESS, StatusKind.DONE, StatusKind.LIVE})
"""Kinds whose words also belong to times: what is planned, worked on, delivered in Q3."""


def _starts_later(feature: Feature, today: date) -> bool:
    period = None if feature.timeframe is None else feature.timeframe.period
    return period is not None and period.start > today


def _has_priority(case: Case, feature: Feature) -> bool:
    levels = {case.lexicon.priority_level(v.text) for v in feature.values(Field.PRIORITY)[:1]}
    return not levels.isdisjoint(case.question.priorities)


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
    if len(asked.words) > 1 and words not in _PLAIN and words != asked.kind.value.replace("_", " "):
        literal = words in " ".join(word_keys(status.text))
        return literal or (status.kind == asked.kind and asked.kind not in _WORDED)
    return status.kind == asked.kind


_WORDED = frozenset({StatusKind.LIVE, StatusKind.DONE})
"""Of these kinds people ask for exact words: "MVP-complete" is not every "done"."""


def _both_finished(one: StatusKind | None, other: StatusKind) -> bool:
    return {one, other} == {StatusKind.DONE, StatusKind.LIVE}


def _runs_past(case: Case, feature: Feature) -> bool:
    window = case.question.window
    period = None if feature.timeframe is None else feature.timeframe.period
    if period is None or window is None or window.period.end is None:
        return False
    return period.end is None or period.end > window.period.end


def _filters(case: Case) -> str:
    """What was asked for, in words, to say what was looked for."""
    question = case.question
    said = [f"with the status {'not ' if s.negated else ''}{quoted(' '.join(s.words))}" for s in statuses_asked(case)]
    if question.priorities:
        said.append(f"with priority {names([f'P{level}' for level in question.priorities], 'or')}")
    said += [
        words for cue, words in _CUE_WORDS.items() if cue in question.cues and (cue != "next" or not question.window)
    ]
    return names(said)


_CUE_WORDS = {
    "overdue": "past their window and not written as done",
    "conflict": "about which pages disagree",
    "unowned": "without an owner of their own",
    "next": "starting after today",
}

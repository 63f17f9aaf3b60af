"""Where a list or a count looks: under a heading or an area, among what somebody owns, at a topic, everywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from knowledge.answerers.case import About, Case
from knowledge.answerers.owned_by import owned_by
from knowledge.answerers.value_asked import with_value
from knowledge.answerers.wording import names, quoted
from knowledge.identity import name_of
from knowledge.model import Feature, Field, Rank
from knowledge.notes import root
from knowledge.roadmap import Roadmap
from knowledge.said import Said, joined, say
from knowledge.words import stem, word_keys

Scope = tuple[list[Feature], str]
"""The features that are looked at, and where that is in words ("under Payments"); "" for the whole roadmap."""

_BRACKETS = re.compile(r"\(([^()]*)\)")


def find_scope(case: Case) -> Scope:
    """Where the question asks to look: the first of the places that it names."""
    found = (look(case) for look in _PLACES)
    return next((scope for scope in found if scope is not None), (_everything(case.roadmap), ""))


def _areas(case: Case) -> list[About]:
    return [a for a in case.about if a.feature.children]


def _with_that_value(case: Case) -> Scope | None:
    """What a key line of the page's own gives the subject as its value for."""
    named = [f for a in case.about if not a.feature.children for f in _that_name(case, a)]
    if not named or _areas(case) or case.question.groups:
        return None
    return _unique(named), _under([a.name for a in case.about])


def _subjects(case: Case) -> Scope | None:
    """What stands under headings called like the subjects, else these themselves."""
    if not case.about or _areas(case) or case.question.groups or case.question.owners:
        return None
    return _unique(_headed(case) or [a.feature for a in case.about]), _under([a.name for a in case.about])


def _group(case: Case) -> Scope | None:
    """What stands under a heading, of that what the areas named beside it hold."""
    if not case.question.groups:
        return None
    group = case.question.groups[0]
    features = [case.roadmap.by_key[k] for k in group.keys]
    held = {f.key for a in _areas(case) for f in case.roadmap.children(a.feature)}
    return owned_by(case, _unique([f for f in features if f.key in held] or features), _under([group.title]))


def _area(case: Case) -> Scope | None:
    """What lies in areas, of that what is about the words left over."""
    areas, topic = _areas(case), case.question.left_over
    if not areas:
        return None
    below, where = _unique(_below(case, areas)), _under([a.name for a in areas])
    about = [f for f in below if topic and all(_is_about(f, w) for w in topic)]
    return owned_by(
        case, about or _of_that_kind(case, below) or below, joined(" ", [where, _about(topic)]) if about else where
    )


def _of_that_kind(case: Case, features: list[Feature]) -> list[Feature]:
    """Of a release what stands under "Added", "Removed" ..., where the question says that word."""
    if _KINDS.isdisjoint(case.question.cues):
        return []
    words = set(case.question.words)
    titles = {f.key: [t for m in f.mentions for t in (*m.headings, m.group) if t] for f in features}
    return [f for f in features if any(words.issuperset(word_keys(t)) for t in titles[f.key])]


_KINDS = frozenset({"appeared", "vanished", "changes"})
"""Cues whose words are headings in a list of changes, too."""


def _owners(case: Case) -> Scope | None:
    owners = case.question.owners
    return owned_by(case, _unique(case.roadmap.by_key[k] for g in owners for k in g.keys), "") if owners else None


def _phases(case: Case) -> Scope | None:
    asked = "phase" in case.question.cues and not case.question.left_over
    return _stages(case.roadmap) if asked else None


def _main_table(case: Case) -> Scope | None:
    return (list(case.roadmap.top), say("in the main table")) if "top" in case.question.cues else None


def _topic(case: Case) -> Scope | None:
    question = case.question
    return by_topic(case) if question.left_over or case.unclear or question.subjects else None


_PLACES: tuple[Callable[[Case], Scope | None], ...] = (
    _with_that_value,
    _subjects,
    _group,
    _area,
    _owners,
    _phases,
    _main_table,
    _topic,
)
"""Ways to name a place to look, the narrowest first; each gives None where the question names none such."""


def _stages(roadmap: Roadmap) -> Scope:
    """The headings that are phases; all things where there are none, as the rows of a table are called stages."""
    sections = [f for f in roadmap.features if f.is_section]
    return (sections, say("among the phases")) if sections else (_everything(roadmap), "")


def _under(titles: list[str]) -> Said:
    """Where a list looks, for headings and areas."""
    return say("under {headings}", headings=names(titles))


def _about(topic: Iterable[str]) -> Said:
    return say("about {topic}", topic=quoted(" ".join(topic)))


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
    held = [c for a in areas for f in a.features for c in case.roadmap.children(f)]
    return [c for c in held if not c.is_section]


def _that_name(case: Case, about: About) -> list[Feature]:
    """Features of which a key line of its own name gives the subject as its value ("Roadmap: Fast Builds")."""
    wanted = {name_of(n) for n in about.feature.names}
    return [
        f
        for f in case.roadmap.features
        for m in f.mentions
        for v in m.values
        if not v.is_understood and name_of(v.text) in wanted and f.key != about.feature.key
    ]


def _headed(case: Case) -> list[Feature]:
    """Features under headings that have all words of a subject's name ("2.2 Module System Completion")."""
    wanted = [{root(w) for w in word_keys(a.name)} for a in case.about]
    return [
        f
        for f in _everything(case.roadmap)
        if any(w <= {root(k) for k in word_keys(h)} for w in wanted for m in f.mentions for h in m.headings)
    ]


def by_topic(case: Case) -> Scope:
    """Features whose names or headings have the words no whole name accounts for, in an area if one is named."""
    words = _unaccounted(case)
    area = next(
        (f for w in words for k in case.roadmap.names.exact((w,)) if (f := case.roadmap.by_key[k]).children), None
    )
    topic = [w for w in words if area is None or w not in {k for n in area.names for k in word_keys(n)}]
    features = _everything(case.roadmap) if area is None else list(case.roadmap.children(area))
    kept = [f for f in features if all(_is_about(f, w) for w in topic)]
    headed = [f for f in kept if any(_is_called(h, topic) for m in f.mentions for h in m.headings)]
    kept = headed or kept
    if not kept and words:
        other = with_value(case, _everything(case.roadmap), words)
        if other is not None:
            return other
    where = [_under([area.name])] if area is not None else []
    return kept, joined(" ", [*where, _about(topic)] if topic else where)


def _unaccounted(case: Case) -> list[str]:
    """The words left over, and those of subjects that are unsure or fit several things."""
    fitting = {f.key for f in case.unclear}
    unclear = [w for s in case.question.subjects if any(m.key in fitting for m in s.matches) for w in s.words]
    unsure = [w for s in case.question.subjects if not s.sure for w in s.words]
    return list(dict.fromkeys([*case.question.left_over, *unclear, *unsure]))


def _is_about(feature: Feature, word: str) -> bool:
    if any(stem(word) == stem(k) for v in feature.values(Field.STATUS) for k in word_keys(v.text)):
        return True
    texts = [*feature.names, *(h for m in feature.mentions for h in (*m.headings, m.group))]
    wanted = root(word)
    return any(wanted == root(k) for text in texts for k in word_keys(text))


def _is_called(heading: str, topic: list[str]) -> bool:
    """Does the heading begin with the topic ("v2.0: Advanced"), or give it in brackets or by its initials?"""
    wanted = [root(w) for w in topic]
    beginnings = (heading, *_BRACKETS.findall(heading))
    if len(topic) == 1 and len(topic[0]) > 2 and "".join(k[0] for k in word_keys(heading)) == topic[0]:
        return True  # "RFC" for "Request for comments"
    return bool(topic) and any([root(k) for k in word_keys(b)][: len(wanted)] == wanted for b in beginnings)


def _unique(features: Iterable[Feature]) -> list[Feature]:
    return list({f.key: f for f in features}.values())

"""Which features a list or a count is about: where to look, and what to keep."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from knowledge.answerers.case import About, Case
from knowledge.answerers.filters import fits, leaves_unsaid
from knowledge.answerers.value_asked import with_value
from knowledge.answerers.wording import names, quoted
from knowledge.identity import name_of
from knowledge.model import Feature, Field, Rank
from knowledge.notes import root
from knowledge.people import Role, RoleKind
from knowledge.roadmap import Roadmap
from knowledge.said import Said, joined, say
from knowledge.words import stem, word_keys

_BRACKETS = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Members:
    """The features that fit, of how many that were looked at, and the words for where that was."""

    features: tuple[Feature, ...]
    looked_at: int
    scope: str
    """Behind "items": "under Payments", "owned by Kim"; empty for the whole roadmap."""
    straddling: tuple[Feature, ...] = ()
    """Features that were running already before the time asked about, and go on into it."""
    stated: int = 0
    """How many of those that fit but for their status have one."""
    unstated: int = 0
    """How many of those have none."""
    unsaid: int = 0
    """How many might fit, but have no status to tell it by."""

    @property
    def item(self) -> Said:
        """What one of them is called: "item under Payments"."""
        return say("item {where}", where=self.scope) if self.scope else say("item")

    @property
    def items(self) -> Said:
        """What several of them are called: "items under Payments"."""
        return say("items {where}", where=self.scope) if self.scope else say("items")


def find_members(case: Case) -> Members:
    """The features a list question means."""
    scope, where = _scope(case)
    kept = [f for f in scope if fits(case, f)]
    straddling: tuple[Feature, ...] = ()
    window = case.question.window
    if window is not None and not kept and window.relation.value == "after":
        straddling = tuple(f for f in scope if _runs_past(case, f))
    asked = [f for f in scope if fits(_of_any_status(case), f)]
    stated = sum(f.status is not None for f in asked)
    unsaid = sum(leaves_unsaid(case, f) for f in scope)
    return Members(tuple(kept), len(scope), where, straddling, stated, len(asked) - stated, unsaid)


def _of_any_status(case: Case) -> Case:
    """The same without the statuses asked for: what a share of them is counted of."""
    return replace(case, question=replace(case.question, statuses=()))


def can_scope(case: Case) -> bool:
    """Can all words of a list question be read as a place to look or a topic?"""
    question = case.question
    if case.about or question.groups or question.owners:
        return True
    unsure = any(not s.sure for s in question.subjects)
    return not (question.left_over or case.unclear or unsure) or bool(_by_topic(case)[0])


def _scope(case: Case) -> tuple[list[Feature], str]:
    """Where to look, and what that is called."""
    roadmap, question = case.roadmap, case.question
    areas = [a for a in case.about if a.feature.children]
    named = [f for a in case.about if not a.feature.children for f in _that_name(case, a)]
    if named and not (areas or question.groups):
        return _unique(named), under([a.name for a in case.about])
    if case.about and not (areas or question.groups or question.owners):
        return _unique(_headed(case) or [a.feature for a in case.about]), under([a.name for a in case.about])
    if question.groups:
        features = [roadmap.by_key[k] for k in question.groups[0].keys]
        if areas:
            held = {f.key for a in areas for f in roadmap.children(a.feature)}
            features = [f for f in features if f.key in held] or features
        return _owned(case, _unique(features), under([question.groups[0].title]))
    if areas:
        below, where = _unique(_below(case, areas)), under([a.name for a in areas])
        topic = [f for f in below if question.left_over and all(_is_about(f, w) for w in question.left_over)]
        if topic:
            where = joined(" ", [where, _about(question.left_over)])
        return _owned(case, topic or below, where)
    if question.owners:
        return _owned(case, _unique(roadmap.by_key[k] for g in question.owners for k in g.keys), "")
    if "phase" in question.cues and not question.left_over:
        return _stages(roadmap)
    if "top" in question.cues:
        return list(roadmap.top), say("in the main table")
    if question.left_over or case.unclear or question.subjects:
        return _by_topic(case)
    return _everything(roadmap), ""


def _stages(roadmap: Roadmap) -> tuple[list[Feature], str]:
    """The headings that are phases; all things where there are none, as the rows of a table are called stages."""
    sections = [f for f in roadmap.features if f.is_section]
    return (sections, say("among the phases")) if sections else (_everything(roadmap), "")


def under(titles: list[str]) -> Said:
    """Where a list looks, for headings and areas."""
    return say("under {headings}", headings=names(titles))


def _about(topic: Iterable[str]) -> Said:
    return say("about {topic}", topic=quoted(" ".join(topic)))


def _owned(case: Case, features: list[Feature], where: str) -> tuple[list[Feature], str]:
    """Of the features those that the owners asked for have, when there are any."""
    owners = case.question.owners
    if not owners:
        return features, where
    keys = {k for g in owners for k in g.keys}
    kept = [f for f in features if f.key in keys]
    titles = names([g.title for g in owners])
    role = _role_asked(case)
    said = say("owned by {owner}", owner=titles)
    if role is not None and (in_role := [f for f in kept if _plays(f, role)]):
        kept, said = in_role, say("with the {role} {owner}", role=role.said, owner=titles)
    elif (team := _team(kept, {t for g in owners for t in word_keys(g.title)})) is not None:
        said = say("of the {role} {owner}", role=team.said, owner=titles)
    return kept, joined(" ", [where, said]) if where else said


def _role_asked(case: Case) -> Role | None:
    """The part that a question names: "what is Kim the point of contact for"."""
    words = case.question.words
    spans = (words[i:j] for j in range(len(words), 0, -1) for i in range(j))
    found = (case.lexicon.role_of(" ".join(span)) for span in spans if len(span) > 1)
    return next((role for role in found if role is not None and role.kind != RoleKind.OWNER), None)


def _team(features: list[Feature], words: set[str]) -> Role | None:
    """The part as a team ("squad") that pages give to those with these words; None when they give them another one."""
    values = [v for f in features for v in f.values(Field.OWNER) if words.issuperset(word_keys(v.text))]
    roles = {v.role for v in values}
    return next((r for r in roles if r is not None and r.kind == RoleKind.TEAM), None) if len(roles) == 1 else None


def _plays(feature: Feature, role: Role) -> bool:
    return any(v.role is not None and v.role.kind == role.kind for v in feature.values(Field.OWNER))


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


def _by_topic(case: Case) -> tuple[list[Feature], str]:
    """Features whose names or headings have the words no whole name accounts for, in an area if one is named."""
    fitting = {f.key for f in case.unclear}
    unclear = [w for s in case.question.subjects if any(m.key in fitting for m in s.matches) for w in s.words]
    unsure = [w for s in case.question.subjects if not s.sure for w in s.words]
    words = dict.fromkeys([*case.question.left_over, *unclear, *unsure])
    area = next(
        (f for w in words for k in case.roadmap.names.exact((w,)) if (f := case.roadmap.by_key[k]).children), None
    )
    topic = [w for w in words if area is None or w not in {k for n in area.names for k in word_keys(n)}]
    features = _everything(case.roadmap) if area is None else list(case.roadmap.children(area))
    kept = [f for f in features if all(_is_about(f, w) for w in topic)]
    headed = [f for f in kept if any(_is_called(h, topic) for m in f.mentions for h in m.headings)]
    kept = headed or kept
    if not kept and words:
        other = with_value(case, _everything(case.roadmap), list(words))
        if other is not None:
            return other
    where = [under([area.name])] if area is not None else []
    return kept, joined(" ", [*where, _about(topic)] if topic else where)


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


def _runs_past(case: Case, feature: Feature) -> bool:
    window = case.question.window
    period = feature.period
    if period is None or window is None or window.period.end is None:
        return False
    return period.end is None or period.end > window.period.end

"""Of the things in some place those that the owners asked for have, and how that is said."""

from __future__ import annotations

from knowledge.answerers.case import Case
from knowledge.answerers.wording import names
from knowledge.model import Feature, Field
from knowledge.people import Role, RoleKind
from knowledge.said import joined, say
from knowledge.words import word_keys


def owned_by(case: Case, features: list[Feature], where: str) -> tuple[list[Feature], str]:
    """Of `features` those of the owners asked for, and the words for it behind `where`; all when none is asked for."""
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

"""What roadmap.yaml adds to the pages: other names of features, and owners. Pages always come first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from knowledge.lexicon import Lexicon
from knowledge.model import Feature, Field, Mention, Problem, Rank, Source, Value
from knowledge.names import NameIndex
from knowledge.words import word_keys

CLASH, WRONG = "alias clash", "bad settings"
"""The kinds of the Problems found here: a name that means two things, and one that means nothing."""


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of a feature, and the line that gives it."""

    alias: str
    name: str
    source: Source


@dataclass(frozen=True, slots=True)
class OwnerLine:
    """A line that names an owner: of the feature called so, or of all whose page fits a pattern ("product/inbox/*")."""

    of: str
    owner: str
    source: Source


@dataclass(frozen=True, slots=True)
class Naming:
    """The aliases and owners of roadmap.yaml, in the order of their lines."""

    aliases: tuple[Alias, ...] = ()
    owners: tuple[OwnerLine, ...] = ()


def add_naming(features: list[Feature], naming: Naming, lexicon: Lexicon) -> tuple[list[Feature], list[Problem]]:
    """The features with what `naming` adds, and a Problem for each line that names no feature or another one."""
    if not (naming.aliases or naming.owners):
        return features, []
    index = NameIndex(features, lexicon)
    also, bad_aliases = _aliases(naming.aliases, index, {f.key: f for f in features})
    owned, bad_owners = _owners(naming.owners, index, features)
    added = [
        replace(f, also=(*f.also, *also.get(f.key, ())), mentions=(*f.mentions, *owned.get(f.key, ())))
        for f in features
    ]
    return added, [*bad_aliases, *bad_owners]


def _aliases(
    aliases: Iterable[Alias], index: NameIndex, by_key: Mapping[str, Feature]
) -> tuple[dict[str, list[str]], list[Problem]]:
    also: dict[str, list[str]] = defaultdict(list)
    given: dict[tuple[str, ...], Alias] = {}
    problems = []
    for alias in aliases:
        keys, called = index.exact(word_keys(alias.name)), word_keys(alias.alias)
        others = [by_key[k] for k in index.exact(called) if k not in keys]
        before = given.setdefault(called, alias)
        if not keys:
            problems.append(_problem(WRONG, alias.source, f"{_shown(alias)}: no feature is called “{alias.name}”"))
        elif others:
            place = f"{others[0].name} ({others[0].source})"
            problems.append(
                _problem(CLASH, alias.source, f"{_shown(alias)}: that is the name of another feature, {place}")
            )
        elif word_keys(before.name) != word_keys(alias.name):
            problems.append(
                _problem(CLASH, alias.source, f"{_shown(alias)}: {before.source} gives it to “{before.name}”")
            )
        else:
            for key in keys:
                also[key].append(alias.alias)
    return also, problems


def _shown(alias: Alias) -> str:
    return f"the alias “{alias.alias}” of “{alias.name}”"


def _owners(
    lines: Iterable[OwnerLine], index: NameIndex, features: list[Feature]
) -> tuple[dict[str, list[Mention]], list[Problem]]:
    """A line for a feature by its name comes before lines for all that fit a pattern."""
    owned: dict[str, list[Mention]] = {}
    problems = []
    for line in sorted(lines, key=lambda o: (_is_pattern(o.of), o.source)):
        keys = () if _is_pattern(line.of) else index.exact(word_keys(line.of))
        keys = keys or tuple(f.key for f in features if fnmatchcase(f.path or f.source.path, line.of))
        if not keys:
            message = f"the owner “{line.owner}”: no feature is called “{line.of}”, and no page's path fits it"
            problems.append(_problem(WRONG, line.source, message))
        value = Value(Field.OWNER, line.owner, line.source)
        for key in keys:
            owned.setdefault(key, [Mention(line.of, line.source, Rank.SETTINGS, (value,))])
    return owned, problems


def _is_pattern(of: str) -> bool:
    return any(c in of for c in "*?[")


def _problem(kind: str, source: Source, message: str) -> Problem:
    return Problem(kind, message, source, error=True)

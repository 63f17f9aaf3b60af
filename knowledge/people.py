"""Who a page names: people and teams in an owner's cell, and the part they play.

A page tells apart an owner, a lead, a point of contact, a reviewer; the word it uses is kept and
told. The kinds stand in the order in which they answer "who owns it?".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from knowledge.inline import links, plain


class RoleKind(IntEnum):
    """What part somebody plays, the one who answers for a thing first."""

    OWNER = 0
    DRI = 1
    LEAD = 2
    CONTACT = 3
    CHAMPION = 4
    ASSIGNEE = 5
    MAINTAINER = 6
    TEAM = 7
    MANAGER = 8
    SPONSOR = 9
    AUTHOR = 10
    APPROVER = 11
    REVIEWER = 12
    PAGE_OWNER = 13
    """Keeps the page, as a CODEOWNERS file says."""


@dataclass(frozen=True, slots=True)
class Role:
    """The part somebody plays: its kind, and the words of the page ("[cargo] champion")."""

    kind: RoleKind
    text: str

    @property
    def said(self) -> str:
        """The words inside a sentence: "Point of Contact" -> "point of contact", "DRI" as it is."""
        return " ".join(w if sum(c.isupper() for c in w) > 1 else w.lower() for w in self.text.split())


@dataclass(frozen=True, slots=True)
class RoleWords:
    """The words with which pages name parts and the people who play them."""

    kinds: Mapping[str, RoleKind]
    """A key as written in lower case -> the part that those play whom it names."""
    endings: Mapping[str, RoleKind]
    """Last words of such keys: "[cargo] champion", "Design owner"."""
    role_columns: frozenset[str]
    person_columns: frozenset[str]
    nobody: frozenset[str]
    """What stands in an owner's place when nobody is one yet."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as written: a name, a handle or a team, and where its link leads ("" for none)."""

    name: str
    profile: str = ""


def people_in(raw: str) -> tuple[Person, ...]:
    """The people that an owner's cell names, told apart at commas, slashes, "and" and between handles."""
    profiles = {link.text: link.target for link in links(raw) if link.target.startswith(("http", "mailto:"))}
    text = plain(_BREAK.sub(", ", raw)).lstrip("!")
    text = _ASIDE.sub("", text) if _ASIDE.sub("", text).strip() else text
    whole = [*profiles, *_TEAM_HANDLE.findall(text)]
    for position, name in enumerate(whole):
        text = text.replace(name, f"\x00{position}\x00", 1)
    found = []
    for part in _SEVERAL.split(text):
        name = _HELD.sub(lambda m: whole[int(m[1])], part).strip(_AROUND)
        if any(c.isalnum() for c in name):
            found.append(Person(name, profiles.get(name, "")))
    return tuple(found)


_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TEAM_HANDLE = re.compile(r"@[\w.-]+/(?!@)[\w.-]+(?=\s*(?:[,;+&]|$|\s@))")
_SEVERAL = re.compile(
    r"\s*(?:[,;/、，；|]|(?<!\+)\+(?!\+|$)|(?<=\s)&(?=\s)|&(?=@)|(?<!\w)(?:and|und|et|y|e|和|と|with|mit|con|com|avec)(?!\w)|(?<=\w)[和と](?=\w)"
    r"|(?<=\w)\s+(?=@)|(?<=\x00)\s*(?=[@\x00]))\s*"
)
"""What stands between several people in one cell."""
_HELD = re.compile(r"\x00(\d+)\x00")
_ASIDE = re.compile(r"\s*[(（][^()（）]*[)）]")
_AROUND = " \t.:·-–—*_()（）"

"""Where links lead: to a page of the roadmap, outside of it, or nowhere.

A site-absolute link ("/docs/roadmap/x/README") is resolved by its longest tail that exists
under the root, with or without ".md" or "/README.md", since a roadmap is often a sub-folder of
a site. A link that leaves the root is outside, not dead.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from knowledge.page import INDEX_NAMES

_SCHEME = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*:|^//")


class LinkKind(StrEnum):
    """What a link's target turned out to be."""

    PAGE = "page"
    SAME_PAGE = "same page"
    OUTSIDE = "outside"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Target:
    """A resolved link: its kind, and the path when it is a page of the roadmap."""

    kind: LinkKind
    path: str | None = None


class Resolver:
    """Resolves links against the set of pages under the root."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths: dict[str, str] = {}
        self._folders: set[str] = set()
        for path in sorted(paths, key=lambda p: (p.count("/"), p)):
            for form in _forms(path):
                self._paths.setdefault(form, path)
            parts = path.split("/")[:-1]
            self._folders |= {"/".join(parts[:n]) for n in range(1, len(parts) + 1)}
        self._tops = {f.split("/")[0] for f in self._folders}

    def resolve(self, target: str, from_path: str) -> Target:
        """What `target`, written on the page `from_path`, leads to."""
        if target.startswith("#") or not target:
            return Target(LinkKind.SAME_PAGE, from_path)
        if _SCHEME.match(target):
            return Target(LinkKind.OUTSIDE)
        clean = unquote(re.split(r"[?#]", target, maxsplit=1)[0]).rstrip("/")
        return self._absolute(clean) if target.startswith("/") else self._relative(clean, from_path)

    def _relative(self, target: str, from_path: str) -> Target:
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(from_path), target))
        if joined.startswith(".."):
            return Target(LinkKind.OUTSIDE)
        found = self._paths.get(joined.lower())
        if found is not None:
            return Target(LinkKind.PAGE, found)
        return Target(LinkKind.DEAD) if _is_page(joined) else Target(LinkKind.OUTSIDE)

    def _absolute(self, target: str) -> Target:
        parts = target.strip("/").split("/")
        for start in range(len(parts)):
            tail = "/".join(parts[start:]).lower()
            found = self._paths.get(tail)
            if found is not None and (start == 0 or "/" in tail or len(parts) == start + 1):
                if (
                    "/" not in tail
                    and start > 0
                    and tail.removesuffix(".md") in INDEX_NAMES
                    and not self._is_root(parts, start)
                ):
                    break
                return Target(LinkKind.PAGE, found)
        inside = any("/".join(parts[start:-1]).lower() in self._folders for start in range(len(parts) - 1))
        return Target(LinkKind.DEAD if inside else LinkKind.OUTSIDE)

    def _is_root(self, parts: list[str], start: int) -> bool:
        """Is "README" at the end of a site-absolute link the root's own, not a missing folder's?"""
        return not any(p.lower() in self._tops for p in parts[:start]) and len(parts) <= 3


def _forms(path: str) -> list[str]:
    """The ways a link may name a page: with and without ending, an index page by its folder too."""
    low = path.lower()
    stem = low.rpartition(".")[0] or low
    forms = [low, stem]
    folder, _, name = stem.rpartition("/")
    if name in INDEX_NAMES and folder:
        forms.append(folder)
    return forms


def _is_page(path: str) -> bool:
    name = path.rpartition("/")[2]
    return "." not in name or name.lower().endswith((".md", ".mdx", ".markdown"))

"""The kinds of problems that `roadmap-bot check` knows: what each is, and whether it is shown unasked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of problem is about, and whether it is shown when it is not asked for."""

    about: str
    shown: bool = True


KINDS: Mapping[str, Kind] = {
    "unreadable file": Kind("a file that can't be opened; always an error"),
    "bad settings": Kind("a wrong line in the settings; always an error"),
    "alias clash": Kind("another name, set in roadmap.yaml, that two things would answer to"),
    "bad front matter": Kind("the lines between --- at the top of a page are no YAML"),
    "bad pattern": Kind("a line of a CODEOWNERS file that is no pattern of pages"),
    "binary file": Kind("a page that is no text"),
    "clash": Kind("pages, or lines of one page, that cannot both be true"),
    "damaged encoding": Kind("characters that were saved or decoded wrongly"),
    "dead link": Kind("a link to a page that is not there"),
    "duplicate page": Kind("two pages of one area with one title, or with the same text"),
    "no owner": Kind("nobody is written as the owner, neither of the thing nor of anything above it"),
    "no status": Kind("no status is written"),
    "page too large": Kind("a page too large to be a page of a roadmap"),
    "past window": Kind("the time planned for it has ended, and no page says how that went"),
    "stale page": Kind("a page not updated since its review cycle asks for it"),
    "unknown status": Kind("a status in words that are not understood"),
    "unlinked page": Kind("a page that no other page leads to, while its neighbours are linked"),
    "unread line": Kind("a line for a date or a priority that names none"),
    "link outside": Kind("a link to a page outside of the roadmap, which can't be read", shown=False),
    "may fit": Kind("pages that differ, where both may be true: one refines or conditions the other", shown=False),
    "wording": Kind("pages that say the same in other words", shown=False),
}
"""Every kind by its name."""


def names() -> str:
    """The kinds as an error lists them."""
    return ", ".join(sorted(KINDS))

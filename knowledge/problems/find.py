"""Every problem of a roadmap: those met while reading, and those that show when all pages are known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from knowledge.disagreements.disagreement import Disagreement, DisagreementKind
from knowledge.disagreements.find import distinct
from knowledge.lexicon import Lexicon
from knowledge.model import Problem
from knowledge.problems.gaps import past_windows, without_owner, without_status
from knowledge.problems.links import dead_links, links_outside
from knowledge.problems.pages import duplicate_pages, unlinked_pages
from knowledge.problems.reviews import stale_pages
from knowledge.problems.values import unknown_statuses, unread_lines
from knowledge.roadmap import Roadmap


def find_problems(roadmap: Roadmap, lexicon: Lexicon, today: date) -> list[Problem]:
    """What the authors of pages should know on the day `today`, each once, in order of place."""
    found = {
        *roadmap.problems,
        *differences(roadmap),
        *dead_links(roadmap),
        *links_outside(roadmap),
        *unread_lines(roadmap, lexicon),
        *unknown_statuses(roadmap, lexicon),
        *without_owner(roadmap),
        *without_status(roadmap),
        *past_windows(roadmap, today),
        *stale_pages(roadmap, lexicon, today),
        *duplicate_pages(roadmap),
        *unlinked_pages(roadmap),
    }
    return sorted(found, key=lambda p: (p.source.path, p.source.line, p.kind, p.message))


def differences(roadmap: Roadmap) -> Iterator[Problem]:
    """Where pages disagree; what an old copy says is expected to differ."""
    for one in distinct(d for found in roadmap.disagreements.values() for d in found):
        if one.kind != DisagreementKind.OLD_COPY:
            first = min(one.sides, key=lambda s: s.source)
            yield Problem(one.kind.value, _told(one), first.source)


def _told(one: Disagreement) -> str:
    first, *others = sorted(one.sides, key=lambda s: s.source)
    said = ", ".join(f'"{s.text}" at {s.source}' for s in others)
    because = f" ({one.because})" if one.because else ""
    return f'{one.field} of {one.name} is "{first.text}" here, {said}{because}'

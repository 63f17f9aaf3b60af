"""`roadmap-bot check`: what the author of a page should know, a line each."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.disagreements.disagreement import Disagreement, DisagreementKind
from knowledge.disagreements.find import distinct
from knowledge.model import Problem
from knowledge.roadmap import Roadmap


def report(roadmap: Roadmap) -> list[str]:
    """Every Problem and Disagreement as `path:line: kind: message`, in order of place."""
    lines = [*map(_problem, roadmap.problems), *_disagreements(roadmap)]
    return [text for _, text in sorted(set(lines))]


def has_errors(roadmap: Roadmap) -> bool:
    """Is there a Problem of the error kind?"""
    return any(p.error for p in roadmap.problems)


def _problem(problem: Problem) -> tuple[tuple[str, int], str]:
    place = (problem.source.path, problem.source.line)
    return place, f"{problem.source}: {problem.kind}: {problem.message}"


def _disagreements(roadmap: Roadmap) -> Iterator[tuple[tuple[str, int], str]]:
    for difference in distinct(d for found in roadmap.disagreements.values() for d in found):
        if difference.kind == DisagreementKind.CLASH:
            yield _disagreement(difference)


def _disagreement(clash: Disagreement) -> tuple[tuple[str, int], str]:
    first, *others = sorted(clash.sides, key=lambda s: s.source)
    said = ", ".join(f'"{s.text}" at {s.source}' for s in others)
    text = f'{first.source}: clash: {clash.field} of {clash.name} is "{first.text}" here, {said}'
    return (first.source.path, first.source.line), text

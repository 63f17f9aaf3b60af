"""`roadmap-bot check`: what the authors of pages should know, and whether it fails a build."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from bot.roadmap_file import Silence
from bot.settings import SettingsError
from knowledge.model import Problem
from knowledge.problems.kinds import KINDS, names


@dataclass(frozen=True)
class Report:
    """The problems to show, those left out because of their kind, and those silenced, by the reason for it."""

    shown: tuple[Problem, ...]
    hidden: Counter[str]
    silenced: dict[Silence, int]
    failed: bool
    """Was an error found, or a kind that is to fail the build?"""

    @property
    def counts(self) -> Counter[str]:
        """How many problems of each kind are shown."""
        return Counter(p.kind for p in self.shown)


def report(
    problems: Sequence[Problem], silences: Sequence[Silence], only: Iterable[str] = (), fail_on: Iterable[str] = ()
) -> Report:
    """The report on the problems of a roadmap; without `only` it shows the kinds that are shown unasked.

    A silenced problem is counted, and fails nothing; errors can't be silenced. Raises SettingsError
    when a kind is none.
    """
    wanted, failing = _known("--only", only), _known("--fail-on", fail_on)
    silenced: Counter[Silence] = Counter()
    found = []
    for problem in problems:
        silence = None if problem.error else _silence(problem, silences)
        if silence is None:
            found.append(problem)
        else:
            silenced[silence] += 1
    shown = [p for p in found if (p.kind in wanted if wanted else KINDS[p.kind].shown or p.kind in failing)]
    hidden = Counter(p.kind for p in found) - Counter(p.kind for p in shown)
    failed = any(p.error or p.kind in failing for p in found)
    return Report(tuple(shown), hidden, dict(silenced), failed)


def _known(option: str, kinds: Iterable[str]) -> frozenset[str]:
    for kind in kinds:
        if kind not in KINDS:
            raise SettingsError(f"{option} is {kind!r}; it must be one of: {names()}")
    return frozenset(kinds)


def _silence(problem: Problem, silences: Sequence[Silence]) -> Silence | None:
    return next((s for s in silences if s.kind == problem.kind and fnmatchcase(problem.source.path, s.path)), None)

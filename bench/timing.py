"""Timings as ratios: the same work measured beside a named baseline, in one run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence


def best_of(runs: int, work: Callable[[], object]) -> float:
    """The shortest of `runs` runs, in seconds: the one least disturbed by the machine."""
    return min(_timed(work) for _ in range(runs))


def each(work: Callable[[str], object], inputs: Sequence[str], rounds: int = 5) -> list[float]:
    """For each input the shortest of `rounds` runs, in seconds."""
    return [min(_timed(lambda text=text: work(text)) for _ in range(rounds)) for text in inputs]  # type: ignore[misc]


def percentile(times: Sequence[float], share: float) -> float:
    """The time that `share` of all stay below."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def median(times: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(times)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start

"""The roadmap at a glance, as one line: how much of it needs somebody's attention."""

from __future__ import annotations

from collections.abc import Callable

from knowledge.review.review import Counts
from knowledge.said import Said, joined, say, say_many

_COUNTED: tuple[tuple[Callable[[Counts], int | None], Callable[[int], Said]], ...] = (
    (
        lambda counts: counts.changed,
        lambda n: say_many("{count} change since the last review", "{count} changes since the last review", n),
    ),
    (
        lambda counts: counts.past,
        lambda n: say_many(
            "{count} item past its time without an outcome", "{count} items past their time without an outcome", n
        ),
    ),
    (
        lambda counts: counts.clashes,
        lambda n: say_many("{count} clash between pages", "{count} clashes between pages", n),
    ),
    (lambda counts: counts.blocked, lambda n: say_many("{count} blocked item", "{count} blocked items", n)),
    (
        lambda counts: counts.stale,
        lambda n: say_many("{count} page past its review cycle", "{count} pages past their review cycle", n),
    ),
    (
        lambda counts: counts.unowned,
        lambda n: say_many("{count} item without an owner", "{count} items without an owner", n),
    ),
    (
        lambda counts: counts.unanswered,
        lambda n: say_many(
            "{count} question that the pages do not answer", "{count} questions that the pages do not answer", n
        ),
    ),
)


def glance(counts: Counts) -> Said:
    """The counts that are not nought."""
    found = [said(number) for count, said in _COUNTED if (number := count(counts))]
    if not found:
        return say("At a glance: nothing past, nothing blocked, no clash.")
    return say("At a glance: {counted}.", counted=joined(", ", found))

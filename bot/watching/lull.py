"""When the pages have come to rest, so that many edits in a row are told as one."""

from __future__ import annotations

PATIENCE = 6
"""Quiet times after which it is told all the same, when edits never end."""


class Lull:
    """Knows how long the newest commit has been the newest. Time is in seconds since some moment."""

    def __init__(self, quiet: float) -> None:
        """`quiet`: seconds for which nothing must have come."""
        self._quiet = quiet
        self._newest: str | None = None
        self._seen = 0.0
        self._waiting_since: float | None = None

    def has_come(self, newest: str, now: float) -> bool:
        """Is it quiet, with `newest` as the newest commit, or has it not been for so long that nobody can wait?"""
        if newest != self._newest:
            self._newest, self._seen = newest, now
            self._waiting_since = now if self._waiting_since is None else self._waiting_since
        waits_since = self._seen if self._waiting_since is None else self._waiting_since
        has_come = now - self._seen >= self._quiet or now - waits_since >= self._quiet * PATIENCE
        if has_come:
            self._waiting_since = None
        return has_come

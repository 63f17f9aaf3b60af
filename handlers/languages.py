"""Which language an answer is given in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from knowledge.said import ENGLISH, Language


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages the bot speaks beside English, and the one that a setting wants for all answers."""

    others: Mapping[str, Callable[[], Language]] = field(default_factory=dict)
    """By ISO 639; each is read when it is first spoken."""
    always: str | None = None

    def choose(self, *codes: str | None) -> Language:
        """The language that is set, else the first of `codes` that is known; English when it is one we do not speak."""
        code = self.always or next((c for c in codes if c is not None), ENGLISH.code)
        read = self.others.get(code)
        return ENGLISH if read is None else read()

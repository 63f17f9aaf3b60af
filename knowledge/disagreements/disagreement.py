"""A Disagreement: what pages say of one field of one thing, where it differs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from knowledge.model import Value
from knowledge.said import say


class DisagreementKind(StrEnum):
    """How much two values for one field of one thing differ."""

    CLASH = "clash"
    """They cannot both be true."""
    MAY_FIT = "may fit"
    """Both can be true: one refines or conditions the other, or they speak of different parts."""
    WORDING = "wording"
    """They say the same in other words."""
    OLD_COPY = "old copy"
    """A page kept for history says something else than the live ones."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A typed field of which the mentions differ: every side, in order of rank."""

    name: str
    field: str
    sides: tuple[Value, ...]
    keys: tuple[str, ...] = ()
    kind: DisagreementKind = DisagreementKind.CLASH
    because: str = ""
    """Why both sides may be true, when they may: "one lies within the other"; several reasons behind semicolons."""

    @property
    def reason(self) -> str:
        """The reason for which the sides may fit, in general words when there are several."""
        return say("one refines or conditions the other") if ";" in self.because else self.because

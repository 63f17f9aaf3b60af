"""Who is who, as roadmap.yaml says: an owner on the pages -> ids on the platform."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class NamedPeople:
    """The people that the settings name; never anybody else, however alike the names."""

    ids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """An owner as the pages write it -> the ids of whoever that is."""

    def owners(self, user: str) -> tuple[str, ...]:
        """The names of owners that stand for this user."""
        return tuple(name for name, ids in self.ids.items() if user in ids)

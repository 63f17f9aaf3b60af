"""Who is who, as roadmap.yaml says and as people said themselves: an owner on the pages -> ids on the platform,
and by which clock they work."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from bot.schedule.named import A_PLACE, A_ZONE, HolidaysOf, ZoneName


def one_or_many(written: Any) -> Any:
    """What is written, as one of several when it is one."""
    return (written,) if isinstance(written, str) else written


PersonId = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]+$")]
"""An id in Slack."""


class Person(BaseModel):
    """Somebody as roadmap.yaml names them: one id or several, or these with a time zone and public holidays."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[tuple[PersonId, ...], BeforeValidator(one_or_many)] = Field(
        min_length=1, description="an id in Slack such as U0123456789, or a list of ids"
    )
    zone: ZoneName | None = Field(default=None, description=A_ZONE)
    """Their own, where that is not the one that Slack knows."""
    holidays: HolidaysOf | None = Field(default=None, description=A_PLACE)


def person_or_ids(written: Any) -> Any:
    """A person, of whom nothing but ids may be written."""
    return {"id": written} if isinstance(written, str | list | tuple) else written


@dataclass(frozen=True)
class NamedPeople:
    """The people that the settings name; never anybody else, however alike the names."""

    ids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """An owner as the pages write it -> the ids of whoever that is."""
    zones: Mapping[str, str] = field(default_factory=dict)
    """Id -> the time zone that the settings name."""
    holidays: Mapping[str, str] = field(default_factory=dict)
    """Id -> whose public holidays are free."""
    learned: Mapping[str, str] = field(default_factory=dict)
    """Id -> the time zone that the platform tells."""

    def owners(self, user: str) -> tuple[str, ...]:
        """The names of owners that stand for this user."""
        return tuple(name for name, ids in self.ids.items() if user in ids)

    def and_also(self, others: Mapping[str, tuple[str, ...]]) -> NamedPeople:
        """The same people and others; of an owner all whom either names."""
        names = dict.fromkeys([*self.ids, *others])
        every = {n: tuple(dict.fromkeys([*self.ids.get(n, ()), *others.get(n, ())])) for n in names}
        return replace(self, ids=every)

    def without(self, gone: Collection[str]) -> NamedPeople:
        """The same people without some ids."""
        left = {name: tuple(id for id in ids if id not in gone) for name, ids in self.ids.items()}
        return replace(self, ids={name: ids for name, ids in left.items() if ids})

    def in_zones(self, learned: Mapping[str, str]) -> NamedPeople:
        """The same people, with the time zones that the platform tells."""
        return replace(self, learned=learned)


def named_people(people: Mapping[str, Person]) -> NamedPeople:
    """The people of the settings."""
    every = [(id, person) for person in people.values() for id in person.id]
    zones = {id: person.zone for id, person in every if person.zone is not None}
    holidays = {id: person.holidays for id, person in every if person.holidays is not None}
    return NamedPeople({name: person.id for name, person in people.items()}, zones, holidays)


class KnownPeople:
    """The people of the settings, and those of whom an admin confirmed who they are."""

    def __init__(self, named: NamedPeople) -> None:
        """`named` are those of the settings."""
        self._named = self._all = named

    @property
    def all(self) -> NamedPeople:
        """Everybody who is known now."""
        return self._all

    def learn(self, confirmed: Mapping[str, tuple[str, ...]]) -> None:
        """Know these people beside those of the settings, in the place of those learnt before."""
        self._all = self._named.and_also(confirmed)

    def owners(self, user: str) -> tuple[str, ...]:
        """The names of owners that stand for this user."""
        return self._all.owners(user)

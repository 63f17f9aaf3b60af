"""By whose clock the people of a workspace are written to, whatever it is that they are told."""

from __future__ import annotations

from dataclasses import dataclass

from bot.people import KnownPeople, NamedPeople
from bot.reviews.runs import for_person, plans
from bot.reviews.settings import ReviewSettings
from bot.reviews.zones import SlackZones
from bot.schedule.hours import Hours
from bot.schedule.quiet import is_person


@dataclass(frozen=True)
class Clocks:
    """The clocks of people: those that the settings name, else those that Slack knows."""

    settings: ReviewSettings
    known: KnownPeople
    zones: SlackZones

    async def people(self, workspace: str, *, only_there: bool = False) -> NamedPeople:
        """Who is who, in the zones that Slack tells where the settings name none.

        `only_there`: without those of whom Slack says that they are not of that workspace.
        """
        people = self.known.all
        every = {person for ids in people.ids.values() for person in ids if is_person(person)}
        asked = sorted(every if only_there else every - people.zones.keys())
        seen = await self.zones.of(workspace, asked)
        found = people.in_zones({person: told.zone for person, told in seen.items() if told.zone is not None})
        return found.without({person for person, told in seen.items() if only_there and not told.is_there})

    async def hours(self, workspace: str, place: str) -> Hours:
        """When a place may be written to: a person by their own clock, holidays and days of work."""
        if not is_person(place):
            return self.settings.hours()
        people, every = self.known.all, plans(self.settings)
        names = set(people.owners(place))
        own = next((plan for plan in every if plan.owner in names), None)
        if place not in people.zones and (zone := (await self.zones.of(workspace, [place]))[place].zone) is not None:
            people = people.in_zones({place: zone})
        mine = for_person(own or next(plan for plan in every if plan.channel), place, people)
        return Hours(mine.zone, mine.days)

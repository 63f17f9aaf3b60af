"""What only one person's Home shows: what they watch, who they say they are, what waits for them as an admin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from handlers.identities import Identity
from handlers.slack.desk import Desk
from handlers.troubles import Trouble
from handlers.watches import Watch


@dataclass(frozen=True, slots=True)
class Own:
    """It, as it is kept."""

    watches: Sequence[Watch] | None = None
    """None: nothing can be watched."""
    said: Sequence[Identity] = ()
    """Who they say they are."""
    people: Sequence[Identity] = ()
    """For an admin: what everybody says of themselves."""
    troubles: Sequence[Trouble] = ()
    """For an admin: what can't be delivered."""


async def own_of(user: str, team: str, client: Any, desk: Desk) -> Own:
    """What is kept for one person."""
    watches = await desk.watches.of(team, user) if desk.watches is not None and desk.present().can_watch else None
    if desk.identities is None:
        return Own(watches)
    is_admin = desk.admins is not None and await desk.admins.is_admin(user, client)
    said = await desk.identities.of(team, user)
    if not is_admin:
        return Own(watches, said)
    troubles = () if desk.troubles is None else await desk.troubles.of(team)
    return Own(watches, said, await desk.identities.every(team), troubles)

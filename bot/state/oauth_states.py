"""Installs under way: what was handed to a browser, to be handed back by Slack once."""

from __future__ import annotations

import secrets

from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from sqlalchemy import delete, insert

from bot.state.database import Database
from bot.state.tables import OAUTH_STATES

LASTS = 600.0
"""Seconds a person has to agree to an install."""


class OAuthStates(AsyncOAuthStateStore):
    """States that are good once: slack_sdk's own store was seen to accept one five times at once."""

    def __init__(self, database: Database, lasts: float = LASTS) -> None:
        """`lasts`: seconds a state is good for."""
        self._database, self._lasts = database, lasts

    async def async_issue(self, *_: object, **__: object) -> str:
        """A new state; those that have expired are forgotten."""
        state, now = secrets.token_urlsafe(32), self._database.now
        async with self._database.write() as connection:
            await connection.execute(delete(OAUTH_STATES).where(OAUTH_STATES.c.expires <= now))
            await connection.execute(insert(OAUTH_STATES).values(state=state, expires=now + self._lasts))
        return state

    async def async_consume(self, state: str) -> bool:
        """True for the first who brings back a state that is still good."""
        mine = delete(OAUTH_STATES).where(OAUTH_STATES.c.state == state)
        async with self._database.write() as connection:
            expires = await connection.scalar(mine.returning(OAUTH_STATES.c.expires - self._database.now))
        return expires is not None and expires > 0

"""Everything between Slack and our listeners, put together from the settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import ClientSession

from bot.claims import MemoryClaims
from bot.clock import Clock
from bot.slack.access import Access
from bot.slack.app import slack_app
from bot.slack.authorize import Authorize
from bot.slack.client import Client, Line, clients
from bot.slack.door import SlackDoor
from bot.slack.installs import Install, Installs, OneWorkspace
from bot.slack.kept import Kept
from bot.slack.manifest import Wanted
from bot.slack.oauth import Installing, OAuthApp
from bot.slack.reception import Colleagues, Reception
from bot.slack.signature import Lock
from bot.slack.turns import Turns
from bot.under_way import UnderWay
from handlers.slack.desk import Desk, Work
from handlers.slack.homes import Homes
from handlers.slack.listeners import register
from handlers.slack.welcome import welcome

AN_HOUR = 3_600.0
"""Seconds for which a page that was shown as a card is not shown again in a channel."""

MakeDesk = Callable[[Work], Desk]


@dataclass(frozen=True)
class Connection:
    """The ways in for what Slack sends, and what goes out beside answers."""

    reception: Reception
    authorize: Authorize
    client: Callable[[str | None], Client]
    refresh_homes: Callable[[], None]
    door: SlackDoor | None
    """None when nothing is set that could tell Slack's requests from others: all comes through a socket then."""
    installing: Installing | None
    """None when the bot is in the one workspace of its token."""

    async def check(self, token: str) -> None:
        """Ask Slack whether it knows the token, when there is one. Raises TokenRefusedError when it does not."""
        if token:
            await self.authorize.check(Install(token))


@dataclass(frozen=True)
class Means:
    """What the connection works with: the time, work that goes on after an answer, what is kept."""

    clock: Clock
    under_way: UnderWay
    kept: Kept


def connect(access: Access, line: Line, means: Means, make_desk: MakeDesk) -> Connection:
    """The connection that the settings ask for."""
    clock, under_way, kept = means.clock, means.under_way, means.kept
    client, homes = clients(line), Homes()
    desk = make_desk(Work(MemoryClaims(clock.elapsed).claim, MemoryClaims(clock.elapsed, AN_HOUR).claim))
    installs: Installs = OneWorkspace(Install(access.token)) if access.token else kept.installs
    authorize = Authorize(installs, client, clock.elapsed)
    app = slack_app(client, authorize, under_way)
    register(app, desk, homes)

    def refresh_homes() -> None:
        under_way.start(homes.refresh(desk))

    reception = Reception(app, kept.inbox, under_way, Colleagues(desk, authorize, client, kept.leave))
    return Connection(
        reception,
        authorize,
        client,
        refresh_homes,
        SlackDoor(reception, Lock(access.secrets, clock.now)) if access.secrets else None,
        Installing(_app(access, desk), client, authorize, kept.states) if access.client_id else None,
    )


def open_line(session: ClientSession, api_url: str, clock: Clock) -> Line:
    """What all calls to Slack share."""
    return Line(session, api_url, Turns(clock.elapsed, clock.sleep), clock.sleep)


def _app(access: Access, desk: Desk) -> OAuthApp:
    scopes = tuple(Wanted("", desk.addresses.template).scopes)
    noted = None if desk.reviews is None else desk.reviews.offer
    return OAuthApp(access.client_id, access.client_secret, scopes, welcome(desk), noted)

"""`roadmap-bot serve`: the bot listens to Slack until it is told to stop, then finishes what it began."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession, web
from slack_sdk.errors import SlackApiError

from bot.clock import Clock
from bot.settings import Settings, SettingsError
from bot.slack.access import Access, slack_access
from bot.slack.client import open_session
from bot.slack.connection import Connection, MakeDesk, Means, connect, open_line
from bot.slack.kept import Kept, kept_in_memory
from bot.slack.socket_mode import open_socket
from bot.under_way import UnderWay
from bot.web import SLACK_PATH, Health, Ready, quiet_logger, web_app

STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)

REQUESTS_TIME, ANSWERS_TIME = 2.0, 7.0
"""Seconds that open requests, then answers under way, have to end: under 10 together, after which hosts kill."""

Listen = Callable[[Callable[[], None]], None]


async def _always_ready() -> str:
    return ""


@dataclass(frozen=True)
class Standing:
    """What the bot stands on: what the health check tells, whether it can take work, where things are kept."""

    health: Health = dict
    ready: Ready = _always_ready
    kept: Kept | None = None
    """None: in this process, until it ends."""
    session: ClientSession | None = None
    """What calls to Slack go over; None: one of its own."""


@dataclass(frozen=True)
class Server:
    """The bot while it listens, and how Homes are drawn anew."""

    url: str
    check: Callable[[], Coroutine[Any, Any, None]]
    """Asks Slack whether it knows the token. Raises TokenRefusedError when it does not."""
    refresh_homes: Callable[[], None]


async def serve(settings: Settings, desk: MakeDesk, listen: Listen, standing: Standing | None = None) -> None:
    """Answer Slack until SIGTERM or SIGINT; answers under way are then sent first, within 10 seconds.

    `desk` is given how work is done here; `listen` is told what to do when another roadmap is published; `standing` is
    what the bot stands on.

    Raises SettingsError when a setting of Slack is missing, Slack refuses the token, or the port is taken.
    """
    stop = _told_to_stop()
    async with open_server(settings, desk, standing=standing) as server:
        listen(server.refresh_homes)
        print(f"Listening at {server.url}{SLACK_PATH}", flush=True)
        checked = asyncio.create_task(server.check())
        checked.add_done_callback(lambda task: stop.set() if not task.cancelled() and task.exception() else None)
        await stop.wait()
        print("Stopping: answers under way are sent first", flush=True)
    checked.cancel()
    await asyncio.wait({checked})
    if not checked.cancelled() and (error := checked.exception()) is not None:
        raise SettingsError(
            f"SLACK_BOT_TOKEN is refused by Slack ({error}); copy the Bot User OAuth Token anew (docs/slack.md)"
        ) from error


@asynccontextmanager
async def open_server(
    settings: Settings, make_desk: MakeDesk, clock: Clock | None = None, standing: Standing | None = None
) -> AsyncIterator[Server]:
    """The bot, listening. On leaving it takes no new work, and finishes what is under way.

    Raises SettingsError when a setting of Slack is missing or the port is taken.
    """
    clock, under_way, access = clock or Clock(), UnderWay(), slack_access(settings)
    standing = standing or Standing()
    means = Means(clock, under_way, standing.kept or kept_in_memory(clock))
    async with _session(standing) as session:
        slack = connect(access, open_line(session, settings.slack_api_url, clock), means, make_desk)
        site = web_app(slack.door, slack.installing, standing.health, lambda: _ready(standing, slack))
        # The signature is over the bytes as they were sent, so none may be unpacked on the way.
        runner = web.AppRunner(
            site, access_log=None, auto_decompress=False, shutdown_timeout=REQUESTS_TIME, logger=quiet_logger()
        )
        url = await _listen(runner, settings)
        try:
            async with _taking_up(slack), _socket(access, slack):
                yield Server(url, lambda: slack.check(access.token), slack.refresh_homes)
        finally:
            if slack.door is not None:
                slack.door.close()
            await runner.cleanup()
            await under_way.finish(ANSWERS_TIME)


@asynccontextmanager
async def _session(standing: Standing) -> AsyncIterator[ClientSession]:
    """The session that is open already, else a new one, which is closed on leaving."""
    if standing.session is not None:
        yield standing.session
        return
    async with open_session() as session:
        yield session


async def _ready(standing: Standing, slack: Connection) -> str:
    """Why no work can be taken now; empty when it can."""
    if slack.door is not None and not slack.door.is_open:
        return "the bot is stopping"
    return await standing.ready()


@asynccontextmanager
async def _taking_up(slack: Connection) -> AsyncIterator[None]:
    """What a process that died did not finish is taken up, now and from time to time."""
    task = asyncio.create_task(slack.reception.take_up_for_ever())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})


@asynccontextmanager
async def _socket(access: Access, slack: Connection) -> AsyncIterator[None]:
    """The socket, where one is set."""
    if not access.app_token:
        yield
        return
    try:
        async with open_socket(access.app_token, slack.client(None), slack.reception):
            yield
    except SlackApiError as error:
        reason = error.response.get("error")
        raise SettingsError(f"SLACK_APP_TOKEN is refused by Slack ({reason}); make one anew (docs/slack.md)") from error


async def _listen(runner: web.AppRunner, settings: Settings) -> str:
    """Start listening; the address of the server, with the port that was given when the setting is 0."""
    host, port = settings.address
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        await runner.cleanup()
        reason = error.strerror or error
        raise SettingsError(f"HOST and PORT are {host} and {port}: {reason}; choose others") from error
    return f"http://{host}:{runner.addresses[0][1]}"


def _told_to_stop() -> asyncio.Event:
    """Set when the process is asked to end."""
    stop = asyncio.Event()
    for number in STOP_SIGNALS:
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop

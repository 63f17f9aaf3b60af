"""People who say who they are, and the bot that knows some of them."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from bot.people import KnownPeople, NamedPeople
from bot.playground.slack.acts import Acts
from bot.slack.admins import WorkspaceAdmins
from bot.state.database import Database
from bot.state.identities import NOTICE, KeptIdentities
from bot.state.ledger import Ledger, Sent
from handlers.identities import Identity
from tests.slack_bot import Connected, Office, connected
from tests.slack_views import roadmap_of

PAGE = (
    "# Plan\n\n**Owner**: Robin\n\n| Feature | Status | Owner |\n|---|---|---|\n"
    "| Search | Blocked | Dana |\n| Export | Done | Kim |\n| Import | Planned | Dana, Kim and Bo |\n| Alerts | Planned | |\n"
)


ADMIN = "U3"


DANA = Identity("Dana", "T1", "U1")


@asynccontextmanager
async def bot_with(database: Database, *named: str) -> AsyncIterator[Connected]:
    """The bot, which knows who Kim is; admins are named, else they are those of the workspace."""
    people = KnownPeople(NamedPeople({"Kim": ("U2",)}))
    office = Office(people=people, roadmap=roadmap_of(PAGE), identities=KeptIdentities(database, people))
    office.admins = WorkspaceAdmins(named, time.monotonic)
    async with connected(office=office) as bot:
        yield bot


def buttons_in(blocks: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {e["text"]["text"]: e for block in blocks if block["type"] == "actions" for e in block["elements"]}


async def offered(bot: Connected, question: str = "search") -> dict[str, dict[str, Any]]:
    return buttons_in((await bot.send.command(question)).said["blocks"])


async def responses(bot: Connected, times: int) -> list[dict[str, Any]]:
    return [call.said for call in await bot.slack.called("response_url", times)]


async def notices(database: Database) -> list[tuple[str, dict[str, Any]]]:
    """What is planned to be told, and to whom; it is sent by that."""
    ledger, found = Ledger(database, kinds=[NOTICE]), []
    while (claimed := await ledger.claim()) is not None:
        await ledger.settle(claimed, Sent(str(claimed.id)))
        found.append((claimed.planned.place, claimed.planned.payload["content"]))
    return found


async def say_dana(bot: Connected) -> None:
    """U1 says on a card of Search that they are Dana."""
    await bot.send.click((await offered(bot))["That's me: Dana"], bot.send.in_message(ephemeral=True))
    await responses(bot, 1)


def as_user(bot: Connected, user: str) -> Acts:
    return replace(bot.send, user=user)

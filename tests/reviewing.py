"""The bot with a database, connected to the fake Slack, and a roadmap of a few pages that are due for review."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import aiohttp
import yaml
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import update

from bot.app import open_app
from bot.playground.slack.acts import Acts
from bot.playground.slack.block_rules import texts
from bot.playground.slack.web_api import TOKEN, FakeSlack, fake_slack
from bot.playground.slack.workspace import Message
from bot.reviews.serving import Office
from bot.serve import Standing, open_server
from bot.slack.admins import WorkspaceAdmins
from bot.slack.client import open_session
from bot.slack.kept import Leave, kept_in_memory, nothing_to_drop
from bot.state.database import Database
from bot.state.ledger import Ledger, Planned
from bot.state.reviews import Reviews
from bot.state.tables import DELIVERIES
from bot.web import SLACK_PATH
from handlers.slack.desk import Desk, Work
from tests.slack_bot import Waits, settings
from tests.slack_schemas import unlike_slack

PEOPLE = {"Kim": "U1", "Dana": "U2", "Robin": "U3"}
EVERY_DAY = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
SETTINGS: dict[str, Any] = {
    "people": PEOPLE,
    "reviews": {"stands_in": "Robin", "working_days": EVERY_DAY, "working_hours": "00:00-23:59"},
}


def stale(name: str, owner: str = "") -> str:
    """A page that is long due."""
    return f"# {name}\n\n**Last Updated**: 2020-01-01\n" + (f"**Owner**: {owner}\n" if owner else "")


PAGES = {"plan.md": stale("Plan", "Kim"), "mail.md": stale("Mail", "Kim"), "search.md": stale("Search", "Dana")}


@dataclass
class Room:
    """The fake Slack, what people do in it, and the bot's office behind it."""

    slack: FakeSlack
    send: Acts
    office: Office

    def by(self, user: str) -> Acts:
        """What another person does."""
        return replace(self.send, user=user)

    async def round(self) -> None:
        """A while later what is due is planned and sent, and what was sent drawn anew."""
        async with self.office.database.write() as connection:
            await connection.execute(update(DELIVERIES).values(settled=DELIVERIES.c.settled - 10.0))
        schedules = await self.office.schedules()
        await self.office.remind(schedules)
        await self.office.rounds().once(schedules)

    async def post(self, place: str, kind: str = "review", **payload: Any) -> Message:
        """A review for a channel or a person, sent now."""
        now = await self.office.database.clock()
        planned = Planned(f"T1|{place}|{kind}|now", kind, "T1", place, {"due": now, "at_once": True, **payload}, now)
        await Ledger(self.office.database).plan([planned])
        await self.office.rounds().once([])
        return self.messages(place)[-1]

    def messages(self, place: str) -> list[Message]:
        """All messages of a channel or a person that many may see."""
        workspace = self.slack.workspace
        where = workspace.direct(place) if place in workspace.users else workspace.conversations[place]
        return [message for message in where.messages if message.only_for is None]

    def where(self, place: str, message: Message, *, private: bool = False) -> dict[str, Any]:
        """Where a click on a message happens."""
        workspace = self.slack.workspace
        channel = workspace.direct(place).id if place in workspace.users else place
        return self.send.in_message(channel, message.told(), ephemeral=private)

    async def press(self, user: str, place: str, name: str, label: str) -> None:
        """A click below the thing of that name in the newest message of a place."""
        message = self.messages(place)[-1]
        await self.by(user).click(buttons_of(message.said["blocks"], name)[label], self.where(place, message))

    async def form(self, user: str, place: str, name: str, label: str) -> dict[str, Any]:
        """The form that such a click opens."""
        opened = len(self.slack.kept.of("views.open"))
        await self.press(user, place, name, label)
        view: dict[str, Any] = (await self.slack.called("views.open", opened + 1))[-1].said["view"]
        return view

    async def said(self, times: int) -> str:
        """What was said to whoever clicked last, once so many were answered."""
        said = (await self.slack.called("response_url", times))[-1].said
        return f"{said['text']} {shown(said.get('blocks'))}"

    async def decided(self) -> list[tuple[str, str, str]]:
        """Every decision, oldest first: the page, the verdict, who gave it."""
        kept = await Reviews(self.office.database).history()
        return [(k.given.place.path, k.given.verdict.value, k.given.person) for k in reversed(kept)]


def why(text: str, until: str = "") -> dict[str, Any]:
    """A form as it is filled in: the reason, and until when."""
    picked = {"until": {"until": {"selected_option": {"value": until}}}} if until else {}
    return {"why": {"why": {"value": text}}, **picked}


def buttons_of(blocks: list[dict[str, Any]], name: str = "") -> dict[str, dict[str, Any]]:
    """The buttons of blocks by their labels: those under the thing of that name, else all (the last of each label)."""
    pairs = zip([{}, *blocks], blocks, strict=False)
    rows = [b for above, b in pairs if b["type"] == "actions" and (not name or name in list(texts(above)))]
    return {element["text"]["text"]: element for row in rows for element in row["elements"]}


def shown(blocks: Any) -> str:
    """All that blocks say, without regard to spaces."""
    return " ".join(" ".join(texts(blocks)).split())


@asynccontextmanager
async def room(
    database: Database,
    folder: Path,
    pages: Mapping[str, str] | None = None,
    file: Mapping[str, Any] | None = None,
    leave: Leave = nothing_to_drop,
) -> AsyncIterator[Room]:
    """The bot, listening; on leaving all it had begun is done."""
    for path, text in (pages or PAGES).items():
        (folder / path).write_text(text)
    (folder / "roadmap.yaml").write_text(yaml.safe_dump(dict(SETTINGS if file is None else file)))
    waits = Waits()
    async with (
        fake_slack(waits.now) as slack,
        aiohttp.ClientSession() as session,
        open_session() as line,
    ):
        app = open_app(settings(slack.url), folder)
        client = AsyncWebClient(TOKEN, slack.url, session=line, retry_handlers=[])
        office = Office(app, database, client)
        admins = WorkspaceAdmins(app.file.admins, lambda: waits.passed)

        def desk(work: Work) -> Desk:
            return replace(app.desk(work), admins=admins)

        clock = waits.clock()
        standing = Standing(kept=replace(kept_in_memory(clock), leave=leave))
        async with open_server(settings(slack.url), office.desk(desk), clock, standing) as bot:
            yield Room(slack, Acts(session, bot.url + SLACK_PATH, slack), office)
    assert unlike_slack(slack.calls) == []

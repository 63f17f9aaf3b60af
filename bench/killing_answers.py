"""Killed answers: questions in Slack, processes that are killed at random while they answer, and what stands in the
threads. Counted at the fake Slack; a question counts once its event had a 200, since until then Slack sends it again.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections import Counter
from dataclasses import replace
from typing import Any

import aiohttp
from pydantic import SecretStr

from bench.killing import DUE, PATIENCE, PROCESSES, Killer, Tally
from bench.processes import Processes, Say, processes
from bot.app import App
from bot.playground.slack.acts import Acts
from bot.playground.slack.sender import retry_headers
from bot.playground.slack.web_api import EVERY_SCOPE, SECRET, TOKEN, FakeSlack, fake_slack
from bot.playground.slack.workspace import BOT_USER, CHANNEL, Conversation
from bot.serve import Standing, open_server
from bot.settings import Settings
from bot.state.database import database_url, open_database
from bot.state.inbox import KeptInbox, State
from bot.state.opening import open_state
from bot.web import SLACK_PATH

APART = (10, 25)
"""Posts between two kills: each ends several answers that are under way."""

LEASE, SLOW = 3.0, 0.15
"""Seconds, a tenth of the real lease, and around each call to Slack: most of what is killed is in the midst of one."""

ASKED_EVERY, SENT_AGAIN = 0.05, 0.3
"""Seconds between two questions, and until Slack sends again what had no 200."""

_HISTORY = frozenset({"channels:history", "groups:history", "im:history", "mpim:history"})


async def measure_killed_answers(url: str, seed: int, can_look: bool) -> Tally:
    """Ask, killing one process after the other, until all is asked and answered. The database has our tables."""
    began, dice = time.monotonic(), random.Random(seed)
    async with fake_slack() as slack, open_database(database_url(url, {})) as database:
        slack.rates.limited = False
        if not can_look:
            slack.tokens[TOKEN] = EVERY_SCOPE - _HISTORY
        inbox = KeptInbox(database)
        before = (await inbox.counts()).get(State.DONE, 0)
        async with processes(PROCESSES, answer_until_killed, url, slack.url) as bots, _session() as session:
            asking = asyncio.create_task(_ask_all(slack, session, bots, dice))
            killer, kills = Killer(slack, dice, APART, SLOW), 0
            while (await inbox.counts()).get(State.DONE, 0) - before < DUE and time.monotonic() - began < PATIENCE:
                kills += await killer.is_due() and bots.kill_one_of_several(dice)
            asking.cancel()
        done = (await inbox.counts()).get(State.DONE, 0) - before
        answered = Counter(post["channel"] for post in slack.posts)
    return Tally(kills, answered, DUE - done, time.monotonic() - began)


def _session() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=3.0))


async def _ask_all(slack: FakeSlack, session: aiohttp.ClientSession, bots: Processes, dice: random.Random) -> None:
    run = time.time_ns()
    async with asyncio.TaskGroup() as asked:
        for n in range(DUE):
            channel = f"X{n}"
            slack.workspace.conversations[channel] = Conversation(channel, CHANNEL, f"x{n}", {BOT_USER})
            event = {"type": "app_mention", "user": "U1", "channel": channel, "ts": f"{int(time.time())}.{n:06}"}
            body = Acts(session, "", slack).envelope({**event, "text": "<@U0BOT> when is warmup?"}, f"Ev{run}{n}")
            asked.create_task(_deliver(slack, session, bots, body))
            await asyncio.sleep(dice.uniform(0, 2 * ASKED_EVERY))


async def _deliver(slack: FakeSlack, session: aiohttp.ClientSession, bots: Processes, body: dict[str, Any]) -> None:
    """Send an event to whoever is there until it has its 200, as Slack does."""
    for number in range(10_000):
        for address in random.Random(number).sample(bots.reached_at, len(bots.reached_at))[:1]:
            try:
                answer = await Acts(session, address, slack).json(body, retry_headers(number))
            except (aiohttp.ClientError, TimeoutError):
                continue
            if answer.status == 200:
                return
        await asyncio.sleep(SENT_AGAIN)


def answer_until_killed(url: str, api_url: str, say: Say) -> None:
    """What each of the processes does."""
    from bench.opened import APP  # opened before the processes are forked, and by nobody else

    asyncio.run(_answer_for_ever(url, api_url, say, APP))


async def _answer_for_ever(url: str, api_url: str, say: Say, app: App) -> None:
    settings = Settings(
        slack_bot_token=SecretStr(TOKEN),
        slack_signing_secret=SecretStr(SECRET),
        slack_api_url=api_url,
        database_url=SecretStr(url),
        host="127.0.0.1",
        port=0,
    )
    async with open_state(settings) as state, _slow_session() as session:
        kept = replace(state.kept, inbox=KeptInbox(state.database, LEASE))
        async with open_server(settings, state.desk(app.desk), standing=Standing(kept=kept, session=session)) as bot:
            say(bot.url + SLACK_PATH)
            await asyncio.Event().wait()


def _slow_session() -> aiohttp.ClientSession:
    """Calls that can be killed shortly before and shortly after Slack has them."""

    async def wait(*_: object) -> None:
        await asyncio.sleep(SLOW)

    trace = aiohttp.TraceConfig()
    trace.on_request_start.append(wait)
    trace.on_request_end.append(wait)
    return aiohttp.ClientSession(trace_configs=[trace], json_serialize=json.dumps)

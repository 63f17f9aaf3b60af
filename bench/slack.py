"""The way through Slack: commands and mentions, one, 16 and 64 at a time, beside a stock Bolt app that answers "ok".

Our bot is measured with nothing kept, with SQLite, and with Postgres where there is one. The load and the Slack
that takes the posts are this process; each bot is one of its own, on one core.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from bench.slack_bot import STOCK
from bench.timing import median, percentile
from bot.playground.slack.sender import FORM, JSON
from bot.playground.slack.web_api import SECRET
from bot.slack.signature import SIGNATURE, TIMESTAMP, sign
from knowledge.roadmap import Roadmap

AT_A_TIME = {1: 240, 16: 1_200, 64: 2_400}
"""Requests at a time -> how many are sent."""

LEAST_QUESTIONS = 200

LONGEST_WAIT = 30.0
"""Seconds for an answer to be posted; the bot gives a call to Slack up after ten."""

MOST_COMMAND_RATIO, MOST_CPU_RATIO = 0.1, {1: 1.0, 16: 3.0, 64: 3.0}
"""To reach: p50 of a command and CPU time of a request, as parts of the stock app's."""

_ASKED = (
    "{}",
    "what is the status of {}?",
    "when is {} planned?",
    "who owns {}?",
    "tell me about {}",
    "is {} done yet?",
    "what does {} depend on?",
    "why is {} late?",
    "how much effort is {}?",
    "what priority has {}?",
    "what comes after {}?",
    "whats teh status of {}",
    "when will {} ship",
)


@dataclass(frozen=True)
class Run:
    """What was measured: seconds of each request, of all, and of CPU."""

    seconds: list[float]
    wall: float
    cpu: float

    @property
    def cpu_each(self) -> float:
        """Seconds of CPU a request."""
        return self.cpu / len(self.seconds)

    def told(self) -> str:
        """The run in words."""
        times = f"p50 {median(self.seconds) * 1000:6.2f} ms, p99 {percentile(self.seconds, 0.99) * 1000:6.2f} ms"
        return f"{len(self.seconds) / self.wall:6.0f} req/s, {times}, CPU {self.cpu_each * 1000:.2f} ms"


@dataclass
class Posts:
    """A Slack that takes every post, and tells when it comes."""

    waiting: dict[str, asyncio.Future[None]] = field(default_factory=dict)
    count: int = 0

    async def take(self, request: web.Request) -> web.Response:
        """Answer a call of the Web API."""
        said = await request.json() if request.content_type == JSON else {}
        if (waiting := self.waiting.pop(said.get("channel", ""), None)) is not None:
            waiting.set_result(None)
        self.count += 1
        who = {"user_id": "U0BOT", "bot_id": "B0BOT", "team_id": "T1"}
        return web.json_response({"ok": True, "ts": f"1.{self.count}", "channel": said.get("channel"), **who})

    def expect(self, channel: str) -> asyncio.Future[None]:
        """Done when something is posted into a channel."""
        self.waiting[channel] = asyncio.get_running_loop().create_future()
        return self.waiting[channel]


@dataclass
class Load:
    """Asks one bot."""

    process: Process
    url: str
    session: aiohttp.ClientSession
    posts: Posts
    number: int = 0

    async def run(self, ask: Callable[[Load, str], object], questions: Sequence[str], at_a_time: int) -> Run:
        """Ask as many questions as are due, so many at a time."""
        todo = iter(list(islice(cycle(questions), AT_A_TIME[at_a_time])))
        seconds: list[float] = []

        async def work() -> None:
            for question in todo:
                start = time.perf_counter()
                await ask(self, question)  # type: ignore[misc]
                seconds.append(time.perf_counter() - start)

        cpu, start = await self._cpu(), time.perf_counter()
        await asyncio.gather(*(work() for _ in range(at_a_time)))
        return Run(seconds, time.perf_counter() - start, await self._cpu() - cpu)

    async def command(self, question: str) -> None:
        """A slash command: done when its answer is there."""
        said = {"command": "/roadmap", "text": question, "team_id": "T1", "channel_id": "C1", "user_id": "U1"}
        assert await self._send(urlencode({**said, "response_url": self.url, "trigger_id": "1.1"}).encode(), FORM)

    async def mention(self, question: str) -> None:
        """A mention in a channel of its own: done when the answer is posted there."""
        self.number += 1
        channel = f"C{self.number}"
        post = {"type": "app_mention", "user": "U1", "channel": channel, "ts": f"1.{self.number}"}
        event = {**post, "text": f"<@U0BOT> {question}"}
        said = {"type": "event_callback", "team_id": "T1", "event_id": f"Ev{self.number}", "event": event}
        posted = self.posts.expect(channel)
        await self._send(json.dumps(said).encode(), JSON)
        try:
            await asyncio.wait_for(posted, LONGEST_WAIT)
        except TimeoutError:
            raise SystemExit(f"no answer was posted within {LONGEST_WAIT:.0f} s: is this machine too busy?") from None

    async def _send(self, raw: bytes, content_type: str) -> bytes:
        timestamp = str(int(time.time()))
        headers = {"Content-Type": content_type, TIMESTAMP: timestamp, SIGNATURE: sign(SECRET, timestamp, raw)}
        async with self.session.post(self.url, data=raw, headers=headers) as response:
            assert response.status == 200, response.status
            return await response.read()

    async def _cpu(self) -> float:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(b"\n")
        return float(await self.process.stdout.readline())


KINDS: dict[str, Callable[[Load, str], object]] = {"/roadmap": Load.command, "mention": Load.mention}


def questions_of(roadmap: Roadmap, given: Sequence[str]) -> list[str]:
    """Over 200 different questions: those given, and as many about the features as are lacking."""
    names = [feature.name for feature in roadmap.features]
    made = (form.format(name) for form in _ASKED for name in names)
    return list(dict.fromkeys([*given, *made]))[: max(LEAST_QUESTIONS + 40, len(given))]


def measure_slack(roadmap: Path, questions: Sequence[str], databases: Mapping[str, str]) -> list[str]:
    """Lines that tell the times of the stock app and of ours over each database (name -> address), and the ratios."""
    return asyncio.run(_measure(roadmap, questions, databases))


async def _measure(roadmap: Path, questions: Sequence[str], databases: Mapping[str, str]) -> list[str]:
    posts = Posts()
    async with _slack(posts) as api_url, aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=100)) as session:
        runs: dict[tuple[str, str, int], Run] = {}
        for which, database in {STOCK: STOCK, **databases}.items():
            async with _bot(database, api_url, roadmap) as (process, url):
                load = Load(process, url, session, posts)
                for kind, ask in KINDS.items():
                    await load.run(ask, questions, 1)  # what is read or made on first use
                    runs.update({(kind, which, n): await load.run(ask, questions, n) for n in AT_A_TIME})
    told = [f"{len(questions)} different questions"]
    return [*told, *(line for kind in KINDS for n in AT_A_TIME for line in _compared(runs, kind, n))]


def _compared(runs: dict[tuple[str, str, int], Run], kind: str, n: int) -> list[str]:
    """The stock app, then each of ours with its ratios."""
    stock = runs[kind, STOCK, n]
    lines = [f"{kind} {n} at a time", f"  {STOCK:9} {stock.told()}"]
    for which in (which for of, which, at in runs if (of, at) == (kind, n) and which != STOCK):
        ours = runs[kind, which, n]
        p50 = median(ours.seconds) / median(stock.seconds)
        wanted = f" (at most {MOST_COMMAND_RATIO})" if (kind, n) == ("/roadmap", 1) else ""
        cpu = f"CPU {ours.cpu_each / stock.cpu_each:.2f} (at most {MOST_CPU_RATIO[n]})"
        lines += [f"  {which:9} {ours.told()}", f"  {'':9} ratio p50 {p50:.2f}{wanted}, {cpu}"]
    return lines


@asynccontextmanager
async def _slack(posts: Posts) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_route("*", "/api/{method}", posts.take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    await runner.cleanup()


@asynccontextmanager
async def _bot(database: str, api_url: str, roadmap: Path) -> AsyncIterator[tuple[Process, str]]:
    arguments = (sys.executable, "-m", "bench.slack_bot", database, api_url, str(roadmap))
    process = await asyncio.create_subprocess_exec(*arguments, stdin=PIPE, stdout=PIPE)
    assert process.stdout
    try:
        yield process, (await process.stdout.readline()).decode().strip()
    finally:
        process.kill()
        await process.wait()

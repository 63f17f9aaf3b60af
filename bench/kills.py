"""Kills: runs of each kind, some side by side, each on a database of its own; at the end what came of them all."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from bench.databases import NewDatabase
from bench.killing import DUE, Tally, measure_kills
from bench.killing_answers import measure_killed_answers
from bot.state.database import database_url, open_database
from bot.state.migrate import migrate

SIDE_BY_SIDE = 4
"""Runs at a time: much of each is waiting for leases to end."""

Measure = Callable[[str, int], Coroutine[Any, Any, Tally]]

KINDS: dict[str, Measure] = {
    "reminders, looking": partial(measure_kills, can_look=True),
    "reminders, without looking": partial(measure_kills, can_look=False),
    "answers, looking": partial(measure_killed_answers, can_look=True),
    "answers, without looking": partial(measure_killed_answers, can_look=False),
}
"""What is sent while who sends it is killed; may they look whether it arrived?"""


@dataclass(frozen=True)
class Run:
    """One run of a kind on a kind of database."""

    kind: str
    database: str
    seed: int


async def measure_all(databases: Mapping[str, NewDatabase], seeds: int, side_by_side: int) -> dict[Run, Tally]:
    """What came of all runs, `side_by_side` at a time; each is printed when it has ended."""
    turn, tallies = asyncio.Semaphore(side_by_side), dict[Run, Tally]()
    one_at_a_time = asyncio.Lock()

    async def measure(run: Run) -> None:
        async with turn:
            with databases[run.database]() as address:
                async with one_at_a_time:  # alembic keeps what it is about for all of a process
                    await _make_tables(address)
                tallies[run] = tally = await KINDS[run.kind](address, run.seed)
        print(f"{run.kind}, {run.database}, seed {run.seed}: {tally}", flush=True)

    async with asyncio.TaskGroup() as under_way:
        for kind in KINDS:
            for database in databases:
                for seed in range(seeds):
                    under_way.create_task(measure(Run(kind, database, seed)))
    return tallies


async def _make_tables(address: str) -> None:
    async with open_database(database_url(address, {})) as database:
        await migrate(database)


_COLUMNS = "{:28} {:9} {:>5} {:>6} {:>6} {:>5} {:>8} {:>17} {:>8}"


def table(tallies: Mapping[Run, Tally]) -> Iterator[str]:
    """The sums of each kind on each database, in lines."""
    names = ("", "database", "runs", "kills", "due", "lost", "doubled", "not done in time", "longest")
    yield _COLUMNS.format(*names)
    for kind, database in dict.fromkeys((run.kind, run.database) for run in sorted(tallies, key=_place)):
        mine = [tally for run, tally in tallies.items() if (run.kind, run.database) == (kind, database)]
        yield _COLUMNS.format(kind, database, len(mine), *_sums(mine))


def _place(run: Run) -> tuple[int, str]:
    return list(KINDS).index(run.kind), run.database


def _sums(tallies: list[Tally]) -> tuple[int | str, ...]:
    return (
        sum(tally.kills for tally in tallies),
        DUE * len(tallies),
        sum(tally.lost for tally in tallies),
        sum(tally.doubled for tally in tallies),
        sum(tally.undone for tally in tallies),
        f"{max(tally.seconds for tally in tallies):.0f} s",
    )

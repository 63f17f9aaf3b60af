"""Months of reviews of a roadmap with its history, played through and held against what was worked out by hand.

The expectation is a file: `pages` (the folder in the repository), `settings` (as `reviews` of roadmap.yaml), `people`,
`reviews` (their days), `sent` (lines "2026-01-02 08:30 C1 320": the moment in UTC, who, how many are due) and `ended`
(a page -> the day of the first review in which its time has ended without an outcome; "never").
"""

from __future__ import annotations

import asyncio
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from bot.app import App, open_app
from bot.people import NamedPeople
from bot.reviews.played import Posted, played_from
from bot.reviews.reviewing import Reviewing
from bot.reviews.settings import ReviewSettings
from bot.schedule.planner import SPREAD
from bot.settings import Settings
from knowledge.review.review import Why


@dataclass
class Past:
    """A repository as it was on a day: the pages of the last commit before half past eight that morning."""

    repository: Path
    folder: str
    apps: dict[str, App] = field(default_factory=dict)
    commits: dict[date, str] = field(default_factory=dict)
    """The commits of the days asked for so far."""

    def on(self, day: date) -> App:
        """What the bot would have read. Raises CalledProcessError when there was no commit by then."""
        if day not in self.commits:
            self.commits[day] = self._git("rev-list", "-1", f"--before={day}T08:30:00+00:00", "HEAD")
        commit = self.commits[day]
        if commit not in self.apps:
            tree = self.repository.parent / commit
            self._git("worktree", "add", "--detach", str(tree), commit)
            self.apps[commit] = open_app(Settings(), tree / self.folder)
        return self.apps[commit]

    def _git(self, *arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=self.repository, check=True, capture_output=True, text=True)
        return done.stdout.strip()


def clone(history: Path, to: Path) -> Path:
    """A repository or a bundle of one, copied to work with. Raises CalledProcessError when it is neither."""
    to.mkdir()
    fetch = ["fetch", "-q", str(history.resolve()), "+refs/heads/*:refs/remotes/past/*"]
    for arguments in (["init", "-q"], fetch):
        subprocess.run(["git", *arguments], cwd=to, check=True)
    newest = ["for-each-ref", "--count=1", "--sort=-committerdate", "--format=%(objectname)", "refs/remotes/past"]
    commit = subprocess.run(["git", *newest], cwd=to, check=True, capture_output=True, text=True).stdout.strip()
    subprocess.run(["git", "checkout", "-q", commit], cwd=to, check=True)
    return to


def measure_months(history: Path, expected: Path) -> Iterator[str]:
    """What differs from the expectation, a line each, and how much was as expected."""
    wanted = yaml.safe_load(expected.read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        past = Past(clone(history, Path(folder) / "repository"), wanted["pages"])
        yield from _sent(past, wanted)
        yield from _ended(past, wanted)


def _reviewing(past: Past, wanted: dict[str, Any], day: date) -> Reviewing:
    app = past.on(day)
    people = NamedPeople({name: tuple(ids) for name, ids in wanted["people"].items()})
    settings = ReviewSettings.model_validate(wanted["settings"])
    return Reviewing(app.library.current(), app.lexicon, settings, people=people)


def _runs(wanted: dict[str, Any]) -> list[date]:
    return [date.fromisoformat(str(day)) for day in wanted["reviews"]]


def _sent(past: Past, wanted: dict[str, Any]) -> Iterator[str]:
    """Every message of the months, against the expected ones."""
    days = _runs(wanted)
    since = datetime.combine(days[0], time(), UTC).timestamp()
    end = datetime.combine(days[-1] + timedelta(days=25), time(), UTC).timestamp()

    async def play() -> list[Posted]:
        async with played_from(since, lambda day: _reviewing(past, wanted, day)) as played:
            await played.until(end)
            return list(played.shelf.posted)

    lines = [_line(posted, wanted["sent"]) for posted in asyncio.run(play())]
    yield from (f"  not expected: {line}" for line in lines if line not in wanted["sent"])
    yield from (f"  not sent: {line}" for line in wanted["sent"] if line not in lines)
    yield f"sent: {len(lines)}, as expected: {len(set(lines) & set(wanted['sent']))} of {len(wanted['sent'])}"


def _line(posted: Posted, expected: list[str]) -> str:
    counted = re.match(r"\d+", posted.text)
    return line_of(posted.at, f"{posted.planned.place} {counted.group() if counted else 0}", expected)


def line_of(at: float, told: str, expected: Iterable[str]) -> str:
    """A message as an expectation writes it: the moment (UTC), then what was told to whom.

    It is a line that is expected when it came at the moment written there (`at`, seconds since 1970), give or take the
    minutes over which messages are spread.
    """
    for line in expected:
        moment = datetime.fromisoformat(line[:16]).replace(tzinfo=UTC).timestamp()
        if line.endswith(told) and moment <= at < moment + SPREAD:
            return line
    return f"{datetime.fromtimestamp(at, UTC):%Y-%m-%d %H:%M} {told}"


def _ended(past: Past, wanted: dict[str, Any]) -> Iterator[str]:
    """For each page that is named, in each review: has its time ended?"""
    days, right = _runs(wanted), 0
    for day in days:
        review = _reviewing(past, wanted, day).on(day, day + timedelta(days=30))
        over = {due.place.path for due in review.due if any(r.why is Why.WINDOW for r in due.reasons)}
        for path, first in wanted["ended"].items():
            is_over = first != "never" and day >= date.fromisoformat(str(first))
            right += (path in over) is is_over
            if (path in over) is not is_over:
                yield f"  {day} {path}: its time has {'' if path in over else 'not '}ended, expected {first}"
    yield f"items: {right} of {len(days) * len(wanted['ended'])} as expected"

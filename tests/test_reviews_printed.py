"""`roadmap-bot reviews`: what was decided counts, and is printed."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.state.database import database_url, open_database
from bot.state.ledger import Ledger, Planned
from bot.state.migrate import migrate
from bot.state.reviews import Reviews
from bot.state.schedules import Asked, Schedules
from knowledge.review.decision import Place, Verdict
from knowledge.review.given import Given, asking
from tests.reviewing import PAGES


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for path, text in PAGES.items():
        (tmp_path / path).write_text(text)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'kept.db'}")
    return tmp_path


async def _keep(folder: Path) -> None:
    async with open_database(database_url(f"sqlite:///{folder / 'kept.db'}", {})) as database:
        await migrate(database)
        reviews = Reviews(database)
        await reviews.decide(Given(asking(0), Place("plan.md"), Verdict.RIGHT, "T1:U1"))
        await reviews.decide(
            Given(asking(0), Place("mail.md"), Verdict.SNOOZED, "T1:U2", "\x1b[31mlater", until=date.max)
        )
        await Schedules(database).ask(Asked("T1", "C1", "weekly on monday", "UTC", "T1:U1"))
        await Ledger(database).plan([Planned("k", "review", "T1", "C1", {}, 0.0)])


def test_without_a_database_everything_is_due_and_none_is_made(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reviews", "--roadmap", str(pages)]) == 0
    assert capsys.readouterr().out.startswith("3 pages are due for review on ")
    assert not (pages / "kept.db").exists()
    assert main(["reviews", "--history", "--roadmap", str(pages)]) == 2
    assert "kept.db, which is not there" in capsys.readouterr().err


def test_what_was_decided_is_not_due_and_is_printed(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asyncio.run(_keep(pages))
    assert main(["reviews", "--roadmap", str(pages)]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("1 page is due for review on ")
    assert "search.md:1: Search: " in printed
    assert main(["reviews", "--history", "--roadmap", str(pages)]) == 0
    today = datetime.now(UTC).date()
    assert capsys.readouterr().out.splitlines() == [
        f"Posted in T1 C1: weekly on monday (UTC), since {today}",
        "Messages: 1 pending",
        f"{today} mail.md: Mail: put off until 31 Dec 9999: “ [31mlater” (T1:U2)",
        f"{today} plan.md: Plan: still right (T1:U1)",
    ]

"""Installs kept: found again after a restart, sealed, sealed anew; what is kept of a person, forgotten by a command."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.__main__ import main
from bot.slack.installs import Install
from bot.state.database import Database, StateError, database_url, open_database
from bot.state.installs import KeptInstalls
from bot.state.opinions import KeptOpinions
from bot.state.seals import Seals, new_key
from bot.state.tables import FEEDBACK, INSTALLS
from handlers.opinions import Opinion

TOKEN = "xoxb-issued"
TEAM = Install(TOKEN, "T1", "E1", bot_user="U0", bot="B0", scopes=("chat:write", "commands"))
ORG = Install("xoxb-org", enterprise="E1", is_org=True)
OLD, NEW = new_key(), new_key()


async def test_check_18_an_install_is_found_as_it_was_kept_and_holds_no_token_that_can_be_read(
    database: Database,
) -> None:
    await KeptInstalls(database, Seals([OLD])).keep(TEAM)
    assert await KeptInstalls(database, Seals([OLD])).find("T1", None) == TEAM
    async with database.read() as connection:
        [row] = (await connection.execute(select(INSTALLS))).all()
    assert TOKEN not in str(tuple(row))


async def test_installs_are_found_by_workspace_and_else_by_organisation(database: Database) -> None:
    kept = KeptInstalls(database, Seals([OLD]))
    for install in (ORG, TEAM):
        await kept.keep(install)
    found = [await kept.find(*where) for where in (("T1", "E1"), ("T2", "E1"), ("T2", None), (None, "E1"))]
    assert [install and install.token for install in found] == [TOKEN, "xoxb-org", None, "xoxb-org"]
    await kept.forget("T1", "E1")
    assert await kept.find("T1", "E1") == ORG
    await kept.forget(None, "E1")
    assert await kept.find("T1", "E1") is None


async def test_a_workspace_has_one_row_the_latest(database: Database) -> None:
    kept = KeptInstalls(database, Seals([OLD]))
    for token in ("xoxb-1", "xoxb-2"):
        await kept.keep(Install(token, "T1"))
    assert await kept.seal_anew() == 1
    found = await kept.find("T1", None)
    assert found is not None
    assert found.token == "xoxb-2"


async def test_fault_25_a_key_is_replaced(database: Database) -> None:
    await KeptInstalls(database, Seals([OLD])).keep(TEAM)
    with pytest.raises(StateError, match="add the old key behind the new"):
        await KeptInstalls(database, Seals([NEW])).check()
    assert await KeptInstalls(database, Seals([NEW, OLD])).seal_anew() == 1
    assert await KeptInstalls(database, Seals([NEW])).find("T1", None) == TEAM


def _kept(url: str) -> None:
    """Two installs sealed with the old key, opinions of two people in two workspaces."""

    async def keep() -> None:
        async with open_database(database_url(url, {})) as database:
            for install in (TEAM, ORG):
                await KeptInstalls(database, Seals([OLD])).keep(install)
            for team, user in (("T1", "U1"), ("T2", "U1"), ("T1", "XU1")):
                await KeptOpinions(database).record(Opinion("who owns search?", True, user, team))

    asyncio.run(keep())


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("DATABASE_URL", "STATE_KEYS"):
        monkeypatch.delenv(name, raising=False)


def test_a_new_key_is_a_key_nobody_has(capsys: pytest.CaptureFixture[str]) -> None:
    assert [main(["keys", "new"]), main(["keys", "new"])] == [0, 0]
    keys = capsys.readouterr().out.split()
    assert len(set(keys)) == 2
    Seals(keys)


def test_all_tokens_are_sealed_anew_by_a_command(
    url_with_tables: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _kept(url_with_tables)
    monkeypatch.setenv("DATABASE_URL", url_with_tables)
    monkeypatch.setenv("STATE_KEYS", f"{NEW}, {OLD}")
    assert main(["keys", "seal"]) == 0
    assert capsys.readouterr().out == "Tokens sealed with the first key: 2\n"
    monkeypatch.setenv("STATE_KEYS", new_key())
    assert main(["keys", "seal"]) == 2
    assert "add the old key behind the new" in capsys.readouterr().err


@pytest.mark.parametrize(("user", "rows", "left"), [("U1", 2, ["T1:XU1"]), ("T1:U1", 1, ["T2:U1", "T1:XU1"])])
def test_a_person_is_forgotten_by_a_command(
    user: str, rows: int, left: list[str], url_with_tables: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _kept(url_with_tables)
    monkeypatch.setenv("DATABASE_URL", url_with_tables)
    assert main(["forget", user]) == 0

    async def people() -> list[str]:
        async with open_database(database_url(url_with_tables, {})) as database, database.read() as connection:
            return list((await connection.execute(select(FEEDBACK.c.person).order_by(FEEDBACK.c.id))).scalars())

    assert asyncio.run(people()) == left
    assert len(left) + rows == 3


@pytest.mark.parametrize("command", [["keys", "seal"], ["forget", "U1"]])
def test_a_database_that_is_not_there_is_told_and_not_made(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command) == 2
    assert capsys.readouterr().err.startswith(
        "roadmap-bot: DATABASE_URL names the file roadmap-bot.db, which is not there; start in the folder"
    )
    assert not list(Path().iterdir())


@pytest.mark.parametrize("user", ["", " ", "U1%", "_1"])
def test_forgetting_takes_no_patterns(user: str, url_with_tables: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _kept(url_with_tables)
    monkeypatch.setenv("DATABASE_URL", url_with_tables)
    assert main(["forget", user]) == (0 if user.strip() else 2)

    async def rows() -> int:
        async with open_database(database_url(url_with_tables, {})) as database, database.read() as connection:
            return len((await connection.execute(select(FEEDBACK.c.id))).all())

    assert asyncio.run(rows()) == 3

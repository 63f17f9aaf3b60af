"""Tokens at rest, and states of installs: sealed, opened by old keys too, good once."""

from __future__ import annotations

import asyncio
import stat
from pathlib import Path

import pytest

from bot.state.database import Database, StateError
from bot.state.oauth_states import OAuthStates
from bot.state.seals import KEYS, Seals, new_key, read_seals

TOKEN = "xoxb-1234-secret"


def test_what_is_sealed_can_be_opened_and_not_read() -> None:
    seals = Seals([new_key()])
    sealed = seals.seal(TOKEN)
    assert "secret" not in sealed
    assert seals.open(sealed) == TOKEN


def test_while_a_key_is_replaced_the_old_one_still_opens_and_the_new_one_seals() -> None:
    old, new = new_key(), new_key()
    sealed = Seals([old]).seal(TOKEN)
    both = read_seals({KEYS: f"{new}, {old}"}, None)
    assert both.open(sealed) == TOKEN
    assert Seals([new]).open(both.seal(TOKEN)) == TOKEN


def test_a_wrong_key_is_told_with_what_to_do() -> None:
    sealed = Seals([new_key()]).seal(TOKEN)
    with pytest.raises(StateError, match="add the old key behind the new"):
        Seals([new_key()]).open(sealed)


@pytest.mark.parametrize("written", ["nonsense", "c2hvcnQ=", "é"])
def test_what_is_no_key_is_told(written: str) -> None:
    with pytest.raises(StateError, match=r"no key; each must be 32 bytes") as told:
        read_seals({KEYS: written}, None)
    assert written not in str(told.value)


def test_without_a_setting_a_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "state.key"
    sealed = read_seals({}, file).seal(TOKEN)
    assert read_seals({}, file).open(sealed) == TOKEN
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_without_a_setting_or_a_place_for_a_file_the_setting_is_named() -> None:
    with pytest.raises(StateError, match=f"{KEYS} is not set"):
        read_seals({}, None)


def test_a_place_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(StateError, match=r"nowhere/state\.key"):
        read_seals({}, tmp_path / "nowhere" / "state.key")


async def test_a_state_brought_back_five_times_at_once_is_good_once(database: Database) -> None:
    states = OAuthStates(database)
    state = await states.async_issue()
    taken = await asyncio.gather(*(OAuthStates(database).async_consume(state) for _ in range(5)))
    assert sorted(taken) == [False, False, False, False, True]


async def test_a_state_that_is_too_old_or_was_never_issued_is_no_good(database: Database) -> None:
    states = OAuthStates(database, lasts=0.0)
    assert not await states.async_consume(await states.async_issue())
    assert not await states.async_consume("made up")

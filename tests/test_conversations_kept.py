"""Teams conversations are kept, replaced, and dropped. On SQLite and on Postgres."""

from __future__ import annotations

import asyncio

import pytest

from bot.state.conversations import LONGEST_ID, KeptConversations, Reference
from bot.state.database import Database
from bot.state.forgetting import forget

ALONE = Reference("tenant", "a:1x", {"serviceUrl": "https://smba.example.com/emea/", "bot": {"id": "28:b"}}, "aad-1")
TEAM = Reference("tenant", "19:c@thread.tacv2;messageid=17", {"serviceUrl": "https://smba.example.com/emea/"})
ELSEWHERE = Reference("other", "a:1x", {"serviceUrl": "https://smba.example.com/amer/"}, "aad-1")


async def test_a_conversation_is_found_by_its_id_and_by_its_person(database: Database) -> None:
    kept = KeptConversations(database)
    for reference in (ALONE, TEAM, ELSEWHERE):
        await kept.keep(reference)
    assert await kept.find("tenant", "a:1x") == ALONE
    assert await kept.find("tenant", TEAM.conversation) == TEAM
    assert await kept.of("tenant", "aad-1") == ALONE
    assert await kept.of("other", "aad-1") == ELSEWHERE
    assert [await kept.of("tenant", "aad-2"), await kept.find("tenant", "a:2")] == [None, None]


async def test_the_newest_reference_replaces_the_one_before(database: Database) -> None:
    kept = KeptConversations(database)
    moved = Reference("tenant", "a:1x", {"serviceUrl": "https://smba.example.com/amer/"}, "aad-1")
    await kept.keep(ALONE)
    await asyncio.gather(*(kept.keep(moved) for _ in range(4)))
    assert await kept.find("tenant", "a:1x") == moved
    assert await kept.drop_all("tenant") == 1


async def test_of_two_conversations_of_a_person_the_newest_counts(database: Database) -> None:
    kept = KeptConversations(database)
    newer = Reference("tenant", "a:2", {"serviceUrl": "https://smba.example.com/emea/"}, "aad-1")
    await kept.keep(ALONE)
    await kept.keep(newer)
    assert await kept.of("tenant", "aad-1") == newer


async def test_what_the_bot_was_removed_from_is_dropped(database: Database) -> None:
    kept = KeptConversations(database)
    for reference in (ALONE, TEAM, ELSEWHERE):
        await kept.keep(reference)
    assert [await kept.drop("tenant", "a:1x"), await kept.drop("tenant", "a:1x")] == [True, False]
    assert [await kept.drop_all("tenant"), await kept.drop_all("tenant")] == [1, 0]
    assert await kept.of("other", "aad-1") == ELSEWHERE


async def test_a_person_who_is_forgotten_can_not_be_written_to(database: Database) -> None:
    kept = KeptConversations(database)
    for reference in (ALONE, TEAM, ELSEWHERE):
        await kept.keep(reference)
    assert await forget(database, "tenant:aad-1") == 1
    assert await kept.of("tenant", "aad-1") is None
    assert await forget(database, "aad-1") == 1
    assert await kept.find("tenant", TEAM.conversation) == TEAM


@pytest.mark.parametrize(("workspace", "conversation"), [("", "a:1"), ("tenant", ""), ("tenant", "x" * LONGEST_ID)])
def test_ids_that_can_not_be_kept_are_refused(workspace: str, conversation: str) -> None:
    with pytest.raises(ValueError, match="characters of ids"):
        Reference(workspace, conversation, {})

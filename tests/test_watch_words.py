"""Wishes about watching in people's own words, and what is answered to them. On SQLite and on Postgres."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.state.database import Database
from bot.state.watches import MOST, KeptWatches
from handlers import plain
from handlers.help import TOPICS, answer_help, examples
from handlers.present import Present
from handlers.watch_words import LONGEST, Act, Wish, read_wish
from handlers.watches import Cadence, Listener, Watch
from handlers.watching import Watching, understood
from knowledge.answer import Answer
from knowledge.history.history import History, Knowledge
from knowledge.watching.watched import Watched, WatchKind
from tests.asking import TODAY, corpus, sample
from tests.watching import PLAN, roadmap_after

ANN, HERE = Listener("T1", "U1", "U1"), Listener("T1", "C1", "U1")
WORDS: dict[str, str] = corpus("watch_words.yaml")


def present(history: Knowledge | None = None) -> Present:
    """A roadmap with a past, or with what is known of it."""
    roadmap = roadmap_after(PLAN)
    if history is not None:
        roadmap = replace(roadmap, history=lambda: History(history))
    return Present(roadmap, sample().lexicon, TODAY, writes_first=True)


async def say(database: Database, text: str, where: Listener = ANN, at: Present | None = None) -> Answer:
    """The answer to a wish."""
    wish = read_wish(text)
    assert wish is not None
    now = at or present()
    return await Watching(wish, where, now, KeptWatches(database), lambda said: understood(said, now)).answer()


async def shown(database: Database, text: str, where: Listener = ANN) -> str:
    return plain.render(await say(database, text, where))


def _written(wish: Wish | None) -> str:
    if wish is None:
        return "no"
    return f"{wish.act.name.lower()} | {wish.text} | {wish.cadence} |{' me' if wish.for_me else ''}"


@pytest.mark.parametrize(("text", "expected"), WORDS.items())
def test_a_wish_is_told_from_a_question(text: str, expected: str) -> None:
    assert _written(read_wish(text)) == expected


def test_a_long_message_is_no_wish() -> None:
    assert read_wish("watch " + "x" * LONGEST) is None


async def test_what_is_watched_is_said_with_the_way_to_end_it(database: Database) -> None:
    text = await shown(database, "watch search")
    assert text.startswith("You watch Search now.\n")
    assert "“unwatch Search” ends it; “watch Search weekly” makes it one message a week." in text
    assert await shown(database, "watch search") != text
    assert (await shown(database, "watch search")).startswith("You watch Search already.")
    assert (await shown(database, "watch search weekly")).startswith("You watch Search now, told weekly.")


async def test_a_channel_and_a_person_watch_for_themselves(database: Database) -> None:
    assert (await shown(database, "watch dana", HERE)).startswith("This channel watches everything of Dana now.")
    assert (await shown(database, "watch q3 2026 for me", HERE)).startswith("You watch 1 Jul to 30 Sep 2026 now.")
    text = await shown(database, "watching", HERE)
    assert "This channel watches everything of Dana (at once)." in text
    assert "You watch 1 Jul to 30 Sep 2026 (at once)." in text
    assert text.endswith("Watch no more: unwatch everything of Dana; unwatch 1 Jul to 30 Sep 2026 for me?")
    assert await shown(database, "watching") == (
        "You watch 1 Jul to 30 Sep 2026 (at once).\nWatch no more: unwatch 1 Jul to 30 Sep 2026?"
    )


@pytest.mark.parametrize(
    "text", ["search", "dana", "core features", "q3 2026", "plan.md", "search and export", "everything"]
)
async def test_what_is_offered_to_end_a_watch_ends_it(database: Database, text: str) -> None:
    await say(database, f"watch {text}", HERE)
    await say(database, f"watch {text} for me", HERE)
    listed = await say(database, "watching", HERE)
    assert listed.candidates
    for name in listed.candidates:
        assert " no more." in await shown(database, name, HERE)
    assert await KeptWatches(database).every() == []


async def test_what_the_roadmap_has_no_more_can_be_ended(database: Database) -> None:
    watches = KeptWatches(database)
    gone = [Watched(kind, "Old thing") for kind in WatchKind if kind not in (WatchKind.PERIOD, WatchKind.ROADMAP)]
    for watched in gone:
        await watches.watch(Watch(ANN, watched))
    assert (await shown(database, "watching")).count("on no page now") == len(gone)
    assert await shown(database, "unwatch old thing") == (
        "You watch Old thing, everything of Old thing, Old thing, Old thing and the page Old thing no more."
    )


async def test_everything_is_ended_at_once(database: Database) -> None:
    for text in ("search", "export", "dana"):
        await say(database, f"watch {text}")
    assert await shown(database, "unwatch everything") == "You watch Search, Export and everything of Dana no more."
    assert (await shown(database, "unwatch search")).startswith("“search” is not watched for you.\nI can watch an item")
    assert (await shown(database, "stop watching")).startswith("Nothing is named")


async def test_which_of_several_is_asked(database: Database) -> None:
    answer = await say(database, "watch inbox weekly")
    assert answer.candidates == ("watch Team Inbox weekly", "watch Shared Inbox weekly")
    assert await KeptWatches(database).every() == []


@pytest.mark.parametrize("text", ["watch", "watch lunch", "watch blocked", "watch core features in q3"])
async def test_what_can_be_watched_is_told_when_nothing_is_named(database: Database, text: str) -> None:
    answer = await say(database, text)
    assert answer.abstained
    assert (
        "I can watch an item, an owner, a group, a phase, a time, a page or everything: “watch Search”"
        in plain.render(answer)
    )
    assert await KeptWatches(database).every() == []


async def test_pages_without_a_past_can_not_be_watched(database: Database) -> None:
    answer = await say(database, "watch search", at=present(Knowledge.NONE))
    assert "These pages come without a history" in plain.render(answer)
    assert await KeptWatches(database).every() == []
    assert (await say(database, "watch search", at=present(Knowledge.BEING_READ))).abstained is False


async def test_a_place_that_watches_too_much_is_told(database: Database) -> None:
    watches = KeptWatches(database)
    for number in range(MOST):
        await watches.watch(Watch(ANN, Watched(WatchKind.PAGE, f"{number}.md")))
    assert (await shown(database, "watch search")).startswith("So much is watched for you that I take no more")


async def test_every_example_of_the_help_does_what_it_says(database: Database) -> None:
    (topic,) = [topic for topic in TOPICS if topic.of_watching]
    at = present()
    assert "help watching" in answer_help("", at).candidates
    assert len(examples(topic, at)) == len(topic.examples)
    for example in examples(topic, at):
        assert not (await say(database, example, at=at)).abstained
    assert "help watching" not in answer_help("", replace(at, writes_first=False)).candidates
    assert "help watching" not in answer_help("", present(Knowledge.NONE)).candidates


async def test_how_often_is_kept(database: Database) -> None:
    await say(database, "watch search monthly")
    assert await KeptWatches(database).at(ANN) == [Watch(ANN, Watched(WatchKind.FEATURE, "Search"), Cadence.MONTHLY)]
    assert read_wish("watching") == Wish(Act.LIST)

"""What a person watches, as it stands on Home: each with a button that ends it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.slack import blocks
from handlers.slack.blocks import Block
from handlers.slack.buttons import END, WatchButton, button, plain_text
from handlers.watches import Cadence, Listener, Watch
from knowledge.said import ENGLISH, Language, say
from knowledge.watching.watched import Watched, WatchKind

MOST = 15
"""Watches shown one by one."""

_LONGEST = 2_000
"""Characters of a section's text that are shown; Slack takes 3,000."""

_CHANNEL = re.compile(r"[CG][A-Z0-9]{1,20}")
"""How Slack's ids of channels look."""

_PACE = {
    Cadence.NOW: say("at once"),
    Cadence.WEEKLY: say("once a week"),
    Cadence.MONTHLY: say("once a month"),
}

_NONE = say("You watch nothing. The button “Watch” under an answer, or “watch” and a name, tells you of changes.")


def watch_list(watches: Sequence[Watch], language: Language = ENGLISH) -> list[Block]:
    """The watches, and how many more there are; how to begin when there is none."""
    if not watches:
        return [blocks.notes(language.say(_NONE))]
    shown = [_shown(watch, language) for watch in watches[:MOST]]
    if len(watches) <= MOST:
        return shown
    more = say("And {count} more: type “watching”.", count=len(watches) - MOST)
    return [*shown, blocks.notes(language.say(more))]


def _shown(watch: Watch, language: Language) -> Block:
    place = watch.listener.place
    where = (
        {"fields": [{"type": "mrkdwn", "text": language.say(say("in {place}", "a channel", place=f"<#{place}>"))}]}
        if _CHANNEL.fullmatch(place)
        else {}
    )
    told = say("{name}: told {pace}", name=watch.watched.title, pace=_PACE[watch.cadence])
    return {
        "type": "section",
        "text": plain_text(language.say(told), _LONGEST),
        "accessory": button(END, language.say(WatchButton.STOP.value), value_of(watch)),
        **where,
    }


def value_of(watch: Watch) -> str:
    """What a button carries to say which watch it ends."""
    return f"{watch.listener.place}|{watch.watched.kind}|{watch.watched.name}"


def read_value(value: str, team: str, person: str) -> Watch | None:
    """The watch that a button ends; None when it names none."""
    place, _, rest = value.partition("|")
    kind, _, name = rest.partition("|")
    try:
        return Watch(Listener(team, place, person), Watched(WatchKind(kind), name))
    except ValueError:
        return None

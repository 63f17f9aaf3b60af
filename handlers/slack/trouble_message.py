"""What can't be delivered, as a message to an admin and as lines of their Home."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.slack import blocks
from handlers.slack.blocks import Block
from handlers.slack.naming import as_text, line, place
from handlers.slack.replies import Reply
from handlers.troubles import Trouble
from knowledge.answerers.wording import day
from knowledge.said import Language, Said, say, say_many, to_say

MOST = 10
"""Troubles that are shown one by one."""

_OVERDUE = to_say(
    "{messages} due for more than an hour and did not go out. Slack may refuse them for now, or the bot may be stuck: "
    "its log and /healthz tell more. They are sent as soon as they can be."
)


def trouble_message(trouble: Trouble, language: Language) -> Reply:
    """The message about one trouble."""
    row = line(_said(trouble), language)
    return Reply(as_text(row), tuple(blocks.lines([row])))


def overdue_message(times: int, language: Language) -> Reply:
    """The message about what does not go out."""
    messages = say_many("{count} message is", "{count} messages are", times)
    return Reply(language.say(say(_OVERDUE, messages=messages)))


def trouble_list(troubles: Sequence[Trouble], language: Language) -> list[Block]:
    """The troubles for the Home of an admin, and how many more there are."""
    more = len(troubles) - MOST
    shown = [block for trouble in troubles[:MOST] for block in blocks.lines([line(_said(trouble), language)])]
    if more <= 0:
        return shown
    return [*shown, blocks.notes(language.say(say("And {count} more.", count=more)))]


def _said(trouble: Trouble) -> Said:
    said = {"place": place(trouble.place), "error": trouble.error, "day": day(trouble.since), "advice": trouble.advice}
    if trouble.times == 1:
        return say("{place} gets no messages from me: {error} (since {day}). {advice}", **said)
    template = to_say("{place} gets no messages from me: {error} (since {day}, {count} times). {advice}")
    return say(template, count=trouble.times, **said)

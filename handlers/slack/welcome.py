"""What whoever adds the bot to a workspace is told first."""

from __future__ import annotations

from handlers.slack.desk import Desk
from handlers.slack.replies import Reply, said
from knowledge.said import Language, joined, say

_ASK = say("I am here now, and answer questions about the roadmap: ask me right here, by /roadmap, or with a mention.")
_REVIEWS = say(
    "Once a month I can say what is due for review: say “/roadmap review here” in the channel that is to get it, "
    "by default on the first working day at 09:30. Invite me there first."
)


def offer(language: Language) -> Reply:
    """What an admin is told where the bot came with a token: how reviews begin."""
    return said(_REVIEWS, language)


def welcome(desk: Desk) -> Reply:
    """The message: how to ask, and, where reviews are kept, how they begin."""
    return said(_ASK if desk.reviews is None else joined("\n", [_ASK, _REVIEWS]), desk.language)

"""The words that ask for something by themselves, before anything is read as a question.

Nothing or "overview", "review", help with a topic, and what is not built yet. "next" and "compare A B" are short for
questions. Whatever is the name of a thing on the roadmap is that thing, and no such word.
"""

from __future__ import annotations

from collections.abc import Callable

from handlers.help import answer_help
from handlers.present import Present
from knowledge.answer import Answer, Headline, Hint, Intent
from knowledge.answerers.overview import overview
from knowledge.review.told import review_now
from knowledge.said import say
from knowledge.words import word_keys

_NO_WATCHING = (
    say("I can tell of changes only where I can write to you first, as in Slack."),
    say("“changes” tells what changed."),
)

_NOT_YET = {
    "watch": _NO_WATCHING,
    "unwatch": _NO_WATCHING,
    "watching": _NO_WATCHING,
    "timeline": (
        say("There is no picture of the timeline yet."),
        say("“this quarter” tells what is planned now."),
    ),
}
"""Words that ask for what is not to be had here: what is said, and what can be done instead."""

_TAKES_MORE = frozenset({"watch", "unwatch"})
"""Of these, words that are followed by what they are about."""


_REVIEWS_NOT_YET = frozenset({"here", "history"})


def answer_word(text: str, present: Present) -> Answer | None:
    """The answer to a word that asks by itself; None when `text` is a question."""
    first, _, rest = text.strip().partition(" ")
    word = first.casefold()
    if word and present.roadmap.names.exact(word_keys(text)):
        return None
    if word in _NOT_YET and (not rest.strip() or word in _TAKES_MORE):
        return _not_yet(word, present)
    answer = _WORDS.get(word)
    return answer(rest, present) if answer is not None else None


def as_question(text: str, present: Present) -> str:
    """`text` as a question: what is short for one, in full."""
    words = text.split()
    keys = [word.casefold() for word in words]
    if keys == ["next"]:
        return "what's next?"
    if keys[:1] == ["compare"] and (pair := _two_names(words[1:], present)) is not None:
        return f"compare {pair[0]} and {pair[1]}"
    return text


def _two_names(words: list[str], present: Present) -> tuple[str, str] | None:
    """The two names that stand one behind the other, with nothing between them."""
    if "and" in words:
        return None
    for end in range(1, len(words)):
        pair = " ".join(words[:end]), " ".join(words[end:])
        if all(present.roadmap.names.exact(word_keys(name)) for name in pair):
            return pair
    return None


def _not_yet(word: str, present: Present) -> Answer:
    said, instead = _NOT_YET[word]
    return Answer(Intent.HELP, (Headline(said), Hint(instead)), present.today, abstained=True)


def _review(rest: str, present: Present) -> Answer | None:
    """All that is due for review; where and when reminders go is not a matter of chat yet."""
    if rest.casefold().strip() in _REVIEWS_NOT_YET:
        hint = Hint(say("“review” tells what is due now."))
        return Answer(Intent.REVIEW, (Headline(say("That is not built yet.")), hint), present.today, abstained=True)
    return None if rest.strip() else review_now(present.review())


def _overview(rest: str, present: Present) -> Answer | None:
    return None if rest.strip() else overview(present.roadmap, present.lexicon, present.today)


_WORDS: dict[str, Callable[[str, Present], Answer | None]] = {
    "": _overview,
    "overview": _overview,
    "review": _review,
    "help": answer_help,
    "?": answer_help,
    "ayuda": answer_help,
}

"""The words that ask for something by themselves, before anything is read as a question.

Nothing or "overview", "timeline", "review", help with a topic, and what is not to be had here. "next" and
"compare A B" are short for questions. Whatever is the name of a thing on the roadmap is that thing, and no such word.
"""

from __future__ import annotations

from collections.abc import Callable

from handlers.help import answer_help
from handlers.present import Present
from handlers.review_words import read_review_wish
from knowledge.answer import Answer, Headline, Hint, Intent
from knowledge.answerers.order_of_time import order_of_time
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
}
"""Words that ask for what is not to be had here: what is said, and what can be done instead."""

_TAKES_MORE = frozenset({"watch", "unwatch"})
"""Of these, words that are followed by what they are about."""


_IN_ONE_WORD = {
    "the timeline": "timeline",
    "the whole timeline": "timeline",
    "cronograma": "timeline",
    "el cronograma": "timeline",
    "todo el cronograma": "timeline",
}
"""Other ways to say such a word."""

_EVERYTHING = frozenset({"", "all", "now"})
"""What may follow "review" where nothing else can be said of it."""


def answer_word(text: str, present: Present) -> Answer | None:
    """The answer to a word that asks by itself; None when `text` is a question."""
    typed = " ".join(text.split())
    first, _, rest = _IN_ONE_WORD.get(typed.casefold(), typed).partition(" ")
    word = first.casefold()
    if word and present.roadmap.names.exact(word_keys(text)):
        return None
    if word in _NOT_YET and (not rest.strip() or word in _TAKES_MORE):
        return _not_yet(word, present)
    answer = _WORDS.get(word)
    return answer(rest, present) if answer is not None else None


def may_follow_up(text: str) -> bool:
    """May such a word also ask something of what was asked about before: "timeline" of that item?"""
    typed = " ".join(text.casefold().split())
    return _IN_ONE_WORD.get(typed, typed) == "timeline"


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
    """All that is due for review; what else can be wanted of reviews is answered where they are kept."""
    if rest.casefold().strip() in _EVERYTHING:
        return review_now(present.review())
    if read_review_wish(f"review {rest}", present) is None:
        return None
    told = Headline(say("That is said in Slack, where reviews are posted and answered."))
    return Answer(Intent.REVIEW, (told, Hint(say("“review” tells what is due now."))), present.today, abstained=True)


def _overview(rest: str, present: Present) -> Answer | None:
    return None if rest.strip() else overview(present.roadmap, present.lexicon, present.today)


def _timeline(rest: str, present: Present) -> Answer | None:
    return None if rest.strip() else order_of_time(present.roadmap, present.lexicon, present.today)


_WORDS: dict[str, Callable[[str, Present], Answer | None]] = {
    "": _overview,
    "overview": _overview,
    "timeline": _timeline,
    "review": _review,
    "reviews": _review,
    "help": answer_help,
    "?": answer_help,
    "ayuda": answer_help,
}

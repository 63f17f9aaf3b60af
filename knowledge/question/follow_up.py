"""A question that goes on from the one before it: what it leaves out is taken from there.

The question is completed as text ("and who owns it?" after "status of Warmup" is read as "who owns
Warmup?") and then understood like any other. What it names itself always counts; a question that
lacks nothing starts afresh.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge.lexicon import Lexicon
from knowledge.names import Tier
from knowledge.question.question import Question
from knowledge.question.references import Reference, find_references
from knowledge.question.spelling import Speller
from knowledge.question.turn import Turn
from knowledge.question.understand import understand
from knowledge.roadmap import Roadmap
from knowledge.words import Word, split_words

_STANDS_ALONE = frozenset(
    {"help", "calendar", "overview", "top", "list", "count", "unowned", "overdue", "documents", "next", "bot", "talk"}
)
"""Cues of questions that need no subject."""

_ASKS_NOTHING = frozenset({"detail", "now", "talk"})
"""Cues that a mere name may carry ("what about inbox?")."""

_END = " ?!.,;:"
_IN = frozenset({"in", "en", "dans", "im", "em"})
_CONDITIONS = frozenset({"unowned", "overdue"})
_SEVERAL = 2
_SHORT = 2
"""Words a status may stand among to be asked of what was talked of ("blocked?")."""


@dataclass(frozen=True)
class _Thread:
    """What a follow-up is read against."""

    turn: Turn
    roadmap: Roadmap
    lexicon: Lexicon
    today: date

    def read(self, text: str) -> Question:
        return understand(text, self.roadmap, self.lexicon, self.today)

    def words(self, text: str) -> list[Word]:
        return Speller(self.roadmap, self.lexicon).correct(split_words(text))


def follow_up(text: str, turn: Turn, roadmap: Roadmap, lexicon: Lexicon, today: date) -> Question:
    """What `text` asks after `turn`; its `text` holds what was taken from there, in words."""
    thread = _Thread(turn, roadmap, lexicon, today)
    alone = thread.read(text)
    completed = _complete(alone, thread)
    if completed is None:
        return alone
    return replace(thread.read(completed), went_on=True)


def _complete(alone: Question, thread: _Thread) -> str | None:
    """The question in full, or None when it lacks nothing or nothing before has what it lacks."""
    narrower = _narrowed(alone, thread)
    if narrower is not None:
        return narrower
    text, referred = _with_names(alone, thread)
    rest, opened = _without_opener(text, thread)
    asked = thread.read(rest)
    if _scoped(asked):
        if _is_bare(asked) and (opened or thread.turn.offered or _says_where(asked)):
            return _in_place_of_subject(asked, thread)
        return rest if referred else None
    return _without_subject(asked, opened, thread)


def _without_subject(asked: Question, opened: bool, thread: _Thread) -> str | None:
    """What a question that names no subject is in full."""
    before = thread.turn.asked.rstrip(_END)
    if asked.window is not None:
        return _in_place_of_window(asked, thread) if _is_bare(asked) and not asked.content else None
    if opened and asked.priorities and not (asked.content or asked.yes_no or asked.cues - _ASKS_NOTHING):
        return f"{before} {asked.text}"
    if asked.cues == {"count"} and not (asked.content or asked.statuses or asked.priorities):
        return f"{asked.text.rstrip(_END)} {before}" if thread.turn.shown else None
    if thread.turn.subjects and _lacks_subject(asked):
        return f"{asked.text.rstrip(_END)} {_joined(thread.turn.subjects)}?"
    return None


def _is_bare(asked: Question) -> bool:
    """Does it only name something, without saying what it wants to know of it?"""
    return not (asked.cues - _ASKS_NOTHING or asked.yes_no or asked.statuses)


def _says_where(asked: Question) -> bool:
    """ "in integrations" tells where the thing asked about before is to be looked for."""
    return asked.words[0] in _IN


def _narrowed(alone: Question, thread: _Thread) -> str | None:
    """ "which of them are P1?" asks the list before with one condition more."""
    turn = thread.turn
    narrows = alone.priorities or alone.statuses or alone.window or not alone.cues.isdisjoint(_CONDITIONS)
    if not narrows or not turn.shown or turn.offered or len(turn.shown) < _SEVERAL:
        return None
    words = thread.words(alone.text)
    many = [r for r in find_references(alone.text, words, thread.lexicon) if r.many]
    if not many or many[0].end == len(words):
        return None
    return f"{turn.asked.rstrip(_END)} {alone.text[words[many[0].end].start :]}"


def _scoped(question: Question) -> bool:
    """Does it name what it is about?"""
    return any(s.sure for s in question.subjects) or bool(question.groups or question.owners or question.phases)


def _lacks_subject(question: Question) -> bool:
    if question.content or question.priorities or not question.cues.isdisjoint(_STANDS_ALONE):
        return False
    if question.statuses:
        return question.yes_no or "shipped" in question.cues or len(question.words) <= _SHORT
    return bool(question.cues - _ASKS_NOTHING)


def _with_names(alone: Question, thread: _Thread) -> tuple[str, bool]:
    """The text with names in place of "it", "both", "the second one", and whether there were any."""
    if any(s.sure and (s.matches[0].tier is Tier.EXACT or len(s.words) > 1) for s in alone.subjects):
        return alone.text, False
    words = thread.words(alone.text)
    found = find_references(alone.text, words, thread.lexicon)
    text, swapped = alone.text, False
    for reference in reversed(found):
        names = _meant(reference, thread.turn)
        if names:
            start, end = words[reference.start].start, words[reference.end - 1].end
            text, swapped = text[:start] + _joined(names) + text[end:], True
    return text, swapped


def _meant(reference: Reference, turn: Turn) -> tuple[str, ...]:
    """The names a reference stands for, none when the turn before has none to offer."""
    if reference.number is not None:
        names = turn.shown or turn.subjects
        place = reference.number - 1 if reference.number > 0 else len(names) - 1
        return names[place : place + 1]
    if reference.many:
        return turn.subjects if len(turn.subjects) > 1 else turn.shown or turn.subjects
    return turn.subjects or (turn.shown if len(turn.shown) == 1 else ())


def _joined(names: Sequence[str]) -> str:
    return " and ".join(names)


def _without_opener(text: str, thread: _Thread) -> tuple[str, bool]:
    """The text behind "and", "what about" ..., and whether there was such an opening."""
    words = thread.words(text)
    keys = [w.key for w in words]
    openers = [f for f in thread.lexicon.threads.find(keys) if f.meaning == "opener" and f.start == 0]
    end = max((f.end for f in openers if f.end < len(keys)), default=0)
    return (text[words[end].start :], True) if end else (text, False)


def _in_place_of_subject(asked: Question, thread: _Thread) -> str:
    """The question before, about another thing."""
    before, rest = thread.turn.asked, asked.text
    question, words = thread.read(before), thread.words(before)
    subjects = [s for s in question.subjects if s.sure] or list(question.subjects)
    named = subjects[-1].words if subjects else question.left_over
    span = _span(words, named)
    if span is None or _says_where(asked):
        return f"{before.rstrip(_END)} {rest}"
    return f"{before[: span[0]]}{rest.rstrip(_END)}{before[span[1] :]}"


def _span(words: Sequence[Word], keys: Iterable[str]) -> tuple[int, int] | None:
    """Where the words with these keys begin and end in the text."""
    wanted = set(keys)
    places = [w for w in words if w.key in wanted]
    return (places[0].start, places[-1].end) if places else None


def _in_place_of_window(asked: Question, thread: _Thread) -> str | None:
    """The question before, about another time."""
    before = thread.turn.asked
    window = thread.read(before).window
    if asked.window is None:
        return None
    place = -1 if window is None else before.find(window.text)
    if window is None or place < 0:
        return f"{before.rstrip(_END)} {re.sub(r'^(?!in |by |before |after )', 'in ', asked.text)}"
    return before[:place] + asked.window.text + before[place + len(window.text) :]

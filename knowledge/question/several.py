"""A message that asks several things: each is read by itself, the later ones with what the earlier ones named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from knowledge.answer import Intent
from knowledge.lexicon import Lexicon
from knowledge.question.cleaning import clean
from knowledge.question.follow_up import follow_up
from knowledge.question.parting import ways_to_part
from knowledge.question.question import Question
from knowledge.question.turn import Turn
from knowledge.question.understand import understand
from knowledge.roadmap import Roadmap

MOST = 4
"""Questions of one message that are answered; more make no readable answer."""

_NOTHING = frozenset({Intent.UNKNOWN, Intent.HELP})


def understand_all(text: str, roadmap: Roadmap, lexicon: Lexicon, today: date, last: Turn | None = None) -> Question:
    """What a message asks; further questions of it stand in `more`. `last` is the turn before it."""

    def read(part: str, turn: Turn | None) -> Question:
        if turn is None:
            return understand(part, roadmap, lexicon, today)
        return follow_up(part, turn, roadmap, lexicon, today)

    asked = clean(text)
    for parts in ways_to_part(asked, roadmap, lexicon, today):
        questions: list[Question] = []
        turn = last
        for part in parts:
            question = _in_place(read(_there(part, turn), turn), questions[-1:])
            turn = _turn_after(question, turn, roadmap)
            questions.append(question)
        kept = [q for q in questions if _asks(q)]
        if len(kept) > 1 and not _same(kept):
            return replace(kept[0], more=tuple(kept[1:MOST]))
    return read(text, last)


_LISTS = (Intent.LIST, Intent.COUNT)


def _in_place(question: Question, before: Sequence[Question]) -> Question:
    """A list or count that names no place is of the one counted before it ("... are P0 and how many are P1")."""
    if not before or question.intent not in _LISTS or before[0].intent not in _LISTS:
        return question
    named = question.subjects or question.groups or question.owners or question.left_over
    return question if named else replace(question, subjects=before[0].subjects, groups=before[0].groups)


_THERE = re.compile(r"\bthere\b(?=\W*$)", re.IGNORECASE)


def _there(part: str, turn: Turn | None) -> str:
    """The part with the thing named before in place of a last word "there"."""
    return _THERE.sub(f"in {turn.subjects[-1]}", part) if turn is not None and turn.subjects else part


def _turn_after(question: Question, turn: Turn | None, roadmap: Roadmap) -> Turn:
    """What the rest of the message may refer to."""
    names = tuple(roadmap.by_key[s.matches[0].key].name for s in question.subjects if s.sure)
    subjects = names or (turn.subjects if turn is not None else ())
    return Turn(question.text, subjects, turn.shown if turn is not None else ())


def _asks(question: Question) -> bool:
    """Does a part ask something by itself, rather than greet or tell?"""
    if question.intent in _NOTHING:
        return False
    asked = question.cues - {"now", "list"} or question.window or question.statuses or question.priorities
    return bool(asked or question.yes_no or "?" in question.text)


def _same(questions: Sequence[Question]) -> bool:
    """Do all parts ask the same of the same, so that parting them gained nothing?"""
    seen = {(q.intent, q.kind, q.subjects, q.window, q.statuses, q.priorities) for q in questions}
    return len(seen) < len(questions)

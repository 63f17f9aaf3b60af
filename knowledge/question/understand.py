"""A person's text -> a Question, read against one roadmap on one day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge.answer import Intent
from knowledge.lexicon import Lexicon
from knowledge.question.cleaning import clean
from knowledge.question.common_words import words_in_common_sense
from knowledge.question.contrast import without_contrast
from knowledge.question.cues import Reading, read_cues
from knowledge.question.exceptions import split_exception
from knowledge.question.intents import decide
from knowledge.question.kinds import kind_of
from knowledge.question.lengths import find_length
from knowledge.question.numbered import find_numbered, find_releases
from knowledge.question.people import find_people
from knowledge.question.question import Question, Subject
from knowledge.question.signs import signs_of
from knowledge.question.spelling import Speller
from knowledge.question.subjects import find_subjects
from knowledge.question.talk import TALK, says_nothing
from knowledge.question.whole_names import Named, find_whole_names
from knowledge.question.windows import find_window
from knowledge.roadmap import Roadmap
from knowledge.words import Word, split_words, word_keys

LONGEST = 1_000
"""Characters of a question that are looked at; nobody asks one thing in more."""

TOO_LONG = 10_000
"""Characters of a text that is no question any more, but a page: it is not read at all."""


def understand(text: str, roadmap: Roadmap, lexicon: Lexicon, today: date) -> Question:
    """What `text` asks; `unknown` as its intent when it asks nothing we can tell from a roadmap."""
    if len(text) > TOO_LONG:
        return Question("", Intent.UNKNOWN)
    asked = without_contrast(clean(text[: LONGEST * 4])[:LONGEST])
    words = Speller(roadmap, lexicon).correct(split_words(asked))
    if not words:
        return Question(asked, Intent.UNKNOWN)
    keys = tuple(w.key for w in words)
    if "?" not in asked and says_nothing(keys, lexicon):
        return Question(asked, Intent.HELP, frozenset({TALK}), words=keys)
    read = _Asked(asked, words, roadmap, lexicon, today)
    return _with_exception(read) or _decided(read)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A text with its words put right, and what it is read against."""

    text: str
    words: list[Word]
    roadmap: Roadmap
    lexicon: Lexicon
    today: date

    def part(self, text: str) -> _Asked:
        """A part of the text, read against the same."""
        return replace(self, text=text, words=Speller(self.roadmap, self.lexicon).correct(split_words(text)))


def _decided(asked: _Asked) -> Question:
    """The question with its kind."""
    question, reading = _read(asked)
    signs = signs_of(question, reading, asked.roadmap, asked.today)
    finer = kind_of(signs)
    if finer is None:
        return replace(question, intent=decide(signs))
    return replace(question, kind=finer[0], intent=finer[1])


_LISTS = (Intent.LIST, Intent.COUNT)
"""Intents that an exception can narrow."""


def _with_exception(asked: _Asked) -> Question | None:
    """A list question that leaves something out, with that; None when it does not."""
    parts = split_exception(asked.text, asked.words, asked.lexicon)
    if parts is None or not all(parts):
        return None
    head, tail = (_decided(asked.part(part)) for part in parts)
    if head.intent not in _LISTS:
        told_apart = ", not" in asked.text and head.subjects and tail.subjects
        return replace(head, text=asked.text) if told_apart else None
    whole = replace(_with_rest(head, tail), text=asked.text, words=tuple(w.key for w in asked.words))
    return replace(whole, without=_only_filters(tail) if whole.subjects and not head.subjects else tail)


def _with_rest(head: Question, tail: Question) -> Question:
    """What stands behind the things left out belongs to the list ("all but X in Core Features for Q3")."""
    if tail.priorities or tail.statuses:
        return _with_scope(head, tail)
    if not (tail.subjects or tail.owners):
        return head
    return replace(
        head,
        groups=head.groups or tail.groups,
        window=head.window or tail.window,
        statuses=head.statuses or tail.statuses,
        priorities=head.priorities or tail.priorities,
    )


def _with_scope(head: Question, tail: Question) -> Question:
    """Where and when stand behind what is left out ("everything except P2 in payments for 2026")."""
    return replace(
        head,
        subjects=head.subjects or tail.subjects,
        groups=head.groups or tail.groups,
        window=head.window or tail.window,
    )


def _only_filters(tail: Question) -> Question:
    """The statuses and priorities that are left out, without the place and the time that belong to the list."""
    said = [f"P{n}" for n in tail.priorities] + [s.text or " ".join(s.words) for s in tail.statuses]
    return replace(tail, text=" or ".join(said), subjects=(), groups=(), window=None)


def _read(asked: _Asked) -> tuple[Question, Reading]:
    """What the words name and ask for, before it is decided what kind of question that makes."""
    text, words, roadmap, lexicon = asked.text, asked.words, asked.roadmap, asked.lexicon
    named = find_whole_names(words, roadmap, lexicon)
    named += [*find_numbered(text, words, roadmap), *_apart(find_releases(words, roadmap), named)]
    named += find_people(words, named, roadmap, lexicon)
    taken = {i for n in named for i in range(n.start, n.end)}
    window, dated = find_window(_without_people(text, words, named), words, lexicon, asked.today)
    named = [n for n in named if not (n.keys and dated.issuperset(range(n.start, n.end)))]
    reading = read_cues(words, dated - taken, taken, lexicon)
    length = find_length(reading.keys, lexicon) if "effort" in reading.cues else None
    if length is not None:
        dated |= length.places
        reading = read_cues(words, dated - taken, taken, lexicon)
    common = words_in_common_sense(words, text, roadmap, lexicon)
    subjects, left = find_subjects(reading, named, text, roadmap, common)
    inside = {i for s in subjects for i in s.places} | _spoken_with(subjects, reading, roadmap)
    if inside:  # a cue that is part of a name ("Subscription Status Dashboard") asks for nothing
        reading = read_cues(words, dated - taken - inside, taken | inside, lexicon)
    things = Question(text, Intent.UNKNOWN, subjects=tuple(subjects), window=window, left_over=tuple(left))
    return _with_cues(_with_names(replace(things, length=length), named), reading, asked), reading


def _apart(more: Sequence[Named], named: Sequence[Named]) -> list[Named]:
    """Those that stand beside all that is named already."""
    return [m for m in more if not any(n.start < m.end and m.start < n.end for n in named)]


def _with_names(question: Question, named: Sequence[Named]) -> Question:
    """The question with the headings, phases and owners that it calls by their whole names."""
    return replace(
        question,
        groups=tuple(n.group for n in named if n.group is not None),
        phases=tuple(n.phase for n in named if n.phase is not None),
        owners=tuple(n.owner for n in named if n.owner is not None),
    )


def _with_cues(question: Question, reading: Reading, asked: _Asked) -> Question:
    """The question with what its other words do in it."""
    yes_no = _asks_yes_or_no(asked.text, reading, asked.lexicon)
    by_now = {"by_now"} if yes_no and reading.keys[-1] in _THERE else set[str]()
    return replace(
        question,
        cues=reading.cues | by_now,
        statuses=reading.statuses,
        priorities=reading.priorities,
        not_priorities=reading.not_priorities,
        words=reading.keys,
        content=tuple(reading.keys[i] for i in reading.content),
        yes_no=yes_no,
    )


def _without_people(asked: str, words: list[Word], named: Sequence[Named]) -> str:
    """The question with blanks where people are named, who may be called like a month."""
    for one in (n for n in named if n.owner is not None):
        start, end = words[one.start].start, words[one.end - 1].end
        asked = f"{asked[:start]}{' ' * (end - start)}{asked[end:]}"
    return asked


_LONG = 3
"""Words of a name after which a cue beside them that the name has too belongs to it."""


def _spoken_with(subjects: Sequence[Subject], reading: Reading, roadmap: Roadmap) -> set[int]:
    """Cues that stand beside a long name and are words of it: "... arbitrary resource dependencies"."""
    found: set[int] = set()
    for subject in subjects:
        if not subject.sure or len(subject.words) < _LONG:
            continue
        own = {w for m in subject.matches for n in roadmap.by_key[m.key].names for w in word_keys(n)}
        places = {i for i, key in enumerate(reading.keys) if key in subject.words}
        cues = reading.cue_places | reading.status_places
        found |= {i for i in cues if reading.keys[i] in own and {i - 1, i + 1} & places}
    return found


_THERE = frozenset({"out", "ready", "there", "usable"})
"""Words at the end of a question that ask whether a thing has come ("is v2.9 out?")."""


def _asks_yes_or_no(text: str, reading: Reading, lexicon: Lexicon) -> bool:
    """Does some clause begin with "is", "will", "has", or the question with a thing that is said to be done already?"""
    if "shipped" in reading.cues and reading.statuses and reading.content[:1] == [0]:
        return True
    return any(
        word.key in lexicon.yes_no
        and (place == 0 or any(c in text[reading.words[place - 1].end : word.start] for c in ",.;:!?-"))
        for place, word in enumerate(reading.words)
    )

"""A person's text -> a Question, read against one roadmap on one day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from knowledge.answer import Intent
from knowledge.lexicon import Lexicon
from knowledge.names import Tier
from knowledge.question.cleaning import clean
from knowledge.question.cues import Reading, read_cues
from knowledge.question.intents import Signs, decide
from knowledge.question.question import Question, Subject
from knowledge.question.spelling import Speller
from knowledge.question.subjects import find_subjects, find_whole_names
from knowledge.question.talk import TALK, says_nothing
from knowledge.question.windows import find_window
from knowledge.roadmap import Roadmap
from knowledge.words import split_words

LONGEST = 1_000
"""Characters of a question that are looked at; nobody asks one thing in more."""


def understand(text: str, roadmap: Roadmap, lexicon: Lexicon, today: date) -> Question:
    """What `text` asks; `unknown` as its intent when it asks nothing we can tell from a roadmap."""
    asked = clean(text[: LONGEST * 4])[:LONGEST]
    words = Speller(roadmap, lexicon).correct(split_words(asked))
    if not words:
        return Question(asked, Intent.UNKNOWN)
    keys = tuple(w.key for w in words)
    if "?" not in asked and says_nothing(keys, lexicon):
        return Question(asked, Intent.HELP, frozenset({TALK}), words=keys)
    named = find_whole_names(words, roadmap, lexicon)
    taken = {i for n in named for i in range(n.start, n.end)}
    window, dated = find_window(asked, words, lexicon, today)
    named = [n for n in named if not (n.keys and dated.issuperset(range(n.start, n.end)))]
    reading = read_cues(words, dated - taken, taken, lexicon)
    subjects, left = find_subjects(reading, named, asked, roadmap)
    inside = {i for s in subjects for i in s.places}
    if inside:  # a cue that is part of a name ("Subscription Status Dashboard") asks for nothing
        reading = read_cues(words, dated - taken - inside, taken | inside, lexicon)
    groups = tuple(n.group for n in named if n.group is not None)
    phases = tuple(n.phase for n in named if n.phase is not None)
    question = Question(
        text=asked,
        intent=Intent.UNKNOWN,
        cues=reading.cues,
        subjects=tuple(subjects),
        window=window,
        statuses=reading.statuses,
        priorities=reading.priorities,
        groups=groups,
        phases=phases,
        owners=tuple(n.owner for n in named if n.owner is not None),
        words=reading.keys,
        content=tuple(reading.keys[i] for i in reading.content),
        left_over=tuple(left),
        yes_no=_asks_yes_or_no(asked, reading, lexicon),
    )
    return replace(question, intent=decide(_signs(question, reading, roadmap, today)))


def _signs(question: Question, reading: Reading, roadmap: Roadmap, today: date) -> Signs:
    about = [s for s in question.subjects if s.sure]
    return Signs(
        cues=question.cues,
        subjects=len(about),
        holds_others=len(about) == 1 and any(roadmap.by_key[m.key].children for m in about[0].matches),
        windows=question.window is not None,
        dated_verb=not reading.relations.isdisjoint(("before", "after", "starts", "ends", "ships")),
        statuses=bool(question.statuses),
        priorities=bool(question.priorities),
        groups=bool(question.groups),
        owners=bool(question.owners),
        several=any(_several(s, roadmap) for s in about),
        phases=bool(question.phases),
        content=bool(question.content),
        yes_no=question.yes_no,
        named=any(s.matches[0].tier == Tier.EXACT or len(s.words) > 1 for s in about),
        ahead=question.window is not None and question.window.period.start > today,
    )


def _several(subject: Subject, roadmap: Roadmap) -> bool:
    """Do the words fit several things that do not share a name?"""
    first, *others = (m.key for m in subject.matches)
    return not {first, *roadmap.namesakes.get(first, ())}.issuperset(others)


def _asks_yes_or_no(text: str, reading: Reading, lexicon: Lexicon) -> bool:
    """Does some clause begin with "is", "will", "has" ...?"""
    return any(
        word.key in lexicon.yes_no
        and (place == 0 or any(c in text[reading.words[place - 1].end : word.start] for c in ",.;:!?-"))
        for place, word in enumerate(reading.words)
    )

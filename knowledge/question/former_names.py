"""Things asked for by a name they had before: the past of the pages tells what they are called now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from knowledge.history.change import ChangeKind
from knowledge.lexicon import Lexicon
from knowledge.question.question import FormerName, Question
from knowledge.question.spelling import Speller
from knowledge.question.understand import understand
from knowledge.roadmap import Roadmap
from knowledge.words import split_words


def find_former_name(words: tuple[str, ...], roadmap: Roadmap) -> FormerName | None:
    """The one feature that was called exactly so before, or None. Reads the past, which may take time."""
    history = roadmap.history()
    if not (words and history.is_known):
        return None
    lives = {i for i, life in enumerate(history.lives) if life.ended is None and words in life.names}
    found = [f for f in roadmap.features if lives and (life := history.life_of(f)) and words in life.names]
    if len(found) != 1:
        return None
    changes = next(life.changes for life in (history.life_of(found[0]),) if life is not None)
    olds = [c.old for c in changes if c.kind is ChangeKind.RENAMED and c.old is not None]
    written = next((old for old in reversed(olds) if tuple(w.key for w in split_words(old.text)) == words), None)
    return FormerName(found[0], written)


def with_present_name(question: Question, roadmap: Roadmap, lexicon: Lexicon, today: date) -> Question:
    """The question about the thing's present name, when it is asked for by a former one; else the same question."""
    if any(s.sure for s in question.subjects) or not question.left_over:
        return question
    former = find_former_name(question.left_over, roadmap)
    if former is None:
        return question
    words = [w for w in Speller(roadmap, lexicon).correct(split_words(question.text)) if w.key in question.left_over]
    text = question.text[: words[0].start] + former.feature.name + question.text[words[-1].end :]
    return replace(understand(text, roadmap, lexicon, today), former=former)

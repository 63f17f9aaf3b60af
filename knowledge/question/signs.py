"""What the rules that tell kinds of questions look at, taken from a question as it was read."""

from __future__ import annotations

from datetime import date

from knowledge.model import StatusKind
from knowledge.names import Tier
from knowledge.question.cues import Reading
from knowledge.question.intents import Signs
from knowledge.question.question import AT_WORK, Question, Subject
from knowledge.roadmap import Roadmap

_FINISHED = {StatusKind.DONE, StatusKind.LIVE}


def signs_of(question: Question, reading: Reading, roadmap: Roadmap, today: date) -> Signs:
    """The signs of a question; of its subjects only those that are sure count."""
    about = [s for s in question.subjects if s.sure]
    return Signs(
        cues=question.cues,
        subjects=len(about),
        holds_others=len(about) == 1 and any(roadmap.by_key[m.key].children for m in about[0].matches),
        windows=question.window is not None,
        dated_verb=not reading.relations.isdisjoint(("before", "after", "starts", "ends", "ships")),
        statuses=bool(question.statuses),
        priorities=bool(question.priorities or question.not_priorities),
        groups=bool(question.groups),
        owners=bool(question.owners),
        several=any(_several(s, roadmap) for s in about),
        phases=bool(question.phases),
        content=bool(question.content),
        yes_no=question.yes_no,
        ships="ships" in reading.relations,
        turned=any(s.negated for s in question.statuses),
        at_work=bool(question.statuses) and all(s.words == AT_WORK for s in question.statuses),
        finished=bool(question.statuses) and {s.kind for s in question.statuses} <= _FINISHED,
        planned={s.kind for s in question.statuses} == {StatusKind.PLANNED},
        named=any(s.matches[0].tier == Tier.EXACT or len(s.words) > 1 for s in about),
        ahead=question.window is not None and question.window.period.start > today,
        section=len(about) == 1 and any(roadmap.by_key[m.key].is_section for m in about[0].matches),
        left=bool(question.left_over),
        length=question.length is not None,
        release=question.release is not None,
    )


def _several(subject: Subject, roadmap: Roadmap) -> bool:
    """Do the words fit several things that do not share a name?"""
    first, *others = (m.key for m in subject.matches)
    return not {first, *roadmap.namesakes.get(first, ())}.issuperset(others)

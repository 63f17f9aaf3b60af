"""The words of a question by what they do there: cue, status, priority, date, filler or content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.lexicon import Lexicon
from knowledge.model import StatusKind
from knowledge.phrases import FoundPhrase, Meaning, Phrases
from knowledge.question.question import StatusAsked
from knowledge.words import Word

_ONLY = frozenset({"only", "just", "but", "solo", "nur", "seulement"})
"""Words behind which a "not" in front of them does not hold: "not done, only P0"."""

_REACH = 3
"""How many words before a status a "not" may stand."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Each word's part in the question, by its place."""

    words: tuple[Word, ...]
    cues: frozenset[str]
    cue_places: frozenset[int]
    statuses: tuple[StatusAsked, ...]
    status_places: frozenset[int]
    priorities: tuple[int, ...]
    not_priorities: tuple[int, ...]
    priority_places: frozenset[int]
    dated: frozenset[int]
    filler: frozenset[int]
    relations: frozenset[str]
    """How it compares times: "starts", "before" ..."""
    relation_places: frozenset[int]
    negations: frozenset[int]
    """Where a "not" or "never" stands, outside of names."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the words."""
        return tuple(w.key for w in self.words)

    @property
    def content(self) -> list[int]:
        """The places of the words that are left to find a thing by."""
        used = self.cue_places | self.status_places | self.priority_places | self.relation_places
        used |= self.dated | self.filler
        return [i for i in range(len(self.words)) if i not in used]


def read_cues(words: Sequence[Word], dated: set[int], named: set[int], lexicon: Lexicon) -> Reading:
    """The parts of all words; those in `dated` and `named` are taken already."""
    keys = [w.key for w in words]
    free = [k if i not in dated and i not in named else "" for i, k in enumerate(keys)]
    all_cues, all_statuses = _longest(lexicon.cues, free), _longest(lexicon.statuses, free)
    cues = [f for f in all_cues if not _inside(f, all_statuses)]
    places = {i for f in cues for i in range(f.start, f.end)}
    late = {(f.start, f.end) for f in cues if f.meaning == "overdue"}  # told by the clock, not by a status
    statuses = [f for f in all_statuses if not _inside(f, cues) and (f.start, f.end) not in late]
    priorities = [f for f in _longest(lexicon.priorities, free) if not _inside(f, cues) and not _is_a_verb(f, keys)]
    status_places = {i for f in statuses for i in range(f.start, f.end)}
    priority_places = {i for f in priorities for i in range(f.start, f.end)}
    relations = lexicon.relations.find(free)
    filler = {i for i, k in enumerate(free) if k in lexicon.filler or (len(k) == 1 and not k.isdigit())}
    lacking = _lacking(keys, lexicon)
    asked = [_status(words, free, f, lexicon) for f in statuses]
    return Reading(
        tuple(words),
        frozenset((*(f.meaning for f in cues), *lacking.values())),
        frozenset((places | set(lacking)) - named),
        tuple(asked),
        frozenset(status_places),
        tuple(dict.fromkeys(f.meaning for f in priorities if not _negated(keys, f.start, lexicon))),
        tuple(dict.fromkeys(f.meaning for f in priorities if _negated(keys, f.start, lexicon))),
        frozenset(priority_places),
        frozenset(dated),
        frozenset(filler - named),
        frozenset(f.meaning for f in relations),
        frozenset(i for f in relations for i in range(f.start, f.end)),
        frozenset(i for i, k in enumerate(free) if k in lexicon.negations),
    )


_LACKED = {
    "status": "lacks_status",
    "date": "lacks_timeline",
    "deadline": "lacks_timeline",
    "timeline": "lacks_timeline",
    "owner": "unowned",
    "contact": "unowned",
    "dri": "unowned",
    "assignee": "unowned",
    "lead": "unowned",
    "priority": "lacks_priority",
    "estimate": "lacks_effort",
    "effort": "lacks_effort",
}
"""What a question names as missing ("which haven't a status"), and the cue that says so."""

_NONE = frozenset({"lack", "lacking", "missing", "miss", "without"})


def _lacking(keys: Sequence[str], lexicon: Lexicon) -> dict[int, str]:
    """The places of fields that are said to be missing, close behind a "no", each with the cue for it."""
    found: dict[int, str] = {}
    for place, key in enumerate(keys):
        if (key in lexicon.negations or key in _NONE) and keys[place + 1 : place + 2] not in _THE:
            near = range(place + 1, min(len(keys), place + 1 + _REACH))
            found |= {i: _LACKED[keys[i]] for i in near if keys[i] in _LACKED}
    return found


_THE = (("the",), ("its",), ("their",), ("our",))
"""Words behind "miss" and the like with which something else is asked: "will it miss the date"."""

_HELPING = frozenset({"should", "must", "could"})


def _is_a_verb(found: FoundPhrase[int], keys: Sequence[str]) -> bool:
    """Is "should have" the verb ("should have been done") and not the priority ("the should haves")?"""
    after = keys[found.end] if found.end < len(keys) else ""
    return keys[found.start] in _HELPING and after not in ("", "item", "feature", "one", "thing")


def _status(
    words: Sequence[Word], free: Sequence[str], found: FoundPhrase[StatusKind], lexicon: Lexicon
) -> StatusAsked:
    said = words[found.start : found.end]
    keys = tuple(w.key for w in said)
    negated = _negated(free, found.start, lexicon)  # the "never" of a name turns nothing round
    return StatusAsked(found.meaning, keys, negated, " ".join(w.text for w in said).lower())


def _longest(phrases: Phrases[Meaning], keys: Sequence[str]) -> list[FoundPhrase[Meaning]]:
    """The phrases that stand, the longer ones first; several meanings of one span all count."""
    chosen: list[FoundPhrase[Meaning]] = []
    for found in sorted(phrases.find(keys), key=lambda f: f.rank):
        clash = [c for c in chosen if found.start < c.end and c.start < found.end]
        if all((c.start, c.end) == (found.start, found.end) and c.meaning != found.meaning for c in clash):
            chosen.append(found)
    return chosen


def _inside(found: FoundPhrase[Any], longer: Sequence[FoundPhrase[Any]]) -> bool:
    """Is it part of a longer phrase ("planned" in "what is planned")? One of the same length is not."""
    size = found.end - found.start
    return any(c.start <= found.start and found.end <= c.end and c.end - c.start > size for c in longer)


def _negated(keys: Sequence[str], place: int, lexicon: Lexicon) -> bool:
    before = keys[max(0, place - _REACH) : place]
    begun = max((i + 1 for i, key in enumerate(before) if key in _ONLY), default=0)
    return not lexicon.negations.isdisjoint(before[begun:])

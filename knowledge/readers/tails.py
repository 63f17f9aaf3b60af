"""What stands behind a name in a few clauses: "— @ines, 60% done; depends on tiered storage".

Each clause that is a fact as a whole counts: who has it, a status, a time, what it waits for. Clauses that are prose
stay in the description, which keeps the words as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.model import Field, Source, Value
from knowledge.readers.page_people import nobody_value, person_value
from knowledge.readers.reading import Desk
from knowledge.readers.sentences import SENTENCE_END
from knowledge.readers.tags import HANDLES, aside_value, tag_fact
from knowledge.readers.values import make_value

_CLAUSES = re.compile(rf"\s*[;·•]\s+|\s+[-–—]+\s+|{SENTENCE_END.pattern}|[.!]\s*$")
_SENTENCES = re.compile(rf"{SENTENCE_END.pattern}|;\s+")
_KEYED = re.compile(r"([^\W\d_][\w -]{1,30}?):\s+(\S.*)")
_HANDLES_BEHIND = re.compile(rf"\s+(?:[-–—]+\s+)?({HANDLES.pattern})$")
_KEYS = (Field.OWNER, Field.DEPENDENCY, Field.TIMEFRAME, Field.STATUS, Field.PRIORITY)
_ASIDE = re.compile(r"\s*[(（][^()（）]*[)）]$")
_FIRST = re.compile(r"\s*\b(?:first|primero|primeiro|zuerst|d'abord)$", re.IGNORECASE)
_LONGEST = 160
"""Characters of one clause: what is longer is a story."""


def tail_values(rest: str, source: Source, desk: Desk) -> tuple[Value, ...]:
    """The facts in the clauses of `rest`, at most one of a field, and then `rest` itself as a description.

    The description is left out where `rest` as a whole is one fact.
    """
    parts = _parts(rest, source, desk)
    if parts:
        return tuple(parts)
    whole = aside_value(rest, source, desk) or person_value(rest, source, desk)
    if whole is not None:
        return (whole,)
    found: dict[str, Value] = {}
    for clause in _CLAUSES.split(rest):
        for value in _clause_values(clause, source, desk):
            found.setdefault(value.field, value)
    return (*found.values(), Value(Field.DESCRIPTION, rest, source))


def _clause_values(clause: str, source: Source, desk: Desk) -> list[Value]:
    """The fact of a clause, or those of its parts between commas where each is one: "search, drafts" lists things."""
    parts = [clause_value(part, source, desk) for part in clause.split(", ")]
    told = [value for value in parts if value is not None]
    if len(told) == len(parts):
        return told
    value = clause_value(clause, source, desk)
    return [] if value is None else [value]


def clause_value(clause: str, source: Source, desk: Desk) -> Value | None:
    """The fact that one clause says as a whole; None when it is prose."""
    text = clause.strip(" .,;")
    if not text or len(text) > _LONGEST:
        return None
    keyed = _KEYED.fullmatch(text)
    if keyed is not None and desk.lexicon.field_of(keyed.group(1)) in _KEYS:
        return make_value(keyed.group(1), keyed.group(2), source, desk.lexicon)
    bare = _ASIDE.sub("", text)
    found = _led(text, source, desk) or aside_value(text, source, desk)
    if found is None and bare != text:
        found = aside_value(bare, source, desk)
    return found or nobody_value(text, source, desk) or person_value(bare, source, desk)


def sentences_values(text: str, source: Source, desk: Desk) -> Iterator[Value]:
    """What it waits for and who has it, where a sentence of prose begins with saying so: "Blocked by: Search." """
    for sentence in _SENTENCES.split(text):
        value = clause_value(sentence, source, desk)
        if value is not None and value.field in (Field.OWNER, Field.DEPENDENCY):
            yield value


def _parts(text: str, source: Source, desk: Desk) -> list[Value]:
    """The facts between commas, where each is one and all are of different fields: "Kat, Q3 2026"; else none."""
    if "," not in text or ";" in text or len(text) > _LONGEST:
        return []
    parts = [tag_fact(p, source, desk) or clause_value(p, source, desk) for p in text.split(",")]
    told = [p for p in parts if p is not None]
    return told if len(told) == len(parts) and len({v.field for v in told}) == len(told) else []


def tag_facts(text: str, source: Source, desk: Desk) -> list[Value]:
    """What a tag beside a name says: one fact, or those between its commas where each is one: "(Kat, Q3 2026)"."""
    parts = _parts(text, source, desk)
    whole = None if parts else tag_fact(text, source, desk) or person_value(text, source, desk)
    return parts if whole is None else [whole]


def without_handles(name: str) -> tuple[str, str]:
    """A name without the handles behind it, and these: "Search @kim" -> "Search", "@kim"."""
    found = _HANDLES_BEHIND.search(name)
    return (name, "") if found is None else (name[: found.start()].strip(), found.group(1))


def _led(text: str, source: Source, desk: Desk) -> Value | None:
    """A clause that begins with "owned by", "depends on" or the like; of those with "needs" only "needs X first"."""
    lowered = text.lower()
    for name, leads in desk.lexicon.clause_leads.items():
        if not lowered.startswith(leads):
            continue
        lead = next((w for w in leads if lowered.startswith(w + " ")), None)
        if lead is None:
            continue
        said = text[len(lead) :].strip(" :")
        if name == "first":
            return Value(Field.DEPENDENCY, _FIRST.sub("", said).strip(), source) if _FIRST.search(said) else None
        return _fact(name, lead, said, source, desk) if said else None
    return None


def _fact(name: str, lead: str, said: str, source: Source, desk: Desk) -> Value | None:
    if name == Field.OWNER:
        return make_value(lead if desk.lexicon.role_of(lead) else "owner", said, source, desk.lexicon)
    return Value(name, said, source)

"""How the text of a message parts into several questions.

"status of Inbox and who owns Warmup"    two clauses
"when is Warmup? who owns it?"           two sentences
"status and owner of Inbox"              two fields of one thing
"Q3 vs Q4"                               two times
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from knowledge.dates import find_dates
from knowledge.lexicon import Lexicon
from knowledge.phrases import FoundPhrase
from knowledge.question.whole_names import Named, find_whole_names
from knowledge.roadmap import Roadmap
from knowledge.words import Word, split_words

_FIELDS = frozenset({"status", "timeline", "owner", "priority", "effort", "dependency", "source"})
_SENTENCE = re.compile(r"(?<=[?!;])\s+|\n+")
_JOIN = re.compile(r"(?:,\s*|\s+)(?:and|also|plus|y|e|et|und|&|\+)\s+(?:also\s+|then\s+)?|,\s+|\s+/\s+", re.IGNORECASE)
_VERSUS = frozenset({"vs", "v", "versus", "compare", "compared", "against", "oder", "or"})


def ways_to_part(text: str, roadmap: Roadmap, lexicon: Lexicon, today: date) -> list[list[str]]:
    """The ways in which a text may be several questions, the likeliest first."""
    words = split_words(text)
    ways = [_clauses(text, words, roadmap, lexicon), _times(text, words, lexicon, today), _fields(text, words, lexicon)]
    return [parts for parts in ways if len(parts) > 1]


def _clauses(text: str, words: Sequence[Word], roadmap: Roadmap, lexicon: Lexicon) -> list[str]:
    """The sentences, and their clauses that begin like a question: "... and who owns it"."""
    cuts = [(m.start(), m.end()) for m in _SENTENCE.finditer(text)]
    for match in _JOIN.finditer(text):
        begun = max((end for _, end in cuts if end <= match.start()), default=0)
        if not _begins_a_question(text[match.end() :], roadmap, lexicon):
            continue
        if _is_in_a_name(match, words, roadmap, lexicon):
            continue
        if _is_a_question(text[begun : match.start()], match.group().strip() == ",", lexicon):
            cuts.append((match.start(), match.end()))
    parts, place = [], 0
    for start, end in sorted(cuts):
        if start >= place:
            parts.append(text[place:start])
            place = end
    return [p.strip() for p in (*parts, text[place:]) if p.strip()]


def _is_in_a_name(match: re.Match[str], words: Sequence[Word], roadmap: Roadmap, lexicon: Lexicon) -> bool:
    """Does the joining word stand inside a name ("Backup and Is-Alive Checks")?"""
    spans = [_span(n, words) for n in find_whole_names(words, roadmap, lexicon)]
    return any(start < match.end() and match.start() < end for start, end in spans)


def _span(named: Named, words: Sequence[Word]) -> tuple[int, int]:
    """Where a name stands in the text, without an "and" at its end."""
    end = named.end - 1 if words[named.end - 1].key in _AND else named.end
    return words[named.start].start, words[end - 1].end


def _begins_a_question(rest: str, roadmap: Roadmap, lexicon: Lexicon) -> bool:
    """Does the rest begin with "who", "when is", "is", or with a field of something ("owner of ...")?"""
    keys = [w.key for w in split_words(rest[:80])]
    if len(keys) < 2:
        return False
    if keys[0] in lexicon.yes_no:  # "and is it ...", but not "and are P1"
        return keys[1] in _STAND_INS or roadmap.names.has(keys[1])
    if _asks_at(keys, 0, lexicon):
        return True
    field = max((f for f in lexicon.cues.find(keys) if f.start == 0 and f.meaning in _FIELDS), key=_size, default=None)
    return field is not None and field.end < len(keys) and keys[field.end] in ("of", "for", "de", "von")


_STAND_INS = frozenset(
    {"it", "they", "this", "that", "there", "these", "those", "we", "you", "anyone", "somebody", "any", "the"}
)
"""Words behind "is", "does" ... with which a clause asks something of its own."""


def _is_a_question(part: str, strictly: bool, lexicon: Lexicon) -> bool:
    """Does the part in front ask something itself? "If X slips, ..." does not."""
    keys = [w.key for w in split_words(part)]
    if not keys or keys[0] in _CONDITIONS:
        return False
    if strictly:
        return _asks_at(keys, 0, lexicon)
    return any(_asks_at(keys, i, lexicon) for i in range(len(keys))) or any(
        f.meaning in _FIELDS for f in lexicon.cues.find(keys)
    )


def _asks_at(keys: Sequence[str], place: int, lexicon: Lexicon) -> bool:
    """Is the word at a place one that questions begin with?"""
    return keys[place] in lexicon.yes_no or lexicon.threads.spelled(keys[place : place + 1]) == "asks"


_CONDITIONS = frozenset({"if", "suppose", "assuming", "given", "si", "wenn", "falls"})


def _size(found: FoundPhrase[str]) -> int:
    return found.end - found.start


def _fields(text: str, words: Sequence[Word], lexicon: Lexicon) -> list[str]:
    """ "Status and owner of Inbox" -> "Status of Inbox", "owner of Inbox"."""
    keys = [w.key for w in words]
    found = [f for f in lexicon.cues.find(keys) if f.meaning in _FIELDS]
    whole = [f for f in found if not any(o.start <= f.start and f.end <= o.end and _size(o) > _size(f) for o in found)]
    fields = list({f.start: f for f in whole}.values())
    run: list[FoundPhrase[str]] = []
    for field in fields:
        if run and not _are_joined(text, words, run[-1], field):
            if len(run) > 1:
                break
            run = []
        run.append(field)
    if len(run) < 2 or len({f.meaning for f in run}) < 2:
        return []
    before, after = text[: words[run[0].start].start], text[words[run[-1].end - 1].end :]
    return [before + text[words[f.start].start : words[f.end - 1].end] + after for f in run]


def _are_joined(text: str, words: Sequence[Word], one: FoundPhrase[str], other: FoundPhrase[str]) -> bool:
    """Does only "and", a comma or the like stand between two fields?"""
    between = text[words[one.end - 1].end : words[other.start].start]
    keys = [w.key for w in split_words(between)]
    joined = bool(re.search(r"[,/&+]", between)) or not _AND.isdisjoint(keys)
    return joined and all(k in _AND or k in _SMALL for k in keys)


_AND = frozenset({"and", "n", "plus", "y", "e", "et", "und", "or"})
_SMALL = frozenset({"the", "its", "also", "current", "a", "el", "la", "le", "les", "der", "die", "das", "o"})


def _times(text: str, words: Sequence[Word], lexicon: Lexicon, today: date) -> list[str]:
    """ "Q3 vs Q4 in Payments" -> "Q3 in Payments", "Q4 in Payments"."""
    if {w.key for w in words}.isdisjoint(_VERSUS):
        return []
    spans = _dates(text, lexicon, today)
    if len(spans) != 2:
        return []
    (first, end), (second, last) = spans
    between = [w.key for w in split_words(text[end:second])]
    if not all(k in _VERSUS or k in _AND or k in _BETWEEN for k in between):
        return []
    before = re.sub(r"\bcompare[ds]?\b", "", text[:first], flags=re.IGNORECASE).strip()
    if not {w.key for w in words}.isdisjoint(_FULLER):
        before = ""
    opening = before or "what is planned for"
    return [f"{opening} {text[start:stop]}{text[last:]}" for start, stop in ((first, end), (second, last))]


_FULLER = frozenset({"more", "busier", "fuller", "most", "less", "fewer"})
"""Words that ask in which of two times there is more."""

_BETWEEN = frozenset({"to", "with", "what", "is", "in"})


def _dates(text: str, lexicon: Lexicon, today: date) -> list[tuple[int, int]]:
    """Where dates stand; "Q3 and Q4" is two here, not a stretch."""
    spans = []
    for found in find_dates(text, lexicon.dates, default_year=today.year):
        join = re.search(
            r"\s+(?:and|with|to|or|y|et|und|oder|ou|o)\s+(?:in\s+|en\s+)?", text[found.start : found.end], re.IGNORECASE
        )
        if join is None:
            spans.append((found.start, found.end))
        else:
            spans += [(found.start, found.start + join.start()), (found.start + join.end(), found.end)]
    return spans

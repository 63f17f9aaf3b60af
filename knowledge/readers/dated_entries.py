"""Entries of a plain list that put a name and a date side by side: "- Code freeze: 15 Dec", "- 2027-01-12: Audit"."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.dates import names_date
from knowledge.inline import plain
from knowledge.lexicon import Lexicon
from knowledge.readers.leads import Lead, read_lead
from knowledge.words import word_keys

_CUT = re.compile(r"\s*[:：]\s+|\s+[-–—|]+\s+|\s*[→➔]\s*")
_LONGEST_DATE = 60
"""Characters: what is longer is no date alone."""
_LONGEST = 10
"""Words: what is longer behind a date is a sentence, no name."""


def date_behind(lead: Lead, raw: str, lexicon: Lexicon) -> Lead:
    """An entry that begins with its date, as one that is named by what stands behind it; any other as it is."""
    text = plain(raw)
    early = (c for c in _CUT.finditer(text) if c.start() <= _LONGEST_DATE)
    cuts = [c for c in early if names_date(text[: c.start()], lexicon.dates)]
    if not cuts or lead.link is not None:
        return lead
    when, rest = text[: cuts[-1].start()], text[cuts[-1].end() :]
    named = read_lead(rest)
    if not 0 < len(word_keys(named.name)) <= _LONGEST or named.link is not None:
        return lead
    return replace(named, rest=when, mark=lead.mark or named.mark, in_front=lead.in_front)


def is_dated(lead: Lead, lexicon: Lexicon) -> bool:
    """Is it a name with nothing but a date behind it, and no key of a page ("Updated: 3 May 2027")?"""
    rest = plain(lead.rest)
    if len(rest) > _LONGEST_DATE or not names_date(rest, lexicon.dates) or names_date(lead.name, lexicon.dates):
        return False
    words = word_keys(lead.name)
    known = lexicon.field_of(lead.name) is not None or lexicon.page_key(lead.name) is not None
    return not known and any(len(w) > 2 and w.isalpha() for w in words) and not lexicon.own_dates.issuperset(words)

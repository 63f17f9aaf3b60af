"""How a list entry begins: marks and tags in front, the name, what stands in brackets behind it, the rest.

"- [x] ✅ **Search** (P1): find things" is named "Search"; its mark is "✅", its tag "P1", its rest
"find things". A name is never cut inside brackets or code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from knowledge.inline import InlineLink, links, plain
from knowledge.tickets import is_ticket, leads_to_tracker

_BOLD = re.compile(r"^\s*(?:\*\*|__)(?=\S)(.+?)(?<=\S)(?:\*\*|__)\s*(.*)$", re.DOTALL)
_LINK = re.compile(r"^\s*(?:\*\*|__)?\s*\[")
_MARK = re.compile(
    r"^\s*((?:(?![\[\]()（）【】<>@#*_`~$\"'“”‘’«»「」+\-–—./:|{}\\§€£¿¡!?%&=^,;])[^\w\s])[\ufe0f\u200d]*)+\s*"
)
"""Pictures in front of a name, such as "✅" or "🚧": signs that are neither letters nor punctuation."""
_MARK_BEHIND = re.compile(r"\s*((?:[\u2190-\u2bff\U0001f000-\U0001faff][\ufe0f\u200d]*\s*)+)$")
_TICKET = re.compile(r"\[?#?[A-Z]{0,10}[-#]?[\dX]+\]?")
"""A link that is only a number ("RFC-0011", "#42"): the words behind it are the name, too."""
_CODE = re.compile(r"[A-Z]{1,10}-?\d+(?:\.\d+)?")
"""A name that is only a code ("API-06"): the words behind it belong to it."""
_TAG_LEAD = re.compile(r"^\s*(?:\*\*)?[\[【]([^\W\d][\w ’'/-]{1,24})[\]】](?:\*\*)?[:：]?\s+(?!\()")
_STRUCK = re.compile(r"^\s*(?:\*\*|__)?\s*~~(?=\S)(.+?)(?<=\S)~~\s*(?:\*\*|__)?\s*(.*)$", re.DOTALL)
_BEHIND_STRUCK = re.compile(r"$|[-–—:：(（\[.,;]|<br")
"""What may follow a name that is struck through; any other word is what stands in its place."""
_SEPARATOR = re.compile(r"^\s*[:：]\s*|^\s*[-–—]+\s+")
_CUT = re.compile(r"[:：](?:\s+|(?<=：))|\s+[-–—]+\s+")
_SENTENCE = re.compile(r"(?:(?<=[^\W\d_]{2}[.。!])|(?<=[)\"”][.]))\s+(?=[A-Z\u00c0-\u00dc])|(?<=。)")
_TAGS_FIRST = re.compile(r"^((?:\s*[(（][^()（）]*[)）])*)\s*(?:[:：]|[-–—]+\s|$)")
_NAME_TAIL = re.compile(r"\s*[(（]([^()（）]+)[)）]\s*$")
_CLOSED = {"(": ")", "（": "）", "[": "]", "「": "」", "『": "』", "“": "”"}
_LONGEST_SENTENCE = 9
"""Words: a first sentence up to this long is a name ("Canary builds. Nightly builds ...")."""


@dataclass(frozen=True, slots=True)
class Lead:
    """How a list entry begins."""

    name: str
    tags: tuple[str, ...] = ()
    rest: str = ""
    """What follows the name, raw."""
    bold: bool = False
    link: InlineLink | None = None
    mark: str = ""
    """Pictures in front of the name or behind it."""
    within: int = 0
    """How many of the tags, the first ones, are brackets at the end of the name: "**SSO (OIDC)**"."""
    whole: str = ""
    """The name with those brackets."""
    in_front: tuple[str, ...] = ()
    """Tags in front of the name: "[Done] Quotas"."""
    struck: bool = False
    """Is the name struck through: "~~Quotas~~"?"""


@lru_cache(maxsize=8192)
def read_lead(raw: str) -> Lead:
    """The beginning of a list entry; `raw` may hold marks, links and bold type. Remembered: it is asked for thrice."""
    front = _MARK.match(raw)
    text = raw[front.end() :] if front else raw
    tag = _TAG_LEAD.match(text)
    text = text[tag.end() :] if tag else text
    if tag and not front and (again := _MARK.match(text)):
        front, text = again, text[again.end() :]
    text, struck = _uncrossed(text)
    lead = _marked_behind(_lead_of(text))
    marks = (front.group().strip() if front else "") + lead.mark
    in_front = (tag.group(1),) if tag else lead.in_front
    return replace(lead, name=lead.name.strip(), mark=marks, in_front=in_front, struck=struck or lead.struck)


def _lead_of(text: str) -> Lead:
    found = links(text)
    first = found[0] if found and _LINK.match(text) else None
    bold = _BOLD.match(text)
    if bold:
        return _bold_lead(bold, first)
    return _plain_lead(plain(text)) if first is None else _link_lead(text, first)


def _uncrossed(text: str) -> tuple[str, bool]:
    """A text without what is struck through in front of other words; and whether the name is struck through."""
    crossed = _STRUCK.match(text) if "~~" in text else None
    if crossed is None:
        return text, False
    struck = _BEHIND_STRUCK.match(crossed[2]) is not None
    return (text, True) if struck else (crossed[2], False)


def _marked_behind(lead: Lead) -> Lead:
    """Pictures behind a name are its marks, and brackets in front of them are tags: "Search (Kat) ✅"."""
    behind = _MARK_BEHIND.search(lead.name)
    if behind is None:
        return lead
    if not behind.start():
        return replace(lead, mark=lead.mark + behind.group(1).strip())
    name = lead.name[: behind.start()].strip()
    lead = replace(lead, name=name, mark=lead.mark + behind.group(1).strip())
    return _with_name_tail(lead) if name.endswith((")", "）")) else lead


def _bold_lead(bold: re.Match[str], link: InlineLink | None) -> Lead:
    inner, rest = bold.group(1), bold.group(2)
    name = plain(inner).rstrip(":：. ")
    if inner.rstrip().endswith((":", "：")):
        return Lead(name, (), rest, True, link)
    head = _TAGS_FIRST.match(rest)
    behind = head.group(1) if head else ""
    tags = tuple(m.strip() for m in re.findall(r"[(（]([^()（）]*)[)）]", behind))
    return _with_name_tail(Lead(name, tags, _SEPARATOR.sub("", rest[len(behind) :], count=1), True, link))


def _link_lead(raw: str, first: InlineLink) -> Lead:
    end = raw.index(")", raw.index("](", first.start)) + 1
    rest = raw[end:]
    head = _TAGS_FIRST.match(rest)
    behind = head.group(1) if head else ""
    tags = tuple(m.strip() for m in re.findall(r"[(（]([^()（）]*)[)）]", behind))
    text = _SEPARATOR.sub("", rest[len(behind) :], count=1)
    if _TICKET.fullmatch(first.text) and text:
        named = read_lead(text)
        if is_ticket(first.text) and leads_to_tracker(first.target) and named.name and named.link is None:
            return replace(named, tags=(*named.tags, *tags, first.text), link=first)
        return Lead(f"{first.text} {plain(text)}", tags, "", False, first)
    return Lead(first.text, tags, text, False, first)


def _plain_lead(text: str) -> Lead:
    name, rest = _split(text)
    if rest and _CODE.fullmatch(name):
        return Lead(text.rstrip("."))
    whole = not rest and not _NAME_TAIL.search(name)
    return Lead(name.rstrip(".:：。 ")) if whole else _with_name_tail(Lead(name.rstrip(".。"), rest=rest))


def _with_name_tail(lead: Lead) -> Lead:
    """Brackets at the end of the name are tags."""
    name, behind = lead.name, list[str]()
    while (tail := _NAME_TAIL.search(name)) and tail.start() > 0:
        behind.insert(0, tail.group(1).strip())
        name = name[: tail.start()]
    return replace(lead, name=name.strip(), tags=(*behind, *lead.tags), within=len(behind), whole=lead.name)


def _split(text: str) -> tuple[str, str]:
    """Name and rest of plain text: cut at a colon or a dash, else behind a short first sentence."""
    for cut in _CUT.finditer(text):
        if cut.start() and _balanced(text[: cut.start()]):
            return text[: cut.start()].strip(), text[cut.end() :]
    stop = _SENTENCE.search(text)
    if stop and _balanced(text[: stop.start()]) and len(text[: stop.start()].split()) <= _LONGEST_SENTENCE:
        return text[: stop.start()].strip(), text[stop.end() :]
    return text.strip(), ""


def _balanced(text: str) -> bool:
    """Is every bracket that opens in `text` closed in it?"""
    return all(text.count(opened) <= text.count(closed) for opened, closed in _CLOSED.items())

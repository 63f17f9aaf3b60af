"""How people say that they want to be told of changes: commands ("watch warmup weekly") and plain words.

Only the present tense asks to be told: "tell me if inbox changed" is a question, and "tell me when it ships", too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from handlers.watches import Cadence

LONGEST = 400
"""Characters of a text that may be such a wish; what is longer is none."""


class Act(Enum):
    """What is to be done about watching."""

    WATCH = auto()
    UNWATCH = auto()
    LIST = auto()


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be done, of what (as typed; may be empty), how often, and for whom."""

    act: Act
    text: str = ""
    cadence: Cadence = Cadence.NOW
    for_me: bool = False
    """Is only the person who asks to be told, wherever they ask?"""


_PARTS = {
    "what": r"(?P<what>.+?)",
    "maybe": r"(?:\s+(?P<what>.+))?",
    "us": "(?:me|us)",
    "we": "(?:i|we|this channel)",
    "when": "(?:when|whenever|once|if|as soon as)",
    "changes": "(?:changes|moves|slips)",
    "happens": "(?:changes|moves|slips|ships|launches|lands|is (?:done|live|out|shipped|released))",
    "tell": "(?:tell|notify|alert|ping|let)",
    "call": "(?:notify|alert|ping|remind)",
    "of": "(?:about|of|on)",
}

_FORMS: tuple[tuple[Act, str], ...] = (
    (Act.LIST, "watching"),
    (Act.LIST, "(?:show |list )?(?:my|our) watch(?:es| ?list)"),
    (Act.LIST, "what (?:do|does|am|are|is) {we} watch(?:ing)?"),
    (Act.UNWATCH, "(?:unwatch|unfollow){maybe}"),
    (Act.UNWATCH, "(?:stop|quit) (?:watching|following){maybe}"),
    (Act.UNWATCH, "(?:do not|don['’]?t) watch{maybe}"),
    (Act.UNWATCH, "unsubscribe(?: {us})? from {what}"),
    (Act.UNWATCH, "stop (?:telling|notifying|alerting|pinging) {us} {of} {what}"),
    (Act.UNWATCH, "(?:deja|dejar) de vigilar{maybe}"),
    (Act.WATCH, "watch{maybe}"),
    (Act.WATCH, "follow (?!up\\b){what}"),
    (Act.WATCH, "keep an eye on {what}"),
    (Act.WATCH, "subscribe(?: {us})? to {what}"),
    (Act.WATCH, "tell {us} {when} {what} {changes}"),
    (Act.WATCH, "(?:let {us} know|{call} {us}) {when} {what} {happens}"),
    (Act.WATCH, "{tell} {us}(?: know)? {of} (?:any |all |every )?changes? (?:to|of|in|on|about) {what}"),
    (Act.WATCH, "(?:notify|alert|ping) {us} {of} {what}"),
    (Act.WATCH, "keep {us} (?:posted|updated|informed) {of} {what}"),
    (Act.WATCH, "(?:vigila|vigilar){maybe}"),
    (Act.WATCH, "av[ií]same (?:cuando|si) (?:cambie|cambia) {what}"),
    (Act.WATCH, "av[ií]same (?:cuando|si) {what} (?:cambie|cambia)"),
)
"""Whole messages, the first form that fits; "what" is what is watched."""

_READ = tuple((act, re.compile(form.format_map(_PARTS), re.IGNORECASE)) for act, form in _FORMS)

_POLITE_BEFORE = re.compile(
    r"(?:(?:hi|hey|hello|please|pls|por favor|can you|could you|would you|will you|i want to|i['’]d like to)[\s,]+)+",
    re.IGNORECASE,
)
_POLITE_AFTER = re.compile(r"[\s,]+(?:please|pls|por favor|thanks|thank you)$", re.IGNORECASE)

_TAILS: tuple[tuple[str, Cadence | None, bool], ...] = (
    ("weekly|every week|once a week|each week|semanalmente|cada semana", Cadence.WEEKLY, False),
    ("monthly|every month|once a month|each month|mensualmente|cada mes", Cadence.MONTHLY, False),
    ("at once|immediately|right away", Cadence.NOW, False),
    ("for me|in private|privately|just me|only me", None, True),
    ("here|in this channel|for this channel", None, False),
)
"""What may stand behind: how often, for whom."""

_READ_TAILS = tuple((re.compile(rf"[\s,]+(?:{tail})$", re.IGNORECASE), pace, me) for tail, pace, me in _TAILS)


def read_wish(text: str) -> Wish | None:
    """The wish that a message is; None when it is none."""
    said = " ".join(text.split())
    if len(said) > LONGEST:
        return None
    said = _POLITE_AFTER.sub("", said.rstrip(" .!?"))
    begins = _POLITE_BEFORE.match(said)
    said, cadence, for_me = _without_tails(said[begins.end() :] if begins else said)
    for act, form in _READ:
        found = form.fullmatch(said)
        if found is not None:
            return Wish(act, (found.groupdict().get("what") or "").strip(" :,“”\"'"), cadence, for_me)
    return None


def _without_tails(said: str) -> tuple[str, Cadence, bool]:
    cadence, for_me, before = Cadence.NOW, False, None
    while before != said:
        before = said
        for tail, pace, me in _READ_TAILS:
            shorter = tail.sub("", said)
            if shorter != said:
                said, cadence, for_me = shorter, pace or cadence, for_me or me
    return said, cadence, for_me

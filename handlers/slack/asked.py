"""What a button asks: the plain words of a question about a name, and how a button carries them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from handlers.watches import Listener
from knowledge.answer import Intent

LONGEST_QUESTION = 1_900
"""Characters of a question that a button carries; Slack takes 2,000 as a button's value."""

_WORDS: dict[Intent, str] = {
    Intent.STATUS: "status of {name}",
    Intent.TIMELINE: "when is {name}?",
    Intent.OWNER: "who owns {name}?",
    Intent.DEPENDENCY: "what does {name} depend on?",
    Intent.PRIORITY: "priority of {name}",
    Intent.EFFORT: "effort of {name}",
    Intent.SOURCE: "where is {name} written?",
}
"""How each kind of question is asked about a name; all others by the name alone."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a person would type it, and the page of the answer that is wanted, from 0."""

    question: str
    page: int = 0
    thread: str | None = None
    """What tells the thread it was asked in from all others; None: it stands alone."""
    asker: str | None = None
    listener: Listener | None = None
    """Who asked, and the place that is told when something there is to be watched; None: nobody known."""
    language: str | None = None
    """The language to answer in, by ISO 639: that of the answer a button stands under; None: that of the question."""
    about: bool = False
    """Is it a text of somebody's, of which it is asked what the roadmap says about it?"""

    @property
    def value(self) -> str:
        """What a button carries."""
        return f"{_ABOUT if self.about else ''}{self.page}{self.language or ''}:{self.question[:LONGEST_QUESTION]}"


def thread_key(team: str, channel: str, thread: str | None) -> str:
    """What tells a thread from all others; without one, a channel's own talk."""
    return f"{team}:{channel}:{thread or ''}"


DIRECT = "D"
"""The first letter of the ids of direct messages."""


def listener_in(team: str, channel: str, person: str) -> Listener:
    """Who asked in a channel: all of it is told, but in a direct message, or outside of any, the person."""
    alone = not channel or channel.startswith(DIRECT)
    return Listener(team, person if alone else channel, person)


def asked_by(value: str) -> Asked:
    """What a button with this value asks."""
    read = _VALUE.fullmatch(value)
    return Asked(value) if read is None else Asked(read[4], int(read[2]), language=read[3], about=bool(read[1]))


_ABOUT = "about "
_VALUE = re.compile(rf"({_ABOUT})?([0-9]+)([a-z]{{2}})?:(.*)", re.DOTALL)
"""What a button carries: the page, the language if any, the question, or the text that it was asked about."""


_PAGE_WORDS = frozenset({"page", "página", "pagina"})
_BEFORE_A_PAGE = frozenset(
    {"on", "the", "a", "an", "this", "that", "which", "what", "of", "in", "from", "to", "at", "and"}
    | {"en", "la", "el", "una", "esta", "qué", "cuál", "de", "y"}
)
"""Words behind which "page 2" is what is asked about, not the page of an answer."""


def by_words(asked: Asked) -> Asked:
    """What was asked with the page of its answer behind it ("list everything, page 2"), as a button would ask it."""
    parts = asked.question.rsplit(maxsplit=2)
    if len(parts) < 3 or parts[1].casefold() not in _PAGE_WORDS:
        return asked
    question, number = parts[0].rstrip(" ,;:"), parts[2].rstrip(".!?")
    is_page = number.isdecimal() and number.isascii() and parts[0].split()[-1].casefold() not in _BEFORE_A_PAGE
    return replace(asked, question=question, page=int(number[:6]) - 1) if is_page and question else asked


def question_about(name: str, intent: Intent) -> str:
    """The question of this kind about a name."""
    return _WORDS.get(intent, "{name}").format(name=name)

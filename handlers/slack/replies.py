"""What is sent back for a question: the answer drawn for Slack, or an apology that can be traced."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from handlers.conversation import Message
from handlers.grammar import answer_word, as_question, may_follow_up
from handlers.present import Present
from handlers.slack import blocks
from handlers.slack.asked import Asked, by_words
from handlers.slack.buttons import WatchButton, buttons, rating
from handlers.slack.desk import Desk
from handlers.slack.escaping import cut_escaped, escape, escape_within
from handlers.slack.identity_buttons import that_is_me
from handlers.slack.pages import Page, page_of
from handlers.watch_words import read_wish
from handlers.watching import Watching, understood
from knowledge.answer import Answer, Intent
from knowledge.answerers.excerpts import about_text
from knowledge.question.language import language_of
from knowledge.said import ENGLISH, Language, Said, say, to_say
from knowledge.translated import translated
from knowledge.words import word_keys

log = logging.getLogger(__name__)

LONGEST_TEXT = 4_000
"""Slack: keep a message's text within 4,000 characters."""

LONGEST_ASKED_AGAIN = 200
"""Characters of a question that is said again with the next page of its answer."""

QUIET = {"unfurl_links": False, "unfurl_media": False, "link_names": False, "parse": "none", "mrkdwn": False}
"""No previews, no pings, no formatting: the text is shown as it stands on the pages."""

_APOLOGY = to_say(
    "Sorry, that went wrong on my side. Please ask again; if it happens again, "
    "give whoever runs this bot the reference {reference}."
)


@dataclass(frozen=True, slots=True)
class Reply:
    """A message for Slack: the whole answer as text, and the same drawn as blocks (or none)."""

    text: str
    blocks: tuple[blocks.Block, ...] = ()

    def as_arguments(self) -> dict[str, Any]:
        """The arguments of a Web API call, or the fields of a response, that make up this message."""
        text = cut_escaped(self.text, LONGEST_TEXT)
        return {"text": text, **({"blocks": list(self.blocks)} if self.blocks else {}), **QUIET}


def said(text: str, language: Language = ENGLISH) -> Reply:
    """A short message of ours, without blocks."""
    return Reply(escape(language.say(text)))


async def reply_to(asked: Asked, desk: Desk, private: bool = False) -> Reply:
    """The reply to a question; a `private` one, which only the asker sees, can be shared.

    When answering fails, the reply says so with a reference under which the log has the traceback.
    """
    try:
        asked, page = await page_to(asked, desk)
        return draw(page, asked, desk, private)
    except Exception:
        return said(apology(), desk.language)


def guarded(reply: Callable[[], Reply], language: Language) -> Reply:
    """The reply that is made; when that fails, an apology."""
    try:
        return reply()
    except Exception:
        return said(apology(), language)


def apology() -> Said:
    """What is said in place of an answer that failed: a reference, under which the log has the traceback."""
    reference = secrets.token_hex(4)
    log.exception("no answer could be given; reference %s", reference)
    return sorry(reference)


def sorry(reference: str) -> Said:
    """What is said in place of what failed; the log has the traceback under the reference."""
    return say(_APOLOGY, reference=reference)


async def page_to(asked: Asked, desk: Desk) -> tuple[Asked, Page]:
    """The page that is wanted of the answer to what a person typed, and what is asked without words for it."""
    turned = by_words(asked)
    if turned is not asked and not desk.present().roadmap.names.exact(word_keys(asked.question)):
        asked = turned
    return asked, page_of(await answer_to(asked, desk), asked.page)


async def answer_to(asked: Asked, desk: Desk) -> Answer:
    """The answer to what a person typed: a wish about watching, a word of the grammar, or a question."""
    present = desk.present()
    if asked.about:
        return _about(asked, present, desk)
    if (watching := watching_of(asked, present, desk)) is not None:
        return translated(await watching.answer(), language_of_word(asked, present, desk))
    message = Message(as_question(asked.question, present), asked.thread, asked.asker, asked.language)
    word = None if _goes_on(message, desk) else answer_word(asked.question, present)
    return desk.replies.reply(message) if word is None else translated(word, language_of_word(asked, present, desk))


def _goes_on(message: Message, desk: Desk) -> bool:
    """Is a word that asks by itself said of what its thread is about?"""
    if message.thread is None or desk.understand is None or not may_follow_up(message.text):
        return False
    return bool(desk.understand(message).subjects)


def _about(asked: Asked, present: Present, desk: Desk) -> Answer:
    """The answer when a text is a question that has one, else what is said of the things it names."""
    if asked.question.rstrip().endswith("?"):
        answer = desk.replies.reply(Message(asked.question, language=asked.language))
        if not answer.abstained and answer.intent not in (Intent.HELP, Intent.UNKNOWN, Intent.DETAIL):
            return answer
    told = about_text(asked.question, present.roadmap, present.lexicon, present.today)
    return translated(told, language_of_word(asked, present, desk))


def language_of_word(asked: Asked, present: Present, desk: Desk) -> Language:
    """The language in which a word that asks by itself is answered."""
    return desk.languages.choose(asked.language, language_of(asked.question, present.roadmap, present.lexicon))


def watching_of(asked: Asked, present: Present, desk: Desk) -> Watching | None:
    """The wish about watching that was typed; None when it is none, or the name of a thing on the roadmap."""
    if desk.watches is None or asked.listener is None or present.roadmap.names.exact(word_keys(asked.question)):
        return None
    wish = read_wish(asked.question)
    if wish is None:
        return None
    understand = desk.understand or (lambda message: understood(message.text, present))
    return Watching(
        wish, asked.listener, present, desk.watches, lambda text: understand(Message(text, asked.thread, asked.asker))
    )


def draw(page: Page, asked: Asked, desk: Desk, private: bool = False) -> Reply:
    """A page of an answer as a message: its text, its blocks, and the buttons under them. A text that somebody else
    wrote is not shared anew, nor kept with an opinion of the answer."""
    text = escape_within(f"{page.text}{_how_to_turn(page, asked)}", LONGEST_TEXT)
    drawn = blocks.render(page.answer, desk.addresses)
    below = buttons(page, asked, private and not asked.about, offered(desk))
    owners = that_is_me(page.answer, desk.present(), desk.identities)
    rated = [] if asked.about else [rating(asked.question, page.answer.language)]
    return Reply(text, (*drawn, *below, *owners, *rated))


def _how_to_turn(page: Page, asked: Asked) -> str:
    """The line that says how to ask for the next page where no buttons are shown; none where it can't be asked for."""
    if not page.has_next or asked.about or len(asked.question) > LONGEST_ASKED_AGAIN:
        return ""
    said = say("Ask “{question}, page {page}” for the next one.", question=asked.question.strip(), page=page.number + 2)
    return f"\n{page.answer.language.say(said)}"


def offered(desk: Desk) -> WatchButton:
    """The button that watches, where the bot can tell of changes."""
    return WatchButton.WATCH if desk.present().can_watch else WatchButton.NONE

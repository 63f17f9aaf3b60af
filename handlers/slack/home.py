"""App Home: the roadmap at a glance, what is yours, where pages disagree, and a box to ask in."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import accumulate

from handlers.addresses import Addresses
from handlers.present import Present
from handlers.slack import blocks
from handlers.slack.asked import Asked
from handlers.slack.blocks import Block
from handlers.slack.buttons import ASK, button, code_of, next_page, plain_text, shortcuts
from handlers.slack.desk import Desk
from handlers.slack.escaping import escape
from handlers.slack.identity_buttons import admin_list, own_list
from handlers.slack.own import Own
from handlers.slack.pages import page_of
from handlers.slack.review_history import HISTORY
from handlers.slack.review_message import Answering, review_blocks
from handlers.slack.simpler import sections
from handlers.slack.trouble_message import trouble_list
from handlers.slack.watch_list import watch_list
from knowledge.answer import Answer, Caution
from knowledge.answerers.excerpts import contradictions, owned_by
from knowledge.answerers.overview import overview
from knowledge.answerers.wording import day
from knowledge.review.review import Review
from knowledge.review.told import direct_message
from knowledge.said import Language, Said, say
from knowledge.translated import translated

SEARCH, FORM = "search", "form"
"""The ids of the box to ask in, and of the button that opens the form."""

MOST_BLOCKS = 100
"""Slack: 100 blocks a Home."""

LARGEST = 240_000
"""Bytes of the blocks of a Home; Slack takes 250 kB in all."""

_MORE = say("There is more than Slack shows here: ask for the rest in the box above.")

_NOTHING_YOURS = say(
    "Nobody has told me yet under which name the pages know you. Until then, ask by name: type “who owns” and an item, "
    "or “what does” a team “own?”"
)


_NOTHING_KEPT = Own()


def home_view(user: str, desk: Desk, own: Own = _NOTHING_KEPT, review: Review | None = None) -> Block:
    """The Home of one person, as of today, with what is kept for them, and what is due for review."""
    present, language = desk.present(), desk.language
    as_of = say("As of {day}, from the pages of the roadmap.", day=day(present.today))
    shown = [
        _header("Roadmap", language),
        _search(language),
        _shortcuts(language),
        *_page(overview(present.roadmap, present.lexicon, present.today), "overview", desk),
        *([] if review is None else _for_review(user, review, desk)),
        {"type": "divider"},
        _header(say("Yours"), language),
        *_yours(user, present, desk),
        *own_list(own.said, language),
        *(_part(say("What you watch"), watch_list(own.watches, language), language) if own.watches is not None else []),
        *(_part(say("Who is who"), admin_list(own.people, language), language) if own.people else []),
        *(_part(say("What Slack refuses"), trouble_list(own.troubles, language), language) if own.troubles else []),
        {"type": "divider"},
        _header(say("Where pages disagree"), language),
        *_disagreements(present, language),
        blocks.notes(language.say(as_of)),
    ]
    return {"type": "home", "blocks": _within_limits(shown, language)}


def plainer_home(desk: Desk) -> Block:
    """A Home in plain blocks, for when Slack refuses those of the whole: what asks, and the roadmap at a glance."""
    present, language = desk.present(), desk.language
    told = page_of(translated(overview(present.roadmap, present.lexicon, present.today), language))
    shown = [_header("Roadmap", language), _search(language), _shortcuts(language), *sections(escape(told.text))]
    return {"type": "home", "blocks": shown}


def _within_limits(shown: list[Block], language: Language) -> list[Block]:
    """As many blocks as a Home may have, and a line that says so when there would be more."""
    sizes = accumulate(len(json.dumps(block)) + 2 for block in shown)
    fitting = sum(size <= LARGEST for size in sizes)
    if fitting == len(shown) <= MOST_BLOCKS:
        return shown
    return [*shown[: min(fitting, MOST_BLOCKS - 1)], blocks.notes(language.say(_MORE))]


def _part(title: Said, shown: list[Block], language: Language) -> list[Block]:
    return [{"type": "divider"}, _header(title, language), *shown]


def _header(text: str, language: Language) -> Block:
    return {"type": "header", "text": plain_text(language.say(text))}


def _search(language: Language) -> Block:
    return {
        "type": "input",
        "block_id": SEARCH,
        "dispatch_action": True,
        "label": plain_text(language.say(say("Ask the roadmap"))),
        "element": {
            "type": "plain_text_input",
            "action_id": SEARCH,
            "max_length": 500,
            "placeholder": plain_text(language.say(_PLACEHOLDER)),
            "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
        },
    }


_PLACEHOLDER = say("A name, a quarter, a status, or a question; then press Enter")


def _shortcuts(language: Language) -> Block:
    find = button(FORM, language.say(say("Find an item…")), "form")
    return {"type": "actions", "elements": [find, *shortcuts(language)]}


def _for_review(user: str, review: Review, desk: Desk) -> list[Block]:
    """What is asked of a person, with the buttons to answer; nothing where nobody told who they are."""
    names, language = desk.people.owners(user), desk.language
    if not names:
        return []
    theirs = review.of_person(names)
    decided = button(HISTORY, language.say(say("What was decided")), "0")
    shown = [blocks.notes(language.say(say("Nothing is due for your review.")))]
    if theirs:
        answering = Answering(theirs, is_asked=True, is_all=True)
        shown = review_blocks(translated(direct_message(review, *names), language), desk.addresses, answering)
    below: Block = {"type": "actions", "elements": [decided]}
    return [*_part(say("For your review"), shown, language), below]


def _yours(user: str, present: Present, desk: Desk) -> list[Block]:
    """What stands under each name of this person; how to go on when no page has one of them."""
    shown: list[Block] = []
    for owner in desk.people.owners(user):
        owned = owned_by(owner, present.roadmap, present.lexicon, present.today)
        shown += [] if owned is None else _page(owned, f"what does {owner} own?", desk)
    return shown or [blocks.notes(desk.language.say(_NOTHING_YOURS))]


def _disagreements(present: Present, language: Language) -> list[Block]:
    told = contradictions(present.roadmap, present.lexicon, present.today)
    if not any(isinstance(part, Caution) for part in told.parts):
        return [blocks.notes(language.say(say("The pages agree about everything I can compare.")))]
    counted = blocks.render(translated(replace(told, parts=told.parts[:1]), language), Addresses())
    asked = Asked("where do pages disagree?", language=code_of(language))
    asking = button(f"{ASK}:home:disagreements", language.say(say("Show them")), asked.value)
    return [*counted, {"type": "actions", "elements": [asking]}]


def _page(answer: Answer, question: str, desk: Desk) -> list[Block]:
    """An answer, or its first page and a button that opens the next one."""
    page = page_of(translated(answer, desk.language))
    drawn = blocks.render(page.answer, desk.addresses, tables=False)
    if not page.has_next:
        return drawn
    return [*drawn, {"type": "actions", "elements": [next_page(Asked(question, 1), desk.language)]}]

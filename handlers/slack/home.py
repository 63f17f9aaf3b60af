"""App Home: the roadmap at a glance, what is yours, where pages disagree, and a box to ask in."""

from __future__ import annotations

import json
from itertools import accumulate

from handlers.present import Present
from handlers.slack import blocks
from handlers.slack.asked import Asked
from handlers.slack.blocks import Block
from handlers.slack.buttons import ASK, TURN, button, plain_text, shortcuts
from handlers.slack.desk import Desk
from handlers.slack.identity_buttons import admin_list, own_list
from handlers.slack.own import Own
from handlers.slack.pages import page_of
from handlers.slack.trouble_message import trouble_list
from handlers.slack.watch_list import watch_list
from knowledge.answer import Answer
from knowledge.answerers.excerpts import disputed, owned_by
from knowledge.answerers.overview import overview

SEARCH, FORM = "search", "form"
"""The ids of the box to ask in, and of the button that opens the form."""

MOST_BLOCKS = 100
"""Slack: 100 blocks a Home."""

LARGEST = 240_000
"""Bytes of the blocks of a Home; Slack takes 250 kB in all."""

_MORE = "There is more than Slack shows here: ask for the rest in the box above."

_NOTHING_YOURS = (
    "Nobody has told me yet under which name the pages know you. Until then, ask by name: type “who owns” and an item, "
    "or “what does” a team “own?”"
)


def home_view(user: str, desk: Desk, own: Own = Own()) -> Block:  # noqa: B008  (a frozen value)
    """The Home of one person, as of today, with what is kept for them."""
    present = desk.present()
    shown = [
        _header("Roadmap"),
        _search(),
        _shortcuts(),
        *_page(overview(present.roadmap, present.lexicon, present.today), "overview", desk),
        {"type": "divider"},
        _header("Yours"),
        *_yours(user, present, desk),
        *own_list(own.said),
        *(_part("What you watch", watch_list(own.watches)) if own.watches is not None else []),
        *(_part("Who is who", admin_list(own.people)) if own.people else []),
        *(_part("What Slack refuses", trouble_list(own.troubles)) if own.troubles else []),
        {"type": "divider"},
        _header("Where pages disagree"),
        *_disagreements(present),
        blocks.notes(f"As of {present.today:%d %b %Y}, from the pages of the roadmap."),
    ]
    return {"type": "home", "blocks": _within_limits(shown)}


def _within_limits(shown: list[Block]) -> list[Block]:
    """As many blocks as a Home may have, and a line that says so when there would be more."""
    sizes = accumulate(len(json.dumps(block)) + 2 for block in shown)
    fitting = sum(size <= LARGEST for size in sizes)
    if fitting == len(shown) <= MOST_BLOCKS:
        return shown
    return [*shown[: min(fitting, MOST_BLOCKS - 1)], blocks.notes(_MORE)]


def _part(title: str, shown: list[Block]) -> list[Block]:
    return [{"type": "divider"}, _header(title), *shown]


def _header(text: str) -> Block:
    return {"type": "header", "text": plain_text(text)}


def _search() -> Block:
    return {
        "type": "input",
        "block_id": SEARCH,
        "dispatch_action": True,
        "label": plain_text("Ask the roadmap"),
        "element": {
            "type": "plain_text_input",
            "action_id": SEARCH,
            "max_length": 500,
            "placeholder": plain_text("A name, a quarter, a status, or a question; then press Enter"),
            "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
        },
    }


def _shortcuts() -> Block:
    return {"type": "actions", "elements": [button(FORM, "Find an item…", "form"), *shortcuts()]}


def _yours(user: str, present: Present, desk: Desk) -> list[Block]:
    """What stands under each name of this person; how to go on when no page has one of them."""
    shown: list[Block] = []
    for owner in desk.people.owners(user):
        owned = owned_by(owner, present.roadmap, present.lexicon, present.today)
        shown += [] if owned is None else _page(owned, f"what does {owner} own?", desk)
    return shown or [blocks.notes(_NOTHING_YOURS)]


def _disagreements(present: Present) -> list[Block]:
    count = disputed(present.roadmap, present.lexicon, present.today)
    if not count:
        return [blocks.notes("The pages agree about everything I can compare.")]
    said = f"{count} {'item has' if count == 1 else 'items have'} a status, a time or an owner that differs by page."
    asking = button(f"{ASK}:home:disagreements", "Show them", Asked("where do pages disagree?").value)
    return [blocks.notes(said), {"type": "actions", "elements": [asking]}]


def _page(answer: Answer, question: str, desk: Desk) -> list[Block]:
    """An answer, or its first page and a button that opens the next one."""
    page = page_of(answer)
    drawn = blocks.render(page.answer, desk.addresses, tables=False)
    if not page.has_next:
        return drawn
    return [*drawn, {"type": "actions", "elements": [button(f"{TURN}:next", "Next page", Asked(question, 1).value)]}]

"""What Slack refuses in modals and Homes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bot.playground.slack.block_rules import blocks_problems
from bot.playground.slack.block_shapes import HOME, MODAL

LONGEST_VIEW = 250_000
"""Bytes of a view as JSON."""

MOST_STACKED = 3
"""Modals on top of one another."""

_LONGEST_TITLE, _LONGEST_NOTE, _LONGEST_ID = 24, 3000, 255
_TITLES = ("title", "submit", "close")
_TAKES = {
    HOME: {"type", "blocks", "private_metadata", "callback_id", "external_id"},
    MODAL: {
        *("type", "blocks", "private_metadata", "callback_id", "external_id"),
        *(*_TITLES, "clear_on_close", "notify_on_close", "submit_disabled"),
    },
}


def view_error(view: Any, kind: str) -> str | None:
    """Slack's error for a view that is to be a modal or a Home, or None."""
    if isinstance(view, dict) and len(json.dumps(view).encode()) > LONGEST_VIEW:
        return "view_too_large"
    return "invalid_arguments" if any(view_problems(view, kind)) else None


def view_problems(view: Any, kind: str) -> Iterator[str]:
    """What is wrong with a view."""
    if not isinstance(view, dict) or view.get("type") != kind or not isinstance(view.get("blocks"), list):
        yield f"no {kind}"
        return
    yield from (f"a {kind} with {key}" for key in view.keys() - _TAKES[kind])
    if kind == MODAL:
        yield from _title_problems(view)
    if len(view.get("private_metadata", "")) > _LONGEST_NOTE or len(view.get("callback_id", "")) > _LONGEST_ID:
        yield "too long private_metadata or callback_id"
    yield from blocks_problems(view["blocks"], kind)


def _title_problems(view: dict[str, Any]) -> Iterator[str]:
    if not view.get("title"):
        yield "a modal without title"
    for key in _TITLES:
        title = view.get(key)
        if title is not None and (
            title.get("type") != "plain_text" or not 1 <= len(title.get("text", "")) <= _LONGEST_TITLE
        ):
            yield f"{key} is no plain text of at most {_LONGEST_TITLE} characters"
    if "submit" not in view and any(block.get("type") == "input" for block in view["blocks"]):
        yield "inputs without submit"

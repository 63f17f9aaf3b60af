"""The fake Slack refuses blocks and views that Slack refuses."""

from __future__ import annotations

from typing import Any

import pytest

from bot.playground.slack.block_rules import message_error
from bot.playground.slack.view_rules import view_error

MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "Ask"}, "blocks": []}


HOME = {"type": "home", "blocks": [{"type": "divider"}]}


def _block(kind: str, **fields: Any) -> dict[str, Any]:
    return {"type": kind, **fields}


def _plain(text: str) -> dict[str, Any]:
    return _block("plain_text", text=text)


def _button(text: str = "Go", **fields: Any) -> dict[str, Any]:
    return _block("button", text=_plain(text), **fields)


def _rich(*elements: dict[str, Any]) -> dict[str, Any]:
    return _block("rich_text", elements=[_block("rich_text_section", elements=list(elements))])


GOOD = [
    _block("actions", elements=[_button(action_id="a"), _button(action_id="b", style="danger")]),
    _block("section", text=_plain("x"), accessory=_button(url="https://example.com")),
    _block("context", elements=[_plain("x"), _block("mrkdwn", text="x")]),
    _block(
        "context_actions",
        elements=[
            _block(
                "feedback_buttons",
                action_id="f",
                positive_button={"text": _plain("+"), "value": "+"},
                negative_button={"text": _plain("-"), "value": "-"},
            )
        ],
    ),
    _block("table", rows=[[_block("raw_text", text="a"), _rich(_block("text", text="b"))]] * 100),
    _block("markdown", text="**x**"),
    _rich(_block("link", url="https://example.com", text="x")),
]


BAD = [
    _block("actions", elements=[]),
    _block("actions", elements=[_button()] * 26),
    _block("actions", elements=[_button(action_id="a")] * 2),
    _block("actions", elements=[_button("x" * 76)]),
    _block("actions", elements=[_button(style="loud")]),
    _block("actions", elements=[_block("plain_text_input", action_id="a")]),
    _block("section", fields=[_plain("x")] * 11),
    _block("section", text=_plain("x" * 3001)),
    _block("header", text=_block("mrkdwn", text="x")),
    _block("context", elements=[_plain("x")] * 11),
    _block("table", rows=[[_block("raw_text", text="a")]] * 101),
    _block("table", rows=[[_block("raw_text", text="a")], []]),
    _block("input", label=_plain("x")),
    _block("hologram"),
    _rich(_block("text", text="")),
    _rich(_block("text", text="x", style={"loud": True})),
]


@pytest.mark.parametrize("block", GOOD, ids=str)
def test_a_good_block_is_taken(block: dict[str, Any]) -> None:
    assert message_error({"text": "x", "blocks": [block]}) is None


@pytest.mark.parametrize("block", BAD, ids=lambda block: str(block)[:60])
def test_a_bad_block_is_refused(block: dict[str, Any]) -> None:
    assert message_error({"text": "x", "blocks": [block]}) == "invalid_blocks"


@pytest.mark.parametrize(
    ("view", "error"),
    [
        (MODAL, None),
        ({**MODAL, "title": _plain("x" * 25)}, "invalid_arguments"),
        ({**MODAL, "blocks": [_block("divider")] * 101}, "invalid_arguments"),
        ({**MODAL, "blocks": [_block("markdown", text="x")]}, "invalid_arguments"),
        ({**MODAL, "private_metadata": "x" * 3001}, "invalid_arguments"),
        ({**MODAL, "blocks": [_block("section", text=_plain("x" * 2900))] * 100}, "view_too_large"),
        ({**MODAL, "title": None}, "invalid_arguments"),
        (
            {**MODAL, "blocks": [_block("input", label=_plain("x"), element=_block("plain_text_input"))]},
            "invalid_arguments",
        ),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_view_is_taken_or_refused_as_slack_does(view: dict[str, Any], error: str | None) -> None:
    assert view_error(view, "modal") == error

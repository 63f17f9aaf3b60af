"""What we send as JSON says what was meant, whatever stands in it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.slack.as_json import as_json
from knowledge.answer import Intent
from knowledge.said import say


@pytest.mark.parametrize(
    "said",
    [
        {"text": "Größe ✓ 日本語 🚀", "blocks": [{"type": "rich_text", "elements": []}], "mrkdwn": False, "n": None},
        {"text": 'a "quote", a \\ and a \u2028 line'},
        {"text": "half of a pair: \ud83d"},
        {"text": say("Helpful"), "intent": Intent.STATUS},
        {"blocks": ({"type": "divider"},)},
    ],
)
def test_json_says_the_same_as_that_of_the_standard_library(said: dict[str, Any]) -> None:
    written = as_json(said)
    assert json.loads(written) == json.loads(json.dumps(said))

"""The bodies Slack sends -> what they say. Slack sends JSON, or a form in whose `payload` field JSON may stand.

Bolt looks for the word "payload" anywhere in a form, and so loses every command that has it in
its text; here the field counts.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

from bot.slack.shapes import is_slacks

JSON, FORM = "application/json", "application/x-www-form-urlencoded"

MOST_FIELDS = 100
"""Fields of a form; Slack's longest has about fifteen."""

Body = dict[str, Any]


def read_body(raw: bytes, content_type: str) -> Body:
    """What a body says. Raises ValueError when it can't be read as what it is said to be."""
    return _READERS[content_type](raw.decode("utf-8"))


def is_readable(content_type: str) -> bool:
    """Does Slack send bodies of this type?"""
    return content_type in _READERS


def _read_form(text: str) -> Body:
    pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    fields = dict(pairs)
    return read_json(fields["payload"]) if "payload" in fields else fields


def read_json(text: str) -> Body:
    """The object that a JSON text says. Raises ValueError when it says none."""
    try:
        said = json.loads(text)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(said, dict):
        raise ValueError("not an object")
    said = {name: value for name, value in said.items() if value is not None}
    if not is_slacks(said):
        raise ValueError("not what Slack sends")
    return said


_READERS: dict[str, Callable[[str], Body]] = {JSON: read_json, FORM: _read_form}

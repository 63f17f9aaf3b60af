"""The bodies Slack sends -> what they say. Slack sends JSON, or a form in whose `payload` field JSON may stand.

Bolt looks for the word "payload" anywhere in a form, and so loses every command that has it in
its text; here the field counts.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

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
    for name in said.keys() & _SHAPES.keys():
        if not _SHAPES[name](said[name]):
            raise ValueError(f"{name} is not what Slack sends")
    return said


def _is_object(value: Any) -> bool:
    return isinstance(value, dict)


def _is_event(value: Any) -> bool:
    texts = ("type", "channel", "user", "ts", "thread_ts", "text", "subtype", "channel_type", "tab")
    return isinstance(value, dict) and all(isinstance(value.get(name, ""), str | None) for name in texts)


def _are_actions(value: Any) -> bool:
    return _are_objects(value) and all(isinstance(one.get("action_id"), str) for one in value)


def _are_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


_SHAPES: dict[str, Callable[[Any], bool]] = {
    "event": _is_event,
    "actions": _are_actions,
    "authorizations": _are_objects,
    **dict.fromkeys(("team", "user", "channel", "enterprise", "view", "container", "message"), _is_object),
    **dict.fromkeys(("type", "team_id", "event_id", "callback_id", "action_id", "value"), lambda v: isinstance(v, str)),
}
"""What Slack sends under a name; what is something else is no request of Slack's."""

_READERS: dict[str, Callable[[str], Body]] = {JSON: read_json, FORM: _read_form}

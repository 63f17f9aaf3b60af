"""What Slack sends under each name that we read. What is of another shape is no request of Slack's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Shape = type | dict[str, Any] | list[Any] | Callable[[Any], bool]
"""A type; an object with the shapes of its fields; a list with the shape of each thing in it; what is true of it."""


def fits(said: Any, shape: Shape) -> bool:
    """Is it of that shape? Nothing is of every shape: Slack leaves out what it has not got, or says null."""
    if said is None:
        return True
    if isinstance(shape, type):
        return isinstance(said, shape)
    if isinstance(shape, dict):
        return isinstance(said, dict) and all(fits(one, part) for one, part in _parts(said, shape))
    if isinstance(shape, list):
        return isinstance(said, list) and all(one is not None and fits(one, shape[0]) for one in said)
    return shape(said)


def _parts(said: dict[str, Any], shape: dict[str, Any]) -> list[tuple[Any, Any]]:
    if EVERY in shape:
        return [(one, shape[EVERY]) for one in said.values()]
    return [(said[name], part) for name, part in shape.items() if name in said]


EVERY = "*"
"""In place of the fields of an object: the shape of all of them, whatever they are called."""


def _texts(*names: str) -> dict[str, Any]:
    return dict.fromkeys(names, str)


def _is_address(said: Any) -> bool:
    return isinstance(said, str) and (said == "" or said.startswith(("https://", "http://")))


def _are_pressed(said: Any) -> bool:
    """One thing or several that were pressed or picked, each with its id."""
    pressed = {"value": str, "type": str}
    return isinstance(said, list) and bool(said) and all(_has_id(one) and fits(one, pressed) for one in said)


def _has_id(said: Any) -> bool:
    return isinstance(said, dict) and isinstance(said.get("action_id"), str)


def _are_objects(said: Any) -> bool:
    return isinstance(said, list) and bool(said) and fits(said, [_AUTHORIZED])


_AUTHORIZED = _texts("team_id", "enterprise_id", "user_id")

_FILLED_IN = {EVERY: {EVERY: {"value": str, "selected_option": {"value": str}}}}
"""What was typed and picked in a window: block, then field."""

_VIEW = {**_texts("id", "callback_id", "private_metadata"), "blocks": [dict], "state": {"values": _FILLED_IN}}


def _is_view(said: Any) -> bool:
    return isinstance(said, dict) and isinstance(said.get("type"), str) and fits(said, _VIEW)


_PLACE = _texts("channel", "user", "ts", "thread_ts", "text", "subtype", "channel_type", "team")

_READ: dict[str, dict[str, Any]] = {
    "app_mention": _PLACE,
    "message": _PLACE,
    "app_home_opened": _texts("user", "channel", "tab"),
    "app_context_changed": _texts("user", "channel"),
    "link_shared": {**_texts("channel", "user", "message_ts", "unfurl_id", "source"), "links": [{"url": str}]},
    "function_executed": {
        **_texts("function_execution_id", "bot_access_token"),
        "function": _texts("callback_id"),
        "inputs": dict,
    },
}
"""The fields of the events that are read; Slack sends other things under the same names in others."""


def _is_event(said: Any) -> bool:
    if not isinstance(said, dict) or not isinstance(said.get("type"), str):
        return False
    return fits(said, _READ.get(said["type"], {}))


REQUEST: dict[str, Any] = {
    **_texts("type", "team_id", "enterprise_id", "event_id", "callback_id", "action_id", "value", "trigger_id"),
    "response_url": _is_address,
    "event": _is_event,
    "actions": _are_pressed,
    "authorizations": _are_objects,
    "team": _texts("id"),
    "enterprise": _texts("id"),
    "user": _texts("id", "name", "team_id"),
    "channel": _texts("id"),
    "container": _texts("channel_id", "message_ts", "thread_ts", "view_id"),
    "message": {**_texts("ts", "thread_ts", "text"), "blocks": [dict]},
    "view": _is_view,
    "response_urls": [dict],
}
"""All that Slack sends, as far as it is read."""

_OF_PEOPLE = frozenset({"block_actions", "block_suggestion", "view_submission", "shortcut", "message_action"})
"""What people do, each of which comes with who did it."""


def is_slacks(said: dict[str, Any]) -> bool:
    """May Slack have sent this?"""
    if not fits(said, REQUEST):
        return False
    return said.get("type") not in _OF_PEOPLE or bool((said.get("user") or {}).get("id"))

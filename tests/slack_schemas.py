"""Slack's own schemas of methods and blocks, where they are at hand: beside the project, in ../shared/reference/slack-api."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import fastjsonschema

from bot.playground.slack.calls import Call
from bot.playground.slack.methods import METHODS

REFERENCE = Path(__file__).parent.parent.parent / "shared" / "reference" / "slack-api"

NEWER = {"button": {"agent_prompt"}}
"""Keys that Slack takes and the schemas do not know yet, by the type of what holds them."""

_VIEWS = {"modal": ("ModalView.json", "ModalView"), "home": ("HomeView.json", "HomeView")}
_KINDS: dict[str, tuple[type, ...]] = {"string": (str,), "boolean": (bool,), "integer": (int,), "null": (type(None),)}


def are_at_hand() -> bool:
    """Is the folder of schemas there?"""
    return REFERENCE.is_dir()


def unlike_slack(calls: list[Call]) -> list[str]:
    """What the schemas have against calls that were taken; nothing where they are not at hand."""
    taken = [call for call in calls if call.error is None] if are_at_hand() else []
    return [problem for call in taken for problem in call_problems(call)]


def call_problems(call: Call) -> Iterator[str]:
    """What the schemas have against a call, and the blocks and views in it."""
    if call.method in METHODS:
        yield from (f"{call.method}: {problem}" for problem in _argument_problems(call))
    for name, value in call.said.items():
        if name == "blocks":
            yield from (f"{call.method}: {problem}" for block in value for problem in block_problems(block))
        elif name == "view":
            yield from (f"{call.method}: {problem}" for problem in view_problems(value))


def block_problems(block: dict[str, Any]) -> Iterator[str]:
    """What the schema of its type has against a block."""
    yield from _problems("Blocks.json", _camel(block["type"]) + "Block", block)


def view_problems(view: dict[str, Any]) -> Iterator[str]:
    """What the schemas have against a view: its own fields, and each of its blocks."""
    yield from _problems(*_VIEWS[view["type"]], {**view, "blocks": []})
    for block in view["blocks"]:
        yield from block_problems(block)


def _argument_problems(call: Call) -> Iterator[str]:
    known = method(call.method)["args"]
    yield from (f"without {name}" for name in {*known.get("required", ())} - {"token"} - call.said.keys())
    for name, value in call.said.items():
        if name not in known["properties"]:
            yield f"with {name}"
        elif isinstance(value, str | bool) and not _is_of(value, known["properties"][name]):
            yield f"{name} is {value!r}"


def _is_of(value: str | bool, rule: dict[str, Any]) -> bool:
    """Is it of a type the schema names? Lists and objects are written there as the JSON text of forms."""
    names = [one.get("type") for one in rule.get("anyOf", [rule])]
    kinds = tuple(kind for name in names for kind in _KINDS.get(str(name), ()))
    return not kinds or isinstance(value, kinds)


def _problems(file: str, definition: str, value: dict[str, Any]) -> Iterator[str]:
    check = _compiled(file, definition)
    if check is None:
        yield f"no schema of {definition}"
        return
    try:
        check(_without_newer(value))
    except fastjsonschema.JsonSchemaException as error:
        yield f"{definition}: {error}: {json.dumps(value)[:300]}"


@cache
def _compiled(file: str, definition: str) -> Callable[[Any], Any] | None:
    schema = json.loads((REFERENCE / file).read_text("utf-8"))
    if definition not in schema["definitions"]:
        return None
    whole = {**schema, "$ref": f"#/definitions/{definition}"}
    check: Callable[[Any], Any] = fastjsonschema.compile(whole)
    return check


@cache
def method(name: str) -> dict[str, Any]:
    """The schema of a method."""
    read: dict[str, Any] = json.loads((REFERENCE / "methods" / f"{name}.json").read_text("utf-8"))
    return read


def _without_newer(value: Any) -> Any:
    if isinstance(value, dict):
        newer = NEWER.get(str(value.get("type")), set())
        return {key: _without_newer(child) for key, child in value.items() if key not in newer}
    return [_without_newer(child) for child in value] if isinstance(value, list) else value


def _camel(kind: str) -> str:
    return "".join(part.capitalize() for part in kind.split("_"))

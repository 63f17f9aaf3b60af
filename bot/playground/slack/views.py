"""The methods that show modals and Homes."""

from __future__ import annotations

from typing import Any

from bot.playground.slack.block_shapes import HOME, MODAL
from bot.playground.slack.stage import RefusedError, Said, Stage, refuse
from bot.playground.slack.view_rules import MOST_STACKED, view_error
from bot.playground.slack.workspace import View


def open_view(stage: Stage, said: Said) -> dict[str, Any]:
    """views.open"""
    refuse(view_error(said["view"], MODAL))
    refuse(stage.tickets.use_trigger(said.get("trigger_id", "")))
    stage.workspace.stack.clear()
    return _pushed(stage, said)


def push(stage: Stage, said: Said) -> dict[str, Any]:
    """views.push"""
    refuse(view_error(said["view"], MODAL))
    refuse(stage.tickets.use_trigger(said.get("trigger_id", "")))
    if len(stage.workspace.stack) >= MOST_STACKED:
        raise RefusedError("push_limit_reached")
    return _pushed(stage, said)


def update(stage: Stage, said: Said) -> dict[str, Any]:
    """views.update"""
    view = stage.workspace.views.get(said.get("view_id", ""))
    if view is None:
        raise RefusedError("not_found")
    refuse(view_error(said["view"], MODAL if view.said["type"] == MODAL else HOME))
    _check_hash(view, said)
    return _changed(stage, view, said["view"])


def publish(stage: Stage, said: Said) -> dict[str, Any]:
    """views.publish"""
    if said["user_id"] not in stage.workspace.users:
        raise RefusedError("invalid_arguments")
    refuse(view_error(said["view"], HOME))
    home = stage.workspace.homes.get(said["user_id"])
    if home is None:
        home = _new(stage, said["view"], said["user_id"])
        stage.workspace.homes[said["user_id"]] = home
        return {"view": home.told()}
    _check_hash(home, said)
    return _changed(stage, home, said["view"])


def _check_hash(view: View, said: Said) -> None:
    if said.get("hash") and said["hash"] != view.hash:
        raise RefusedError("hash_conflict")


def _pushed(stage: Stage, said: Said) -> dict[str, Any]:
    view = _new(stage, said["view"], "U1")
    stack = stage.workspace.stack
    stack.append(view.id)
    view.root = stack[0]
    return {"view": view.told()}


def _new(stage: Stage, said: Said, user: str) -> View:
    number = stage.workspace.number()
    view = View(f"V{number}", said, user, f"{number}.hash")
    stage.workspace.views[view.id] = view
    return view


def _changed(stage: Stage, view: View, said: Said) -> dict[str, Any]:
    view.said, view.hash = said, f"{stage.workspace.number()}.hash"
    return {"view": view.told()}

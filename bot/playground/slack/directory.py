"""The methods that tell who and what there is, and those that give an app what it may know."""

from __future__ import annotations

from typing import Any

from bot.playground.slack.stage import RefusedError, Said, Stage
from bot.playground.slack.workspace import APP, BOT, BOT_USER, CHANNEL, TEAM, Message

_PAGE = 100
"""Messages of a conversation in one answer, when a call does not say how many."""


def auth_test(stage: Stage, _: Said) -> dict[str, Any]:
    """auth.test"""
    names = {"team": "Test", "user": "roadmap", "url": stage.url()}
    return {**names, "team_id": TEAM, "user_id": BOT_USER, "bot_id": BOT}


def users_info(stage: Stage, said: Said) -> dict[str, Any]:
    """users.info"""
    user = stage.workspace.users.get(said["user"])
    if user is None:
        raise RefusedError("user_not_found")
    return {"user": user.told()}


def users_list(stage: Stage, _: Said) -> dict[str, Any]:
    """users.list"""
    return {"members": [user.told() for user in stage.workspace.users.values()]}


def team_info(_: Stage, __: Said) -> dict[str, Any]:
    """team.info"""
    return {"team": {"id": TEAM, "name": "Test", "domain": "test"}}


def conversations_info(stage: Stage, said: Said) -> dict[str, Any]:
    """conversations.info"""
    found = stage.conversation(said["channel"])
    return {"channel": (found if found.kind == CHANNEL else stage.joined(found.id)).told()}


def conversations_members(stage: Stage, said: Said) -> dict[str, Any]:
    """conversations.members"""
    return {"members": sorted(stage.conversation(said["channel"]).members)}


def conversations_open(stage: Stage, said: Said) -> dict[str, Any]:
    """conversations.open"""
    user = said.get("users") or ""
    if user not in stage.workspace.users:
        raise RefusedError("user_not_found")
    return {"channel": {"id": stage.workspace.direct(user).id}}


def conversations_history(stage: Stage, said: Said) -> dict[str, Any]:
    """conversations.history: the newest first, in pages; not what stands in threads alone"""
    messages = stage.joined(said["channel"]).messages
    return _in_pages([m for m in reversed(messages) if m.thread in (None, m.ts)], said)


def conversations_replies(stage: Stage, said: Said) -> dict[str, Any]:
    """conversations.replies: what a thread begins with and what stands in it, in pages"""
    messages = stage.joined(said["channel"]).messages
    return _in_pages([message for message in messages if said["ts"] in (message.ts, message.thread)], said)


def _in_pages(messages: list[Message], said: Said) -> dict[str, Any]:
    after, start = float(said.get("oldest") or 0), int(said.get("cursor") or 0)
    found = [message for message in messages if float(message.ts) > after]
    end = start + int(said.get("limit") or _PAGE)
    told = _told(found[start:end])
    if not said.get("include_all_metadata"):
        told["messages"] = [{k: v for k, v in m.items() if k != "metadata"} for m in told["messages"]]
    more = {"response_metadata": {"next_cursor": str(end)}} if end < len(found) else {}
    return {**told, "has_more": bool(more), **more}


def _told(messages: list[Message]) -> dict[str, Any]:
    return {"messages": [message.told() for message in messages if message.only_for is None], "has_more": False}


def oauth_access(stage: Stage, said: Said) -> dict[str, Any]:
    """oauth.v2.access"""
    if not said.get("client_id") or not said.get("client_secret"):
        raise RefusedError("bad_client_secret")
    granted = stage.codes.pop(said.get("code", ""), None)
    if granted is None:
        raise RefusedError("invalid_code")
    return {"token_type": "bot", "app_id": APP, "bot_user_id": BOT_USER, **granted}


def open_connection(stage: Stage, _: Said) -> dict[str, Any]:
    """apps.connections.open"""
    return {"url": stage.url().replace("http://", "ws://").replace("/api/", "/socket")}

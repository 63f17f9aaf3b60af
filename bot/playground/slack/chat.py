"""The methods that write messages."""

from __future__ import annotations

from typing import Any

from bot.playground.slack.block_rules import message_error
from bot.playground.slack.stage import RefusedError, Said, Stage, refuse
from bot.playground.slack.workspace import BOT_USER, Message

LONGEST_UPDATE = 4_000
"""Characters of the text of chat.update; chat.postMessage takes more."""

_SOURCES = frozenset({"composer", "conversations_history"})


def post_message(stage: Stage, said: Said) -> dict[str, Any]:
    """chat.postMessage"""
    conversation = stage.joined(said["channel"])
    refuse(message_error(said))
    message = stage.workspace.say(conversation.id, BOT_USER, said, stage.ts(), said.get("thread_ts"))
    return {"channel": conversation.id, "ts": message.ts, "message": message.told()}


def post_ephemeral(stage: Stage, said: Said) -> dict[str, Any]:
    """chat.postEphemeral"""
    conversation = stage.joined(said["channel"])
    if said["user"] not in conversation.members:
        raise RefusedError("user_not_in_channel")
    refuse(message_error(said))
    message = stage.workspace.say(conversation.id, BOT_USER, said, stage.ts(), said.get("thread_ts"))
    message.only_for = said["user"]
    return {"message_ts": message.ts}


def update(stage: Stage, said: Said) -> dict[str, Any]:
    """chat.update"""
    message = _own(stage, said)
    refuse(message_error(said))
    if len(said.get("text") or "") > LONGEST_UPDATE:
        raise RefusedError("msg_too_long")
    message.said = {**message.said, **said}
    return {"channel": said["channel"], "ts": said["ts"], "text": said.get("text", ""), "message": message.told()}


def delete(stage: Stage, said: Said) -> dict[str, Any]:
    """chat.delete"""
    message = _own(stage, said)
    stage.joined(said["channel"]).messages.remove(message)
    return {"channel": said["channel"], "ts": said["ts"]}


def permalink(stage: Stage, said: Said) -> dict[str, Any]:
    """chat.getPermalink"""
    conversation = stage.conversation(said["channel"])
    if conversation.find(said["message_ts"]) is None:
        raise RefusedError("message_not_found")
    where = f"{said['channel']}/p{said['message_ts'].replace('.', '')}"
    return {"channel": said["channel"], "permalink": f"https://example.slack.com/archives/{where}"}


def unfurl(stage: Stage, said: Said) -> dict[str, Any]:
    """chat.unfurl"""
    if not said.get("unfurls"):
        raise RefusedError("missing_unfurls")
    for shown in said["unfurls"].values():
        refuse(message_error({"text": "x", "blocks": shown.get("blocks")}))
    if said.get("unfurl_id"):
        refuse(None if said.get("source") in _SOURCES else "invalid_source")
        return {}
    if not said.get("channel") or not said.get("ts"):
        raise RefusedError("missing_ts" if said.get("channel") else "missing_channel")
    message = stage.conversation(said["channel"]).find(said["ts"])
    if message is None:
        raise RefusedError("cannot_find_message")
    message.unfurls.update(said["unfurls"])
    return {}


def _own(stage: Stage, said: Said) -> Message:
    message = stage.joined(said["channel"]).find(said["ts"])
    if message is None or message.only_for is not None:
        raise RefusedError("message_not_found")
    if message.user != BOT_USER:
        raise RefusedError("cant_update_message")
    return message

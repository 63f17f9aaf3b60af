"""The methods of agents, workflow steps, reactions and files."""

from __future__ import annotations

from typing import Any

from bot.playground.slack.stage import RefusedError, Said, Stage
from bot.playground.slack.workspace import BOT_USER

MOST_PROMPTS = 4
_SESSION_STATES = frozenset({"active", "processing", "suspended", "closed"})


def set_status(stage: Stage, said: Said) -> dict[str, Any]:
    """assistant.threads.setStatus"""
    stage.joined(said["channel_id"])
    stage.workspace.statuses.append((said["channel_id"], said["thread_ts"], said["status"]))
    return {}


def set_prompts(stage: Stage, said: Said) -> dict[str, Any]:
    """assistant.threads.setSuggestedPrompts; as in an app with agent_view, where a thread makes it fail."""
    stage.joined(said["channel_id"])
    prompts = said["prompts"]
    well_formed = isinstance(prompts, list) and all(p.keys() == {"title", "message"} for p in prompts)
    if not well_formed or not 1 <= len(prompts) <= MOST_PROMPTS:
        raise RefusedError("invalid_arguments")
    if said.get("thread_ts"):
        raise RefusedError("invalid_thread_ts")
    stage.workspace.prompts[said["channel_id"]] = prompts
    return {}


def set_title(stage: Stage, said: Said) -> dict[str, Any]:
    """assistant.threads.setTitle"""
    stage.joined(said["channel_id"])
    return {}


def set_session(stage: Stage, said: Said) -> dict[str, Any]:
    """agents.sessions.setStatus"""
    stage.joined(said["channel_id"])
    if said["status"] not in _SESSION_STATES:
        raise RefusedError("invalid_status")
    return {}


def complete(stage: Stage, said: Said) -> dict[str, Any]:
    """functions.completeSuccess and functions.completeError"""
    execution = said["function_execution_id"]
    if execution not in stage.workspace.finished:
        raise RefusedError("function_execution_not_found")
    if stage.workspace.finished[execution]:
        raise RefusedError("execution_not_in_running_state")
    stage.workspace.finished[execution] = {key: said[key] for key in ("outputs", "error") if key in said}
    return {}


def react(stage: Stage, said: Said) -> dict[str, Any]:
    """reactions.add"""
    if stage.joined(said["channel"]).find(said["timestamp"]) is None:
        raise RefusedError("message_not_found")
    return {}


def upload_url(stage: Stage, said: Said) -> dict[str, Any]:
    """files.getUploadURLExternal"""
    if int(said["length"]) < 1 or not said["filename"]:
        raise RefusedError("missing_argument")
    name = f"F{stage.workspace.number()}"
    return {"file_id": name, "upload_url": stage.url().replace("/api/", f"/upload/{name}")}


def complete_upload(stage: Stage, said: Said) -> dict[str, Any]:
    """files.completeUploadExternal"""
    if said.get("channel_id"):
        text = said.get("initial_comment") or ""
        channel = stage.joined(said["channel_id"]).id
        stage.workspace.say(
            channel, BOT_USER, {"text": text, "files": said["files"]}, stage.ts(), said.get("thread_ts")
        )
    return {"files": said["files"]}

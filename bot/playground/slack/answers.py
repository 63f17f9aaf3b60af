"""Method of the Web API -> the function that does its work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.playground.slack import chat, directory, threads, views
from bot.playground.slack.stage import Said, Stage

ANSWERS: dict[str, Callable[[Stage, Said], dict[str, Any]]] = {
    "agents.sessions.setStatus": threads.set_session,
    "assistant.threads.setStatus": threads.set_status,
    "assistant.threads.setSuggestedPrompts": threads.set_prompts,
    "assistant.threads.setTitle": threads.set_title,
    "apps.connections.open": directory.open_connection,
    "auth.revoke": lambda _, __: {"revoked": True},
    "auth.test": directory.auth_test,
    "chat.delete": chat.delete,
    "chat.getPermalink": chat.permalink,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.postMessage": chat.post_message,
    "chat.unfurl": chat.unfurl,
    "chat.update": chat.update,
    "conversations.history": directory.conversations_history,
    "conversations.info": directory.conversations_info,
    "conversations.members": directory.conversations_members,
    "conversations.open": directory.conversations_open,
    "conversations.replies": directory.conversations_replies,
    "files.completeUploadExternal": threads.complete_upload,
    "files.getUploadURLExternal": threads.upload_url,
    "functions.completeError": threads.complete,
    "functions.completeSuccess": threads.complete,
    "oauth.v2.access": directory.oauth_access,
    "reactions.add": threads.react,
    "team.info": directory.team_info,
    "users.info": directory.users_info,
    "users.list": directory.users_list,
    "views.open": views.open_view,
    "views.publish": views.publish,
    "views.push": views.push,
    "views.update": views.update,
}

"""The methods of Slack's Web API that the double knows: arguments, scopes, how often they may be called."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.playground.slack.workspace import CHANNEL, DIRECT, GROUP, PRIVATE

_BODY = "text blocks attachments markdown_text metadata parse link_names as_user"
_CONTENT = f"{_BODY} username icon_emoji icon_url"
_MESSAGE = f"{_CONTENT} thread_ts unfurl_links unfurl_media mrkdwn reply_broadcast"
_READS = "channels:read groups:read im:read mpim:read"
_HISTORY = "channels:history groups:history im:history mpim:history"

CALLS_A_MINUTE = {1: 1, 2: 20, 3: 50, 4: 100}
"""Slack's tiers: how often a method may be called in a minute, in one workspace."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True)
class Method:
    """Which arguments a method needs and takes, any one of which scopes it asks for (none: every token may),
    and its tier (0: limited in ways of its own)."""

    needs: frozenset[str] = frozenset()
    takes: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()
    tier: int = 0


@dataclass(frozen=True)
class _Row:
    """A method as it is written in the table below."""

    needs: str = ""
    takes: str = ""
    scopes: str = ""
    tier: int = field(default=0, kw_only=True)

    def read(self) -> Method:
        return Method(_words(self.needs), _words(self.takes), _words(self.scopes), self.tier)


_TABLE = {
    "agents.sessions.setStatus": _Row(
        "channel_id status", "thread_ts title initiator_user_id username icon_emoji icon_url", "chat:write", tier=3
    ),
    "apps.connections.open": _Row(tier=3),
    "assistant.threads.setStatus": _Row(
        "channel_id status thread_ts", "loading_messages username icon_emoji icon_url", "chat:write"
    ),
    "assistant.threads.setSuggestedPrompts": _Row("channel_id prompts", "thread_ts title", "assistant:write", tier=4),
    "assistant.threads.setTitle": _Row("channel_id thread_ts title", "", "assistant:write", tier=4),
    "auth.revoke": _Row("", "test", tier=3),
    "auth.test": _Row(),
    "chat.delete": _Row("channel ts", "as_user", "chat:write", tier=3),
    "chat.getPermalink": _Row("channel message_ts"),
    "chat.postEphemeral": _Row("channel user", f"{_CONTENT} thread_ts", "chat:write", tier=4),
    "chat.postMessage": _Row("channel", _MESSAGE, "chat:write"),
    "chat.unfurl": _Row(
        "",
        "channel ts unfurl_id source unfurls user_auth_blocks user_auth_message user_auth_required user_auth_url",
        "links:write",
        tier=3,
    ),
    "chat.update": _Row("channel ts", f"{_BODY} file_ids reply_broadcast", "chat:write", tier=3),
    "conversations.history": _Row(
        "channel", "cursor limit latest oldest inclusive include_all_metadata", _HISTORY, tier=3
    ),
    "conversations.info": _Row("channel", "include_locale include_num_members", _READS, tier=3),
    "conversations.members": _Row("channel", "cursor limit", _READS, tier=4),
    "conversations.open": _Row(
        "", "channel users return_im prevent_creation", "im:write mpim:write channels:manage groups:write", tier=3
    ),
    "conversations.replies": _Row(
        "channel ts", "cursor limit latest oldest inclusive include_all_metadata", _HISTORY, tier=3
    ),
    "files.completeUploadExternal": _Row(
        "files",
        "blocks channel_id channels initial_comment thread_ts username icon_emoji icon_url",
        "files:write",
        tier=4,
    ),
    "files.getUploadURLExternal": _Row("filename length", "alt_txt snippet_type", "files:write", tier=4),
    "functions.completeError": _Row("error function_execution_id", tier=3),
    "functions.completeSuccess": _Row("function_execution_id outputs", tier=3),
    "oauth.v2.access": _Row(
        "", "client_id client_secret code redirect_uri grant_type refresh_token code_verifier assertion"
    ),
    "reactions.add": _Row("channel name timestamp", "", "reactions:write", tier=3),
    "team.info": _Row("", "team domain", "team:read", tier=3),
    "users.info": _Row("user", "include_locale", "users:read", tier=4),
    "users.list": _Row("", "cursor limit include_locale team_id", "users:read", tier=2),
    "views.open": _Row("view", "trigger_id interactivity_pointer", tier=4),
    "views.publish": _Row("user_id view", "hash interactivity_pointer", tier=4),
    "views.push": _Row("view", "trigger_id interactivity_pointer", tier=4),
    "views.update": _Row("view", "view_id external_id hash", tier=4),
}

METHODS = {name: row.read() for name, row in _TABLE.items()}

OF_A_KIND = {CHANNEL: "channels:", PRIVATE: "groups:", DIRECT: "im:", GROUP: "mpim:"}
"""Kind of conversation -> how the scopes begin that are for conversations of this kind."""

WITHOUT_TOKEN = frozenset({"oauth.v2.access"})
"""Methods that are asked for a token."""

EVENT_SCOPES: dict[str, frozenset[str]] = {
    "app_mention": _words("app_mentions:read"),
    "message.channels": _words("channels:history"),
    "message.groups": _words("groups:history"),
    "message.im": _words("im:history"),
    "message.mpim": _words("mpim:history"),
    "link_shared": _words("links:read"),
    "app_context_changed": _words("assistant:write"),
    "agent_session_stopped": _words("chat:write"),
}
"""Subscribed event -> any one of these scopes is asked for; other events ask for none."""

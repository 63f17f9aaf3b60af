"""The manifest of the Slack app: what a workspace is asked to allow, and where Slack sends what it has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bot.slack.oauth import REDIRECT_PATH
from bot.web import SLACK_PATH
from handlers.slack.about_message import SHORTCUT as ABOUT_MESSAGE
from handlers.slack.ask_form import SHORTCUT as ASK_ROADMAP
from handlers.slack.look_up import FIELDS, INPUT, LOOK_UP

Manifest = dict[str, Any]

SCOPES = (
    *("app_mentions:read", "assistant:write", "channels:read", "chat:write"),
    *("commands", "groups:read", "im:history", "users:read"),
)
"""What every install is asked for; each has a use, which tests/test_slack_manifest.py shows."""

EVENTS = (
    *("app_context_changed", "app_home_opened", "app_mention", "app_uninstalled"),
    *("function_executed", "message.im", "tokens_revoked"),
)

LINK_SCOPES, LINK_EVENTS = ("links:read", "links:write"), ("link_shared",)
"""Asked for when roadmap.yaml says where pages are on the web: links to them are then shown as cards."""

HISTORY_SCOPES = ("channels:history", "groups:history")
"""Asked for when the bot is to look whether a message arrived, where Slack's answer was lost."""

THREAD_SCOPES, THREAD_EVENTS = HISTORY_SCOPES, ("message.channels", "message.groups")
"""Asked for when follow-ups in threads are to be answered without a mention."""

_PROMPTS = (("Overview", "overview"), ("This quarter", "what is planned for this quarter?"), ("Blocked", "blocked"))
_OUTPUTS = ("name", *FIELDS, "source", "answer")


@dataclass(frozen=True)
class Wanted:
    """Where the bot is, and what else it is to do."""

    url: str
    """The address it is reached at, such as https://roadmap.example.com."""
    link: str | None = None
    """The template of pages' web addresses."""
    follows_threads: bool = False
    confirms_delivery: bool = False

    @property
    def scopes(self) -> list[str]:
        """The scopes that are needed, in alphabetical order."""
        links, threads = LINK_SCOPES if self.link else (), THREAD_SCOPES if self.follows_threads else ()
        return sorted({*SCOPES, *links, *threads, *(HISTORY_SCOPES if self.confirms_delivery else ())})

    @property
    def events(self) -> list[str]:
        """The events that are asked for, in alphabetical order."""
        links, threads = LINK_EVENTS if self.link else (), THREAD_EVENTS if self.follows_threads else ()
        return sorted({*EVENTS, *links, *threads})


def manifest(wanted: Wanted) -> Manifest:
    """The manifest, as Slack takes it. Raises ValueError for an address Slack can't send to."""
    site = _site(wanted.url)
    return {
        "display_information": {
            "name": "Roadmap",
            "description": "Answers questions about our roadmap, from its own pages.",
        },
        "features": _features(site + SLACK_PATH, wanted.link),
        "oauth_config": {"redirect_urls": [site + REDIRECT_PATH], "scopes": {"bot": wanted.scopes}},
        "settings": {
            "event_subscriptions": {"request_url": site + SLACK_PATH, "bot_events": wanted.events},
            "interactivity": {
                "is_enabled": True,
                "request_url": site + SLACK_PATH,
                "message_menu_options_url": site + SLACK_PATH,
            },
            "org_deploy_enabled": True,
            "socket_mode_enabled": False,
            "token_rotation_enabled": False,
            "function_runtime": "remote",
        },
        "functions": {LOOK_UP: _look_up()},
    }


def _features(url: str, link: str | None) -> Manifest:
    domains = {"unfurl_domains": [urlsplit(link).hostname]} if link else {}
    return {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": False},
        "bot_user": {"display_name": "roadmap", "always_online": True},
        "agent_view": {
            "agent_description": "Ask about the roadmap: what is planned, when, who owns it, what is blocked.",
            "suggested_prompts": [{"title": title, "message": message} for title, message in _PROMPTS],
        },
        "slash_commands": [
            {
                "command": "/roadmap",
                "description": "Ask the roadmap",
                "usage_hint": "warmup | who owns inbox? | q3 2026 | help",
                "url": url,
                "should_escape": True,
            }
        ],
        "shortcuts": [
            _shortcut("Ask the roadmap", "global", ASK_ROADMAP, "Choose an item and what to know of it"),
            _shortcut("What the roadmap says", "message", ABOUT_MESSAGE, "Look up what a message is about"),
        ],
        **domains,
    }


def _shortcut(name: str, kind: str, callback: str, about: str) -> Manifest:
    return {"name": name, "type": kind, "callback_id": callback, "description": about}


def _look_up() -> Manifest:
    def text(name: str) -> Manifest:
        return {"type": "string", "title": name.capitalize(), "description": name.capitalize(), "is_required": True}

    found = {"type": "boolean", "title": "Found", "description": "Is it on the roadmap?", "is_required": True}
    return {
        "title": "Look up a roadmap item",
        "description": "What the roadmap's pages say of an item: its status, its time, its owner",
        "input_parameters": {INPUT: text(INPUT)},
        "output_parameters": {"found": found, **{name: text(name) for name in _OUTPUTS}},
    }


def _site(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(f"{url!r} is not an address Slack can send to; it must be like https://roadmap.example.com")
    return url.rstrip("/")

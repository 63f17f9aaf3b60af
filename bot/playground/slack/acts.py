"""What people do in Slack, as the bot hears of it: commands, posts, clicks, shortcuts, menus, links."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from bot.playground.slack.sender import Answered, Sender, retry_headers
from bot.playground.slack.workspace import APP, BOT, BOT_USER, TEAM

Action = dict[str, Any]


@dataclass(frozen=True)
class Acts(Sender):
    """Does in a workspace what `user` would, and sends the bot what Slack makes of it."""

    user: str = "U1"

    async def command(self, text: str, **fields: str) -> Answered:
        """`/roadmap …`; the answer holds what the body of the 200 says."""
        channel = fields.get("channel_id", "C1")
        said = {
            "command": "/roadmap",
            "text": text,
            "team_id": TEAM,
            "team_domain": "test",
            "channel_id": channel,
            "channel_name": "general",
            "user_id": self.user,
            "user_name": self._name,
            "api_app_id": APP,
            "is_enterprise_install": "false",
            "response_url": self._response_url(channel),
            "trigger_id": self.slack.tickets.trigger(),
        }
        return await self.form({**said, **fields})

    async def mention(self, text: str, **fields: Any) -> Answered:
        """A post in a channel that mentions the bot."""
        return await self.event({"type": "app_mention", **self._post(text, {"channel": "C1", **fields})})

    async def direct(self, text: str, **fields: Any) -> Answered:
        """A direct message to the bot."""
        channel = self.slack.workspace.direct(self.user).id
        return await self.event(
            {"type": "message", "channel_type": "im", **self._post(text, {"channel": channel, **fields})}
        )

    async def post(self, text: str, **fields: Any) -> Answered:
        """A post in a channel, as the bot sees those when it reads channels."""
        post = self._post(text, {"channel": "C1", **fields})
        return await self.event({"type": "message", "channel_type": "channel", **post})

    async def links(self, *urls: str, **fields: Any) -> Answered:
        """A post with links to pages."""
        post = self._post(" ".join(urls), {"channel": "C1"})
        said = {
            "channel": post["channel"],
            "message_ts": post["ts"],
            "user": self.user,
            "source": "conversations_history",
        }
        links = [{"url": url, "domain": url.split("/")[2]} for url in urls]
        unfurl = {"unfurl_id": f"{post['channel']}.{post['ts']}", "is_bot_user_member": True}
        return await self.event({"type": "link_shared", **said, **unfurl, "links": links, **fields})

    async def open_home(self, tab: str = "home", **fields: Any) -> Answered:
        """The bot's own place is opened: its Home, or its messages."""
        channel = self.slack.workspace.direct(self.user).id
        home = self.slack.workspace.homes.get(self.user)
        shown = {"view": home.told()} if home and tab == "home" else {}
        said = {"type": "app_home_opened", "user": self.user, "channel": channel, "tab": tab, **shown}
        return await self.event({**said, "event_ts": self._ts(), **fields})

    async def look_at(self, channel: str, **fields: Any) -> Answered:
        """Another channel is looked at while the bot's messages are open beside it."""
        seen = {"type": "slack#/types/channel_id", "value": channel, "team_id": TEAM}
        said = {"type": "app_context_changed", "context": {"entities": [seen]}}
        place = {"user": self.user, "channel": self.slack.workspace.direct(self.user).id}
        return await self.event({**said, **place, "event_ts": self._ts(), **fields})

    async def run_function(self, callback_id: str, **inputs: Any) -> Answered:
        """A workflow comes to a step of the bot's; its execution id is `Fx` and a number."""
        execution = f"Fx{self.slack.workspace.number()}"
        self.slack.workspace.finished[execution] = {}
        function = {"id": "Fn1", "callback_id": callback_id, "type": "app", "app_id": APP}
        said = {"type": "function_executed", "function": function, "inputs": inputs}
        tokens = {"bot_access_token": next(iter(self.slack.tokens))}
        ids = {"function_execution_id": execution, "workflow_execution_id": "Wx1", "event_ts": self._ts()}
        return await self.event({**said, **ids, **tokens})

    async def click(self, action: Action, place: dict[str, Any] | None = None) -> Answered:
        """A click on an element of a message or a view; `place` from `in_message` or `in_view`."""
        said = {"type": "block_actions", "actions": [{"block_id": "b", "action_ts": self._ts(), **action}]}
        return await self.interaction({**said, **(place or self.in_message())})

    async def submit(self, view: dict[str, Any], values: dict[str, Any] | None = None) -> Answered:
        """A modal is submitted, with these values of its inputs: block_id -> action_id -> value."""
        filled = {**view, "state": {"values": values or {}}}
        trigger = self.slack.tickets.trigger()
        return await self.interaction(
            {"type": "view_submission", "view": filled, "trigger_id": trigger, "response_urls": []}
        )

    async def close(self, view: dict[str, Any]) -> Answered:
        """A modal is closed."""
        return await self.interaction({"type": "view_closed", "view": view, "is_cleared": False})

    async def shortcut(self, callback_id: str) -> Answered:
        """A shortcut that is found everywhere."""
        said = {"type": "shortcut", "callback_id": callback_id, "action_ts": self._ts()}
        return await self.interaction({**said, "trigger_id": self.slack.tickets.trigger()})

    async def message_shortcut(self, callback_id: str, text: str, channel: str = "C1") -> Answered:
        """A shortcut of a message."""
        said = {"type": "message_action", "callback_id": callback_id, "action_ts": self._ts()}
        place = self.in_message(channel, {"type": "message", "user": "U2", "ts": self._ts(), "text": text})
        return await self.interaction({**said, **place})

    async def type_ahead(self, action_id: str, value: str, **fields: Any) -> Answered:
        """A menu asks for its options, with what was typed so far."""
        said = {"type": "block_suggestion", "action_id": action_id, "block_id": "b", "value": value}
        return await self.interaction({**said, "container": {"type": "view", "view_id": "V1"}, **fields})

    def in_message(
        self, channel: str = "C1", message: dict[str, Any] | None = None, *, ephemeral: bool = False
    ) -> dict[str, Any]:
        """Where a click happens: in a message, by default a new one of the bot's."""
        shown = message or {"type": "message", "user": BOT_USER, "bot_id": BOT, "ts": self._ts(), "text": "…"}
        thread = {"thread_ts": shown["thread_ts"]} if "thread_ts" in shown else {}
        container = {"type": "message", "message_ts": shown["ts"], "channel_id": channel, "is_ephemeral": ephemeral}
        seen = {} if ephemeral else {"message": shown}
        return {
            "container": {**container, **thread},
            "channel": {"id": channel, "name": "general"},
            "trigger_id": self.slack.tickets.trigger(),
            "response_url": self._response_url(channel),
            **seen,
        }

    def in_view(self, view: dict[str, Any], values: dict[str, Any] | None = None) -> dict[str, Any]:
        """Where a click happens: in a modal or a Home."""
        filled = {**view, "state": {"values": values or {}}}
        container = {"type": "view", "view_id": view["id"]}
        return {"container": container, "view": filled, "trigger_id": self.slack.tickets.trigger()}

    async def event(self, event: dict[str, Any], event_id: str = "", retry: int = 0) -> Answered:
        """An event, with the headers of a retry when it is one."""
        return await self.json(self.envelope(event, event_id), retry_headers(retry, "http_timeout"))

    def envelope(self, event: dict[str, Any], event_id: str = "") -> dict[str, Any]:
        """An event as Slack sends it."""
        number = self.slack.workspace.number()
        seen_by = {"team_id": TEAM, "user_id": BOT_USER, "is_bot": True, "is_enterprise_install": False}
        said = {"type": "event_callback", "team_id": TEAM, "api_app_id": APP, "event_id": event_id or f"Ev{number}"}
        shared = self.slack.workspace.conversations.get(str(event.get("channel")))
        return {
            **said,
            "event": event,
            "event_time": int(self.slack.now()),
            "authorizations": [{"enterprise_id": None, **seen_by}],
            "is_ext_shared_channel": bool(shared and shared.is_shared),
        }

    async def interaction(self, payload: dict[str, Any]) -> Answered:
        """A click, a submitted view, a shortcut, a menu that asks for its options."""
        who = {"id": self.user, "name": self._name, "username": self._name, "team_id": self._team}
        said = {"team": {"id": TEAM, "domain": "test"}, "user": who, "api_app_id": APP, "enterprise": None}
        return await self.form({"payload": json.dumps({**said, "is_enterprise_install": False, **payload})})

    def _post(self, text: str, fields: dict[str, Any]) -> dict[str, Any]:
        """A post, put into its conversation when that is known."""
        post = {"user": self.user, "text": text, "ts": self._ts(), "team": self._team, **fields}
        channel = post["channel"]
        if isinstance(channel, str) and channel in self.slack.workspace.conversations:
            self.slack.workspace.say(channel, self.user, post, post["ts"], post.get("thread_ts"))
        return {**post, "event_ts": post["ts"]}

    def _ts(self) -> str:
        return f"{int(self.slack.now())}.{self.slack.workspace.number():06}"

    def _response_url(self, channel: str) -> str:
        return self.slack.url.replace("/api/", f"/response/{self.slack.tickets.response(channel)}")

    @property
    def _name(self) -> str:
        user = self.slack.workspace.users.get(self.user)
        return user.name if user else "nobody"

    @property
    def _team(self) -> str:
        user = self.slack.workspace.users.get(self.user)
        return user.team if user else TEAM

"""A workspace: its people, conversations, messages and views."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

TEAM, OTHER_TEAM = "T1", "T2"
BOT_USER, BOT, APP = "U0BOT", "B0BOT", "A1"

CHANNEL, PRIVATE, DIRECT, GROUP = "channel", "group", "im", "mpim"
"""Slack's types of conversations."""


@dataclass(frozen=True)
class User:
    """Somebody. A guest sees some channels only; a stranger comes from another organisation (Slack Connect)."""

    id: str
    name: str
    team: str = TEAM
    is_guest: bool = False
    is_stranger: bool = False
    is_bot: bool = False
    is_admin: bool = False
    zone: str = "Europe/London"

    def told(self) -> dict[str, Any]:
        """What users.info tells of them."""
        names = {"real_name": self.name.title(), "display_name": self.name}
        return {
            "id": self.id,
            "team_id": self.team,
            "name": self.name,
            "real_name": names["real_name"],
            "deleted": False,
            "tz": self.zone,
            "tz_offset": 0,
            "is_bot": self.is_bot,
            "is_admin": self.is_admin,
            "is_owner": False,
            "is_restricted": self.is_guest,
            "is_ultra_restricted": False,
            "is_stranger": self.is_stranger,
            "profile": names,
        }


@dataclass
class Message:
    """A message in a conversation; `only_for` names the one person who sees it, when it is not for all."""

    ts: str
    user: str
    said: dict[str, Any]
    thread: str | None = None
    only_for: str | None = None
    unfurls: dict[str, Any] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        """The message as events and answers of calls have it."""
        said = {key: self.said[key] for key in ("text", "blocks", "metadata") if key in self.said}
        by_bot = {"bot_id": BOT, "app_id": APP} if self.user == BOT_USER else {}
        thread = {"thread_ts": self.thread} if self.thread else {}
        return {"type": "message", "user": self.user, "ts": self.ts, "team": TEAM, **said, **by_bot, **thread}


@dataclass
class Conversation:
    """A channel, a direct message, a group; who is in it, and what was said."""

    id: str
    kind: str
    name: str
    members: set[str]
    is_shared: bool = False
    messages: list[Message] = field(default_factory=list)

    def told(self) -> dict[str, Any]:
        """What conversations.info tells of it."""
        kinds = {f"is_{kind}": self.kind == kind for kind in (CHANNEL, PRIVATE, DIRECT, GROUP)}
        return {
            "id": self.id,
            "name": self.name,
            **kinds,
            "is_private": self.kind != CHANNEL,
            "is_ext_shared": self.is_shared,
            "is_member": BOT_USER in self.members,
            "num_members": len(self.members),
        }

    def find(self, ts: str) -> Message | None:
        """The message of that time."""
        return next((message for message in self.messages if message.ts == ts), None)


@dataclass
class View:
    """A modal or a Home as it is shown."""

    id: str
    said: dict[str, Any]
    user: str
    hash: str
    root: str = ""

    def told(self) -> dict[str, Any]:
        """The view as interactions and answers of calls have it."""
        state: dict[str, Any] = {"state": {"values": {}}}
        ids = {"id": self.id, "team_id": TEAM, "hash": self.hash, "root_view_id": self.root or self.id}
        return {**state, **self.said, **ids, "app_id": APP, "bot_id": BOT}


def _people() -> dict[str, User]:
    users = (
        User("U1", "ann"),
        User("U2", "bob"),
        User("U3", "eve", is_admin=True),
        User("U-GUEST", "gus", is_guest=True),
        User("U-OTHER", "sue", OTHER_TEAM, is_stranger=True),
        User(BOT_USER, "roadmap", is_bot=True),
    )
    return {user.id: user for user in users}


def _conversations() -> dict[str, Conversation]:
    everyone = {"U1", "U2", "U3", "U-GUEST", BOT_USER}
    conversations = (
        Conversation("C1", CHANNEL, "general", set(everyone)),
        Conversation("C2", CHANNEL, "plans", set(everyone)),
        Conversation("C-NOT-IN", CHANNEL, "elsewhere", {"U1", "U2"}),
        Conversation("C-SHARED", CHANNEL, "with-partners", {*everyone, "U-OTHER"}, is_shared=True),
        Conversation("G1", PRIVATE, "private", set(everyone)),
        Conversation("G-NOT-IN", PRIVATE, "behind-doors", {"U1", "U2"}),
        Conversation("D1", DIRECT, "", {"U1", BOT_USER}),
        Conversation("D2", DIRECT, "", {"U2", BOT_USER}),
        Conversation("D-GUEST", DIRECT, "", {"U-GUEST", BOT_USER}),
    )
    return {conversation.id: conversation for conversation in conversations}


@dataclass
class Workspace:
    """Everything that stands in one workspace."""

    users: dict[str, User] = field(default_factory=_people)
    conversations: dict[str, Conversation] = field(default_factory=_conversations)
    views: dict[str, View] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)
    stack: list[str] = field(default_factory=list)
    """The ids of the modals that are open, the newest last."""
    finished: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Execution of a function -> what it ended with."""
    prompts: dict[str, Any] = field(default_factory=dict)
    statuses: list[tuple[str, str, str]] = field(default_factory=list)
    _numbers: int = 0

    def number(self) -> int:
        """A number that was not given out before."""
        self._numbers += 1
        return self._numbers

    def say(self, channel: str, user: str, said: dict[str, Any], ts: str, thread: str | None = None) -> Message:
        """Put a message into a conversation."""
        message = Message(ts, user, said, thread)
        self.conversations[channel].messages.append(message)
        return message

    def direct(self, user: str) -> Conversation:
        """The conversation between the bot and one person, opened when there is none."""
        for conversation in self.conversations.values():
            if conversation.kind == DIRECT and user in conversation.members:
                return conversation
        opened = Conversation(f"D-{user}", DIRECT, "", {user, BOT_USER})
        self.conversations[opened.id] = opened
        return opened

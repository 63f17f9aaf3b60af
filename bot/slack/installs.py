"""Installs: the workspaces the bot was added to, and the token for each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Install:
    """The bot in one workspace, or in all of an organisation (Enterprise Grid); who it is there, once known."""

    token: str
    team: str | None = None
    enterprise: str | None = None
    is_org: bool = False
    bot_user: str | None = None
    bot: str | None = None
    scopes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Without the token, so that no log can hold it."""
        return f"Install(team={self.team!r}, enterprise={self.enterprise!r}, is_org={self.is_org})"

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from all others: an organisation, or a workspace."""
        return ("org", self.enterprise or "") if self.is_org else ("team", self.team or "")


class Installs(Protocol):
    """Where installs are kept."""

    async def find(self, team: str | None, enterprise: str | None) -> Install | None:
        """The install for a workspace: its own, else that of its organisation."""

    async def keep(self, install: Install) -> None:
        """Keep an install, in place of the one there was."""

    async def forget(self, team: str | None, enterprise: str | None) -> None:
        """Drop the installs that Slack says are gone."""


class OneWorkspace:
    """The single install that a token in the settings stands for."""

    def __init__(self, install: Install) -> None:
        self._install = install

    async def find(self, team: str | None, enterprise: str | None) -> Install | None:
        """The one install, for whatever workspace asks: Slack's signature says that it is ours."""
        return replace(self._install, team=team, enterprise=enterprise)

    async def keep(self, install: Install) -> None:
        """Keep who we are. Raises ValueError for another token: the one in the settings can't be replaced."""
        if install.token != self._install.token:
            raise ValueError("SLACK_BOT_TOKEN is set; other workspaces can't be installed beside it")
        self._install = install

    async def forget(self, team: str | None, enterprise: str | None) -> None:
        """Nothing: the token stays in the settings, and Slack says itself that it takes it no more."""


class MemoryInstalls:
    """Installs kept in this process: they end with it."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Install] = {}

    async def find(self, team: str | None, enterprise: str | None) -> Install | None:
        """The install for a workspace: its own, else that of its organisation."""
        return self._kept.get(("team", team or "")) or self._kept.get(("org", enterprise or ""))

    async def keep(self, install: Install) -> None:
        """Keep an install, in place of the one there was."""
        self._kept[install.key] = install

    async def forget(self, team: str | None, enterprise: str | None) -> None:
        """Drop the install of a workspace; that of the organisation, when no workspace is named."""
        self._kept.pop(("team", team) if team else ("org", enterprise or ""), None)

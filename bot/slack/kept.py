"""What must be known again later: events somebody waits for, where the bot is installed, installs under way."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.clock import Clock
from bot.inbox import Inbox, MemoryInbox
from bot.slack.installs import Installs, MemoryInstalls
from bot.slack.oauth import MemoryStates, States

Leave = Callable[[str], Awaitable[object]]
"""Drops what is kept of a workspace that the bot was removed from."""


async def nothing_to_drop(_: str) -> None:
    """Of workspaces nothing is kept."""


@dataclass(frozen=True)
class Kept:
    """Where each of them is kept."""

    inbox: Inbox
    installs: Installs
    states: States
    leave: Leave = nothing_to_drop


def kept_in_memory(clock: Clock) -> Kept:
    """All of it in this process: it ends with it."""
    return Kept(MemoryInbox(clock.elapsed), MemoryInstalls(), MemoryStates(clock.elapsed))

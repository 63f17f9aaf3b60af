"""What must be known again later: events somebody waits for, where the bot is installed, installs under way."""

from __future__ import annotations

from dataclasses import dataclass

from bot.clock import Clock
from bot.inbox import Inbox, MemoryInbox
from bot.slack.installs import Installs, MemoryInstalls
from bot.slack.oauth import MemoryStates, States


@dataclass(frozen=True)
class Kept:
    """Where each of them is kept."""

    inbox: Inbox
    installs: Installs
    states: States


def kept_in_memory(clock: Clock) -> Kept:
    """All of it in this process: it ends with it."""
    return Kept(MemoryInbox(clock.elapsed), MemoryInstalls(), MemoryStates(clock.elapsed))

"""Time, as the parts that need it are given it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Clock:
    """The machine's clock, unless other functions are given. All in seconds."""

    now: Callable[[], float] = time.time
    """Since 1970, as the wall clock has it."""
    elapsed: Callable[[], float] = time.monotonic
    """Since some moment; never set back."""
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

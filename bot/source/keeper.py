"""Keeps the published roadmap fresh: a thread of its own looks at the pages again and again."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from bot.source.watch import Watch
from knowledge.roadmap import Roadmap


class Keeper:
    """Looks at the pages every `interval` seconds, or when woken, and publishes what is new."""

    def __init__(self, watch: Watch, publish: Callable[[Roadmap], object], interval: float) -> None:
        self._watch, self._publish, self._interval = watch, publish, interval
        self._woken = threading.Event()
        self._stopped = False

    def start(self) -> None:
        """Begin, beside everything else; the history of the pages is read first."""
        threading.Thread(target=self._run, name="pages", daemon=True).start()

    def wake(self) -> None:
        """Look now."""
        self._woken.set()

    def stop(self) -> None:
        """Publish nothing any more. A look under way is not waited for."""
        self._stopped = True
        self._woken.set()

    def _run(self) -> None:
        self._watch.read_past()
        while not self._stopped:
            self._woken.wait(self._interval)
            self._woken.clear()
            roadmap = None if self._stopped else self._watch.look()
            if roadmap is not None:
                self._watch.read_past()
            if roadmap is not None and not self._stopped:
                self._publish(roadmap)


@asynccontextmanager
async def kept_fresh(watch: Watch, publish: Callable[[Roadmap], None], interval: float) -> AsyncIterator[Keeper]:
    """While inside, pages are looked at every `interval` seconds and on SIGHUP; the event loop publishes."""
    loop = asyncio.get_running_loop()
    keeper = Keeper(watch, lambda roadmap: loop.call_soon_threadsafe(publish, roadmap), interval)
    loop.add_signal_handler(signal.SIGHUP, keeper.wake)
    keeper.start()
    try:
        yield keeper
    finally:
        loop.remove_signal_handler(signal.SIGHUP)
        keeper.stop()

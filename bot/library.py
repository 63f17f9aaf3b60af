"""The Library holds the current Roadmap: reads everything anew, then swaps one reference."""

from __future__ import annotations

import importlib.resources
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.content import read_content
from knowledge.assemble import assemble
from knowledge.lexicon import Lexicon
from knowledge.lexicon_file import read_lexicon
from knowledge.roadmap import Roadmap


class Library:
    """The one place that knows which Roadmap is current."""

    def __init__(self, roadmap: Roadmap) -> None:
        self._roadmap = roadmap
        self._listeners: list[Callable[[], None]] = []

    def current(self) -> Roadmap:
        """The Roadmap that answers now."""
        return self._roadmap

    def publish(self, roadmap: Roadmap) -> None:
        """Make another Roadmap the current one; answers under way keep the one they began with."""
        self._roadmap = roadmap
        for listener in self._listeners:
            listener()

    def listen(self, listener: Callable[[], None]) -> None:
        """Call `listener` each time another Roadmap has become the current one."""
        self._listeners.append(listener)


def read_roadmap(path: Path, lexicon: Lexicon) -> Roadmap:
    """The Roadmap written in the pages at `path`, without a past. Raises ContentError when there are none."""
    content = read_content(path)
    return assemble(content.documents, lexicon, content.problems)


def load_lexicon(
    is_word: Callable[[str], bool], fiscal_start: int = 1, synonyms: Sequence[Sequence[str]] = ()
) -> Lexicon:
    """The lexicon that comes with the package, and `synonyms` beside its own.

    `fiscal_start` is the first month of the fiscal year.
    """
    text = importlib.resources.files("knowledge").joinpath("lexicon.yaml").read_text(encoding="utf-8")
    return read_lexicon(text, is_word, fiscal_start, synonyms)

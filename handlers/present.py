"""What answers are given from at a moment: the current roadmap, its lexicon, and the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knowledge.lexicon import Lexicon
from knowledge.roadmap import Roadmap


@dataclass(frozen=True)
class Present:
    """The roadmap that is current, the lexicon it is read with, and today."""

    roadmap: Roadmap
    lexicon: Lexicon
    today: date

"""How often a page is to be reviewed, and which line says so."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.disagreements.meanings import length_of
from knowledge.lexicon import Lexicon
from knowledge.model import Value
from knowledge.roadmap import Roadmap
from knowledge.words import word_keys


@dataclass(frozen=True, slots=True)
class Cycle:
    """The most days between two reviews of a page, and the line that sets them (None: the setting).

    A line that names no number of days ("as needed") leaves it to people: `days` is None.
    """

    days: int | None
    line: Value | None = None


def cycle_days(text: str, lexicon: Lexicon) -> int | None:
    """The most days between two reviews: "Monthly" is 31, "every 6 weeks" 42; None when no cycle is named."""
    length = length_of(text, lexicon)
    if length is not None:
        return int(length.most)
    named = lexicon.cycles.best(word_keys(text))
    return None if named is None else named.meaning


def cycle_of(path: str, roadmap: Roadmap, lexicon: Lexicon) -> Cycle | None:
    """The cycle of a page: its own, else that of the nearest index page above it, else the hub's, else None."""
    lines = (roadmap.page_fact("cycle", above) for above in roadmap.pages_above(path))
    line = next((found for found in lines if found is not None), None)
    return None if line is None else Cycle(cycle_days(line.text, lexicon), line)

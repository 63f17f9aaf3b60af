"""The menu that follows what is typed, beside a bare fuzzy search over the same names."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from bench.timing import each, median, percentile
from knowledge.roadmap import Roadmap
from knowledge.typeahead import suggest

MOST = 100
"""Options of a menu in Slack."""

_MOST_NAMES = 40


def measure_typing(roadmap: Roadmap) -> list[str]:
    """Lines that tell the times of suggestions, those of the baseline, and the ratio."""
    names = [feature.name for feature in roadmap.features]
    typed = [text for name in names[:: max(1, len(names) // _MOST_NAMES)] for text in _while_typing(name)]
    ours = each(lambda text: suggest(text, roadmap, MOST), typed)
    bare = each(lambda text: process.extract(text, names, scorer=fuzz.WRatio, limit=MOST), typed)
    return [
        f"{len(typed)} beginnings over {len(names)} items: p50 {median(ours) * 1000:.2f} ms, "
        f"worst {max(ours) * 1000:.2f} ms (at most 100)",
        f"bare extract(WRatio) over the same names: p50 {median(bare) * 1000:.2f} ms, worst {max(bare) * 1000:.2f} ms",
        f"ratio: p50 {median(ours) / median(bare):.2f} (at most 1), "
        f"p99 {percentile(ours, 0.99) / percentile(bare, 0.99):.2f}",
    ]


def _while_typing(name: str) -> list[str]:
    """What is typed of a name: its beginning, more of it, and all with two letters swapped."""
    middle = len(name) // 2
    swapped = name[: middle - 1] + name[middle - 1 : middle + 1][::-1] + name[middle + 1 :]
    return [name[:3], name[:middle], swapped]

"""The same question on a small and on a very large generated roadmap."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice, product

from bench.timing import best_of
from handlers import plain
from handlers.conversation import Conversation, Message
from knowledge.assemble import assemble
from knowledge.lexicon import Lexicon
from knowledge.model import Document
from knowledge.roadmap import Roadmap

SMALL, LARGE = 320, 100_000
ROWS_A_PAGE = 250

_WORDS = (
    "Advanced Basic Smart Automated Predictive Shared Custom Regional Instant Secure Bulk Hidden",
    "Invoice Contact Template Webhook Audit Billing Domain Report Session Backup Alert Schema",
    "Import Export Routing Scoring Editor Viewer Sync Archive Merge Preview Quota Search",
    " ".join(
        f"{word}{number}" for number in range(10) for word in ("Alpha", "Bravo", "Cedar", "Delta", "Ember", "Fox")
    ),
)
"""The words of generated names, first to last: 12 x 12 x 12 x 60 of them."""


def measure_scaling(lexicon: Lexicon) -> list[str]:
    """Lines that tell how the time of a question grows with the number of features."""
    small, large = (_talk(_generated(n, lexicon), lexicon) for n in (SMALL, LARGE))
    one = [_time(talk, "when is smart invoice routing alpha0 planned?") for talk in (small, large)]
    rows = [_listed(talk, "what is planned for Q3 2026?") for talk in (small, large)]
    grown = (rows[1][0] / rows[0][0]) / (rows[1][1] / rows[0][1])
    return [
        f"one feature: {one[0] * 1000:.2f} ms of {SMALL}, {one[1] * 1000:.2f} ms of {LARGE:,}; "
        f"ratio {one[1] / one[0]:.1f} (at most 20)",
        f"a list: {rows[0][0] * 1000:.2f} ms for {rows[0][1]} items, {rows[1][0] * 1000:.0f} ms for {rows[1][1]:,}; "
        f"time an item {grown:.2f} of the small one (at most 1)",
    ]


def _generated(count: int, lexicon: Lexicon) -> Roadmap:
    return assemble(_pages(count), lexicon)


def _pages(count: int) -> Iterator[Document]:
    first, second, third, fourth = (words.split() for words in _WORDS)
    names = islice((" ".join((*name, last)) for last, *name in product(fourth, first, second, third)), count)
    lines = [f"| {n} | Planned | Q{i % 4 + 1} {2026 + i % 3} |" for i, n in enumerate(names)]
    for page, start in enumerate(range(0, len(lines), ROWS_A_PAGE)):
        head = f"# Plan {page}\n\n| Feature | Status | Timeline |\n|---|---|---|\n"
        yield Document(f"area{page}/README.md", head + "\n".join(lines[start : start + ROWS_A_PAGE]) + "\n")


def _talk(roadmap: Roadmap, lexicon: Lexicon) -> Conversation:
    return Conversation(lambda: roadmap, lexicon, lambda: date(2026, 2, 10))


def _time(talk: Conversation, text: str) -> float:
    return best_of(5, lambda: plain.render(talk.reply(Message(text))))


def _listed(talk: Conversation, text: str) -> tuple[float, int]:
    return _time(talk, text), len(talk.reply(Message(text)).items)

"""Reading pages to a published Roadmap, beside bare markdown-it-py on the same pages."""

from __future__ import annotations

from pathlib import Path

from markdown_it import MarkdownIt

from bench.timing import best_of
from bot.content import read_content
from bot.library import Library, read_roadmap
from knowledge.lexicon import Lexicon


def measure_reading(path: Path, lexicon: Lexicon) -> list[str]:
    """Lines that tell the time to read `path`, that of the baseline, and the ratio."""
    library = Library(read_roadmap(path, lexicon))
    documents = read_content(path).documents
    parser = MarkdownIt()
    whole = best_of(7, lambda: library.publish(read_roadmap(path, lexicon)))
    bare = best_of(7, lambda: [parser.parse(d.text) for d in documents])
    return [
        f"reading {len(documents)} pages to a published Roadmap: {whole:.3f} s (at most 0.5)",
        f"bare markdown-it-py on the same pages: {bare:.3f} s",
        f"ratio: {whole / bare:.2f} (at most 1.5)",
    ]

"""Characters of a page that were saved or decoded wrongly."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.model import Document, Problem, Source

_LOST = "\ufffd"


def damage(document: Document, repaired: str) -> Iterator[Problem]:
    """What is wrong with the characters of a document, once for each cause; `repaired` is its text put right."""
    before, after = document.text.split("\n"), repaired.split("\n")
    put_back = [n for n, (one, other) in enumerate(zip(before, after, strict=False), 1) if one != other]
    if put_back:
        message = "UTF-8 was decoded with another table; it is read as if it had not been, but save it as UTF-8 again"
        yield _problem(document, put_back, message)
    lost = [n for n, line in enumerate(after, 1) if _LOST in line]
    if lost:
        yield _problem(document, lost, f'characters were lost ("{_LOST}"); write them again, and save it as UTF-8')


def _problem(document: Document, lines: list[int], message: str) -> Problem:
    more = f" ({len(lines)} lines in all)" if len(lines) > 1 else ""
    return Problem("damaged encoding", message + more, Source(document.path, lines[0], document.commit))

"""What the bot says, as found in its code: every template that must have its translation."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polib

ROOT = Path(__file__).parent.parent
ROOMS = ("knowledge", "handlers", "bot")
SAYS = {"say", "say_many", "to_say"}
CATALOGUE = ROOT / "bot" / "languages" / "es.po"


@dataclass(frozen=True, order=True)
class Template:
    """English that is translated as one: with the context that tells two meanings apart, and its plural."""

    text: str
    many: str = ""
    context: str = ""

    def as_entry(self) -> str:
        """An empty entry of the catalogue for it."""
        entry = polib.POEntry(msgid=self.text, msgctxt=self.context or None, msgid_plural=self.many)
        if self.many:
            entry.msgstr_plural = {0: "", 1: ""}
        return str(entry)


@cache
def templates() -> set[Template]:
    """Every template in the code."""
    files = [f for room in ROOMS for f in sorted((ROOT / room).rglob("*.py"))]
    return {t for file in files for t in templates_of(file.read_text("utf-8"))}


def templates_of(text: str) -> Iterator[Template]:
    """The templates in the text of a module. Those that several contexts are tried for stand once for each."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYS:
            yield from _said(node)


def _said(call: ast.Call) -> Iterator[Template]:
    assert isinstance(call.func, ast.Name)
    texts = [list(_constants(a)) for a in call.args]
    if call.func.id == "say_many":
        assert texts[0], f"line {call.lineno}: both templates stand in the call itself"
        yield from (Template(one, many) for one, many in zip(texts[0], texts[1], strict=True))
        return
    contexts = texts[1] if len(texts) > 1 else [""]
    yield from (Template(one, context=context) for one in texts[0] for context in contexts or [""])


def _constants(node: ast.expr) -> Iterator[str]:
    """The text of an argument, or both of "a if b else c"; none where a variable stands."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*_constants(node.body), *_constants(node.orelse))


@cache
def catalogue() -> dict[Template, list[str]]:
    """What es.po holds: each template with its Spanish, of plurals both forms."""
    entries = polib.pofile(CATALOGUE.read_text("utf-8"))
    return {
        Template(e.msgid, e.msgid_plural, e.msgctxt or ""): list(e.msgstr_plural.values()) or [e.msgstr]
        for e in entries
    }


def strangers(shown: str, known: str) -> set[str]:
    """The words that are shown and stand neither in the Spanish of the catalogue nor in what is `known`: English that
    was said without it."""
    spanish = {word for texts in catalogue().values() for text in texts for word in _words(text)}
    return set(_words(shown)) - spanish - set(_words(known))


def _words(text: str) -> list[str]:
    return _WORD.findall(re.sub(r"{[^{}]*}", " ", text).lower())


_WORD = re.compile(r"[^\W\d_]{2,}")

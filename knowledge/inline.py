"""Text inside a line of Markdown: what a reader sees, and the links in it."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_LINK = re.compile(
    r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?([^()\s>]*(?:\([^()\s]*\)[^()\s>]*)*)>?(?:\s+[\"'(][^)]*)?\)"
)
_REFERENCE = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])+)\]\[[^\]]*\]")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL)
_SHORTCODE = re.compile(r"\{\{[<%].*?[%>]\}\}|\{%.*?%\}|\{#[\w-]+\}|\{:[^{}]*\}")
"""Hugo, Jekyll and Kramdown: what a site replaces before anybody reads it."""
_CODE = re.compile(r"(`+)(.+?)\1", re.DOTALL)
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])(.+?)(?<=[^\s*_])\1(?![\w*_])")
_STRIKE = re.compile(r"~~(?=\S)(.+?)(?<=\S)~~")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_KEPT = re.compile(r"\x00(\d+)\x00")
_SPACE = re.compile(r"\s+")
_MARKED = frozenset("[<`*_~\\&!{")


@dataclass(frozen=True, slots=True)
class InlineLink:
    """A link as written: its text without marks, its target, and where it begins in the line."""

    text: str
    target: str
    start: int


def plain(raw: str) -> str:
    """What a reader sees of a line: no emphasis, link targets, tags or escapes; single spaces."""
    if _MARKED.isdisjoint(raw):
        return _SPACE.sub(" ", raw).strip()
    kept: list[str] = []
    text = _CODE.sub(lambda m: _keep(kept, m.group(2).strip()), raw) if "`" in raw else raw
    text = _ESCAPE.sub(lambda m: _keep(kept, m.group(1)), text) if "\\" in text else text
    text = _SHORTCODE.sub(" ", text) if "{" in text else text
    if "<" in text:
        text = _AUTOLINK.sub(r"\1", text)
    if "](" in text:
        text = _LINK.sub(r"\1", _LINK.sub(r"\1", text))  # a picture may stand inside a link
    text = _REFERENCE.sub(r"\1", text) if "][" in text else text
    text = _TAG.sub(" ", text) if "<" in text else text
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", text))
    text = _STRIKE.sub(r"\1", text) if "~~" in text else text
    text = html.unescape(text) if "&" in text else text
    text = _KEPT.sub(lambda m: kept[int(m.group(1))], text) if kept else text
    return _SPACE.sub(" ", text).strip()


def standing(raw: str) -> str:
    """The line without what is struck through in it; the whole line where nothing else stands."""
    if "~~" not in raw:
        return raw
    rest = _STRIKE.sub(" ", raw)
    return rest if any(c.isalnum() for c in rest) else raw


def links(raw: str) -> list[InlineLink]:
    """The links of a line in order; pictures are left out."""
    if "](" not in raw:
        return []
    return [InlineLink(plain(m[1]), m[2], m.start()) for m in _LINK.finditer(raw) if not m[0].startswith("!")]


def _keep(kept: list[str], text: str) -> str:
    kept.append(text.replace("\x00", ""))
    return f"\x00{len(kept) - 1}\x00"

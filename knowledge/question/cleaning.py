"""What a person typed, without the marks of the platform it was typed on."""

from __future__ import annotations

import html
import re

_COMMAND = re.compile(r"^\s*(?:/[\w-]+|@[\w-]*roadmap[\w-]*)(?=\s|$|[:,])\s*[:,]?\s*", re.IGNORECASE)
_MENTION = re.compile(r"<[@!#][^<>|]*(?:\|([^<>]*))?>|<at>[^<>]*</at>")
_LABELLED = re.compile(r"<[a-z][a-z0-9+.-]*:[^<>|\s]*(?:\|([^<>]*))?>", re.IGNORECASE)
_MARKDOWN_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_PAGE = re.compile(
    r"(?<![\w/])(?:[\w.-]+/)*?([\w.-]+?)(?:/(?:readme|index|_index))?\.(?:md|mdx|markdown)(?::\d+)?\b", re.IGNORECASE
)
_OTHER_PATH = re.compile(r"(?<!\S)\.{0,2}/\S*/\S*")
_URL = re.compile(r"\bhttps?://\S+")
_EMOJI_CODE = re.compile(r"(?<!\w):[a-z0-9_+-]+:(?!\w)")
_MARKS = re.compile(r"(?<!\w)[*_~`]+|[*_~`]+(?!\w)|^(?:[>\s]|#(?!\d))+", re.MULTILINE)
_ASIDE = re.compile(r"^\W*(?:link|here)?\W*$", re.IGNORECASE)
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " "})
_UNMARKED = re.compile(r"[A-Za-z0-9 ,;!?'\"()%-]*")
"""A text in which no mark can stand: most questions are such."""
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe0f]")


def clean(text: str) -> str:
    """The question itself: no mention, command, link target, emoji code or emphasis; plain quotes."""
    if _UNMARKED.fullmatch(text):
        return " ".join(text.split())
    plain = _INVISIBLE.sub("", html.unescape(text).translate(_QUOTES))
    plain = _MENTION.sub(" ", plain)
    plain = _LABELLED.sub(lambda m: _label(m.group(1)), plain)
    plain = _MARKDOWN_LINK.sub(r"\1", plain)
    plain = _URL.sub(" ", plain)
    plain = _PAGE.sub(lambda m: m.group(1).replace("-", " ").replace("_", " "), plain)
    plain = _OTHER_PATH.sub(" ", plain)
    plain = _EMOJI_CODE.sub(" ", plain)
    plain = _MARKS.sub("", plain)
    plain = re.sub(r"\s+", " ", plain).strip()
    while match := _COMMAND.match(plain):
        plain = plain[match.end() :]
    return plain.strip()


def _label(label: str | None) -> str:
    """The words of a link, unless they only say that it is one ("(link)", "here")."""
    return " " if label is None or _ASIDE.match(label) or "://" in label else f" {label} "

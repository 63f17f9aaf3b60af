"""Items named by a code that an appendix explains: "C.2 Faster sync", and "2." below "## C. Performance"."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.inline import plain
from knowledge.model import Field, Mention, Value
from knowledge.page import Bullet, Heading
from knowledge.readers.reading import Desk

_CODE = re.compile(r"^\W*([A-Z])\.?(\d{1,2})\b[.:)]?\s*")
_LETTER = re.compile(r"^(?:appendix\s+)?([A-Z])[.):]\s+\S", re.IGNORECASE)


def explain_codes(desk: Desk) -> None:
    """Give each item that is named by a code the words of the appendix, and drop those words as items of their own."""
    coded = {place: code for place, m in enumerate(desk.mentions) if (code := _code(m.name)) is not None}
    if not coded:
        return
    meanings = _appendix(desk)
    used: set[int] = set()
    for place, code in coded.items():
        found = meanings.get(code)
        if found is not None:
            desk.mentions[place] = _explained(desk.mentions[place], found, desk)
            used.add(found.line)
    explained = {desk.mentions[place].source.line for place in coded}
    desk.mentions[:] = [m for m in desk.mentions if m.source.line not in used or m.source.line in explained]


def _code(name: str) -> tuple[str, str] | None:
    match = _CODE.match(name)
    return (match.group(1), match.group(2)) if match and "." in match.group() else None


def _appendix(desk: Desk) -> dict[tuple[str, str], Bullet]:
    found: dict[tuple[str, str], Bullet] = {}
    for block in desk.page.blocks:
        if isinstance(block, Bullet) and block.number and block.depth == 0:
            letter = _letter(block.heading)
            if letter:
                found.setdefault((letter, block.number), block)
    return found


def _letter(heading: Heading | None) -> str:
    match = _LETTER.match(heading.text) if heading is not None else None
    return match.group(1).upper() if match else ""


def _explained(mention: Mention, bullet: Bullet, desk: Desk) -> Mention:
    text = plain(bullet.raw)
    bare = _CODE.sub("", mention.name)
    name = mention.name if any(c.isalpha() for c in bare) else f"{mention.name} {text}"
    others = tuple(v for v in mention.values if v.field != Field.DESCRIPTION)
    return replace(mention, name=name, values=(*others, Value(Field.DESCRIPTION, text, desk.source(bullet.line))))

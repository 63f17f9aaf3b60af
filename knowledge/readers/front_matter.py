"""Front matter: mostly about the page, not about an item; a YAML file is nothing but facts of its item.

On a page, a status, an owner, a priority or a target in front of the text are facts of its subject
where the text says none. "draft" and "published" are states of the page.
"""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.lexicon import spelled
from knowledge.model import TYPED, Field, Value
from knowledge.readers.reading import Desk, Note
from knowledge.readers.values import make_value
from knowledge.yaml_page import YAML_ENDINGS, known_key

_OF_THE_PAGE = frozenset({"date", "fecha", "datum", "team", "contact", "dates", "period", "author", "authors"})
"""Keys that tell of an item in a table or a line, but of the page in front of it."""
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PUBLISHING = frozenset({"draft", "published", "unpublished", "publish", "public", "private", "live"})


def read_front(desk: Desk) -> None:
    """Add what stands in front of the page."""
    whole = desk.page.path.lower().endswith(YAML_ENDINGS)
    front = desk.page.front
    keys = sorted(front.values, key=lambda k: (_is_author(k), front.lines.get(k, 1))) if whole else list(front.values)
    for key in keys:
        if not front.values[key]:
            continue
        about = desk.lexicon.page_key(spaced(key))
        if about is not None:
            desk.about.setdefault(about, Value(key, front.values[key], desk.source(front.lines.get(key, 1))))
        elif whole:
            _read_fact(key, desk)
        else:
            _read_page_key(key, desk)


@lru_cache(maxsize=1024)
def spaced(key: str) -> str:
    """A key as words: "last_updated" and "lastUpdated" are "last updated". Remembered: keys come again."""
    return spelled(_HUMP.sub(" ", key).replace("_", " ").replace("-", " "))


def _is_author(key: str) -> bool:
    return key.lower().startswith(("author", "reviewer", "approver"))


def _read_fact(key: str, desk: Desk) -> None:
    source = desk.source(desk.page.front.lines.get(key, 1))
    value = make_value(known_key(key, desk.lexicon), desk.page.front.values[key], source, desk.lexicon)
    if value is None or key == "title":
        return
    if value.field in TYPED and any(v.field == value.field for v in desk.facts):
        value = Value(key, value.text, source)
    desk.fact(value)
    if not value.is_understood:
        desk.notes.append(Note(value, ()))


def _read_page_key(key: str, desk: Desk) -> None:
    text = desk.page.front.values[key]
    if desk.lexicon.field_of(key) is None:
        return
    value = make_value(key, text, desk.source(desk.page.front.lines.get(key, 1)), desk.lexicon)
    if value is None or value.field not in (*TYPED, Field.DESCRIPTION) or key.lower() in _OF_THE_PAGE:
        return
    if value.field == Field.STATUS and (value.kind is None or text.strip().lower() in _PUBLISHING):
        return
    if value.field == Field.DESCRIPTION:
        value = Value(Field.DESCRIPTION, text, value.source)
    desk.fact(value)

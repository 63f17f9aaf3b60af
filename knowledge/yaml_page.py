"""A YAML file that describes one item -> a Page whose front matter holds its keys, each with its line.

A file is an item when it has a title or a name and says in which state it is, or two other facts. Any
other YAML file (settings, pipelines, navigation) is no page.
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from knowledge.lexicon import Lexicon
from knowledge.model import Document
from knowledge.page import FrontMatter, Page

YAML_ENDINGS = (".yaml", ".yml")
_NAMES = ("title", "name", "feature", "titulo", "título", "titre", "titel", "nombre")
_STATES = frozenset({"status", "state", "stage", "estado", "statut", "situação", "zustand"})
_FACTS = ("owner", "owning", "target", "quarter", "due", "eta", "priority", "assignee", "timeline", "release date")
_TIMES = ("milestone", "milestones")
"""How keys end whose values are versions or dates at which the item comes."""
_AUTHORS = frozenset({"author", "authors"})
_LONGEST_STATE = 60
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MOST_KEYS = 200


def read_yaml_item(document: Document) -> Page | None:
    """The page of an item, or None when the file is none or is no valid YAML."""
    try:
        root = yaml.compose(document.text, Loader=_LOADER)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    if not isinstance(root, yaml.MappingNode) or len(root.value) > _MOST_KEYS:
        return None
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    for key, node in root.value:
        if isinstance(key, yaml.ScalarNode):
            text = _text(node)
            values[key.value], lines[key.value] = text, key.start_mark.line + 1
            for inner, value, line in _pairs(node):
                values[f"{key.value} {inner}"], lines[f"{key.value} {inner}"] = value, line
    name = next((values[k] for k in values if k.lower() in _NAMES and values[k]), "")
    if not name or not _is_item(values):
        return None
    lines.setdefault("title", next(lines[k] for k in values if k.lower() in _NAMES and values[k]))
    return Page(document.path, FrontMatter({**values, "title": name}, lines), (), document.commit)


def known_key(key: str, lexicon: Lexicon) -> str:
    """The key under which the lexicon knows a YAML key: "latest-milestone" is a target release."""
    bare = key.lower().replace("_", " ").replace("-", " ").strip()
    if bare.endswith(_TIMES):
        return "target release"
    if bare.startswith("owning ") or bare in _AUTHORS:
        return "owner"
    return key if lexicon.field_of(key) is not None else bare if lexicon.field_of(bare) is not None else key


def _is_item(values: dict[str, str]) -> bool:
    keys = [k.lower().replace("_", " ").replace("-", " ") for k, text in values.items() if text]
    if any(k in _STATES for k in keys):
        return all(len(values[k]) < _LONGEST_STATE for k in values if k.lower() in _STATES)
    return sum(k.startswith(_FACTS) or k.endswith(_TIMES) for k in keys) >= 2


def _text(node: yaml.Node) -> str:
    """A value as text: lists joined by commas, "alpha: v1.2" in a mapping as "alpha v1.2"."""
    if isinstance(node, yaml.ScalarNode):
        return "" if node.tag.endswith(":null") else str(node.value).strip()
    if isinstance(node, yaml.SequenceNode):
        return ", ".join(str(n.value) for n in node.value if isinstance(n, yaml.ScalarNode))
    return ", ".join(f"{key} {value}" for key, value, _ in _pairs(node) if value)


def _pairs(node: yaml.Node) -> Iterator[tuple[str, str, int]]:
    """The keys and values of a mapping inside, with their lines."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode):
                yield key.value, str(value.value).strip(), key.start_mark.line + 1

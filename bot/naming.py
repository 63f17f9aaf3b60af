"""The aliases and owners of roadmap.yaml, each with its line, so that they are cited like any page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from knowledge.model import Source
from knowledge.naming import Alias, Naming, OwnerLine


def read_naming(file: Path | None, root: Path | None) -> Naming:
    """What `file`, a roadmap.yaml that has been checked, adds to the pages below `root`; nothing without a file.

    `root` is None when the pages lie in no folder here.
    """
    if file is None or not file.exists():
        return Naming()
    tree = yaml.compose(file.read_text(encoding="utf-8"), yaml.SafeLoader)
    shown = _shown(file, root)
    return Naming(
        tuple(Alias(alias, name, Source(shown, line)) for alias, name, line in _pairs(tree, "aliases")),
        tuple(OwnerLine(of, owner, Source(shown, line)) for of, owner, line in _pairs(tree, "owners")),
    )


def _pairs(tree: yaml.Node | None, key: str) -> Iterator[tuple[str, str, int]]:
    """The key, the value and the line of each pair of the mapping that stands behind `key`."""
    if isinstance(tree, yaml.MappingNode):
        for name, mapping in tree.value:
            if name.value == key and isinstance(mapping, yaml.MappingNode):
                yield from ((str(k.value), str(v.value), k.start_mark.line + 1) for k, v in mapping.value)


def _shown(file: Path, root: Path | None) -> str:
    """The file's path below the pages' folder, or its name when it lies elsewhere."""
    if root is None:
        return file.name
    folder = (root if root.is_dir() else root.parent).resolve()
    path = file.resolve()
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else file.name

"""Web addresses of pages: `path:line` -> a link, and a link back -> the page it leads to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from string import Formatter
from urllib.parse import quote, unquote

from knowledge.model import Source

_PATTERNS = {"path": "(?P<path>.+)", "line": r"\d+", "commit": "[^/]+"}
"""What stands in an address where the template names a part."""

_AFTER_PAGE = re.compile(r"[?#].*", re.DOTALL)
"""What stands in an address behind the page: which line, and how to show it."""


@dataclass(frozen=True)
class Addresses:
    """The template of the settings (`link`): `https://docs.example.com/{path}#L{line}`, or None."""

    template: str | None = None
    edit: str | None = None
    """The template of where a page is edited (`edit`); None: where it is shown."""

    def of(self, source: Source) -> str | None:
        """The address of a line of a page; None without a template, or when it needs a commit nobody knows."""
        if self.template is None or ("{commit}" in self.template and source.commit is None):
            return None
        return self.template.format(path=quote(source.path), line=source.line, commit=quote(source.commit or ""))

    def to_edit(self, source: Source) -> str | None:
        """The address where the page of a line is edited, else where it is shown; None when neither is known."""
        return self.of(source) if self.edit is None else self.edit.format(path=quote(source.path), line=source.line)

    def path_behind(self, address: str) -> str | None:
        """The path of the page an address leads to, whatever its line; None when it is not one of ours."""
        if self._pattern is None:
            return None
        found = self._pattern.fullmatch(_AFTER_PAGE.sub("", address))
        return unquote(found["path"]) if found else None

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        """The template of the page alone, as a pattern."""
        if self.template is None:
            return None
        page = _AFTER_PAGE.sub("", self.template)
        parts = [re.escape(text) + _PATTERNS.get(name or "", "") for text, name, _, _ in Formatter().parse(page)]
        return re.compile("".join(parts))

"""A CODEOWNERS file: who keeps which page.

Each line is a pattern like those of .gitignore and the owners of what it matches; the last line
that matches a page counts, and one without owners leaves the page to nobody. Rules as GitHub has
them: https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pathspec.patterns.gitignore.base import GitIgnorePatternError
from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

from knowledge.model import Document, Field, Problem, Source, Value
from knowledge.people import Person, Role, RoleKind

NAME = "CODEOWNERS"
PLACES = (f".github/{NAME}", NAME, f"docs/{NAME}")
"""Where the file may lie below the folder of the pages; the first that is there counts, as on GitHub."""


def is_codeowners(path: str) -> bool:
    """Is it such a file, and so no page, wherever it lies?"""
    return path.rpartition("/")[2] == NAME


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: GitIgnoreSpecPattern
    direct: bool
    """Does it match what lies right in a folder only ("docs/*")?"""
    folder: str
    owner: Value | None

    def matches(self, path: str) -> bool:
        if not self.pattern.match_file(path):
            return False
        return not self.direct or path.rpartition("/")[0].endswith(self.folder)


def page_owners(documents: Iterable[Document], paths: Iterable[str], problems: list[Problem]) -> dict[str, Value]:
    """Who keeps each of the pages at `paths`, by path; a line that is no pattern goes to `problems`."""
    files = {d.path: d for d in documents}
    document = next((files[place] for place in PLACES if place in files), None)
    if document is None:
        return {}
    rules = [r for n, line in enumerate(document.text.splitlines(), 1) if (r := _rule(line, n, document, problems))]
    last = {path: next((r for r in reversed(rules) if r.matches(path)), None) for path in paths}
    return {path: rule.owner for path, rule in last.items() if rule is not None and rule.owner is not None}


def _rule(line: str, number: int, document: Document, problems: list[Problem]) -> _Rule | None:
    """The rule of a line; a comment, the heading of a section and an empty line are none."""
    pattern, *owners = line.partition(" #")[0].split() or [""]
    if not pattern or pattern.startswith(("#", "!", "[", "^[")):
        return None
    source = Source(document.path, number, document.commit)
    try:
        made = GitIgnoreSpecPattern(pattern)
    except GitIgnorePatternError:
        problems.append(Problem("bad pattern", f'"{pattern}" is no pattern of pages', source))
        return None
    people = tuple(Person(owner) for owner in owners)
    role = Role(RoleKind.PAGE_OWNER, "page owner")
    owner = Value(Field.OWNER, ", ".join(owners), source, role=role, people=people) if owners else None
    folder = pattern.strip("/").removesuffix("*").rstrip("/")
    return _Rule(made, pattern.endswith("/*") and "*" not in folder, folder, owner)

"""Every sentence that chat shows is said by a template: one that is written without `say` would stay English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.catalogue import ROOT, SAYS

PLACES = ("handlers/slack", "handlers/watching.py", "handlers/troubles.py", "knowledge/review", "knowledge/watching")
FILES = [file for place in PLACES for file in sorted((ROOT / place).rglob("*.py")) or [ROOT / place]]

NOT_SHOWN = {
    # questions and commands that buttons ask, in the language that they carry
    "status of {name}",
    "when is {name}?",
    "who owns {name}?",
    "what does {name} depend on?",
    "priority of {name}",
    "effort of {name}",
    "where is {name} written?",
    "this quarter",
    "where do pages disagree?",
    "what does ",
    "review all",
    "unwatch ",
    "watch ",
    "about ",
    " own?",
    # words of people that are understood
    "the roadmap",
    "the whole roadmap",
    "todo el roadmap",
    " for me",
    "monthly on the first working day at 09:30",
    # keys and kinds
    "|offer of reviews",
    "next month",
    "too many",
    # ValueErrors of callers
    "nothing is due of ",
}
"""Words that stand in the code and are not shown as they are."""

_WORDS = re.compile(r"[A-Za-z]{2,} +[A-Za-z]{2,}|^[A-Z][a-z]+ [a-z]|[A-Za-z]{2,} $|^ [a-z]{2,}")


def sentences(code: str) -> Iterator[str]:
    """The texts in a module that look like English to be read and are not said: neither docstrings, nor what is
    logged or raised."""
    tree = ast.parse(code)
    left_out = {id(part) for node in ast.walk(tree) if _is_not_shown(node) for part in ast.walk(node)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in left_out else None
        if isinstance(text, str) and _WORDS.search(text) and text not in NOT_SHOWN:
            yield text


def _is_not_shown(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.ClassDef):
        return any(isinstance(base, ast.Name) and base.id == "StrEnum" for base in node.bases)
    if not isinstance(node, ast.Call):
        return isinstance(node, ast.Raise)
    called = node.func
    is_log = isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "log"
    return is_log or (isinstance(called, ast.Name) and called.id in SAYS)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_sentence_is_said(file: Path) -> None:
    assert list(sentences(file.read_text("utf-8"))) == []


def test_a_sentence_that_is_not_said_is_found() -> None:
    code = '''
"""What this is about."""
log.info("it is told to the log")
raise ValueError("nothing to tell")
button("ask:x", say("Show them"), "this quarter")
notes(f"And {count} more are there.")
Headline("Nothing is due.")
'''
    assert sorted(sentences(code)) == [" more are there.", "And ", "Nothing is due."]

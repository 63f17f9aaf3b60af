"""Lines of ours that name a person: Slack shows who it is, and tells nobody else."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.slack.blocks import Block
from handlers.slack.buttons import row
from handlers.slack.escaping import escape, literal
from handlers.slack.naming import USER


@dataclass(frozen=True, slots=True)
class Named:
    """A person in a line, by their id."""

    user: str


Line = tuple[str | Named, ...]


def line_text(line: Line) -> str:
    """The line as text."""
    return "".join(f"<@{user}>" if (user := _mentioned(part)) else escape(_words(part)) for part in line)


def line_block(line: Line, below: list[Block] | None = None) -> list[Block]:
    """The line as blocks, with a row of buttons below it."""
    elements: list[Block] = [
        {"type": "user", "user_id": user} if (user := _mentioned(part)) else {"type": "text", "text": _words(part)}
        for part in line
    ]
    shown: Block = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}
    return [shown, *row(below or ())]


def _mentioned(part: str | Named) -> str:
    """The id of a person; empty for words, and for an id that is none of Slack's."""
    return part.user if isinstance(part, Named) and USER.fullmatch(part.user) else ""


def _words(part: str | Named) -> str:
    """Words on one line; the blanks around them stay."""
    if isinstance(part, Named):
        return literal(part.user) or "somebody"
    before, after = part[: len(part) - len(part.lstrip())], part[len(part.rstrip()) :]
    return f"{before}{literal(part)}{after}" if part.strip() else part

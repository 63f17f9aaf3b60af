"""The prompt that `make run` opens when no chat platform is set up."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TextIO

from handlers import plain
from handlers.conversation import Conversation, Message

GREETING = "Ask about the roadmap, as you would in chat (/roadmap warmup, who owns inbox?). Ctrl-D leaves."
PROMPT = "> "
THREAD = "terminal"
"""One prompt is one thread."""
LEAVING = frozenset({"exit", "quit", ":q", "bye"})


def converse(conversation: Conversation, read: Callable[[str], str] = input, out: TextIO | None = None) -> None:
    """Answer line after line until the input ends, Ctrl-C is pressed or the person says so."""
    out = out or sys.stdout
    print(GREETING, file=out)
    while (line := _next(read, out)) is not None:
        if line.strip().lower() in LEAVING:
            break
        if line.strip():
            print(plain.render(conversation.reply(Message(line, THREAD))), end="\n\n", file=out)
    print("Goodbye.", file=out)


def _next(read: Callable[[str], str], out: TextIO) -> str | None:
    """The next line, or None when there is no more."""
    try:
        return read(PROMPT)
    except (EOFError, KeyboardInterrupt):
        print(file=out)
        return None


def accept_any_bytes() -> None:
    """Characters that the terminal's encoding lacks are replaced, not refused."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")

"""Draws docs/terminal.svg, the picture in the README, from answers the bot really gives.

python docs/picture.py > docs/terminal.svg
"""

from __future__ import annotations

import sys
import textwrap
from html import escape

from bot.app import open_app
from bot.settings import Settings
from handlers import plain
from handlers.conversation import Message

QUESTIONS = ("who owns inbox?", "when is zapier integration planned?", "whats teh status of wramup", "what's blocked?")
COLUMNS, LINE, MARGIN = 100, 20, 18


def drawn() -> str:
    """The picture as SVG."""
    talk = open_app(Settings.model_construct()).conversation
    lines: list[tuple[str, str]] = []
    for question in QUESTIONS:
        lines.append(("asked", f"> {question}"))
        for line in plain.render(talk.reply(Message(question))).splitlines():
            lines += [("said", part) for part in textwrap.wrap(line, COLUMNS, subsequent_indent="  ")]
        lines.append(("said", ""))
    height = MARGIN * 2 + LINE * (len(lines) - 1)
    rows = "\n".join(
        f'<text class="{kind}" x="{MARGIN}" y="{MARGIN + LINE * (n + 1) - 6}">{escape(text)}</text>'
        for n, (kind, text) in enumerate(lines)
        if text
    )
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 {height}" role="img"
 aria-label="Four questions typed in a terminal, each answered with the lines of the pages behind it">
<style>
rect {{ fill: #14213d }}
text {{ font: 14px ui-monospace, Menlo, Consolas, monospace; white-space: pre }}
.asked {{ fill: #fca311; font-weight: 600 }}
.said {{ fill: #e5e5e5 }}
</style>
<rect width="860" height="{height}" rx="10"/>
{rows}
</svg>
"""


if __name__ == "__main__":
    sys.stdout.write(drawn())

"""Damaged pages and odd questions: everything is read, everything is answered, nothing is raised."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app import SAMPLE
from bot.library import load_lexicon, read_roadmap
from handlers import plain
from handlers.answer_json import to_json
from handlers.conversation import Conversation, Message
from knowledge.assemble import assemble
from knowledge.lexicon import Lexicon
from knowledge.model import Document

TODAY = date(2026, 2, 10)
PAGES = sorted(SAMPLE.rglob("*.md"))
WORDS = re.findall(
    r"\S+",
    "what which who when is are in of the and or not by before after between next last this quarter month Q3 2026 2027+ "
    "P0 blocked done planned warmup inbox queue teams admin billing sso 2fa status timeline owner how many depends on "
    "first phase growth compare <@U1> ** ( ) [x] `a` ? ! - — é ñ 🤖 \u202e \x00 @ # / \\ \" ' now later v2.9 all list",
)
CALM = settings(max_examples=60, deadline=None, derandomize=True, database=None)


@lru_cache
def _lexicon() -> Lexicon:
    return load_lexicon(lambda _: False)


@lru_cache
def _talk() -> Conversation:
    roadmap = read_roadmap(SAMPLE, _lexicon())
    return Conversation(lambda: roadmap, _lexicon(), lambda: TODAY)


def _answered(text: str) -> None:
    answer = _talk().reply(Message(text))
    assert plain.render(answer)
    assert to_json(answer).text


@CALM
@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_any_words_in_any_order_get_an_answer(text: str) -> None:
    _answered(text)


@CALM
@given(st.text(max_size=80))
def test_any_text_gets_an_answer(text: str) -> None:
    _answered(text)


@CALM
@given(st.sampled_from(PAGES), st.data())
def test_a_damaged_page_is_read(page: Path, data: st.DataObject) -> None:
    text = page.read_text("utf-8")
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 40)))
        junk = st.sampled_from(
            ["", "|", "\n", "- ", "**", "[", "](", "#", "---\n", "```", "(", "\x00", "‚úÖ", "2026-13-40", "Q9"]
        )
        text = text[:start] + data.draw(junk) + text[end:]
    roadmap = assemble([Document("README.md", text), Document("other.md", "# Other\n\n**Status**: Done\n")], _lexicon())
    assert "Other" in [f.name for f in roadmap.features]

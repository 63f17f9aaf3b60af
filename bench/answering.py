"""One answer, text in and text out, beside one bare fuzzy look-up over the same names."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from rapidfuzz import fuzz, process

from bench.timing import each, median, percentile
from handlers import plain
from handlers.conversation import Conversation, Message
from knowledge.lexicon import Lexicon
from knowledge.roadmap import Roadmap

QUESTIONS = (
    "what is the status of warmup?",
    "when is multi-currency support planned",
    "who owns inbox?",
    "what is planned for Q3 2026?",
    "whats teh status of wramup",
    "which domain items are P1?",
    "how many items are planned for Q4 2026?",
    "what depends on subdomain support?",
    "is the email pipeline live?",
    "do the docs agree on when subdomain support lands?",
)


def read_questions(file: Path | None) -> list[str]:
    """The questions of a file of JSON lines, or the ones that come with the bench."""
    if file is None:
        return list(QUESTIONS)
    return [json.loads(line)["question"] for line in file.read_text("utf-8").splitlines() if line.strip()]


def measure_answering(roadmap: Roadmap, lexicon: Lexicon, questions: list[str]) -> list[str]:
    """Lines that tell the times of answers, those of the baseline, and the ratios."""
    talk = Conversation(lambda: roadmap, lexicon, lambda: date(2026, 2, 10))
    names = [name for feature in roadmap.features for name in feature.names]
    for text in questions:
        talk.reply(Message(text))
    ours = each(lambda text: plain.render(talk.reply(Message(text))), questions)
    bare = each(lambda text: process.extractOne(text, names, scorer=fuzz.token_set_ratio), questions)
    return [
        f"{len(questions)} answers over {len(names)} names: {_told(ours)}",
        f"bare extractOne(token_set_ratio) over the same names: {_told(bare)}",
        f"ratio: p50 {median(ours) / median(bare):.2f} (at most 5), "
        f"p99 {percentile(ours, 0.99) / percentile(bare, 0.99):.2f} (at most 15)",
    ]


def _told(times: list[float]) -> str:
    return f"p50 {median(times) * 1000:.2f} ms, p99 {percentile(times, 0.99) * 1000:.2f} ms"

"""That the pages may be out of date, in every answer that quotes them."""

from __future__ import annotations

from dataclasses import replace

from knowledge.answer import Answer, Caution
from knowledge.answerers.wording import day
from knowledge.roadmap import Late, Lateness, Roadmap
from knowledge.said import joined, say, to_say

_SAID = {
    Lateness.NOT_FETCHED: to_say("These are the pages as of {when}: they could not be fetched since."),
    Lateness.NOT_READABLE: to_say("These are the pages as of {when}: newer ones can't be read."),
}


def with_age(answer: Answer, roadmap: Roadmap) -> Answer:
    """The answer with the age of the pages, where newer ones could not be had."""
    if roadmap.late is None or not (answer.facts or answer.items or answer.abstained):
        return answer
    return replace(answer, parts=(*answer.parts, Caution(told(roadmap.late))))


def told(late: Late) -> str:
    """How late the pages are, in a sentence."""
    return say(_SAID[late.why], when=joined(", ", [day(late.since.date()), f"{late.since:%H:%M} UTC"]))

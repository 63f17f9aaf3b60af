"""An Answer as JSON: the contract of docs/answer.md, to which fields and intents are only added."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from handlers import plain
from knowledge import answer as neutral
from knowledge.answer import Ending, Intent


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class AnswerItem(_Frozen):
    """A member of a list."""

    name: str
    status: str | None = Field(description="as written, null when no page says")
    timeline: str | None = Field(description="as written, null when no page says")
    owner: str | None = Field(description="only an owner written of the feature itself")
    source: str = Field(description="path:line")


class AnswerFact(_Frozen):
    """One thing a page says."""

    subject: str
    field: str
    value: str = Field(description="in the page's own words")
    from_: str | None = Field(alias="from", description="first day, ISO 8601, of a dated value")
    to: str | None = Field(description="last day, ISO 8601; null when the value is not dated or has no end")
    path: str
    line: int
    commit: str | None
    inherited: bool


class AnswerSource(_Frozen):
    """A place that is cited."""

    path: str
    line: int


class AnswerJson(_Frozen):
    """One answer to one question."""

    intent: Intent
    text: str = Field(max_length=plain.LONGEST, description="the whole answer as plain text")
    items: list[AnswerItem]
    subjects: list[str] = Field(description="what the answer is about, the main one first")
    facts: list[AnswerFact] = Field(description="every fact in the text")
    abstained: bool = Field(description="true when the fact asked for is not given")
    ending: Ending | None = Field(description="why there is no plain answer; null when there is one")
    candidates: list[str] = Field(description="names offered to pick from")
    sources: list[AnswerSource]
    today: str = Field(description="the day the answer was given for, ISO 8601")
    language: str = Field(description="the language of the words that are not the pages' own, ISO 639")


def to_json(answer: neutral.Answer) -> AnswerJson:
    """The JSON form of an answer."""
    return AnswerJson(
        intent=answer.intent,
        text=plain.render(answer),
        items=[_item(i) for i in answer.items],
        subjects=list(answer.subjects),
        facts=[_fact(f) for f in answer.facts],
        abstained=answer.abstained,
        ending=answer.ending,
        candidates=list(answer.candidates),
        sources=[AnswerSource(path=s.path, line=s.line) for s in answer.sources],
        today=answer.today.isoformat(),
        language=answer.language.code,
    )


def _item(item: neutral.Item) -> AnswerItem:
    return AnswerItem(
        name=item.name, status=item.status, timeline=item.timeline, owner=item.owner, source=str(item.source)
    )


def _fact(fact: neutral.Fact) -> AnswerFact:
    period = fact.period
    return AnswerFact.model_validate(
        {
            "subject": fact.subject,
            "field": str(fact.field),
            "value": fact.value,
            "from": period.start.isoformat() if period else None,
            "to": period.last.isoformat() if period and period.last else None,
            "path": fact.source.path,
            "line": fact.source.line,
            "commit": fact.source.commit,
            "inherited": fact.inherited,
        }
    )

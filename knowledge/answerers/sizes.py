"""What takes longest or least by what is written, and what takes more or less than some time."""

from __future__ import annotations

from knowledge.answer import Answer, Ending, Fact, Facts, Headline, Hint, Intent, Items
from knowledge.answerers.case import Case
from knowledge.answerers.fields import effort_of
from knowledge.answerers.members import find_members
from knowledge.answerers.wording import names
from knowledge.effort import working_days
from knowledge.model import Feature, Field, Value
from knowledge.question.kinds import Kind
from knowledge.said import say, say_many, to_say

_MOST = 3
"""Members that are shown of those that take longest, beside ties."""


def answer_size(case: Case) -> Answer:
    """Of the features that fit, those with the longest or the shortest effort that is written in days or weeks."""
    members = find_members(case)
    sized = _sized(case, members.features)
    if not sized:
        return _none(case, members.scope)
    longest = case.question.kind is Kind.BIGGEST
    order = sorted(sized, key=lambda s: -s[3] if longest else s[3])
    edge = order[min(_MOST, len(order)) - 1][3]
    shown = [s for s in order if (s[3] >= edge if longest else s[3] <= edge)]
    what = _LONGEST if longest else _SHORTEST
    first = names([f.name for f, _, _, days in shown if days == order[0][3]])
    headline = say(what, count=len(sized), where=_where(members.scope), names=first, text=shown[0][1].text)
    return case.answer(
        Headline(headline), *_shown(case, shown), _rest(len(members.features) - len(sized)), intent=Intent.LIST
    )


def answer_length(case: Case) -> Answer:
    """The features that fit whose effort is on the side of the length asked about."""
    members = find_members(case)
    length = case.question.length
    assert length is not None, "only questions with a length come here"
    sized = _sized(case, members.features)
    if not sized:
        return _none(case, members.scope)
    fitting = [s for s in sized if length.holds(s[2], s[3])]
    where = _where(members.scope)
    text = say_many(
        "{count} of the {of} items{where} with an effort in days or weeks takes {length}.",
        "{count} of the {of} items{where} with an effort in days or weeks take {length}.",
        len(fitting),
        of=len(sized),
        where=where,
        length=length.text,
    )
    if not fitting:
        none = to_say("None of the {of} items{where} with an effort in days or weeks takes {length}.")
        text = say(none, of=len(sized), where=where, length=length.text)
    rest = _rest(len(members.features) - len(sized))
    return case.answer(Headline(text), *_shown(case, fitting), rest, intent=Intent.LIST)


_LONGEST = to_say("Of the {count} items{where} with an effort in days or weeks, the longest is {text}: {names}.")
_SHORTEST = to_say("Of the {count} items{where} with an effort in days or weeks, the shortest is {text}: {names}.")


def _sized(case: Case, features: tuple[Feature, ...]) -> list[tuple[Feature, Value, float, float]]:
    """The features with what says how long they take, and that in working days."""
    found = []
    for feature in features:
        value = effort_of(case, feature)
        days = None if value is None else working_days(value.text, case.lexicon)
        if value is not None and days is not None:
            found.append((feature, value, *days))
    return found


def _shown(case: Case, sized: list[tuple[Feature, Value, float, float]]) -> list[Items | Facts | None]:
    if not sized:
        return []
    facts = tuple(Fact(f.name, Field.EFFORT, v.text, v.source) for f, v, _, _ in sized)
    return [case.items(f for f, _, _, _ in sized), Facts(facts)]


def _none(case: Case, scope: str) -> Answer:
    text = say("No item{where} has an effort in days or weeks.", where=_where(scope))
    return case.answer(Headline(text), intent=Intent.LIST, ending=Ending.NOT_STATED)


def _rest(count: int) -> Hint | None:
    if count <= 0:
        return None
    return Hint(say_many("{count} more item has none written.", "{count} more items have none written.", count))


def _where(scope: str) -> str:
    return say(" {scope}", scope=scope) if scope else ""

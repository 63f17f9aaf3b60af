"""What pages hardly ever say: the cost, the people needed, who approved it, how sure it is; or whether something is so.

A line of the page that says it is quoted. Else it is said that none does, with what is written.
"""

from __future__ import annotations

from knowledge.answer import Answer, Caution, Ending, Facts, Headline
from knowledge.answerers.case import About, Case
from knowledge.answerers.differences import disagreements
from knowledge.answerers.fields import answer_own_key
from knowledge.answerers.prospects import written
from knowledge.answerers.spoken_of import line_on_page
from knowledge.answerers.wording import past_window, quoted
from knowledge.model import Field, Value
from knowledge.notes import root
from knowledge.said import say, to_say
from knowledge.words import word_keys

_SAID = {
    "money": to_say("No page says what {name} costs."),
    "staff": to_say("No page says how many people {name} needs."),
    "approver": to_say("No page says who approved {name} or decided on it."),
    "sureness": to_say("No page says how sure the date of {name} is."),
}
"""The cue of what is asked -> that no page says it."""

_WITH = to_say("What is written of {name} with {words}: its {field} is {text}.")
_LINE = to_say("What the page of {name} says of {words}: {text}.")
_NOT_SAID = to_say("The pages don't say so of {name}: {words} is not written there.")


def answer_unwritten(case: Case) -> Answer:
    """The key line that says it; else that no page does, beside the status and the time."""
    own = answer_own_key(case)
    if own is not None:
        return own
    name = case.about[0].name if case.about else say("that")
    cue = next(cue for cue in _SAID if cue in case.question.cues)
    return _none_says(case, Headline(say(_SAID[cue], name=name)))


def answer_whether(case: Case) -> Answer:
    """Whether something holds of the subject that no field tells: the line that speaks of it, else that none does."""
    about, words = case.about[0], list(dict.fromkeys(case.question.left_over))
    said = quoted(" ".join(words))
    value = _value_with(about, words)
    if value is not None:
        fact = case.fact(about.feature, value)
        text = say(_WITH, name=about.name, words=said, field=value.field, text=quoted(value.text))
        return case.answer(Headline(text, (fact,)))
    line = line_on_page(case, about.feature, words)
    if line is not None:
        return case.answer(Headline(say(_LINE, name=about.name, words=said, text=quoted(line.value)), (line,)))
    return _none_says(case, Headline(say(_NOT_SAID, name=about.name, words=said)))


def _value_with(about: About, words: list[str]) -> Value | None:
    """What is said of the subject in all these words: its version, its status, a key line."""
    values = (v for f in about.features for m in f.mentions for v in m.values)
    wanted = {root(w) for w in words}
    return next((v for v in values if wanted <= {root(k) for k in word_keys(v.text)}), None)


def _none_says(case: Case, headline: Headline) -> Answer:
    beside = [part for about in case.about for part in _beside(case, about)]
    return case.answer(headline, *beside, ending=Ending.NOT_STATED)


def _beside(case: Case, about: About) -> list[Facts | Caution | None]:
    facts = written(case, about)
    return [
        Facts(facts) if facts else None,
        *disagreements(case, about, (Field.STATUS, Field.TIMEFRAME)),
        past_window(about, case.today),
    ]

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
from knowledge.model import Field

_SAID = {
    "money": "what {name} costs",
    "staff": "how many people {name} needs",
    "approver": "who approved {name} or decided on it",
    "sureness": "how sure the date of {name} is",
}
"""The cue of what is asked -> what no page says."""

UNWRITTEN = frozenset(_SAID)


def answer_unwritten(case: Case) -> Answer:
    """The key line that says it; else that no page does, beside the status and the time."""
    own = answer_own_key(case)
    if own is not None:
        return own
    name = case.about[0].name if case.about else "that"
    cue = next(cue for cue in _SAID if cue in case.question.cues)
    return _none_says(case, Headline(f"No page says {_SAID[cue].format(name=name)}."))


def answer_whether(case: Case) -> Answer:
    """Whether something holds of the subject that no field tells: the line that speaks of it, else that none does."""
    about, words = case.about[0], list(dict.fromkeys(case.question.left_over))
    said = quoted(" ".join(words))
    line = line_on_page(case, about.feature, words)
    if line is not None:
        return case.answer(Headline(f"What the page of {about.name} says of {said}: {quoted(line.value)}.", (line,)))
    return _none_says(case, Headline(f"The pages don't say so of {about.name}: {said} is not written there."))


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

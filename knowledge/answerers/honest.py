"""What is said when there is no fact to give: not found, ambiguous, not understood, nothing asked."""

from __future__ import annotations

from dataclasses import replace

from knowledge.answer import Answer, Choices, Ending, Facts, Headline, Hint, Intent
from knowledge.answerers.case import Case, suggestions
from knowledge.answerers.spoken_of import spoken_of
from knowledge.answerers.wording import any_of, quoted
from knowledge.field_words import field_word
from knowledge.model import Feature, Field
from knowledge.names import Tier
from knowledge.period import Grain
from knowledge.said import Said, say, to_say

EXAMPLES = (
    to_say("what is the status of {name}?"),
    to_say("when is {name}?"),
    to_say("who owns {name}?"),
    to_say("what is planned for next quarter?"),
    to_say("what is blocked?"),
)

_MOST_CHOICES = 5


def answer_unclear(case: Case) -> Answer:
    """Several things fit equally: they are offered, none is picked."""
    features = case.unclear[:_MOST_CHOICES]
    missing = _MISSING.get(case.question.intent)
    if missing is not None and not any(_says(case, f, missing) for f in case.unclear):
        return _none_says(case, missing)
    facts = tuple(case.fact(f, v) for f in features if (v := f.timeframe or f.status) is not None)
    count = len(case.unclear)
    shown = len(features)
    text = say(_WHICH_OF_MORE if shown < count else _WHICH, count=count, shown=shown)
    return case.answer(
        Headline(text),
        Choices(tuple(dict.fromkeys(f.name for f in features))),
        Facts(facts) if facts else None,
        ending=Ending.AMBIGUOUS,
    )


_WHICH = to_say("{count} things fit that. Which one do you mean?")
_WHICH_OF_MORE = to_say("{count} things fit that, and these are {shown} of them. Which one do you mean?")
_MISSING = {
    Intent.TIMELINE: Field.TIMEFRAME,
    Intent.STATUS: Field.STATUS,
    Intent.PRIORITY: Field.PRIORITY,
    Intent.EFFORT: Field.EFFORT,
}
"""What a question of each kind asks of a thing."""


def _says(case: Case, feature: Feature, field: Field) -> bool:
    """Is the field written, and as exactly as it was asked for?"""
    value = feature.value(field)
    if value is None or "exact" not in case.question.cues:
        return value is not None
    return value.period is not None and value.period.grain is Grain.DAY


def _none_says(case: Case, field: Field) -> Answer:
    """Of none of the things that fit is it written, so that picking one would not help."""
    exact = say("exact date") if "exact" in case.question.cues else say("date")
    named = exact if field is Field.TIMEFRAME else field_word(field)
    facts = tuple(case.fact(f, v) for f in case.unclear[:_MOST_CHOICES] if (v := f.status or f.timeframe) is not None)
    headline = Headline(say(_UNWRITTEN, count=len(case.unclear), field=named))
    choices = Choices(tuple(dict.fromkeys(f.name for f in case.unclear[:_MOST_CHOICES])), say("They are"))
    answer = case.answer(headline, choices, Facts(facts) if facts else None, ending=Ending.NOT_STATED)
    return replace(answer, subjects=tuple(dict.fromkeys(f.name for f in case.unclear)))


_UNWRITTEN = to_say("{count} things fit that, and no {field} is written for any of them.")


def answer_not_found(case: Case) -> Answer:
    """The thing asked about is on no page; names close to it are offered when there are any."""
    words = " ".join(_asked(case))
    near = suggestions(case)
    text = say("I found nothing called {words} on the roadmap.", words=quoted(words))
    headline = Headline(text if words else say("I found nothing of that name."))
    said, lines = spoken_of(case, _asked(case)) if not near else ("", ())
    if lines:
        spoken = say(_SPOKEN_OF, words=quoted(words), said=quoted(said))
        return case.answer(Headline(spoken), Facts(lines), ending=Ending.NOT_FOUND)
    if not near:
        example = quoted(say("what is planned for next quarter?"))
        hint = Hint(say("Ask for it by another name, or for a list: {example}", example=example))
        return case.answer(headline, hint, ending=Ending.NOT_FOUND)
    nearest = _nearest(case)
    found = case.answer(headline, Choices(near, say("Did you mean")), nearest, ending=Ending.NOT_FOUND)
    return replace(found, subjects=(nearest.facts[0].subject,)) if nearest is not None else found


_SPOKEN_OF = to_say("Nothing on the roadmap is called {words}, but pages speak of {said}:")


def _asked(case: Case) -> list[str]:
    left = case.question.left_over or case.question.content
    return list(dict.fromkeys(left))


def _nearest(case: Case) -> Facts | None:
    """What is written of the one name that is close: by most of the words and no other as close."""
    matches = [m for s in case.question.subjects for m in s.matches]
    best = [m for m in matches if m.score == matches[0].score]
    if len(best) != 1 or best[0].tier != Tier.NEAR:
        return None
    feature = case.roadmap.by_key[best[0].key]
    rare = any(len(case.roadmap.names.words.get(w, ())) == 1 for s in case.question.subjects for w in s.words)
    values = [v for name in (Field.STATUS, Field.TIMEFRAME) if (v := feature.value(name)) is not None]
    return Facts(tuple(case.fact(feature, v) for v in values)) if rare and values else None


def answer_unknown(case: Case) -> Answer:
    """No question about a roadmap: what can be asked; or the lines with all its words, where pages have such lines."""
    words = _asked(case)
    said, lines = spoken_of(case, words) if any(w.isalpha() for w in words) else ("", ())
    if lines and said == " ".join(words):
        headline = Headline(say("I did not understand what you ask, but pages speak of {words}:", words=quoted(said)))
        return case.answer(headline, Facts(lines), intent=Intent.UNKNOWN, ending=Ending.NOT_UNDERSTOOD)
    return case.answer(
        Headline(say("I answer questions about the roadmap, from its pages only.")),
        Hint(_examples(case)),
        intent=Intent.UNKNOWN,
        ending=Ending.NOT_UNDERSTOOD,
    )


def answer_help(case: Case) -> Answer:
    """What can be asked, with examples that work on this roadmap."""
    return case.answer(
        Headline(say("Ask me about the roadmap in your own words.")), Hint(_examples(case)), intent=Intent.HELP
    )


def answer_it(case: Case) -> Answer:
    """A question about an "it" that was not named: which thing is asked back for."""
    hint = Hint(say("Name the thing, for example: {example}", example=quoted(_example(case, 0))))
    return case.answer(Headline(say("What do you mean by “it”?")), hint, ending=Ending.NOT_UNDERSTOOD)


def answer_turned(case: Case) -> Answer:
    """A "not" that nothing known stands behind: the whole list would be the wrong answer."""
    examples = any_of([quoted(say("what is not done in Q3 2026?")), quoted(say("which items have no owner?"))])
    hint = Hint(say("Ask for example {examples}", examples=examples))
    headline = Headline(say("I did not understand what the items should not be."))
    return case.answer(headline, hint, ending=Ending.NOT_UNDERSTOOD)


def answer_act(case: Case) -> Answer:
    """Reminders and the like are asked for by commands, not in a question."""
    return case.answer(
        Headline(say("I answer questions; asking for it in words sets up no reminder and marks no page.")),
        Hint(say("“help” lists what I can do. You can ask at any time: {example}", example=quoted(_example(case, 0)))),
        intent=Intent.HELP,
    )


def answer_nothing_asked(case: Case) -> Answer:
    """An empty message gets one line."""
    text = say("Ask me about the roadmap, for example: {example}", example=_example(case, 0))
    return case.answer(Headline(text), intent=Intent.HELP)


def answer_talk(case: Case) -> Answer:
    """Thanks and the like, said to the bot, get a word back."""
    return case.answer(Headline(say("Glad to help. Ask me anything about the roadmap.")), intent=Intent.HELP)


def _example(case: Case, number: int) -> Said:
    """One that can be asked of this roadmap: without items none names one."""
    top, asked = case.roadmap.top, _usable(case)
    names = {"name": top[number % len(top)].name} if top else {}
    return say(asked[number % len(asked)], **names)


def _usable(case: Case) -> tuple[str, ...]:
    return EXAMPLES if case.roadmap.top else tuple(e for e in EXAMPLES if "{name}" not in e)


def _examples(case: Case) -> str:
    examples = any_of([quoted(_example(case, i)) for i in range(len(_usable(case)))])
    return say("For example: {examples}.", examples=examples)

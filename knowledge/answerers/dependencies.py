"""What X depends on, what depends on X, and what moves when X slips."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.answer import Answer, Caution, Ending, Fact, Facts, Headline
from knowledge.answerers.case import About, Case
from knowledge.answerers.chains import Wait, dependents_named, downstream, upstream
from knowledge.answerers.wording import names, not_understood, quoted, sentence
from knowledge.model import Feature, Field, Source, Value
from knowledge.page import Heading
from knowledge.said import Said, say, say_many
from knowledge.words import word_keys

_MOST_NAMES = 6
"""Names told in a sentence; more stand in the list below it."""


def answer_dependencies(case: Case) -> Answer:
    """The dependencies of the subject in the page's words, or the features that name it among theirs."""
    about = case.about[0]
    if _asks_for_dependents(case):
        return answer_impact(case)
    found = [(f, v) for f in about.features for v in f.values(Field.DEPENDENCY)]
    if not found and (headings := _headings(case, about)):
        told = names([quoted(f.value) for f in headings])
        return case.answer(
            Headline(
                say("What the page of {name} says of it stands under {told}.", name=about.name, told=told), headings
            )
        )
    if not found:
        written = [
            case.fact(about.feature, v) for v in (about.feature.status, about.feature.timeframe) if v is not None
        ]
        return case.answer(
            Headline(say("No dependencies are written for {name}.", name=about.name)),
            Facts(tuple(written)) if written else None,
            ending=Ending.NOT_STATED,
        )
    further, circle = upstream(about.feature, case.roadmap)
    headline = Headline(_said(about, [v for _, v in found]), tuple(case.fact(f, v) for f, v in found))
    return case.answer(headline, *_in_turn(case, further), _round(circle), not_understood(case))


def _headings(case: Case, about: About) -> tuple[Fact, ...]:
    """Headings of the subject's page that tell of a dependency in their own words ("Dependency on X")."""
    reading = case.roadmap.readings.get(about.feature.path or "")
    if reading is None:
        return ()
    page = reading.page
    told = [b for b in page.blocks if isinstance(b, Heading) and not _TELL.isdisjoint(word_keys(b.text))]
    return tuple(
        Fact(about.name, Field.DEPENDENCY, b.text, Source(page.path, b.line, page.commit))
        for b in told
        if len(word_keys(b.text)) > 2
    )


_TELL = frozenset({"dependency", "depends", "depend", "prerequisite", "requires"})


def _said(about: About, values: Iterable[Value]) -> str:
    told = list(dict.fromkeys(v.text for v in values))
    if any(text.endswith(".") for text in told):  # a sentence of the page's own
        return say("What has to come before {name}: {told}", name=about.name, told=" ".join(map(sentence, told)))
    if len(told) == 1 and _is_none(told[0]):
        return say("{name} depends on nothing: its page says {told}.", name=about.name, told=quoted(told[0]))
    return say("{name} depends on {others}.", name=about.name, others=names(told))


def _in_turn(case: Case, further: list[Wait]) -> list[Headline]:
    """What the dependencies depend on themselves, one sentence each."""
    by_feature: dict[str, list[Wait]] = {}
    for wait in further:
        by_feature.setdefault(wait.feature.key, []).append(wait)
    return [
        Headline(
            say(
                "In turn, {name} depends on {others}.",
                name=waits[0].feature.name,
                others=names(list(dict.fromkeys(w.value.text for w in waits))),
            ),
            tuple(case.fact(w.feature, w.value) for w in waits),
        )
        for waits in by_feature.values()
        if not any(_is_none(w.value.text) for w in waits)
    ]


def _is_none(text: str) -> bool:
    """Does the line say that there are no dependencies?"""
    return word_keys(text)[:1] == ("none",)


def _round(circle: list[Feature]) -> Caution | None:
    if not circle:
        return None
    return Caution(say("The pages go round in a circle here: {way}.", way=" → ".join(f.name for f in circle)))


def _asks_for_dependents(case: Case) -> bool:
    """ "What depends on X" has the name behind the verb, "what does X depend on" before it."""
    words = case.question.words
    if "dependents" not in case.question.cues:
        return False
    verb = next((i for i, w in enumerate(words) if w in _VERBS), None)
    name = next((i for s in case.question.subjects for i, w in enumerate(words) if s.words and w == s.words[0]), None)
    return verb is None or name is None or name > verb


_VERBS = frozenset({"depend", "relie", "rely", "need", "wait", "waiting", "blocked", "depende", "hangt"})


def answer_impact(case: Case) -> Answer:
    """What names the subject among its dependencies, and what waits for those in turn."""
    about = case.about[0]
    direct, further = downstream(about.feature, case.roadmap)
    if not direct:
        direct = [w for w in _by_its_words(case) if w.feature.key != about.feature.key]
    if not direct:
        return case.answer(Headline(say("No page names {name} among its dependencies.", name=about.name)))
    features = _features(direct)
    return case.answer(
        Headline(_waiting(about.name, [f.name for f in features])),
        case.items(features),
        Facts(_lines(case, direct)),
        case.items(_features(further), say("Those wait in turn, and so do")),
        Facts(_lines(case, further)) if further else None,
    )


def _waiting(name: str, waiting: list[str]) -> Said:
    """How many wait for the thing called `name`, and who they are when they are few."""
    count = len(waiting)
    if count > _MOST_NAMES:
        return say("{count} items wait for {name} by what is written.", count=count, name=name)
    return say_many(
        "{count} item waits for {name} by what is written: {waiting}.",
        "{count} items wait for {name} by what is written: {waiting}.",
        count,
        name=name,
        waiting=names(waiting),
    )


def _by_its_words(case: Case) -> list[Wait]:
    return dependents_named(case, {s.words for s in case.question.subjects})


def _features(waits: list[Wait]) -> list[Feature]:
    return list({w.feature.key: w.feature for w in waits}.values())


def _lines(case: Case, waits: list[Wait]) -> tuple[Fact, ...]:
    return tuple(case.fact(w.feature, w.value) for w in waits)

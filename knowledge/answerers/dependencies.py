"""What X depends on, and what depends on X."""

from __future__ import annotations

from knowledge.answer import Answer, Ending, Fact, Facts, Headline, Items
from knowledge.answerers.case import About, Case
from knowledge.answerers.wording import names, not_understood, sentence
from knowledge.identity import name_of
from knowledge.model import Feature, Field, Value
from knowledge.words import word_keys


def answer_dependencies(case: Case) -> Answer:
    """The dependencies of the subject in the page's words, or the features that name it among theirs."""
    about = case.about[0]
    if _asks_for_dependents(case):
        return _dependents(case, about)
    found = [(f, v) for f in (about.feature, *about.others) for v in f.values(Field.DEPENDENCY)]
    if not found:
        written = [
            case.fact(about.feature, v) for v in (about.feature.status, about.feature.timeframe) if v is not None
        ]
        return case.answer(
            Headline(f"No dependencies are written for {about.name}."),
            Facts(tuple(written)) if written else None,
            ending=Ending.NOT_STATED,
        )
    facts = tuple(case.fact(f, v) for f, v in found)
    told = [v.text for _, v in found]
    said = f"{about.name} depends on {names(told)}."
    if any(text.endswith(".") for text in told):  # a sentence of the page's own
        said = f"What has to come before {about.name}: {' '.join(map(sentence, told))}"
    headline = Headline(said, facts)
    return case.answer(headline, not_understood(case))


def _asks_for_dependents(case: Case) -> bool:
    """ "What depends on X" has the name behind the verb, "what does X depend on" before it."""
    words = case.question.words
    if "dependents" not in case.question.cues:
        return False
    verb = next((i for i, w in enumerate(words) if w in _VERBS), None)
    name = next((i for s in case.question.subjects for i, w in enumerate(words) if s.words and w == s.words[0]), None)
    return verb is None or name is None or name > verb


_VERBS = frozenset({"depend", "relie", "rely", "need", "wait", "waiting", "blocked", "depende", "hangt"})


def _dependents(case: Case, about: About) -> Answer:
    wanted = {name_of(n) for f in (about.feature, *about.others) for n in f.names}
    wanted |= {s.words for s in case.question.subjects}
    found = [(f, v) for f in case.roadmap.features for v in f.values(Field.DEPENDENCY) if _names_any(v, wanted, case)]
    found = [(f, v) for f, v in found if f.key != about.feature.key]
    if not found:
        return case.answer(Headline(f"No page names {about.name} among its dependencies."))
    features = tuple({f.key: f for f, _ in found}.values())
    headline = Headline(
        f"{names([f.name for f in features])} {'names' if len(features) == 1 else 'name'} {about.name} as a dependency."
    )
    return case.answer(headline, Items(tuple(map(case.item, features))), Facts(tuple(_facts(case, found))))


def _facts(case: Case, found: list[tuple[Feature, Value]]) -> list[Fact]:
    return [case.fact(feature, value) for feature, value in found]


def _names_any(value: Value, wanted: set[tuple[str, ...]], case: Case) -> bool:
    """Does the text hold one of the names, or is it one shortened ("Schema Investigation")?"""
    words = word_keys(value.text)
    bare = name_of(value.text)
    if len(bare) > 1 and any(set(bare) <= set(name) and _rarest(name, case) in bare for name in wanted if name):
        return True
    return any(
        words[start : start + len(name)] == name
        for name in wanted
        if name
        for start in range(len(words) - len(name) + 1)
    )


def _rarest(name: tuple[str, ...], case: Case) -> str:
    """The word that tells a name from others: a shortened name has to keep it."""
    return min(name, key=lambda w: len(case.roadmap.names.words.get(w, ())))

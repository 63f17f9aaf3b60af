"""One field of X as written: its priority, its effort, or anything a page has a key line for."""

from __future__ import annotations

import re

from knowledge.answer import Answer, Ending, Fact, Facts, Headline, Intent
from knowledge.answerers.case import About, Case
from knowledge.answerers.differences import disagreements
from knowledge.answerers.statuses import listed
from knowledge.answerers.wording import not_understood, quoted, sentence
from knowledge.field_words import begin_with, field_word
from knowledge.model import Feature, Field, Value
from knowledge.question.kinds import UNWRITTEN
from knowledge.said import say
from knowledge.words import stem, word_keys


def answer_priority(case: Case) -> Answer:
    """The priority of each subject."""
    return _answer(case, Field.PRIORITY)


def answer_effort(case: Case) -> Answer:
    """The effort of each subject; the duration in its timeline when no effort line says one."""
    return _answer(case, Field.EFFORT)


def _answer(case: Case, name: Field) -> Answer:
    found = [(a, _value(case, a, name)) for a in case.about]
    parts = [_headline(case, about, value, name) for about, value in found]
    told = [v for a, value in found if value is None and name is Field.EFFORT and (v := _in_prose(case, a))]
    if told:
        said = say("A page says: {text}.", text=quoted(told[0].text))
        line = Headline(said, (case.fact(case.about[0].feature, told[0]),))
        return case.answer(*parts, line, listed(case), not_understood(case))
    cautions = [c for a in case.about for c in disagreements(case, a, (name,))]
    given = any(value is not None for _, value in found)
    ending = None if given else Ending.NOT_STATED
    return case.answer(*parts, listed(case), *cautions, not_understood(case), ending=ending)


def _in_prose(case: Case, about: About) -> Value | None:
    """The line of a page that names the subject, by a name or its abbreviation, and says how long something takes."""
    names = {n for f in about.features for n in f.names}
    short = [b for n in names for b in _BRACKETS.findall(n) if b.isupper()]
    forms = [f for n in (*names, *(_BRACKETS.sub(" ", n) for n in names)) if len(f := word_keys(n)) > 1]
    for form in sorted(dict.fromkeys([*forms, *map(word_keys, short)]), key=len, reverse=True):
        for _, text, source in case.roadmap.passages.find(form, case.lexicon.duration):
            return Value(Field.EFFORT, text, source)
    return None


_BRACKETS = re.compile(r"\(([^()]*)\)")


def _value(case: Case, about: About, name: Field) -> Value | None:
    return next((v for f in about.features if (v := _of(case, f, name)) is not None), None)


def effort_of(case: Case, feature: Feature) -> Value | None:
    """The line that says how long a feature takes, else one that says its size; None without either."""
    return _of(case, feature, Field.EFFORT)


def _of(case: Case, feature: Feature, name: Field) -> Value | None:
    values = feature.values(name)
    if name != Field.EFFORT:
        return values[0] if values else None
    lasting = [v for v in values if case.lexicon.duration(v.text)]
    when = feature.timeframe
    if not lasting and when is not None and when.timeframe is not None and when.timeframe.duration:
        lasting = [when]
    return next(iter((*lasting, *values)), None)


def _headline(case: Case, about: About, value: Value | None, name: Field) -> Headline:
    if value is None:
        return Headline(say("No {field} is written for {name}.", field=field_word(name), name=about.name))
    facts = [case.fact(about.feature, value)]
    size = about.feature.value(name)
    label = begin_with(name if value.field == name else Field.TIMEFRAME)
    text = say("{the_field} of {name} is {value}.", the_field=label, name=about.name, value=value.text)
    if size is not None and size is not value and value.field != size.field:
        facts.append(case.fact(about.feature, size))
        said = {"the_field": label, "name": about.name, "value": value.text, "its": field_word(name)}
        text = say("{the_field} of {name} is {value}; its {its} line reads {read}.", read=quoted(size.text), **said)
    return Headline(text, tuple(facts))


def answer_own_key(case: Case) -> Answer | None:
    """A key line asked for by its own name, of the subject or of a section; None when no line fits."""
    if case.question.intent == Intent.TIMELINE:
        return _of_subject(case)
    further = case.question.left_over or not case.question.cues.isdisjoint(UNWRITTEN)
    return _of_subject(case) or (_of_section(case) if further else None)


def _of_subject(case: Case) -> Answer | None:
    """A field of the subject that keeps its own name, when the question says that name; the longest name counts."""
    words = {stem(w) for w in case.question.words} - {stem(w) for s in case.question.subjects for w in s.words}
    for about in case.about:
        said = [(keys, v) for v in _own_values(case, about) if _is_named(case, keys := _key_words(v), words)]
        if said:
            return _told(case, about, max(said, key=lambda pair: len(pair[0]))[1])
    return None


def _is_named(case: Case, keys: frozenset[str], words: set[str]) -> bool:
    """Does the question say the name; asked for a time, with a word that nothing else accounts for?"""
    if case.question.intent == Intent.TIMELINE:
        return keys <= words and not keys.isdisjoint(map(stem, case.question.left_over))
    return keys <= words or ("promise" in case.question.cues and bool(keys & words))


def _told(case: Case, about: About, value: Value) -> Answer:
    fact = case.fact(about.feature, value)
    status = about.feature.status
    beside = Facts((case.fact(about.feature, status),)) if status is not None else None
    name = value.role.text if value.role is not None else value.field
    said = {"the_field": begin_with(name), "name": about.name, "value": quoted(value.text)}
    headline = Headline(say("{the_field} of {name} is {value}.", **said), (fact,))
    asked = case.question.intent
    return case.answer(headline, beside, intent=asked if asked in (Intent.OWNER, Intent.TIMELINE) else Intent.DETAIL)


def _key_words(value: Value) -> frozenset[str]:
    return frozenset(map(stem, word_keys(value.role.text if value.role is not None else value.field)))


def _own_values(case: Case, about: About) -> list[Value]:
    """Fields that we do not know, and people with a part of two words ("Release manager")."""
    features = about.features
    values = [v for f in features for m in f.mentions for v in m.values]
    values += [n.value for f in features if f.path for n in case.roadmap.readings[f.path].notes]
    return [v for v in values if word_keys(v.field) and (not v.is_understood or len(_part(v)) > 1)]


def _part(value: Value) -> tuple[str, ...]:
    return word_keys(value.role.text) if value.role is not None else ()


def _of_section(case: Case) -> Answer | None:
    """The note that accounts for all that the question asks about."""
    phases = [k for p in case.question.phases for k in word_keys(p.name)]
    wanted = {*case.question.content, *case.question.left_over, *phases}
    if not case.question.cues.isdisjoint(UNWRITTEN):  # what is asked for stands in the cue: "how many engineers"
        wanted |= {w for w in case.question.words if w not in case.lexicon.filler}
    note = case.roadmap.notes.find(wanted, case.question.words)
    if note is None:
        return None
    fact = Fact(note.where, note.value.field, note.value.text, note.value.source)
    label = note.value.field[:1].upper() + note.value.field[1:]
    text = say("{label} under {heading}: {text}", label=label, heading=note.where, text=sentence(note.value.text))
    intent = Intent.PHASE if phases else Intent.DETAIL
    return case.answer(Headline(text, (fact,)), intent=intent)

"""Whom to ask about a topic: the owner of what is closest to it on the roadmap, said as such."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from knowledge.answer import Answer, Ending, Fact, Headline, Hint, Intent, Items
from knowledge.answerers.case import Case
from knowledge.answerers.owners import answer_owner
from knowledge.answerers.wording import names, quoted
from knowledge.inline import plain
from knowledge.model import Feature, Rank, Source
from knowledge.notes import root
from knowledge.page import Bullet, Line
from knowledge.said import Said, joined, say, say_many, to_say
from knowledge.words import word_keys

_MOST = 5


def answer_expert(case: Case) -> Answer:
    """The owner of the subject; of a topic the owners of the features that are about it."""
    topic = _topic(case)
    if case.about and not case.unclear:
        return answer_owner(case)
    close = _close(case, topic) if topic else list(case.unclear)
    said = quoted(" ".join(topic))
    if not close:
        return _mentioned(case, topic, said)
    owners = _owners(case, close)
    near = names([f.name for f in close[:3]])
    text = say("No page says who knows about {topic}. The closest on the roadmap: {near}.", topic=said, near=near)
    facts = tuple(dict.fromkeys(owners.values()))
    if not facts:
        headline = Headline(joined(" ", [text, say("No owner is written for any of them.")]))
        return case.answer(headline, _items(case, close), intent=Intent.OWNER, ending=Ending.NOT_STATED)
    headline = Headline(joined(" ", [text, _owned(facts)]), facts)
    return case.answer(headline, _items(case, close), intent=Intent.OWNER)


def _owned(facts: Sequence[Fact]) -> Said:
    owners = names([f.value for f in facts])
    if all(f.inherited for f in facts):
        return say("No owner of their own is written; the roadmap belongs to {owners}.", owners=owners)
    return say_many("Written as owner: {owners}.", "Written as owners: {owners}.", len(facts), owners=owners)


def _mentioned(case: Case, topic: list[str], said: str) -> Answer:
    """The line of a page that has all words of the topic, quoted; else that there is none."""
    wanted = {root(w) for w in topic}
    for reading in case.roadmap.readings.values():
        for block in reading.page.blocks:
            if isinstance(block, Line | Bullet) and wanted <= {root(k) for k in word_keys(block.raw)}:
                text = plain(block.raw)
                fact = Fact(reading.page.name, "line", text, Source(reading.page.path, block.line, reading.page.commit))
                words = say("No item is about {topic}. What the pages say of it: {text}", topic=said, text=quoted(text))
                headline = Headline(words, (fact,))
                return case.answer(headline, intent=Intent.OWNER, ending=Ending.NOT_STATED)
    headline = Headline(say(_NOTHING, topic=said))
    hint = Hint(say("Ask for another word for it, or “who owns …?” with the name of a feature."))
    return case.answer(headline, hint, intent=Intent.OWNER, ending=Ending.NOT_FOUND)


_NOTHING = to_say("Nothing on the roadmap is about {topic}, and no page says who knows about it.")


def _topic(case: Case) -> list[str]:
    unsure = [w for s in case.question.subjects if not s.sure for w in s.words]
    fitting = {f.key for f in case.unclear}
    unclear = [w for s in case.question.subjects if any(m.key in fitting for m in s.matches) for w in s.words]
    return list(dict.fromkeys([*unclear, *unsure, *case.question.left_over]))


def _items(case: Case, features: list[Feature]) -> Items | None:
    return case.items(features[:_MOST]) if len(features) > 1 else None


def _owners(case: Case, features: Iterable[Feature]) -> dict[str, Fact]:
    """Who owns the features, by name; an owner of their own before an inherited one."""
    found = [(f, o) for f in list(features)[:_MOST] if (o := case.roadmap.owner(f)) is not None]
    found.sort(key=lambda pair: pair[1].inherited)
    own = [pair for pair in found if not pair[1].inherited] or found
    return {o.value.text: case.fact(f, o.value, o.inherited) for f, o in reversed(own)}


def _close(case: Case, topic: list[str]) -> list[Feature]:
    """Features whose names, headings or values have all words of the topic; names first."""
    wanted = {root(w) for w in topic}
    scored = [
        (how, number, f)
        for number, f in enumerate(case.roadmap.features)
        if f.mentions[0].rank is not Rank.OLD_COPY and (how := _how_close(f, wanted)) is not None
    ]
    return [f for _, _, f in sorted(scored, key=lambda s: s[:2])]


def _how_close(feature: Feature, wanted: set[str]) -> int | None:
    """0 when a name has the words, 1 when headings do, 2 when what is said of it does; None: not at all."""
    texts = (
        feature.names,
        [h for m in feature.mentions for h in (*m.headings, m.group)],
        [v.text for m in feature.mentions for v in m.values],
    )
    for how, said in enumerate(texts):
        if wanted <= {root(k) for text in said for k in word_keys(text)}:
            return how
    return None

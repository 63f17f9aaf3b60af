"""Where something is written, and what to read: links and documents."""

from __future__ import annotations

from knowledge.answer import Answer, Ending, Fact, Facts, Headline, Hint, Intent
from knowledge.answerers.case import About, Case
from knowledge.model import Reference
from knowledge.said import say, say_many
from knowledge.words import stem, word_keys


def answer_source(case: Case) -> Answer:
    """The page and the link of the subject; of documents those that fit the words of the question."""
    if case.about:
        parts = [_page_of(about) for about in case.about]
        return case.answer(*parts, intent=Intent.SOURCE)
    found = find_documents(case)
    if not found:
        hint = Hint(say("Ask for a feature's page by its name, or which documents there are."))
        return case.answer(
            Headline(say("No document on the roadmap fits that.")), hint, intent=Intent.SOURCE, ending=Ending.NOT_FOUND
        )
    facts = tuple(_fact(r) for r in found)
    text = say_many("This document fits:", "These documents fit:", len(facts))
    return case.answer(Headline(text), Facts(facts), intent=Intent.SOURCE)


def _page_of(about: About) -> Headline:
    linked = [(m.link, m.source) for m in about.feature.mentions if m.link is not None]
    facts = [Fact(about.name, "link", link.target, source) for link, source in linked]
    facts = list({f.value: f for f in facts}.values())[:2]
    if about.feature.path is not None:
        own = Fact(about.name, "page", about.feature.path, about.feature.mentions[0].source)
        text = say("{name} has its own page, {page}.", name=about.name, page=own.value)
        if facts:
            linked_as = {"page": own.value, "link": facts[0].value}
            text = say("{name} has its own page, {page}, linked as {link}.", name=about.name, **linked_as)
        return Headline(text, (own, *facts))
    if facts:
        return Headline(say("{name} links to {link}.", name=about.name, link=facts[0].value), tuple(facts))
    place = Fact(about.name, "written in", str(about.feature.source), about.feature.source)
    text = say("{name} is written in {place}; it has no page of its own.", name=about.name, place=place.value)
    return Headline(text, (place,))


def find_documents(case: Case) -> list[Reference]:
    """The documents under a heading the question names, or about its words; the best ones only."""
    wanted = {stem(w) for w in case.question.words} - {"roadmap"}
    named = [r for r in case.roadmap.references if _heading_asked(r, wanted)]
    content = _content(case)
    if named and not content - {stem(w) for r in named for h in r.headings for w in word_keys(h)}:
        return _unique(named)
    scored = [(len(content & _said_of(r, case)), r) for r in case.roadmap.references]
    best = max((score for score, _ in scored), default=0)
    if not best or (len(content) > 1 and best < len(content) / 2):
        return []
    return _unique([r for score, r in scored if score == best])


def _content(case: Case) -> set[str]:
    """The words to find a document by: filler too where a heading has it ("Marketing & Sales")."""
    titled = {w for r in case.roadmap.references for h in r.headings for w in word_keys(h)} - {"roadmap"}
    return {stem(w) for w in case.question.words if w not in case.lexicon.filler or w in titled}


def _heading_asked(reference: Reference, wanted: set[str]) -> bool:
    """Does the question say all words of the heading right above the document, "department roadmaps"?"""
    words = {stem(w) for w in word_keys(reference.headings[-1])} - {"roadmap"} if reference.headings else set()
    return bool(words) and words <= wanted


def _said_of(reference: Reference, case: Case) -> set[str]:
    text = " ".join((reference.link.text, reference.about, *reference.headings))
    page = case.roadmap.readings.get(reference.link.path or "")
    audience = page.about.get("audience") if page is not None else None
    if audience is not None:
        text += " " + audience.text
    return {stem(w) for w in word_keys(text)}


def _unique(references: list[Reference]) -> list[Reference]:
    return list({(r.link.text, r.link.target): r for r in references}.values())


def _fact(reference: Reference) -> Fact:
    about = f" ({reference.about})" if reference.about else ""
    return Fact(f"{reference.link.text}{about}", "document", reference.link.target, reference.source)

"""Who owns X: written, inherited (and then said so), or nobody."""

from __future__ import annotations

from knowledge.answer import Answer, Ending, Fact, Headline, Hint, Intent
from knowledge.answerers.case import About, Case
from knowledge.answerers.honest import answer_unclear
from knowledge.answerers.lists import answer_list
from knowledge.answerers.wording import names, not_understood, quoted
from knowledge.model import Field, Value
from knowledge.people import RoleKind
from knowledge.roadmap import WHOLE, Owner
from knowledge.said import Said, joined, say, to_say
from knowledge.words import stem


def answer_owner(case: Case) -> Answer:
    """The owner of each subject, of the roadmap when there is none, or what an owner has."""
    if case.about:
        tasks = _tasks(case)
        parts = [*(_of(case, task) for task in tasks), *(_of(case, about) for about in case.about)]
        given = any(case.roadmap.owner(a.feature) is not None for a in case.about)
        ending = None if given else Ending.NOT_STATED
        return case.answer(*parts, not_understood(case), intent=Intent.OWNER, ending=ending)
    if "list" in case.question.cues and not case.question.left_over:
        return answer_list(case)
    return answer_unclear(case) if case.unclear else _of_roadmap(case)


def _tasks(case: Case) -> list[About]:
    """What is called by the verb of the question and its subject, and has an owner: "who is implementing search?"."""
    words = case.question.words
    verbs = {form for w in words for form in (stem(w), f"{stem(w)}e")}
    named = {key for s in case.question.subjects for v in verbs for key in case.roadmap.names.exact((v, *s.words))}
    subjects = {a.feature.key for a in case.about}
    tasks = (case.roadmap.by_key[key] for key in sorted(named - subjects))
    return [About(f) for f in tasks if f.value(Field.OWNER) is not None]


def answer_portfolio(case: Case) -> Answer:
    """What an owner has: the features that name it, and the pages that do."""
    pages = [(case.roadmap.readings[v.source.path].page.name, v) for g in case.question.owners for v in g.pages]
    facts = tuple(Fact(_page(case, v, name), v.field, v.text, v.source) for name, v in pages)
    if any(g.keys for g in case.question.owners):
        return answer_list(case)
    title = names([g.title for g in case.question.owners])
    if not facts:
        return _kept_pages(case, title)
    whole = names([f.subject for f in facts])
    text = say("{owner} is written as the owner of {whole}; no item names it as its own.", owner=title, whole=whole)
    return case.answer(Headline(text, facts), intent=Intent.LIST)


def _kept_pages(case: Case, title: str) -> Answer:
    """The pages that somebody keeps, each with the line that says so; of many the first ones."""
    paths = [path for g in case.question.owners for path in g.kept]
    facts = [(case.roadmap.readings[p].page.name, case.roadmap.page_owners[p]) for p in paths]
    shown = tuple(Fact(name, v.field, v.text, v.source) for name, v in facts[:_MOST_PAGES])
    pages = names([f.subject for f in shown])
    if len(facts) > len(shown):
        pages = say("{pages} and {count} more pages", pages=pages, count=len(facts) - len(shown))
    text = say("{owner} is the page owner of {pages}; no item names it as its own.", owner=title, pages=pages)
    return case.answer(Headline(text, shown), intent=Intent.LIST)


_MOST_PAGES = 12
"""More pages than this are counted, not named."""


def _page(case: Case, value: Value, name: str) -> str:
    return WHOLE if value.source.path == case.roadmap.hub else name


def _of(case: Case, about: About) -> Headline:
    """Who owns the subject: its own owner, else whose it is by inheritance, else that none is written."""
    owner = case.roadmap.owner(about.feature)
    if owner is None:
        return _unowned(case, about)
    if owner.inherited:
        return _inherited(case, about, owner)
    own = owner.value
    others = [v for v in about.feature.values(Field.OWNER) if v.role != own.role and v.text != own.text]
    also = [say("The {role} is {who}.", role=_part(v), who=v.text) for v in others]
    facts = (*case.facts_of(about.feature, own), *(case.fact(about.feature, v) for v in others))
    return Headline(joined(" ", [*_without(case, about), _named(about.name, own), *also]), facts)


def _unowned(case: Case, about: About) -> Headline:
    blank = case.roadmap.left_open(about.feature)
    if blank is None:
        return Headline(say("No owner is written for {name}, nor for the roadmap as a whole.", name=about.name))
    text = say("No owner is written for {name}: it is left open, {blank}.", name=about.name, blank=quoted(blank.text))
    return Headline(text, (case.fact(about.feature, blank),))


def _inherited(case: Case, about: About, owner: Owner) -> Headline:
    """That the thing has no owner of its own; whose the whole is, and who keeps its page."""
    facts = case.facts_of(about.feature, owner.value, inherited=True)
    keeper = case.roadmap.keeper(about.feature)
    if owner.value is keeper:
        return Headline(say(_PAGE_ONLY, name=about.name, keeper=keeper.text), facts)
    said = {"name": about.name, "whole": owner.of, "owner": owner.value.text}
    inherited = say(_OF_ROADMAP if owner.of is WHOLE else _OF_PAGE, **said)
    if keeper is None:
        return Headline(inherited, facts)
    text = joined(" ", [inherited, say("The owner of its page is {keeper}.", keeper=keeper.text)])
    return Headline(text, (*facts, case.fact(about.feature, keeper, inherited=True)))


_PAGE_ONLY = to_say("No owner is written for {name}. The owner of its page is {keeper}.")
_OF_ROADMAP = to_say("No owner is written for {name}. The roadmap as a whole belongs to {owner}.")
_OF_PAGE = to_say("No owner is written for {name}. {whole} belongs to {owner}.")


_ASKED_LOOSELY = (RoleKind.OWNER, RoleKind.TEAM, RoleKind.CONTACT)
"""Parts that people name when any of those who have a thing will do."""


def _without(case: Case, about: About) -> list[Said]:
    """That nobody is written in the part asked for ("who leads X?"), where others are in another; else none."""
    named = {w for s in case.question.subjects for w in s.words}
    found = (case.lexicon.role_of(w) for w in case.question.words if w not in named)
    asked = next((r for r in found if r is not None and r.kind not in _ASKED_LOOSELY), None)
    if asked is None or any(
        v.role is not None and v.role.kind == asked.kind for v in about.feature.values(Field.OWNER)
    ):
        return []
    return [say("No {role} is written for {name}.", role=asked.said, name=about.name)]


def _named(name: str, value: Value) -> str:
    """Who it is, in the part the page gives them; a role is told with the person in it."""
    roles = [say("{role} is {who}", role=v.role.text, who=v.text) for v in value.explained if v.role is not None]
    who = joined("; ", [value.text, *roles])
    if value.role is None or value.role.kind == RoleKind.OWNER:
        return say("{name} is owned by {who}.", name=name, who=who)
    return say("The {role} of {name} is {who}.", role=value.role.said, name=name, who=who)


def _part(value: Value) -> str:
    return say("owner") if value.role is None else value.role.said


def _of_roadmap(case: Case) -> Answer:
    hub = case.roadmap.hub
    value = next((v for v in case.roadmap.readings[hub].facts if v.field == Field.OWNER), None) if hub else None
    if value is None:
        hint = Hint(say("Ask for one feature by its name: who owns …?"))
        return case.answer(
            Headline(say("No owner is written for the roadmap as a whole.")), hint, ending=Ending.NOT_STATED
        )
    fact = Fact(say("the roadmap"), value.field, value.text, value.source)
    return case.answer(Headline(say("The roadmap belongs to {owner}.", owner=value.text), (fact,)), intent=Intent.OWNER)

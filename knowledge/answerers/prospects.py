"""Will X be in time, is it still on the roadmap, may it be promised?"""

from __future__ import annotations

from knowledge.answer import Answer, Caution, Fact, Facts, Headline, Intent
from knowledge.answerers.case import About, Case
from knowledge.answerers.differences import disagreements
from knowledge.answerers.endings import ending_of, whom_to_ask
from knowledge.answerers.lateness import counted
from knowledge.answerers.reviews import ago, freshness
from knowledge.answerers.wording import has_passed, names, quoted
from knowledge.model import Field, Rank, StatusKind, Value

_TROUBLE = frozenset({StatusKind.AT_RISK, StatusKind.BLOCKED, StatusKind.ON_HOLD, StatusKind.DROPPED})
_FINISHED = frozenset({StatusKind.DONE, StatusKind.LIVE})


def answer_on_track(case: Case) -> Answer:
    """Whether a page says that the subject is in trouble, done, or past its time; never more than that."""
    about = case.about[0]
    status = status_of(about)
    facts = written(case, about)
    troubled = next((v for v in _statuses(about) if v.kind in _TROUBLE), None)
    if troubled is not None:
        text = f"No: the status of {about.name} is {quoted(troubled.text)}. {counted(case, about, 'It')}"
        facts = tuple(dict.fromkeys((case.fact(about.feature, troubled), *facts)))
    elif _finished(about) is True and status is not None:
        text = f"{about.name} is done by what is written: its status is {quoted(status.text)}."
    elif has_passed(about.feature.timeframe, case.today):
        text = f"No: {counted(case, about)}"
    else:
        known = f"Its status is {quoted(status.text)}. " if status is not None else "No status is written. "
        text = f"No page says that {about.name} is late or at risk. {known}{counted(case, about, 'It')}"
    return _answer(case, about, Headline(text, facts))


def answer_alive(case: Case) -> Answer:
    """Whether the subject is still on the roadmap, with its status and its time."""
    about = case.about[0]
    status = status_of(about)
    over = "given_up" in case.question.cues
    if status is not None and status.kind is StatusKind.DROPPED:
        text = f"{'Yes' if over else 'No'}: the status of {about.name} is {quoted(status.text)}."
    elif about.feature.mentions[0].rank is Rank.OLD_COPY:
        text = f"Only an old copy of the roadmap names {about.name}."
    else:
        opening = "No: " if over and case.question.yes_no else "Yes: " if case.question.yes_no else ""
        said = f", with the status {quoted(status.text)}" if status is not None else ""
        text = f"{opening}{about.name} is still on the roadmap{said}. {counted(case, about, 'It')}"
    return _answer(case, about, Headline(text.strip(), written(case, about)))


def answer_promise(case: Case) -> Answer:
    """Never yes unless it has shipped: what is written, how fresh that is, and who can commit."""
    about = case.about[0]
    status = status_of(about)
    finished = _finished(about)
    if finished is True and status is not None:
        text = f"Yes, for what is there already: the status of {about.name} is {quoted(status.text)}."
        return _answer(case, about, Headline(text, written(case, about)), _fresh(case, about))
    disputed = finished is None and status is not None
    doubt = "the pages disagree whether it has shipped" if disputed else "no page says that it has shipped"
    said = f"Its status is {quoted(status.text)}." if status is not None else "No status is written."
    headline = f"No, don't promise {about.name} yet: {doubt}. {said} {counted(case, about, 'It')}"
    answer = _answer(case, about, Headline(headline, written(case, about)), _fresh(case, about))
    commit = whom_to_ask(case, about, "can commit to a date; the pages only say what is planned")
    return case.answer(*answer.parts, commit, intent=Intent.STATUS, ending=answer.ending)


def _finished(about: About) -> bool | None:
    """Do the pages say that it is done or in use? None when they disagree or say nothing we can tell."""
    said = {v.kind in _FINISHED for v in _statuses(about) if v.kind is not None}
    return said.pop() if len(said) == 1 else None


def _answer(case: Case, about: About, headline: Headline, *more: Caution | None) -> Answer:
    known = status_of(about) is not None or about.feature.timeframe is not None
    doubts = disagreements(case, about, (Field.STATUS, Field.TIMEFRAME))
    ending = ending_of(case, Field.STATUS, known)
    rest = Facts(headline.facts) if headline.facts else None
    return case.answer(headline, rest, *more, *doubts, intent=Intent.STATUS, ending=ending)


def _statuses(about: About) -> list[Value]:
    return [v for f in (about.feature, *about.others) for v in f.values(Field.STATUS)]


def status_of(about: About) -> Value | None:
    """The status of the subject, else of a namesake."""
    return next(iter(_statuses(about)), None)


def written(case: Case, about: About) -> tuple[Fact, ...]:
    """The status and the time of the subject as facts, each of the feature it is written of."""
    found = []
    for name in (Field.STATUS, Field.TIMEFRAME):
        value = next(((f, v) for f in (about.feature, *about.others) if (v := f.value(name)) is not None), None)
        if value is not None:
            found.append(case.fact(*value))
    return tuple(found)


def _fresh(case: Case, about: About) -> Caution | None:
    """How old the pages are that say so, the oldest first; one line when they are of the same day."""
    paths = dict.fromkeys(fact.source.path for fact in written(case, about))
    facts = tuple(fact for path in paths if (fact := freshness(case, path)) is not None)
    if not facts:
        return None
    told = names([", ".join(filter(None, (when, ago(case, when)))) for when in sorted({f.value for f in facts})])
    pages = "That page was" if len(facts) == 1 else "Those pages were"
    return Caution(f"{pages} last updated {told}.", facts)

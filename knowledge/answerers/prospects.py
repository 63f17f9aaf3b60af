"""Will X be in time, is it still on the roadmap, may it be promised?"""

from __future__ import annotations

from knowledge.answer import Answer, Caution, Fact, Facts, Headline, Hint, Intent
from knowledge.answerers.case import About, Case
from knowledge.answerers.differences import disagreements
from knowledge.answerers.endings import ending_of, whom_to_ask
from knowledge.answerers.lateness import counted
from knowledge.answerers.reviews import ago, freshness
from knowledge.answerers.whether_then import answer_whether_then
from knowledge.answerers.wording import IT, has_passed, names, quoted
from knowledge.model import Field, Rank, StatusKind, Value
from knowledge.question.question import Window
from knowledge.said import Said, joined, say, say_many, to_say
from knowledge.words import word_keys

_TROUBLE = frozenset({StatusKind.AT_RISK, StatusKind.BLOCKED, StatusKind.ON_HOLD, StatusKind.DROPPED})
_FINISHED = frozenset({StatusKind.DONE, StatusKind.LIVE})


def answer_on_track(case: Case) -> Answer:
    """Whether a page says that the subject is in trouble, done, or past its time; never more than that."""
    about = case.about[0]
    status = status_of(about)
    facts = written(case, about)
    troubled = next((v for v in _statuses(about) if v.kind in _TROUBLE), None)
    told: list[str]
    if troubled is not None:
        told = [_troubled(case, about, troubled), counted(case, about, IT)]
        facts = tuple(dict.fromkeys((case.fact(about.feature, troubled), *facts)))
    elif _finished(about) is True and status is not None:
        done = to_say("{name} is done by what is written: its status is {status}.")
        told = [say(done, name=about.name, status=quoted(status.text))]
    elif has_passed(about.feature.timeframe, case.today):
        late = counted(case, about)
        told = [late if _asks_for_trouble(case) else say("No: {said}", said=late)]
    elif (fine := _said_on_track(case, about)) is not None:
        status_is = say(_OFF_TRACK if _asks_for_trouble(case) else _ON_TRACK, name=about.name, status=quoted(fine.text))
        told = [status_is, counted(case, about, IT)]
        facts = tuple(dict.fromkeys((case.fact(about.feature, fine), *facts)))
    elif case.question.window is not None and about.feature.period is not None:
        return _in_time(case, about, case.question.window, status)
    else:
        unknown = say("No page says that {name} is late or at risk.", name=about.name)
        told = [unknown, _its_status(status), counted(case, about, IT)]
    return _answer(case, about, Headline(joined(" ", told), facts))


def _in_time(case: Case, about: About, window: Window, status: Value | None) -> Answer:
    """Asked about a time by which it is to be there: what the plan says to that, and that no page sees trouble."""
    told = answer_whether_then(case, about, window)
    unknown = say("No page says that {name} is late or at risk.", name=about.name)
    facts = () if status is None else (case.fact(about.feature, status),)
    hint = Hint(joined(" ", [unknown, _its_status(status)]), facts)
    return case.answer(*told.parts, hint, intent=Intent.STATUS, ending=told.ending)


def _its_status(status: Value | None) -> Said:
    if status is None:
        return say("No status is written.")
    return say("Its status is {status}.", status=quoted(status.text))


def _asks_for_trouble(case: Case) -> bool:
    """Is it trouble that the question asks for ("is it at risk?"), so that "yes" would say it is there?"""
    return "trouble" in case.question.cues


def _troubled(case: Case, about: About, status: Value) -> Said:
    """Asked for trouble, only "at risk" is a yes: "blocked" is told as it is."""
    if not _asks_for_trouble(case):
        template = to_say("No: the status of {name} is {status}.")
    elif status.kind is StatusKind.AT_RISK:
        template = to_say("Yes: the status of {name} is {status}.")
    else:
        template = to_say("The status of {name} is {status}.")
    return say(template, name=about.name, status=quoted(status.text))


_OFF_TRACK = to_say("No, by what is written: the status of {name} is {status}.")
_ON_TRACK = to_say("Yes, by what is written: the status of {name} is {status}.")


def _said_on_track(case: Case, about: About) -> Value | None:
    """The status that says in words that it is in time, or None."""
    cues = case.lexicon.cues
    return next(
        (v for v in _statuses(about) if any(f.meaning == "on_track" for f in cues.find(word_keys(v.text)))), None
    )


def answer_alive(case: Case) -> Answer:
    """Whether the subject is still on the roadmap, with its status and its time."""
    about = case.about[0]
    status = status_of(about)
    over = "given_up" in case.question.cues
    if status is not None and status.kind is StatusKind.DROPPED:
        template = to_say("Yes: the status of {name} is {status}." if over else "No: the status of {name} is {status}.")
        text = say(template, name=about.name, status=quoted(status.text))
    elif about.feature.mentions[0].rank is Rank.OLD_COPY:
        text = say("Only an old copy of the roadmap names {name}.", name=about.name)
    else:
        text = joined(" ", [_still_there(case, about, status, over), counted(case, about, IT)])
    return _answer(case, about, Headline(text, written(case, about)))


def _still_there(case: Case, about: About, status: Value | None, over: bool) -> Said:
    there = say("{name} is still on the roadmap.", name=about.name)
    if status is not None:
        template = to_say("{name} is still on the roadmap, with the status {status}.")
        there = say(template, name=about.name, status=quoted(status.text))
    if not case.question.yes_no:
        return there
    return say("No: {said}" if over else "Yes: {said}", said=there)


def answer_promise(case: Case) -> Answer:
    """Never yes unless it has shipped: what is written, how fresh that is, and who can commit."""
    about = case.about[0]
    status = status_of(about)
    finished = _finished(about)
    if finished is True and status is not None:
        template = to_say("Yes, for what is there already: the status of {name} is {status}.")
        text = say(template, name=about.name, status=quoted(status.text))
        return _answer(case, about, Headline(text, written(case, about)), _fresh(case, about))
    disputed = finished is None and status is not None
    no = say(_DISPUTED if disputed else _NOT_SHIPPED, name=about.name)
    headline = joined(" ", [no, _its_status(status), counted(case, about, IT)])
    answer = _answer(case, about, Headline(headline, written(case, about)), _fresh(case, about))
    commit = whom_to_ask(case, about, _COMMITS)
    return case.answer(*answer.parts, commit, intent=Intent.STATUS, ending=answer.ending)


_DISPUTED = to_say("No, don't promise {name} yet: the pages disagree whether it has shipped.")
_NOT_SHIPPED = to_say("No, don't promise {name} yet: no page says that it has shipped.")
_COMMITS = to_say("{who} can commit to a date; the pages only say what is planned.")


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
    return [v for f in about.features for v in f.values(Field.STATUS)]


def status_of(about: About) -> Value | None:
    """The status of the subject, else of a namesake."""
    found = about.first(Field.STATUS)
    return None if found is None else found[1]


def written(case: Case, about: About) -> tuple[Fact, ...]:
    """The status and the time of the subject as facts, each of the feature it is written of."""
    found = (about.first(name) for name in (Field.STATUS, Field.TIMEFRAME))
    return tuple(case.fact(*value) for value in found if value is not None)


def _fresh(case: Case, about: About) -> Caution | None:
    """How old the pages are that say so, the oldest first; one line when they are of the same day."""
    paths = dict.fromkeys(fact.source.path for fact in written(case, about))
    facts = tuple(fact for path in paths if (fact := freshness(case, path)) is not None)
    if not facts:
        return None
    days = sorted({f.value for f in facts})
    told = names([joined(", ", [when, since] if (since := ago(case, when)) else [when]) for when in days])
    text = say_many(
        "That page was last updated {when}.", "Those pages were last updated {when}.", len(facts), when=told
    )
    return Caution(text, facts)

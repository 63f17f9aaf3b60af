"""Watching, asked for in words: what is watched from now on, what no more, and what is watched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from handlers.present import Present
from handlers.watch_words import Act, Wish
from handlers.watches import Cadence, Listener, Noted, Watch, Watches
from knowledge.answer import Answer, Choices, Headline, Hint, Intent, Part
from knowledge.answerers.case import Case, make_case
from knowledge.answerers.changes.past import no_history
from knowledge.answerers.wording import names, quoted
from knowledge.history.history import Knowledge
from knowledge.question.former_names import with_present_name
from knowledge.question.question import Question
from knowledge.question.several import understand_all
from knowledge.roadmap import Roadmap
from knowledge.said import Said, say, to_say
from knowledge.watching.finding import Found, find_watched
from knowledge.watching.watched import Watched, WatchKind
from knowledge.words import word_keys

MOST_CHOICES = 10
"""Names offered to pick from."""

_PACE = {Cadence.NOW: say("at once"), Cadence.WEEKLY: say("weekly"), Cadence.MONTHLY: say("monthly")}

_TELLS = {
    Cadence.NOW: say(
        "I tell what changes once the pages have been quiet for a while: a status, a time, an owner, a "
        "priority, and what comes, goes or moves; never mere wording."
    ),
    Cadence.WEEKLY: say("Once a week I tell in one message what changed, and nothing when nothing did."),
    Cadence.MONTHLY: say("Once a month I tell in one message what changed, and nothing when nothing did."),
}

_WHAT = to_say(
    "I can watch an item, an owner, a group, a phase, a time, a page or everything: “watch {example}”, "
    "“watch this quarter”, “watch everything weekly”."
)

_WATCHES = to_say("This channel watches {told}.")
_YOU_WATCH = to_say("You watch {told}.")


@dataclass(frozen=True)
class Watching:
    """One person's wish about watching, and all that is needed to fulfil it."""

    wish: Wish
    listener: Listener
    present: Present
    watches: Watches
    understand: Callable[[str], Question]
    """How the words for what is watched are read, with what they take from their thread ("it")."""

    async def answer(self) -> Answer:
        """Do what is wished; what was done, or why it was not."""
        return await _ACTS[self.wish.act](self)

    async def watch(self) -> Answer:
        """Watch what the wish names from now on."""
        history = self.present.roadmap.history()
        case = self._case(self.wish.text)
        if history.known in (Knowledge.NONE, Knowledge.UNREADABLE):
            return no_history(case, history)
        found = find_watched(self.wish.text, case)
        if not found.watched:
            return self._not_one(found)
        noted = [await self.watches.watch(Watch(self._told, one, self.wish.cadence)) for one in found.watched]
        return self._said(*self._noted(found.watched, noted))

    async def unwatch(self) -> Answer:
        """Watch what the wish names no more; all of it, when it names everything."""
        there = await self.watches.at(self._told)
        ended = [w.watched for w in there if self._is_meant(w.watched)]
        for watched in ended:
            await self.watches.unwatch(self._told, watched)
        if ended:
            template = _CHANNEL_NO_MORE if self._told.is_channel else _YOU_NO_MORE
            return self._said(Headline(say(template, names=_all(ended))))
        opening = say("Nothing is named that I could watch no more.")
        if self.wish.text:
            opening = say("{text} is not watched {where}.", text=quoted(self.wish.text), where=self._where)
        return self._said(Headline(opening), *(self._listed(there) if there else [self._what()]))

    async def list_all(self) -> Answer:
        """What is watched here, and what the person watches for themselves."""
        own = replace(self, wish=replace(self.wish, for_me=True))
        parts = self._listed(await self.watches.at(self._told))
        if self._told.is_channel:
            parts += own._listed(await self.watches.at(own._told))
        return self._said(*_names_last(parts) or [*parts, self._what()])

    @property
    def _told(self) -> Listener:
        """Who is told: the place where it was asked, or the person alone."""
        alone = Listener(self.listener.team, self.listener.person, self.listener.person)
        return alone if self.wish.for_me else self.listener

    @property
    def _where(self) -> Said:
        return say("in this channel") if self._told.is_channel else say("for you")

    def _watching(self, told: str) -> Headline:
        return Headline(say(_WATCHES if self._told.is_channel else _YOU_WATCH, told=told))

    def _case(self, text: str) -> Case:
        return make_case(self.understand(text), self.present.roadmap, self.present.lexicon, self.present.today)

    def _said(self, *parts: Part) -> Answer:
        return Answer(Intent.WATCH, parts, self.present.today)

    def _noted(self, watched: Sequence[Watched], noted: Sequence[Noted]) -> list[Part]:
        if Noted.TOO_MANY in noted:
            return [
                Headline(say("So much is watched {where} that I take no more; “watching” lists it.", where=self._where))
            ]
        template = _ALREADY if set(noted) == {Noted.SAME} else _NOW
        told: Said = say(template, names=_all(watched))
        if self.wish.cadence is not Cadence.NOW:
            told = say("{said}, told {pace}", said=told, pace=_PACE[self.wish.cadence])
        name = watched[0].name if watched[0].kind is WatchKind.FEATURE else self.wish.text
        ends = say(_ENDS_OR_WEEKLY if self.wish.cadence is Cadence.NOW else _ENDS, name=name)
        return [self._watching(told), Hint(_TELLS[self.wish.cadence]), Hint(ends)]

    def _not_one(self, found: Found) -> Answer:
        """What may be meant, when several things fit or something is close; else what can be watched."""
        pace = "" if self.wish.cadence is Cadence.NOW else f" {self.wish.cadence}"
        choices = (
            [Choices(tuple(f"watch {n}{pace}" for n in found.names[:MOST_CHOICES]), say("Which one?"))]
            if found.names
            else []
        )
        if found.unclear:
            return Answer(Intent.HELP, (Headline(say("Several things are called so.")), *choices), self.present.today)
        hint = self._what()
        opening = say("What shall I watch?")
        if self.wish.text:
            opening = say("I found nothing to watch that is called {text}.", text=quoted(self.wish.text))
        return Answer(Intent.HELP, (Headline(opening), hint, *choices), self.present.today, abstained=True)

    def _what(self) -> Hint:
        """What can be watched."""
        top = self.present.roadmap.top
        return Hint(say(_WHAT, example=top[0].name if top else "next quarter"))

    def _is_meant(self, watched: Watched) -> bool:
        keys = word_keys(self.wish.text)
        if keys in (("everything",), ("all",)) or keys in (word_keys(watched.name), word_keys(watched.title)):
            return True
        return bool(keys) and watched in find_watched(self.wish.text, self._case(self.wish.text)).watched

    def _listed(self, watches: Sequence[Watch]) -> list[Part]:
        if not watches:
            return [Headline(say("Nothing is watched {where}.", where=self._where))]
        told = [say(self._listing(w.watched), name=w.watched.title, pace=_PACE[w.cadence]) for w in watches]
        private = " for me" if self.wish.for_me and self.listener.is_channel else ""
        ends = tuple(f"unwatch {w.watched.title}{private}" for w in watches[:MOST_CHOICES])
        return [self._watching(names(told)), Choices(ends, say("Watch no more"))]

    def _listing(self, watched: Watched) -> str:
        return _THERE if is_there(watched, self.present.roadmap) else _GONE


def _names_last(parts: Sequence[Part]) -> list[Part]:
    """The parts with all that may be picked in one at the end, where buttons stand; none when nothing may be."""
    choices = [part for part in parts if isinstance(part, Choices)]
    names = tuple(name for part in choices for name in part.names)
    others = [part for part in parts if not isinstance(part, Choices)]
    return [*others, Choices(names[:MOST_CHOICES], choices[0].label)] if choices else []


_CHANNEL_NO_MORE = to_say("This channel watches {names} no more.")
_YOU_NO_MORE = to_say("You watch {names} no more.")
_NOW = to_say("{names} now")
_ALREADY = to_say("{names} already")
_ENDS = to_say("“unwatch {name}” ends it.")
_ENDS_OR_WEEKLY = to_say("“unwatch {name}” ends it; “watch {name} weekly” makes it one message a week.")
_THERE = to_say("{name} ({pace})")
_GONE = to_say("{name} ({pace}, on no page now)")


def understood(text: str, present: Present) -> Question:
    """How words that stand alone are read."""
    roadmap, lexicon, today = present.roadmap, present.lexicon, present.today
    return with_present_name(understand_all(text, roadmap, lexicon, today), roadmap, lexicon, today)


def is_there(watched: Watched, roadmap: Roadmap) -> bool:
    """Does the roadmap have today what is watched?"""
    words = word_keys(watched.name)
    match watched.kind:
        case WatchKind.FEATURE:
            return bool(roadmap.names.exact(words))
        case WatchKind.OWNER:
            return words in roadmap.owners
        case WatchKind.GROUP:
            return words in roadmap.groups
        case WatchKind.PHASE:
            return roadmap.phase_named(words) is not None
        case WatchKind.PAGE:
            return watched.name in roadmap.readings
        case WatchKind.PERIOD | WatchKind.ROADMAP:
            return True


def _all(watched: Sequence[Watched]) -> str:
    return names([one.title for one in watched])


_ACTS = {Act.WATCH: Watching.watch, Act.UNWATCH: Watching.unwatch, Act.LIST: Watching.list_all}

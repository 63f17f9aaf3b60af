"""The reviews that chat works with: from the pages, the database, and the messages that show them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from bot.delivery.editor import Editor
from bot.reviews.minutes import Minutes
from bot.reviews.settings import ReviewRule
from bot.schedule.quiet import ASKED_FOR, is_person
from bot.schedule.rule import RuleError, read_rule
from bot.schedule.rule_words import rule_words
from bot.state.ledger import Ledger, Planned, State
from bot.state.schedules import Asked
from handlers.identities import Notice
from handlers.reviews import Posted, Started, Told, Wrong
from knowledge.review.decision import Place
from knowledge.review.given import Given, Kept
from knowledge.review.known import edits_in
from knowledge.review.reach import Reach, reached
from knowledge.review.review import Review
from knowledge.review.subjects import name_at
from knowledge.said import say

_STARTED = {State.SENT: Started.POSTED, State.FAILED: Started.REFUSED}


@dataclass(frozen=True)
class KeptReviews:
    """The Reviews of a database."""

    minutes: Minutes
    editor: Editor
    deliver: Callable[[], Awaitable[None]]
    """Sends what is planned and due."""

    async def now(self) -> Review:
        """What is due today, as it is put to people."""
        reviewing = await self.minutes.reviewing()
        people, settings = self.minutes.people, reviewing.settings
        review = reviewing.now(self.minutes.today())
        return reached(review, Reach(tuple(people.ids), settings.stands_in)) if people.ids else review

    async def decide(self, given: Sequence[Given], asked: Collection[str]) -> Sequence[Told]:
        """Keep verdicts, each with the commit its page was at; of what was answered before, what was said then."""
        edits = edits_in(self.minutes.app.library.current().history())
        commits = {path: commit.id for path, commit in edits.items()}
        ids = self.minutes.people.ids
        people = {person for name in asked for person in ids.get(name, ())}
        known = [replace(one, commit=commits.get(one.place.path)) for one in given]
        return [self._told(kept) for kept in await self.minutes.decisions.decide_all(known, people)]

    async def redraw(self) -> None:
        """Bring the messages that show what was decided up to date."""
        await self.editor.bring_up_to_date()

    async def history(self, most: int, skipped: int = 0) -> Sequence[Told]:
        """What was decided, the latest first."""
        return [self._told(kept) for kept in await self.minutes.decisions.history(most=most, skipped=skipped)]

    async def answer_to(self, review: str, place: Place) -> Told | None:
        """What was said when a place was asked for; None when nobody answered."""
        kept = await self.minutes.decisions.answer_to(review, place)
        return None if kept is None else self._told(kept)

    def _told(self, kept: Kept) -> Told:
        name = name_at(kept.given.place, self.minutes.app.library.current())
        return Told(name, kept, self.minutes.day(kept.at))

    async def posted(self, team: str, channel: str) -> Posted | None:
        """The reviews that are posted in a channel: by roadmap.yaml, else as somebody asked."""
        settings = self.minutes.app.file.reviews
        rule = next((rule for rule in settings.rules if rule.channel == channel), None)
        if rule is not None:
            return Posted(rule.rule, read_rule(rule.rule).zone or settings.zone, by_settings=True)
        every = await self.minutes.schedules.all()
        asked = next((a for a in every if (a.workspace, a.place) == (team, channel) and a.person), None)
        return None if asked is None else Posted(asked.rule, asked.zone, person=asked.person)

    async def post_in(self, team: str, channel: str, posted: Posted) -> None:
        """Post reviews in a channel from now on."""
        await self.minutes.schedules.ask(Asked(team, channel, posted.rule, posted.zone, posted.person))

    async def stop(self, team: str, channel: str) -> bool:
        """Post no more reviews in a channel; false when there were none."""
        return await self.minutes.schedules.stop(team, channel)

    async def may_offer(self, team: str) -> bool:
        """Are reviews posted nowhere in a workspace, and was nobody there ever told that they can be had?"""
        is_named = any(rule.channel for rule in self.minutes.app.file.reviews.rules)
        if is_named or await self.minutes.offers.are_made(team):
            return False
        return all(asked.workspace != team for asked in await self.minutes.schedules.all())

    async def offer(self, team: str, notices: Sequence[Notice] = ()) -> bool:
        """Send messages that tell it, once for each workspace; false when it was told before."""
        return await self.minutes.offers.make(team, notices)

    @property
    def zone(self) -> str | None:
        """The time zone that the settings name; None when they name none."""
        reviews = self.minutes.app.file.reviews
        return reviews.zone if "zone" in reviews.model_fields_set else None

    async def start(self, team: str, place: str) -> Started:
        """Plan a message of today, and send it."""
        at = await self.minutes.database.clock()
        when = str(at if is_person(place) else self.minutes.day(at))
        payload = {"due": at, "period": when, ASKED_FOR: True}
        planned = Planned(f"{team}|{place}|review|at once {when}", "review", team, place, payload, at)
        ledger = Ledger(self.minutes.database)
        if not await ledger.plan([planned]):
            return Started.BEFORE
        await self.deliver()
        state = await ledger.state_of(planned.key)
        return Started.LATER if state is None else _STARTED.get(state, Started.LATER)

    def in_words(self, posted: Posted) -> str:
        """When reviews are posted: the rule in words; as typed where this version does not understand it any more."""
        try:
            return rule_words(read_rule(posted.rule), posted.zone)
        except RuleError:
            return posted.rule

    def wrong_in(self, rule: str, zone: str) -> tuple[Wrong, str] | None:
        """What is wrong with a rule or a zone as typed, in words that say what would be right."""
        try:
            read = read_rule(rule)
            ReviewRule(channel="C1", rule=rule)
        except RuleError as error:
            return Wrong.RULE, error.told
        except ValueError:
            return Wrong.RULE, say("{zone} is no time zone; name one such as Europe/Madrid", zone=repr(read.zone))
        try:
            ZoneInfo(zone)
        except (ValueError, OSError, KeyError):
            return Wrong.ZONE, say("{zone} is no time zone; it must be such as Europe/Madrid or UTC", zone=repr(zone))
        return None

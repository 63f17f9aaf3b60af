"""Where reviews are posted, and when: asked for in a channel, ended there, and set in a window."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.people import person_key
from handlers.reviews import Posted, Reviews, Wrong
from handlers.slack.blocks import Block, notes
from handlers.slack.buttons import plain_text
from handlers.slack.clicks import Click, read_click
from handlers.slack.desk import Desk
from handlers.slack.modals import modal
from handlers.slack.outsiders import MAYBE_OUTSIDE, SHARED_OUTSIDE, refusal_to_share
from handlers.slack.posting import Place, post
from handlers.slack.replies import Reply
from handlers.slack.verdict_forms import LATE
from handlers.slack.verdict_words import NOT_KEPT, word
from knowledge.said import Language, Said, say, to_say

SCHEDULE_FORM = "schedule_form"
"""The callback id of the window."""

RULE = "monthly on the first working day at 09:30"
"""When reviews are due where nobody says anything else."""

FIELDS = {Wrong.RULE: "rule", Wrong.ZONE: "zone"}

IN_A_CHANNEL = say("Say that in the channel that is to get the reviews.")
NOT_HERE = say("No reviews are posted in this channel. “/roadmap review here” begins them.")
NOT_YOURS = say("Only whoever asked for the reviews here, and admins, can end them.")
NOT_ADMIN = say("Only admins of the workspace, and those whom roadmap.yaml names, can say when reviews are due.")
BY_COMMAND = say("Say it as a command: “/roadmap review edit” opens the window.")
ENDED = say("No more reviews are posted in this channel.")
NOT_LET = to_say("Slack does not let me post in this channel ({error}). Invite me with /invite, and say it again.")

DONE = say("Done. “/roadmap review edit” changes when they are due, “/roadmap review stop” ends them.")

UNABLE = frozenset({"not_in_channel", "channel_not_found", "is_archived", "restricted_action", "no_permission"})
"""Slack's errors that say that a channel takes no post of ours."""


_REFUSED = {
    SHARED_OUTSIDE: say("People of another organisation read this channel, so that no reviews are posted in it."),
    MAYBE_OUTSIDE: say(
        "Slack does not tell me whether people of other organisations read here. Invite me with /invite."
    ),
}


async def post_here(click: Click, client: AsyncWebClient, desk: Desk, reviews: Reviews) -> Reply:
    """Post reviews in a channel from now on, and say so there."""
    if not click.channel or click.direct:
        return word(IN_A_CHANNEL, desk.language)
    if (refusal := await refusal_in(click.channel, client, desk)) is not None:
        return refusal
    before = await reviews.posted(click.team, click.channel)
    if before is not None:
        already = say("Reviews are posted in this channel already: {when}.", when=reviews.in_words(before))
        return word(already, desk.language)
    zone = reviews.zone or await _zone_of(click.user, client, reviews)
    posted = Posted(RULE, zone, person=person_key(click.team, click.user))
    await reviews.post_in(click.team, click.channel, posted)
    told = say("Reviews of the roadmap are posted in this channel from now on: {when}.", when=reviews.in_words(posted))
    try:
        await post(client, Place(click.channel), word(told, desk.language))
    except SlackApiError as error:
        reason = str(error.response.get("error"))
        if reason not in UNABLE:
            raise
        await reviews.stop(click.team, click.channel)
        return word(say(NOT_LET, error=reason), desk.language)
    return word(DONE, desk.language)


async def refusal_in(channel: str, client: AsyncWebClient, desk: Desk) -> Reply | None:
    """Why nothing is posted in a channel: people of another organisation read it."""
    refusal = None if desk.outsiders else await refusal_to_share(channel, client)
    return None if refusal is None else word(_REFUSED[refusal], desk.language)


async def end_here(click: Click, client: AsyncWebClient, desk: Desk, reviews: Reviews) -> Reply:
    """Post no more reviews in a channel, when the person may say so."""
    posted = await reviews.posted(click.team, click.channel)
    if posted is None:
        return word(NOT_HERE, desk.language)
    if posted.by_settings:
        return word(_by_settings(posted, reviews), desk.language)
    if posted.person != person_key(click.team, click.user) and not await _is_admin(click.user, client, desk):
        return word(NOT_YOURS, desk.language)
    await reviews.stop(click.team, click.channel)
    return word(ENDED, desk.language)


async def open_schedule(click: Click, client: AsyncWebClient, desk: Desk, reviews: Reviews) -> Reply | None:
    """Open the window that says when reviews are due in a channel, to an admin."""
    posted = await reviews.posted(click.team, click.channel)
    if posted is None:
        return word(NOT_HERE, desk.language)
    if posted.by_settings:
        return word(_by_settings(posted, reviews), desk.language)
    if not await _is_admin(click.user, client, desk):
        return word(NOT_ADMIN, desk.language)
    if not click.trigger:
        return word(BY_COMMAND, desk.language)
    try:
        await client.views_open(trigger_id=click.trigger, view=schedule_form(click.channel, posted, desk.language))
    except SlackApiError:
        return word(LATE, desk.language)
    return None


async def on_schedule(
    ack: AsyncAck, body: dict[str, Any], view: dict[str, Any], client: AsyncWebClient, desk: Desk
) -> None:
    """Keep the rule that was typed, when it is one; else say in the window what would be right."""
    click, channel = read_click(body), str(json.loads(view.get("private_metadata") or "null"))
    reviews, rule, zone = desk.reviews, _typed(view, "rule"), _typed(view, "zone")
    if reviews is None:
        await ack(response_action="update", view=_told(NOT_KEPT, desk.language))
        return
    if (wrong := reviews.wrong_in(rule, zone)) is not None:
        await ack(response_action="errors", errors={FIELDS[wrong[0]]: desk.language.say(wrong[1])})
        return
    if not await _is_admin(click.user, client, desk):
        said: str = NOT_ADMIN
    else:
        said = await _set(click, channel, (rule, zone), reviews)
    await ack(response_action="update", view=_told(said, desk.language))


async def _set(click: Click, channel: str, typed: tuple[str, str], reviews: Reviews) -> str:
    """Keep a schedule, when there still is one; what became of it."""
    posted = await reviews.posted(click.team, channel)
    if posted is None or posted.by_settings:
        return NOT_HERE if posted is None else _by_settings(posted, reviews)
    changed = replace(posted, rule=typed[0], zone=typed[1])
    await reviews.post_in(click.team, channel, changed)
    return say("Reviews are posted there {when} from now on.", when=reviews.in_words(changed))


def _told(text: str, language: Language) -> Block:
    """The window, with what became of it."""
    return modal(SCHEDULE_FORM, say("Reviews"), [notes(language.say(text))], language=language)


def schedule_form(channel: str, posted: Posted, language: Language) -> Block:
    """The window, with what counts now."""
    such = say("Such as “weekly on tuesday at 10:00”, “monthly on day 15”")
    shown = [
        _input("rule", posted.rule, language.say(say("When reviews are due")), language.say(such)),
        _input("zone", posted.zone, language.say(say("Time zone")), language.say(say("Such as Europe/Madrid"))),
    ]
    view = modal(SCHEDULE_FORM, say("Reviews"), shown, say("Save"), language=language)
    return {**view, "private_metadata": json.dumps(channel)}


def _input(name: str, value: str, label: str, hint: str) -> Block:
    typed = {"type": "plain_text_input", "action_id": name, "initial_value": value, "max_length": 150}
    return {
        "type": "input",
        "block_id": name,
        "label": plain_text(label),
        "element": typed,
        "hint": plain_text(hint, 150),
    }


def _typed(view: dict[str, Any], name: str) -> str:
    values = (view.get("state") or {}).get("values") or {}
    return str(((values.get(name) or {}).get(name) or {}).get("value") or "").strip()


def _by_settings(posted: Posted, reviews: Reviews) -> Said:
    template = to_say("roadmap.yaml says that reviews are posted here: {when}. Whoever runs me can change that there.")
    return say(template, when=reviews.in_words(posted))


async def _zone_of(user: str, client: AsyncWebClient, reviews: Reviews) -> str:
    """The time zone of who asks, which in most workspaces is everybody's; UTC when Slack does not tell it."""
    zone = str((await _told_of(user, client)).get("tz") or "")
    return zone if zone and reviews.wrong_in(RULE, zone) is None else "UTC"


async def _is_admin(user: str, client: AsyncWebClient, desk: Desk) -> bool:
    return desk.admins is not None and await desk.admins.is_admin(user, client)


async def _told_of(user: str, client: AsyncWebClient) -> dict[str, Any]:
    """What Slack tells of a person; nothing when it does not."""
    try:
        return dict((await client.users_info(user=user)).get("user") or {})
    except SlackApiError:
        return {}

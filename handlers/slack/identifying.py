"""A person says which owner on the pages they are; an admin confirms it; either takes it back."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from handlers.identities import Identities, Identity, Notice, Stage
from handlers.slack.blocks import Block
from handlers.slack.clicks import HOME, Click, pressed, pressed_id, read_click, send, tell
from handlers.slack.desk import Desk
from handlers.slack.homes import Homes
from handlers.slack.identity_buttons import NO, YES, back, decisions, read_value, with_buttons
from handlers.slack.naming import as_text, line, person
from handlers.slack.replies import Reply, said
from knowledge.said import Language, Said, say, to_say
from knowledge.words import word_keys

_ASKED = to_say("An admin is asked to confirm that you are {owner}. Until then nothing changes.")
_NOBODY = to_say(
    "It is noted that you say you are {owner}, but I know no admin who could confirm it: "
    "whoever runs this bot names them as `admins` in roadmap.yaml."
)
_STAGES = {
    Stage.WAITING: to_say("That you are {owner} waits for an admin already."),
    Stage.CONFIRMED: to_say("You are {owner} here already."),
}


async def on_say(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Note what a person says of themselves, and ask the admins."""
    await ack()
    click, owner = read_click(body), pressed(body)
    if desk.identities is None:
        return
    if word_keys(owner) not in desk.present().roadmap.owners:
        gone = say("No page names {owner} as an owner any more.", owner=owner)
        await tell(said(gone, desk.language), click, client)
        return
    identity = Identity(owner, click.team, click.user)
    stage = await desk.identities.say(identity)
    words = _STAGES.get(stage) or (_ASKED if await _ask(identity, click, client, desk) else _NOBODY)
    told = say(words, owner=owner)
    await tell(_reply(told, back(identity, desk.language), desk.language), click, client)


async def _ask(identity: Identity, click: Click, client: AsyncWebClient, desk: Desk) -> bool:
    """Ask every admin; false when there is none."""
    admins = [] if desk.admins is None else await desk.admins.every(client)
    who = person(identity.person)
    asked = say("{who} says: I am {owner} on the pages. Is that so?", who=who, owner=identity.owner)
    content = _reply(asked, decisions(identity, desk.language), desk.language).as_arguments()
    notices = [Notice(f"{click.team}|{admin}|identity|{click.trigger}", click.team, admin, content) for admin in admins]
    if desk.identities is not None:
        await desk.identities.notify(notices)
    return bool(notices)


async def on_decision(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, desk: Desk, homes: Homes) -> None:
    """An admin confirms or declines; a person or an admin takes it back."""
    await ack()
    click, identity = read_click(body), read_value(pressed(body), str((body.get("team") or {}).get("id") or ""))
    if desk.identities is None or identity is None:
        return
    is_own_back = pressed_id(body) not in (YES, NO) and click.user == identity.person
    if not (is_own_back or desk.admins is not None and await desk.admins.is_admin(click.user, client)):
        await tell(said(say("Only an admin can do that."), desk.language), click, client)
        return
    told = await _decide(pressed_id(body), identity, click, (desk.identities, desk.language))
    if click.view_type == HOME:
        await homes.show(click.user, client, desk, click.team)
    else:
        await send(_reply(told, [], desk.language), click, client, instead=True)


async def _decide(action: str, identity: Identity, click: Click, at: tuple[Identities, Language]) -> Said:
    """Do it; what the one who clicked is told."""
    (identities, language), who, owner = at, person(identity.person), identity.owner
    if action == YES:
        by = await identities.confirm(identity, click.user)
        if by is None:
            return say("{who} took back that they are {owner}.", who=who, owner=owner)
        if by == click.user:
            told = say("You are {owner} here from now on: an admin confirmed it.", owner=owner)
            await identities.notify([_notice(identity, click, told, language)])
        return say("{who} is {owner} here, confirmed by {by}.", who=who, owner=owner, by=person(by))
    if not await identities.take_back(identity):
        return say("Nobody says that they are {owner} any more.", owner=owner)
    if click.user == identity.person:
        return say("You are not {owner} here any more.", owner=owner)
    told = say(_DECLINED if action == NO else _TAKEN_BACK, owner=owner)
    await identities.notify([_notice(identity, click, told, language)])
    return say("{who} is not {owner} here.", who=who, owner=owner)


_DECLINED = to_say("An admin did not confirm that you are {owner}.")
_TAKEN_BACK = to_say("An admin took back that you are {owner}.")


def _notice(identity: Identity, click: Click, text: Said, language: Language) -> Notice:
    """Word of it to the person."""
    key = f"{identity.team}|{identity.person}|identity|{click.trigger}"
    content = _reply(text, back(identity, language), language).as_arguments()
    return Notice(key, identity.team, identity.person, content)


def _reply(text: Said, below: list[Block], language: Language) -> Reply:
    return Reply(as_text(line(text, language)), tuple(with_buttons(text, below, language)))

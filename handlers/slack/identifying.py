"""A person says which owner on the pages they are; an admin confirms it; either takes it back."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from handlers.identities import Identities, Identity, Notice, Stage
from handlers.slack.clicks import HOME, Click, pressed, pressed_id, read_click, send, tell
from handlers.slack.desk import Desk
from handlers.slack.homes import Homes
from handlers.slack.identity_buttons import NO, YES, back, decisions, read_value
from handlers.slack.mentioning import Line, Named, line_block, line_text
from handlers.slack.replies import Reply, said
from knowledge.words import word_keys

_ASKED = "An admin is asked to confirm that you are {owner}. Until then nothing changes."
_NOBODY = (
    "It is noted that you say you are {owner}, but I know no admin who could confirm it: "
    "whoever runs this bot names them as `admins` in roadmap.yaml."
)
_STAGES = {
    Stage.WAITING: "That you are {owner} waits for an admin already.",
    Stage.CONFIRMED: "You are {owner} here already.",
}


async def on_say(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Note what a person says of themselves, and ask the admins."""
    await ack()
    click, owner = read_click(body), pressed(body)
    if desk.identities is None:
        return
    if word_keys(owner) not in desk.present().roadmap.owners:
        await tell(said(f"No page names {owner} as an owner any more."), click, client)
        return
    identity = Identity(owner, click.team, click.user)
    stage = await desk.identities.say(identity)
    words = _STAGES.get(stage) or (_ASKED if await _ask(identity, click, client, desk) else _NOBODY)
    await tell(_reply((words.format(owner=owner),), identity), click, client)


async def _ask(identity: Identity, click: Click, client: AsyncWebClient, desk: Desk) -> bool:
    """Ask every admin; false when there is none."""
    admins = [] if desk.admins is None else await desk.admins.every(client)
    line: Line = (Named(identity.person), f" says: I am {identity.owner} on the pages. Is that so?")
    content = Reply(line_text(line), tuple(line_block(line, decisions(identity)))).as_arguments()
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
        await tell(said("Only an admin can do that."), click, client)
        return
    line = await _decide(pressed_id(body), identity, click, desk.identities)
    if click.view_type == HOME:
        await homes.show(click.user, client, desk, click.team)
    else:
        await send(Reply(line_text(line), tuple(line_block(line))), click, client, instead=True)


async def _decide(action: str, identity: Identity, click: Click, identities: Identities) -> Line:
    """Do it; what the one who clicked is told."""
    who, owner = Named(identity.person), identity.owner
    if action == YES:
        by = await identities.confirm(identity, click.user)
        if by is None:
            return (who, f" took back that they are {owner}.")
        if by == click.user:
            told = f"You are {owner} here from now on: an admin confirmed it."
            await identities.notify([_notice(identity, click, told)])
        return (who, f" is {owner} here, confirmed by ", Named(by), ".")
    if not await identities.take_back(identity):
        return (f"Nobody says that they are {owner} any more.",)
    if click.user == identity.person:
        return (f"You are not {owner} here any more.",)
    told = f"An admin {'did not confirm' if action == NO else 'took back'} that you are {owner}."
    await identities.notify([_notice(identity, click, told)])
    return (who, f" is not {owner} here.")


def _notice(identity: Identity, click: Click, text: str) -> Notice:
    """Word of it to the person."""
    key = f"{identity.team}|{identity.person}|identity|{click.trigger}"
    return Notice(key, identity.team, identity.person, _reply((text,), identity).as_arguments())


def _reply(line: Line, identity: Identity) -> Reply:
    return Reply(line_text(line), tuple(line_block(line, back(identity))))

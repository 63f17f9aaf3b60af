"""Buttons that watch what an answer is about, or watch it no more.

What a button asks for is told to the person who pressed it, in a direct message; a channel is told when it was asked
for in words.
"""

from __future__ import annotations

import logging
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack import blocks
from handlers.slack.blocks import Block
from handlers.slack.buttons import OFF, ON, WatchButton, watch_button
from handlers.slack.clicks import HOME, MODAL, Click, pressed, pressed_id, read_click, send, tell
from handlers.slack.desk import Desk
from handlers.slack.homes import Homes
from handlers.slack.pages import page_of
from handlers.slack.replies import Reply
from handlers.slack.watch_list import read_value
from handlers.watch_words import Act, Wish
from handlers.watching import Watching, understood
from knowledge.answer import Answer
from knowledge.said import Language
from knowledge.translated import translated

log = logging.getLogger(__name__)


async def on_watch(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Watch, or watch no more, what the answer is about; the button turns round, where it is the person's own."""
    await ack()
    click, name = read_click(body), pressed(body)
    watches = pressed_id(body) == ON
    if desk.watches is None:
        return
    wish = Wish(Act.WATCH if watches else Act.UNWATCH, name, for_me=True)
    present = desk.present()
    watching = Watching(wish, click.listener, present, desk.watches, lambda text: understood(text, present))
    answer = translated(await watching.answer(), desk.language)
    after = WatchButton.STOP if watches and not answer.abstained else WatchButton.WATCH
    shown = _turned(_blocks(body), name, after, desk.language)
    if click.direct and shown:
        text = str((body.get("message") or {}).get("text") or answer.parts[0])
        await send(Reply(text, tuple(shown)), click, client, instead=True)
    elif click.view_type == MODAL and shown:
        await _update(body, shown, click, client)
    else:
        await tell(_word(answer, name, after, desk), click, client)


async def on_end(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, desk: Desk, homes: Homes) -> None:
    """Watch something no more from the list on Home, which is drawn anew."""
    await ack()
    click = read_click(body)
    ended = read_value(pressed(body), click.team, click.user)
    if desk.watches is not None and ended is not None:
        await desk.watches.unwatch(ended.listener, ended.watched)
    if click.view_type == HOME:
        await homes.show(click.user, client, desk, click.team)


def _blocks(body: dict[str, Any]) -> list[Block]:
    """The blocks of the message or the window in which something was pressed; Slack tells none of private ones."""
    return list((body.get("message") or body.get("view") or {}).get("blocks") or [])


def _turned(shown: list[Block], name: str, after: WatchButton, language: Language) -> list[Block]:
    """The same blocks with the button turned round."""

    def turned(element: Block) -> Block:
        is_it = element.get("action_id") in (ON, OFF) and element.get("value") == name
        return watch_button(name, after, language) if is_it else element

    return [
        {**block, "elements": [turned(e) for e in block["elements"]]} if block.get("type") == "actions" else block
        for block in shown
    ]


async def _update(body: dict[str, Any], shown: list[Block], click: Click, client: AsyncWebClient) -> None:
    view = body["view"]
    kept = {key: view[key] for key in ("type", "callback_id", "title", "close") if view.get(key)}
    try:
        await client.views_update(view_id=click.view, view={**kept, "blocks": shown})
    except SlackApiError as error:
        log.warning("Slack did not turn a button round (%s)", error.response.get("error"))


def _word(answer: Answer, name: str, after: WatchButton, desk: Desk) -> Reply:
    """What was done, with the button that undoes it."""
    page = page_of(answer)
    drawn = blocks.render(page.answer, desk.addresses, tables=False)
    below: list[Block] = (
        [] if answer.abstained else [{"type": "actions", "elements": [watch_button(name, after, desk.language)]}]
    )
    return Reply(page.text, (*drawn, *below))

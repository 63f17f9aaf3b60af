"""Links to pages of the roadmap are shown as cards, unless that would be noise."""

from __future__ import annotations

import logging
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack import blocks
from handlers.slack.blocks import Block
from handlers.slack.desk import Desk
from handlers.slack.escaping import unescape
from handlers.slack.pages import page_of
from knowledge.answerers.excerpts import about_page
from knowledge.links import Resolver
from knowledge.translated import translated

log = logging.getLogger(__name__)

TOO_MANY = 3
"""Links in one message from which none is shown as a card."""

COMPOSER = "composer"
"""Slack's name for a message that is still being written, which only its author sees."""


async def on_links(event: dict[str, Any], body: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    """Show cards for the links of a message: none from three links on, none for a page that was shown in the
    same channel within the hour, and none where people of another organisation would see them."""
    if body.get("is_ext_shared_channel") and not desk.outsiders:
        return
    urls = [str(link.get("url")) for link in event.get("links") or [] if isinstance(link, dict)]
    if 0 < len(urls) < TOO_MANY:
        await _unfurl(urls, event, client, desk)


async def _unfurl(urls: list[str], event: dict[str, Any], client: AsyncWebClient, desk: Desk) -> None:
    cards = {url: card for url in urls if (card := await _card(url, event, desk)) is not None}
    if not cards:
        return
    try:
        await client.chat_unfurl(**_place(event), unfurls=cards)
    except SlackApiError as error:
        log.warning("Slack did not show a card for a link (%s)", error.response.get("error"))


async def _card(url: str, event: dict[str, Any], desk: Desk) -> dict[str, list[Block]] | None:
    named, present = desk.addresses.path_behind(unescape(url)), desk.present()
    path = None if named is None else Resolver(present.roadmap.readings).resolve(named, "").path
    answer = None if path is None else about_page(path, present.roadmap, present.lexicon, present.today)
    if path is None or answer is None:
        return None
    muted = event.get("source") != COMPOSER and not await desk.work.claim_for_an_hour(
        ("unfurled", str(event.get("channel")), path)
    )
    if muted:
        return None
    page = page_of(translated(answer, desk.language))
    return {"blocks": blocks.render(page.answer, desk.addresses, tables=False)}


def _place(event: dict[str, Any]) -> dict[str, Any]:
    """Where the links stand: Slack's id of the unfurling when it gives one, else the message."""
    if event.get("unfurl_id"):
        return {"unfurl_id": event["unfurl_id"], "source": event.get("source")}
    return {"channel": event.get("channel"), "ts": event.get("message_ts")}

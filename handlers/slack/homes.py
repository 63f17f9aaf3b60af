"""Homes that people have opened: shown when they are, and drawn anew when the roadmap changes."""

from __future__ import annotations

import logging
from collections import OrderedDict

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.blocks import Block
from handlers.slack.desk import Desk
from handlers.slack.home import home_view, plainer_home
from handlers.slack.own import own_of
from handlers.slack.simpler import REFUSED
from knowledge.review.review import Review

log = logging.getLogger(__name__)

VIEW_REFUSED = REFUSED | {"view_too_large", "invalid_arguments"}
"""Slack's errors for a view it does not take."""

MOST = 1_000
"""Homes that are kept up to date: those opened last. The others are drawn when they are opened again."""


class Homes:
    """Who has opened their Home, and how to reach each of them."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._opened: OrderedDict[str, tuple[AsyncWebClient, str]] = OrderedDict()

    async def show(self, user: str, client: AsyncWebClient, desk: Desk, team: str = "") -> None:
        """Draw the Home of a person who opens it, and keep it up to date from now on."""
        self._opened[user] = client, team
        self._opened.move_to_end(user)
        if len(self._opened) > self._most:
            self._opened.popitem(last=False)
        await _publish(user, client, desk, team, await _review(desk))

    async def refresh(self, desk: Desk) -> None:
        """Draw every Home anew that is known, the one opened last first."""
        review = await _review(desk)
        for user, (client, team) in reversed(list(self._opened.items())):
            await _publish(user, client, desk, team, review)


async def _review(desk: Desk) -> Review | None:
    return None if desk.reviews is None else await desk.reviews.now()


async def _publish(user: str, client: AsyncWebClient, desk: Desk, team: str, review: Review | None) -> None:
    """Show a Home. It is drawn from what is current, so whichever call comes last is right."""
    own = await own_of(user, team, client, desk)
    try:
        await _show(user, client, home_view(user, desk, own, review), desk)
    except SlackApiError as error:
        log.warning("Slack did not show a Home (%s)", error.response.get("error"))


async def _show(user: str, client: AsyncWebClient, view: Block, desk: Desk) -> None:
    """Show it, in plainer blocks when Slack refuses these. Raises SlackApiError when it takes neither."""
    try:
        await client.views_publish(user_id=user, view=view)
    except SlackApiError as error:
        if error.response.get("error") not in VIEW_REFUSED:
            raise
        log.warning("Slack refused the blocks of a Home; a plainer one is shown")
        await client.views_publish(user_id=user, view=plainer_home(desk))

"""What Slack tells of itself and of installs: answered before any listener is looked for."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from slack_bolt.response import BoltResponse

from bot.slack.authorize import Authorize
from bot.slack.body import Body
from bot.slack.kept import Leave

log = logging.getLogger(__name__)


async def answer_notice(body: Body, authorize: Authorize, leave: Leave) -> BoltResponse | None:
    """The answer to a notice; None for all that people do, which listeners answer."""
    kind, table = body.get("type", ""), _NOTICES
    if kind == "event_callback":
        kind, table = (body.get("event") or {}).get("type", ""), _EVENTS
    take = table.get(kind)
    return None if take is None else await take(body, authorize, leave)


async def _confirm_address(body: Body, _: Authorize, __: Leave) -> BoltResponse:
    return BoltResponse(status=200, body={"challenge": str(body.get("challenge"))})


async def _held_back(body: Body, _: Authorize, __: Leave) -> BoltResponse:
    log.warning("Slack holds events of workspace %s back: it sent more than 30,000 in an hour", body.get("team_id"))
    return BoltResponse(status=200)


async def _revoked(body: Body, authorize: Authorize, leave: Leave) -> BoltResponse:
    tokens = body["event"].get("tokens")
    is_ours = isinstance(tokens, dict) and bool(tokens.get("bot"))
    return await _removed(body, authorize, leave) if is_ours else BoltResponse(status=200)


async def _removed(body: Body, authorize: Authorize, leave: Leave) -> BoltResponse:
    team, enterprise = body.get("team_id"), body.get("enterprise_id")
    await authorize.forget(team, enterprise)
    if team:
        await leave(team)
    log.warning("the bot was removed from workspace %s", team or enterprise)
    return BoltResponse(status=200)


_Table = dict[str, Callable[[Body, Authorize, Leave], Awaitable[BoltResponse]]]

_NOTICES: _Table = {"url_verification": _confirm_address, "app_rate_limited": _held_back}
_EVENTS: _Table = {"tokens_revoked": _revoked, "app_uninstalled": _removed}

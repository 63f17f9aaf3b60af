"""All that serves Slack, opened in its order and closed again: the state, the session, and what goes on by itself."""

from __future__ import annotations

import asyncio
import time

from bot.app import open_app
from bot.long_lived import set_aside
from bot.reviews.serving import Office, planned_posts, reviews_sent
from bot.serve import Standing, serve
from bot.settings import Settings
from bot.slack.access import slack_access
from bot.slack.admins import WorkspaceAdmins
from bot.slack.client import open_session
from bot.source.keeper import kept_fresh
from bot.state.opening import open_state
from bot.state.pruning import pruned
from bot.watching.serving import WatchOffice, watches_told


def serve_slack(settings: Settings) -> int:
    """Serve until it is told to stop; the exit status. Raises SettingsError when a setting can't be used."""
    slack_access(settings)
    opened = open_app(settings, waits=False)
    print(opened.greeting, flush=True)
    opened.library.listen(set_aside)
    set_aside()

    async def serve_fresh() -> None:
        fresh = kept_fresh(opened.watch, opened.library.publish, opened.look_every)
        async with open_state(settings) as state, open_session() as session, fresh:
            retention = opened.file.retention
            app = opened.remembering(state.turns(retention))
            office = Office(app, state.database, planned_posts(settings, session), state.kept.installs)
            admins = WorkspaceAdmins(app.file.admins, time.monotonic)
            watching = WatchOffice(app, state.database, office.client, state.kept.installs, admins)
            standing = Standing(watching.health, state.ready, state.kept, session)
            async with reviews_sent(office), watches_told(watching), pruned(state.database, retention):
                desk = office.desk(state.desk(app.desk, app.people, admins))
                await serve(settings, desk, app.library.listen, standing)

    asyncio.run(serve_fresh())
    return 0

"""What is kept, and why. Every change of a table is a migration (bot/state/migrations/versions/).

Times are seconds since 1970 (UTC), of the database's clock. Personal data (a person's id, a question's
words) stands only in columns named here as such: `person`, `payload`, `question`, `note`.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Index, Integer, MetaData, String, Table, Text, UniqueConstraint

METADATA = MetaData(
    naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s", "uq": "uq_%(table_name)s_%(column_0_N_name)s"}
)
KEY = String(300)
"""Keys we make, of a platform's ids and a period."""

INBOX = Table(
    "inbox",
    METADATA,
    Column("key", KEY, primary_key=True),
    Column("payload", Text),
    Column("state", String(10), nullable=False),
    Column("received", Float, nullable=False),
    Column("lease", Float, index=True),
    Column("tries", Integer, nullable=False),
)
"""Events that platforms sent: stored before they get their 200. A row is also the claim that stops copies.

The payload is kept until the event is done, then deleted; the key stays to know copies by. The lease is there
while somebody works on it.
"""

DELIVERIES = Table(
    "deliveries",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("key", KEY, nullable=False, unique=True),
    Column("kind", String(30), nullable=False),
    Column("workspace", String(100), nullable=False),
    Column("place", String(200), nullable=False),
    Column("payload", Text, nullable=False),
    Column("state", String(10), nullable=False),
    Column("due", Float, nullable=False),
    Column("not_before", Float, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("lease", Float),
    Column("token", String(36)),
    Column("doubt_since", Float),
    Column("message", String(200)),
    Column("error", Text),
    Column("settled", Float),
    Column("limited_until", Float),
    Column("posted_in", String(200)),
    Column("wanted", Integer, nullable=False, server_default="0"),
    Column("drawn", Integer, nullable=False, server_default="0"),
    Column("shown", String(64)),
    Index(None, "state", "not_before"),
)
"""The ledger: every message that is not a direct answer, planned once under its key.

`settled` is when it was last known what became of an attempt; `limited_until` when its workspace takes messages
again, of one that was refused because there were too many.
`wanted` counts how often what a message tells has changed since it was sent, `drawn` up to which of these it shows.
`posted_in` is the conversation it stands in: a person's direct message has an id of its own. `shown` stands for what it
says, so that it is not edited when that is drawn again."""

SCHEDULES = Table(
    "schedules",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("workspace", String(100), nullable=False),
    Column("place", String(200), nullable=False),
    Column("rule", Text, nullable=False),
    Column("zone", String(60), nullable=False),
    Column("since", Float, nullable=False),
    Column("person", String(100)),
    Column("active", Boolean, nullable=False),
    UniqueConstraint("workspace", "place"),
)
"""Where reviews go and when: asked for in a channel, or named in roadmap.yaml (then `person` is empty).

`since` is when it was first met: nothing is owed for the time before."""

REVIEWS = Table(
    "reviews",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("delivery", KEY, nullable=False),
    Column("path", String(1000), nullable=False),
    Column("feature", KEY, nullable=False),
    Column("verdict", String(20), nullable=False),
    Column("person", String(100), nullable=False),
    Column("note", Text),
    Column("commit", String(64)),
    Column("until", Float),
    Column("at", Float, nullable=False),
    UniqueConstraint("delivery", "path", "feature"),
)
"""What people said of a page (feature: "") or a feature, in answer to a delivery: only ever added to.

`until` is the end of a snooze. The first who decides an item of a delivery has decided it."""

OFFERS = Table(
    "offers",
    METADATA,
    Column("workspace", String(100), primary_key=True),
    Column("at", Float, nullable=False),
)
"""Workspaces in which somebody was told that reviews can be had: that is done once."""

WATCHES = Table(
    "watches",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("workspace", String(100), nullable=False),
    Column("place", String(200), nullable=False),
    Column("person", String(100), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("name", KEY, nullable=False),
    Column("cadence", String(10), nullable=False),
    Column("since", Float, nullable=False),
    Column("told", String(64)),
    Column("told_at", Float),
    UniqueConstraint("workspace", "place", "person", "kind", "name"),
)
"""Who wants to be told of which changes, where: in the channel or direct message that asked.

`told` is the commit up to which they were told, and `told_at` when that was; empty until the first round."""

TURNS = Table(
    "turns",
    METADATA,
    Column("thread", KEY, primary_key=True),
    Column("payload", Text, nullable=False),
    Column("person", String(200)),
    Column("expires", Float, nullable=False, index=True),
)
"""What was asked before in a thread, for a follow-up to take what it lacks."""

PEOPLE = Table(
    "people",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("owner", KEY, nullable=False),
    Column("workspace", String(100), nullable=False),
    Column("person", String(100), nullable=False),
    Column("confirmed_by", String(100)),
    Column("at", Float, nullable=False),
    UniqueConstraint("owner", "workspace", "person"),
)
"""Which person an owner on the pages is, as they said themselves; counts once an admin confirmed it."""

FEEDBACK = Table(
    "feedback",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("answer", KEY, nullable=False),
    Column("question", Text, nullable=False),
    Column("verdict", String(20), nullable=False),
    Column("note", Text),
    Column("subject", Text),
    Column("commit", String(64)),
    Column("person", String(100), nullable=False),
    Column("at", Float, nullable=False),
    UniqueConstraint("answer", "person"),
)
"""Whether an answer helped, with the reason when it did not."""

UNANSWERED = Table(
    "unanswered",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("ending", String(30), nullable=False),
    Column("subject", KEY, nullable=False),
    Column("field", String(30), nullable=False),
    Column("times", Integer, nullable=False),
    Column("first_at", Float, nullable=False),
    Column("last_at", Float, nullable=False),
    UniqueConstraint("ending", "subject", "field"),
)
"""What could not be answered, counted: the subject and what was asked of it, never who asked."""

CONVERSATIONS = Table(
    "conversations",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("workspace", String(100), nullable=False),
    Column("person", String(100)),
    Column("payload", Text, nullable=False),
    Column("at", Float, nullable=False),
    Index(None, "workspace", "person"),
)
"""Teams conversation references, needed to write first; `person` is set where a person is alone with the bot."""

OAUTH_STATES = Table(
    "oauth_states",
    METADATA,
    Column("state", String(100), primary_key=True),
    Column("expires", Float, nullable=False),
)
"""Installs under way: each state is good for one return from Slack."""

INSTALLS = Table(
    "installs",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("sealed", Text, nullable=False),
    Column("at", Float, nullable=False),
)
"""Where the bot is installed: one row for each workspace or organisation, its tokens sealed."""

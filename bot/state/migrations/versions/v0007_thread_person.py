"""Who asked last in a thread."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the column."""
    op.add_column("turns", sa.Column("person", sa.String(length=200)))

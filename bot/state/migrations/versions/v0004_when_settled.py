"""Deliveries: when each was settled, and until when a workspace takes no more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("deliveries", sa.Column("settled", sa.Float()))
    op.add_column("deliveries", sa.Column("limited_until", sa.Float()))

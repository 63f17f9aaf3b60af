"""Watches know up to which commit they were told, and when."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("watches", sa.Column("told", sa.String(length=64), nullable=True))
    op.add_column("watches", sa.Column("told_at", sa.Float(), nullable=True))

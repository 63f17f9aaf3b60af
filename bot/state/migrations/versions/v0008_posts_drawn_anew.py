"""Posts that are drawn anew: where each stands, and whether it shows what is true by now."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("deliveries", sa.Column("posted_in", sa.String(length=200)))
    op.add_column("deliveries", sa.Column("wanted", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("deliveries", sa.Column("drawn", sa.Integer(), nullable=False, server_default="0"))

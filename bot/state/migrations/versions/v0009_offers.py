"""Where reviews were offered; and what a message that is drawn anew shows already."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the table and the column."""
    op.create_table(
        "offers",
        sa.Column("workspace", sa.String(length=100), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", name="pk_offers"),
    )
    op.add_column("deliveries", sa.Column("shown", sa.String(length=64)))

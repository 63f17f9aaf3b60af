"""The inbox, which is the claims, too."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table anew: it held nothing yet; the claims that are dropped were good for a day."""
    op.drop_table("claims")
    op.drop_table("inbox")
    op.create_table(
        "inbox",
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("payload", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("received", sa.Float(), nullable=False),
        sa.Column("lease", sa.Float(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("ix_inbox_lease", "inbox", ["lease"], unique=False)

"""Conversations know whose they are, where a person is alone with the bot."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column, and the index to find a person's conversation by."""
    op.add_column("conversations", sa.Column("person", sa.String(length=100), nullable=True))
    op.create_index("ix_conversations_workspace_person", "conversations", ["workspace", "person"], unique=False)

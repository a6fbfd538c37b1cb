"""Orders with an author and what they need, why one was refused; what a terminal tells besides."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    for column in (
        sa.Column("printer_state", sa.String(16)),
        sa.Column("last_tickets", sa.JSON),
        sa.Column("message", sa.Text),
        sa.Column("message_until", moment),
    ):
        op.add_column("terminal", column)
    for column in (
        sa.Column("account_id", sa.String(64)),
        sa.Column("payload", sa.JSON),
        sa.Column("said", sa.Text),
    ):
        op.add_column("command", column)

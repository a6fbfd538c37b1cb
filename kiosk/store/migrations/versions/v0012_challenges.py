"""Challenges on a ticket, and how many were done at a place on a day."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

number = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "ticket_challenge",
        sa.Column("place_id", number, primary_key=True),
        sa.Column("ticket_id", number, primary_key=True),
        sa.Column("challenge_id", sa.String(64), primary_key=True),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["place_id", "ticket_id"], ["ticket.place_id", "ticket.id"], ondelete="CASCADE"
        ),
        sa.CheckConstraint("status IN ('taken', 'done', 'left')", name="status"),
    )
    op.create_table(
        "challenges_done",
        sa.Column("place_id", number, sa.ForeignKey("place.id"), primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )

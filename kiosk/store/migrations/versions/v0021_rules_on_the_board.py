"""Absences that the team says, where the rules are written, and bookings that a change touched."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column(
        "absence", sa.Column("by_hand", sa.Boolean, nullable=False, server_default=sa.false())
    )
    op.create_table(
        "place_file",
        sa.Column("place_id", number, sa.ForeignKey("place.id"), primary_key=True),
        sa.Column("name", sa.Text),
        sa.Column("lines", sa.JSON, nullable=False),
        sa.Column("terminal_id", sa.String(64), nullable=False),
    )
    op.create_table(
        "booking_change",
        sa.Column("booking_id", sa.String(64), primary_key=True),
        sa.Column("place_id", number, primary_key=True),
        sa.Column("session_id", number, nullable=False),
        sa.Column("reason", sa.String(16), nullable=False),
        sa.Column("since", moment, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.ForeignKeyConstraint(
            ["place_id", "booking_id"],
            ["booking.place_id", "booking.id"],
            ondelete="CASCADE",
        ),
        sa.CheckConstraint("status IN ('open', 'settled', 'lifted')", name="status"),
    )
    op.create_index(
        "ix_booking_change_open",
        "booking_change",
        ["place_id"],
        sqlite_where=sa.text("status = 'open'"),
        postgresql_where=sa.text("status = 'open'"),
    )

"""What stands taken in another booking system, and the event each ticket is in a calendar."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "taken_elsewhere",
        sa.Column("place_id", number, sa.ForeignKey("place.id"), primary_key=True),
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("told_at", moment, nullable=False),
        sa.Column("stands", sa.Boolean, nullable=False),
        sa.Column("starts_at", moment, nullable=False),
        sa.Column("ends_at", moment, nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("helpers", sa.String, nullable=False),
        sa.Column("terminal_id", sa.String(64), nullable=False),
        sa.Column("booking_id", sa.String(64)),
        sa.CheckConstraint("starts_at < ends_at", name="hours"),
    )
    op.create_index(
        op.f("ix_taken_elsewhere_place_id_ends_at"), "taken_elsewhere", ["place_id", "ends_at"]
    )
    op.create_table(
        "calendar_event",
        sa.Column("place_id", number, sa.ForeignKey("place.id"), primary_key=True),
        sa.Column("ticket_id", number, primary_key=True),
        sa.Column("uid", sa.String(64), nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("starts_at", moment, nullable=False),
        sa.ForeignKeyConstraint(
            ["place_id", "ticket_id"], ["ticket.place_id", "ticket.id"], ondelete="CASCADE"
        ),
    )
    remember_what_was_told()
    remember_what_is_in_calendars()


def remember_what_was_told() -> None:
    """Of what an earlier program was told, it kept the seats that it took."""
    op.execute(
        "INSERT INTO taken_elsewhere (place_id, id, told_at, stands, starts_at, ends_at, mode,"
        " helpers, terminal_id, booking_id)"
        " SELECT booking.place_id, booking.id, booking.created_at, true, slot.starts_at,"
        " slot.ends_at, booking.mode, ',', booking.terminal_id, booking.id"
        " FROM booking JOIN slot ON slot.id = booking.slot_id"
        " WHERE booking.id LIKE 'rdvsp-%' AND booking.status = 'confirmed'"
    )


def remember_what_is_in_calendars() -> None:
    """Events went out under the booking's id, numbered by the seconds since 2026 began: the
    next ones must outrank them."""
    since_2026 = int((datetime.now(UTC) - datetime(2026, 1, 1, tzinfo=UTC)).total_seconds())
    op.execute(
        "INSERT INTO calendar_event (place_id, ticket_id, uid, sequence, starts_at)"
        f" SELECT ticket.place_id, ticket.id, booking.id, {max(0, since_2026)}, slot.starts_at"
        " FROM ticket JOIN booking ON booking.id = ticket.booking_id"
        " JOIN slot ON slot.id = booking.slot_id"
    )

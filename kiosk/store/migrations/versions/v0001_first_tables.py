"""The first tables: a place, its helpers, what can be booked, bookings and tickets."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    place_and_people()
    opening()
    slots_and_bookings()
    tickets()
    op.create_table(
        "feedback",
        sa.Column("place_id", number, sa.ForeignKey("place.id"), primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("face", sa.String(16), primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )


def of_place(*, index: bool = True) -> "sa.Column[int]":
    return sa.Column("place_id", number, sa.ForeignKey("place.id"), nullable=False, index=index)


def of_helper(*, index: bool = True) -> "sa.Column[int]":
    return sa.Column("helper_id", number, sa.ForeignKey("helper.id"), nullable=False, index=index)


def place_and_people() -> None:
    op.create_table(
        "place",
        sa.Column("id", number, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("time_zone", sa.String(64), nullable=False),
        sa.Column("region", sa.String(8)),
        sa.Column("demonstration", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("key", sa.String(128), unique=True),
    )
    op.create_table(
        "terminal",
        sa.Column("id", sa.String(64), primary_key=True),
        of_place(),
        sa.Column("version", sa.String(32)),
        sa.Column("last_seen_at", moment),
    )
    op.create_table(
        "helper",
        sa.Column("id", number, primary_key=True),
        of_place(),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("desk", sa.Text, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False, server_default=sa.true()),
    )


def opening() -> None:
    op.create_table(
        "opening_rule",
        sa.Column("id", number, primary_key=True),
        of_place(),
        of_helper(),
        sa.Column("kind", sa.String(16), nullable=False, server_default="appointment"),
        sa.Column("title", sa.Text),
        sa.Column("weekday", sa.Integer, nullable=False),
        sa.Column("starts", sa.Time, nullable=False),
        sa.Column("ends", sa.Time, nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("seats", sa.Integer, nullable=False, server_default="1"),
        sa.Column("modes", sa.String, nullable=False),
        sa.Column("topics", sa.String),
        sa.Column("valid_from", sa.Date),
        sa.Column("valid_to", sa.Date),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        sa.CheckConstraint("starts < ends", name="hours"),
        sa.CheckConstraint("minutes > 0 AND seats > 0", name="lengths"),
    )
    op.create_table(
        "absence",
        sa.Column("id", number, primary_key=True),
        of_place(),
        of_helper(),
        sa.Column("starts_at", moment, nullable=False),
        sa.Column("ends_at", moment, nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name="hours"),
    )


def slots_and_bookings() -> None:
    op.create_table(
        "slot",
        sa.Column("id", number, primary_key=True),
        of_place(index=False),
        of_helper(index=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("starts_at", moment, nullable=False),
        sa.Column("ends_at", moment, nullable=False),
        sa.Column("seats", sa.Integer, nullable=False),
        sa.Column("taken", sa.Integer, nullable=False, server_default="0"),
        sa.Column("modes", sa.String, nullable=False),
        sa.Column("topics", sa.String),
        sa.Column("withdrawn", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.UniqueConstraint("helper_id", "starts_at"),
        sa.CheckConstraint("taken BETWEEN 0 AND seats", name="taken"),
        sa.CheckConstraint("starts_at < ends_at", name="hours"),
    )
    op.create_index(op.f("ix_slot_place_id_starts_at"), "slot", ["place_id", "starts_at"])
    op.create_table(
        "booking",
        sa.Column("id", sa.String(64), primary_key=True),
        of_place(index=False),
        sa.Column(
            "terminal_id", sa.String(64), sa.ForeignKey("terminal.id"), nullable=False, index=True
        ),
        sa.Column("slot_id", number, sa.ForeignKey("slot.id"), index=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("topic", sa.String(64), nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("hold_expires_at", moment),
        sa.Column("first_name", sa.Text),
        sa.Column("phone", sa.Text),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("stuck_service", sa.String(64)),
        sa.Column("stuck_step", sa.String(64)),
        sa.Column("created_at", moment, nullable=False),
        sa.CheckConstraint("kind IN ('appointment', 'call', 'request')", name="kind"),
        sa.CheckConstraint("(kind = 'appointment') = (slot_id IS NOT NULL)", name="slot"),
        sa.CheckConstraint(
            "(kind = 'appointment'"
            " AND status IN ('held', 'confirmed', 'cancelled', 'expired', 'over'))"
            " OR (kind = 'call' AND status IN ('waiting', 'answered', 'cancelled', 'over'))"
            " OR (kind = 'request' AND status IN ('waiting', 'cancelled', 'over'))",
            name="status",
        ),
        sa.CheckConstraint("status <> 'held' OR hold_expires_at IS NOT NULL", name="hold"),
    )
    op.create_index(op.f("ix_booking_place_id_created_at"), "booking", ["place_id", "created_at"])
    op.create_index(
        "ix_booking_held",
        "booking",
        ["place_id", "hold_expires_at"],
        sqlite_where=sa.text("status = 'held'"),
        postgresql_where=sa.text("status = 'held'"),
    )


def tickets() -> None:
    op.create_table(
        "ticket",
        sa.Column("id", number, primary_key=True),
        of_place(index=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column(
            "booking_id",
            sa.String(64),
            sa.ForeignKey("booking.id", ondelete="SET NULL"),
            unique=True,
        ),
        sa.Column("progress", sa.JSON),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("printing", sa.String(16), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("delete_after", moment, nullable=False),
        sa.UniqueConstraint("place_id", "code"),
    )
    op.create_index(op.f("ix_ticket_place_id_delete_after"), "ticket", ["place_id", "delete_after"])
    op.create_table(
        "ticket_token",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column(
            "ticket_id",
            number,
            sa.ForeignKey("ticket.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
    )

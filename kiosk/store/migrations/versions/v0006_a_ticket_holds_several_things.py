"""A ticket holds several bookings and walks, and each booking is an event of its own."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    """The rows of three tables are taken along in memory where SQLite cannot alter its tables, and
    stay where they are on PostgreSQL."""
    if op.get_bind().dialect.name == "sqlite":
        make_anew()
    else:
        alter()


def link() -> None:
    op.create_table(
        "ticket_booking",
        sa.Column("booking_id", sa.String(64), primary_key=True),
        sa.Column("place_id", number, primary_key=True),
        sa.Column("ticket_id", number, nullable=False),
        same_place("booking_id", "booking", ondelete="CASCADE"),
        same_place("ticket_id", "ticket", ondelete="CASCADE"),
    )
    op.create_index(None, "ticket_booking", ["place_id", "ticket_id"])


def same_place(column: str, table: str, **more: Any) -> sa.ForeignKeyConstraint:
    there = [f"{table}.place_id", f"{table}.id"]
    return sa.ForeignKeyConstraint(["place_id", column], there, **more)


LINKED = (
    "INSERT INTO ticket_booking (booking_id, place_id, ticket_id)"
    " SELECT booking_id, place_id, id FROM {ticket} WHERE booking_id IS NOT NULL"
)


# PostgreSQL


def alter() -> None:
    link()
    op.execute(LINKED.format(ticket="ticket"))
    op.add_column("calendar_event", sa.Column("booking_id", sa.String(64)))
    op.execute(
        "UPDATE calendar_event SET booking_id = coalesce((SELECT ticket.booking_id FROM ticket"
        " WHERE ticket.place_id = calendar_event.place_id"
        " AND ticket.id = calendar_event.ticket_id), uid)"
    )
    op.alter_column("calendar_event", "booking_id", nullable=False)
    op.drop_constraint(op.f("pk_calendar_event"), "calendar_event")
    op.create_primary_key("pk_calendar_event", "calendar_event", ["place_id", "uid"])
    op.create_index(None, "calendar_event", ["place_id", "booking_id"])
    op.alter_column("ticket", "progress", new_column_name="walks")
    op.execute("UPDATE ticket SET walks = json_build_array(walks) WHERE walks IS NOT NULL")
    op.drop_column("ticket", "booking_id")


# SQLite, which cannot alter keys: the rows are put aside, and back into new tables


def make_anew() -> None:
    for table in ("ticket_token", "calendar_event", "ticket"):
        op.execute(f"CREATE TABLE aside_{table} AS SELECT * FROM {table}")
        op.drop_table(table)
    op.create_table(
        "ticket",
        sa.Column("id", number, primary_key=True),
        sa.Column("place_id", number, sa.ForeignKey("place.id"), nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("walks", sa.JSON),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("printing", sa.String(16), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("delete_after", moment, nullable=False),
        sa.UniqueConstraint("place_id", "id"),
        sa.UniqueConstraint("place_id", "code"),
    )
    op.create_index(None, "ticket", ["place_id", "delete_after"])
    op.execute(
        "INSERT INTO ticket (id, place_id, code, walks, language, printing, created_at,"
        " delete_after) SELECT id, place_id, code,"
        " CASE WHEN progress IS NULL THEN NULL ELSE '[' || progress || ']' END,"
        " language, printing, created_at, delete_after FROM aside_ticket"
    )
    link()
    op.execute(LINKED.format(ticket="aside_ticket"))
    op.create_table(
        "ticket_token",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("place_id", number, primary_key=True),
        sa.Column("ticket_id", number, nullable=False, index=True),
        same_place("ticket_id", "ticket", ondelete="CASCADE"),
    )
    op.execute(
        "INSERT INTO ticket_token (token_hash, place_id, ticket_id)"
        " SELECT token_hash, place_id, ticket_id FROM aside_ticket_token"
    )
    op.create_table(
        "calendar_event",
        sa.Column("place_id", number, sa.ForeignKey("place.id"), primary_key=True),
        sa.Column("uid", sa.String(64), primary_key=True),
        sa.Column("ticket_id", number, nullable=False),
        sa.Column("booking_id", sa.String(64), nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("starts_at", moment, nullable=False),
        same_place("ticket_id", "ticket", ondelete="CASCADE"),
    )
    op.create_index(None, "calendar_event", ["place_id", "booking_id"])
    op.execute(
        "INSERT INTO calendar_event (place_id, uid, ticket_id, booking_id, sequence, starts_at)"
        " SELECT event.place_id, event.uid, event.ticket_id,"
        " coalesce(aside_ticket.booking_id, event.uid), event.sequence, event.starts_at"
        " FROM aside_calendar_event AS event JOIN aside_ticket"
        " ON aside_ticket.id = event.ticket_id"
    )
    for table in ("ticket_token", "calendar_event", "ticket"):
        op.drop_table(f"aside_{table}")

"""Keys hold the place: no row speaks of another place's row, whoever writes it."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from kiosk.store.errors import StoreError

revision = "0002"
down_revision = "0001"

number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
moment = sa.DateTime(timezone=True)

REFERENCES = (
    ("opening_rule", "helper_id", "helper"),
    ("absence", "helper_id", "helper"),
    ("slot", "helper_id", "helper"),
    ("booking", "terminal_id", "terminal"),
    ("booking", "slot_id", "slot"),
    ("ticket", "booking_id", "booking"),
)
"""Table, column, table it speaks of."""

CHILDREN_FIRST = (
    *("ticket_token", "ticket", "booking", "slot"),
    *("absence", "opening_rule", "helper", "terminal"),
)


def upgrade() -> None:
    refuse_strays()
    if op.get_bind().dialect.name == "sqlite":
        make_anew()
    else:
        alter()


def refuse_strays() -> None:
    """Rows that speak of another place's are nobody's to repair by guessing."""
    for table, column, other in REFERENCES:
        found = op.get_bind().execute(
            sa.text(
                f"SELECT count(*) FROM {table} JOIN {other} ON {other}.id = {table}.{column}"
                f" WHERE {other}.place_id <> {table}.place_id"
            )
        )
        if strays := found.scalar_one():
            raise StoreError(
                f"La table {table} a {strays} ligne(s) d'un lieu dont {column} est d'un autre "
                "lieu : corrigez-les ou effacez-les, puis recommencez. Rien n'est changé."
            )


# PostgreSQL


def alter() -> None:
    op.drop_constraint("fk_booking_terminal_id_terminal", "booking")
    op.drop_constraint("pk_terminal", "terminal")
    op.drop_index("ix_terminal_place_id", "terminal")
    op.create_primary_key("pk_terminal", "terminal", ["place_id", "id"])
    for table in ("helper", "slot", "booking", "ticket"):
        op.create_unique_constraint(None, table, ["place_id", "id"])
    op.drop_constraint("uq_slot_helper_id_starts_at", "slot")
    op.create_unique_constraint(None, "slot", ["place_id", "helper_id", "starts_at"])
    for table, column, other in REFERENCES:
        if other != "terminal":
            op.drop_constraint(f"fk_{table}_{column}_{other}", table)
        op.create_foreign_key(None, table, other, ["place_id", column], ["place_id", "id"])
    op.drop_constraint("uq_ticket_booking_id", "ticket")
    op.create_unique_constraint(None, "ticket", ["booking_id", "place_id"])
    alter_tokens()
    for column in ("first_name", "phone"):
        # Samples for the query planner would outlive the names: the old ones go, none is made.
        op.execute(f"ALTER TABLE booking ALTER {column} TYPE text")
        op.execute(f"ALTER TABLE booking ALTER {column} SET STATISTICS 0")


def alter_tokens() -> None:
    op.add_column("ticket_token", sa.Column("place_id", number))
    op.execute(
        "UPDATE ticket_token SET place_id = ticket.place_id FROM ticket"
        " WHERE ticket.id = ticket_token.ticket_id"
    )
    op.alter_column("ticket_token", "place_id", nullable=False)
    op.drop_constraint("fk_ticket_token_ticket_id_ticket", "ticket_token")
    here, there = ["place_id", "ticket_id"], ["place_id", "id"]
    op.create_foreign_key(None, "ticket_token", "ticket", here, there, ondelete="CASCADE")


# SQLite, which cannot alter keys: the rows are put aside, and back into new tables


def make_anew() -> None:
    for table in CHILDREN_FIRST:
        of_place = "SELECT *"
        if table == "ticket_token":
            place_id = "(SELECT place_id FROM ticket WHERE ticket.id = ticket_id)"
            of_place = f"SELECT token_hash, {place_id} AS place_id, ticket_id"
        op.execute(f"CREATE TABLE aside_{table} AS {of_place} FROM {table}")
    for table in CHILDREN_FIRST:
        op.drop_table(table)
    place_and_people()
    opening()
    slots_and_bookings()
    tickets()
    for table in reversed(CHILDREN_FIRST):
        columns = ", ".join(
            row.name for row in op.get_bind().execute(sa.text(f"PRAGMA table_info(aside_{table})"))
        )
        op.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM aside_{table}")
        op.drop_table(f"aside_{table}")


def of_place(*, index: bool = True) -> "sa.Column[int]":
    return sa.Column("place_id", number, sa.ForeignKey("place.id"), nullable=False, index=index)


def same_place(column: str, table: str, **more: Any) -> sa.ForeignKeyConstraint:
    there = [f"{table}.place_id", f"{table}.id"]
    return sa.ForeignKeyConstraint(["place_id", column], there, **more)


def place_and_people() -> None:
    op.create_table(
        "terminal",
        sa.Column("place_id", number, sa.ForeignKey("place.id"), primary_key=True),
        sa.Column("id", sa.String(64), primary_key=True),
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
        sa.UniqueConstraint("place_id", "id"),
    )


def opening() -> None:
    op.create_table(
        "opening_rule",
        sa.Column("id", number, primary_key=True),
        of_place(),
        sa.Column("helper_id", number, nullable=False, index=True),
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
        same_place("helper_id", "helper"),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        sa.CheckConstraint("starts < ends", name="hours"),
        sa.CheckConstraint("minutes > 0 AND seats > 0", name="lengths"),
    )
    op.create_table(
        "absence",
        sa.Column("id", number, primary_key=True),
        of_place(),
        sa.Column("helper_id", number, nullable=False, index=True),
        sa.Column("starts_at", moment, nullable=False),
        sa.Column("ends_at", moment, nullable=False),
        same_place("helper_id", "helper"),
        sa.CheckConstraint("starts_at < ends_at", name="hours"),
    )


def slots_and_bookings() -> None:
    op.create_table(
        "slot",
        sa.Column("id", number, primary_key=True),
        of_place(index=False),
        sa.Column("helper_id", number, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("starts_at", moment, nullable=False),
        sa.Column("ends_at", moment, nullable=False),
        sa.Column("seats", sa.Integer, nullable=False),
        sa.Column("taken", sa.Integer, nullable=False, server_default="0"),
        sa.Column("modes", sa.String, nullable=False),
        sa.Column("topics", sa.String),
        sa.Column("withdrawn", sa.Boolean, nullable=False, server_default=sa.false()),
        same_place("helper_id", "helper"),
        sa.UniqueConstraint("place_id", "id"),
        sa.UniqueConstraint("place_id", "helper_id", "starts_at"),
        sa.CheckConstraint("taken BETWEEN 0 AND seats", name="taken"),
        sa.CheckConstraint("starts_at < ends_at", name="hours"),
    )
    op.create_index(op.f("ix_slot_place_id_starts_at"), "slot", ["place_id", "starts_at"])
    op.create_table(
        "booking",
        sa.Column("id", sa.String(64), primary_key=True),
        of_place(index=False),
        sa.Column("terminal_id", sa.String(64), nullable=False, index=True),
        sa.Column("slot_id", number, index=True),
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
        same_place("terminal_id", "terminal"),
        same_place("slot_id", "slot"),
        sa.UniqueConstraint("place_id", "id"),
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
    held = sa.text("status = 'held'")
    op.create_index(
        "ix_booking_held", "booking", ["place_id", "hold_expires_at"], sqlite_where=held
    )


def tickets() -> None:
    op.create_table(
        "ticket",
        sa.Column("id", number, primary_key=True),
        of_place(index=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("booking_id", sa.String(64)),
        sa.Column("progress", sa.JSON),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("printing", sa.String(16), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("delete_after", moment, nullable=False),
        same_place("booking_id", "booking"),
        sa.UniqueConstraint("place_id", "id"),
        sa.UniqueConstraint("place_id", "code"),
        sa.UniqueConstraint("booking_id", "place_id"),
    )
    op.create_index(op.f("ix_ticket_place_id_delete_after"), "ticket", ["place_id", "delete_after"])
    op.create_table(
        "ticket_token",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("place_id", number, nullable=False),
        sa.Column("ticket_id", number, nullable=False, index=True),
        same_place("ticket_id", "ticket", ondelete="CASCADE"),
    )

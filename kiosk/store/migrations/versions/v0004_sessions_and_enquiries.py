"""A slot is a session, and a written request an enquiry: in the tables as in the program."""

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

CHILDREN_FIRST = ("ticket_token", "calendar_event", "ticket", "booking", "slot")
"""The two tables that change, and those that speak of them."""

STATUSES = (
    "(kind = 'appointment'"
    " AND status IN ('held', 'confirmed', 'cancelled', 'expired', 'over'))"
    " OR (kind = 'call' AND status IN ('waiting', 'answered', 'cancelled', 'over'))"
    " OR (kind = 'enquiry' AND status IN ('waiting', 'cancelled', 'over'))"
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        make_anew()
    else:
        alter()


def renamed(words: str) -> str:
    # `slot_id` and every name made of a table's name follow by themselves.
    return words.replace("slot", "session").replace("'request'", "'enquiry'")


# PostgreSQL


def alter() -> None:
    op.rename_table("slot", "session")
    op.execute("ALTER SEQUENCE slot_id_seq RENAME TO session_id_seq")
    op.alter_column("booking", "slot_id", new_column_name="session_id")
    for table, name in named(
        "SELECT conrelid::regclass::text, conname FROM pg_constraint"
        " WHERE connamespace = 'public'::regnamespace AND conname LIKE '%slot%'"
    ):
        op.execute(f"ALTER TABLE {table} RENAME CONSTRAINT {name} TO {renamed(name)}")
    # After the constraints: an index that keeps one has been renamed with it.
    for _table, name in named(
        "SELECT tablename, indexname FROM pg_indexes"
        " WHERE schemaname = 'public' AND indexname LIKE '%slot%'"
    ):
        op.execute(f"ALTER INDEX {name} RENAME TO {renamed(name)}")
    for check in ("ck_booking_kind", "ck_booking_status"):
        op.drop_constraint(op.f(check), "booking")
    op.execute("UPDATE booking SET kind = 'enquiry' WHERE kind = 'request'")
    op.create_check_constraint("kind", "booking", "kind IN ('appointment', 'call', 'enquiry')")
    op.create_check_constraint("status", "booking", STATUSES)


def named(query: str) -> Iterable[tuple[str, str]]:
    return [(row[0], row[1]) for row in op.get_bind().execute(sa.text(query))]


# SQLite, which cannot alter checks: the rows are put aside, and back into new tables


def make_anew() -> None:
    bind = op.get_bind()
    # Tables before their indexes. SQLite keeps each as it was written, so that it can be written
    # again with the new names; what it made by itself (a key's index) has no text.
    found = bind.execute(
        sa.text(
            "SELECT tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"
            " AND type IN ('table', 'index') ORDER BY type DESC, name"
        )
    ).all()
    kept = [sql for table, sql in found if table in CHILDREN_FIRST]
    for table in CHILDREN_FIRST:
        op.execute(f"CREATE TABLE aside_{table} AS SELECT * FROM {table}")
    for table in CHILDREN_FIRST:
        op.drop_table(table)
    for sql in kept:
        bind.exec_driver_sql(renamed(sql))
    op.execute("UPDATE aside_booking SET kind = 'enquiry' WHERE kind = 'request'")
    for table in reversed(CHILDREN_FIRST):
        columns = [row[1] for row in bind.execute(sa.text(f"PRAGMA table_info(aside_{table})"))]
        into, of = ", ".join(map(renamed, columns)), ", ".join(columns)
        op.execute(f"INSERT INTO {renamed(table)} ({into}) SELECT {of} FROM aside_{table}")
        op.drop_table(f"aside_{table}")

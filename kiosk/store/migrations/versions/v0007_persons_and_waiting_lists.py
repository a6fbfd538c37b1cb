"""Persons are counted, seats are of any kind of session, and sessions have waiting lists."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

SESSION = "(kind IN ('call', 'enquiry')) = (session_id IS NULL)"
STATUS = (
    "(kind NOT IN ('call', 'enquiry') AND status IN"
    " ('held', 'confirmed', 'waiting', 'cancelled', 'expired', 'over'))"
    " OR (kind = 'call' AND status IN ('waiting', 'answered', 'cancelled', 'over'))"
    " OR (kind = 'enquiry' AND status IN ('waiting', 'cancelled', 'over'))"
)
PERSONS = "persons > 0"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        make_anew()
    else:
        alter()


# PostgreSQL


def alter() -> None:
    for table, column, default in (("session", "waiting_list", "0"), ("booking", "persons", "1")):
        op.add_column(table, sa.Column(column, sa.Integer, nullable=False, server_default=default))
    for name in ("kind", "session", "status"):
        op.drop_constraint(op.f(f"ck_booking_{name}"), "booking")
    op.create_check_constraint("session", "booking", SESSION)
    op.create_check_constraint("status", "booking", STATUS)
    op.create_check_constraint("persons", "booking", PERSONS)


# SQLite, which cannot alter checks: the rows are put aside, and back into new tables

CHILDREN_FIRST = ("ticket_booking", "booking", "session")


def make_anew() -> None:
    bind = op.get_bind()
    found = bind.execute(
        sa.text(
            "SELECT tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"
            " AND type IN ('table', 'index') ORDER BY type DESC, name"
        )
    ).all()
    kept = [sql for table, sql in found if table in CHILDREN_FIRST]
    for table in CHILDREN_FIRST:
        op.execute(f"CREATE TABLE aside_{table} AS SELECT * FROM {table}")
        op.drop_table(table)
    for sql in kept:
        bind.exec_driver_sql(as_it_is_now(sql))
    for table in reversed(CHILDREN_FIRST):
        columns = ", ".join(
            row[1] for row in bind.execute(sa.text(f"PRAGMA table_info(aside_{table})"))
        )
        op.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM aside_{table}")
        op.drop_table(f"aside_{table}")


def as_it_is_now(sql: str) -> str:
    """A table as SQLite keeps it, line by line, with what is new in its place."""
    lines: list[str] = []
    for line in sql.split("\n"):
        if "CONSTRAINT ck_booking_kind " in line:
            continue
        if "CONSTRAINT ck_booking_session " in line:
            line = f"\tCONSTRAINT ck_booking_session CHECK ({SESSION}), "
        if "CONSTRAINT ck_booking_status " in line:
            line = f"\tCONSTRAINT ck_booking_status CHECK ({STATUS}), "
        if line.lstrip().startswith("hold_expires_at "):
            lines.append("\tpersons INTEGER DEFAULT '1' NOT NULL, ")
        lines.append(line)
        if "CONSTRAINT ck_booking_hold " in line:
            lines.append(f"\tCONSTRAINT ck_booking_persons CHECK ({PERSONS}), ")
        if line.lstrip().startswith("taken INTEGER"):
            lines.append("\twaiting_list INTEGER DEFAULT '0' NOT NULL, ")
    return "\n".join(lines)

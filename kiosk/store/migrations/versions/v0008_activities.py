"""What is bookable has an identity: rules and sessions point to an activity, which has a host or
none; two sessions may begin together."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

number = sa.BigInteger().with_variant(sa.Integer, "sqlite")

SAME = (
    "activity.place_id = {row}.place_id AND activity.helper_id = {row}.helper_id"
    " AND activity.kind = {row}.kind AND coalesce(activity.title, '') = coalesce({row}.title, '')"
)
"""What made a row the same thing as another, while nothing said so."""


def upgrade() -> None:
    make_activity()
    fill_activity()
    if op.get_bind().dialect.name == "sqlite":
        make_anew()
    else:
        alter()


def make_activity() -> None:
    op.create_table(
        "activity",
        sa.Column("id", number, primary_key=True),
        sa.Column("place_id", number, sa.ForeignKey("place.id"), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("about", sa.Text),
        sa.Column("location", sa.Text),
        sa.Column("helper_id", number),
        sa.Column("seats", sa.Integer, nullable=False, server_default="1"),
        sa.Column("waiting_list", sa.Integer, nullable=False, server_default="0"),
        sa.ForeignKeyConstraint(["place_id", "helper_id"], ["helper.place_id", "helper.id"]),
        sa.UniqueConstraint("place_id", "id"),
        sa.UniqueConstraint("place_id", "id", "kind"),
        sa.CheckConstraint("kind <> 'appointment' OR helper_id IS NOT NULL", name="host"),
        sa.CheckConstraint("kind = 'appointment' OR title IS NOT NULL", name="title"),
        sa.CheckConstraint("seats > 0 AND waiting_list >= 0", name="seats"),
    )
    for column in ("place_id", "helper_id"):
        op.create_index(op.f(f"ix_activity_{column}"), "activity", [column])


def fill_activity() -> None:
    """The rules' first: sessions of what no rule gives any more have theirs after."""
    for table in ("opening_rule", "session"):
        op.execute(
            "INSERT INTO activity (place_id, kind, title, helper_id, seats)"
            # An appointment's title was never shown; what is attended cannot do without.
            " SELECT place_id, kind, CASE WHEN kind = 'appointment' THEN title"
            " ELSE coalesce(title, kind) END, helper_id, max(seats)"
            f" FROM {table} WHERE NOT EXISTS ("
            f"SELECT 1 FROM activity WHERE {SAME.format(row=table)})"
            " GROUP BY place_id, kind, title, helper_id"
        )


def its_activity(row: str) -> str:
    return f"(SELECT min(activity.id) FROM activity WHERE {SAME.format(row=row)})"


# PostgreSQL


def alter() -> None:
    for table in ("opening_rule", "session"):
        op.add_column(table, sa.Column("activity_id", number))
        op.execute(f"UPDATE {table} SET activity_id = {its_activity(table)}")
        op.alter_column(table, "activity_id", nullable=False)
    op.create_index(op.f("ix_opening_rule_activity_id"), "opening_rule", ["activity_id"])
    op.create_foreign_key(
        op.f("fk_opening_rule_place_id_activity"),
        "opening_rule",
        "activity",
        ["place_id", "activity_id"],
        ["place_id", "id"],
    )
    op.drop_constraint(op.f("ck_opening_rule_lengths"), "opening_rule")
    op.create_check_constraint("lengths", "opening_rule", "minutes > 0")
    for column in ("helper_id", "kind", "title", "seats"):
        op.drop_column("opening_rule", column)
    op.create_foreign_key(
        op.f("fk_session_place_id_activity"),
        "session",
        "activity",
        ["place_id", "activity_id", "kind"],
        ["place_id", "id", "kind"],
    )
    op.drop_constraint(op.f("uq_session_place_id_helper_id_starts_at"), "session")
    op.create_unique_constraint(
        op.f("uq_session_place_id_activity_id_starts_at"),
        "session",
        ["place_id", "activity_id", "starts_at"],
    )
    op.create_index(
        op.f("ix_session_place_id_helper_id_starts_at"),
        "session",
        ["place_id", "helper_id", "starts_at"],
    )
    op.alter_column("session", "helper_id", nullable=True)
    op.drop_column("session", "title")


# SQLite, which cannot alter constraints: the rows are put aside, and back into new tables

CHILDREN_FIRST = ("ticket_booking", "booking", "session", "opening_rule")


def make_anew() -> None:
    bind = op.get_bind()
    found = bind.execute(
        sa.text(
            "SELECT tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"
            " AND type IN ('table', 'index') ORDER BY type DESC, name"
        )
    ).all()
    as_before = [sql for table, sql in found if table in ("ticket_booking", "booking")]
    for table in CHILDREN_FIRST:
        op.execute(f"CREATE TABLE aside_{table} AS SELECT * FROM {table}")
        op.drop_table(table)
    make_rules_and_sessions()
    for sql in as_before:
        bind.exec_driver_sql(sql)
    for table in reversed(CHILDREN_FIRST):
        columns = [row[1] for row in bind.execute(sa.text(f"PRAGMA table_info({table})"))]
        values = ", ".join(columns)
        if "activity_id" in columns:
            values = values.replace("activity_id", its_activity(f"aside_{table}"))
        op.execute(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM aside_{table}")
        op.drop_table(f"aside_{table}")


def make_rules_and_sessions() -> None:
    op.create_table(
        "opening_rule",
        sa.Column("id", number, primary_key=True),
        sa.Column("place_id", number, sa.ForeignKey("place.id"), nullable=False, index=True),
        sa.Column("activity_id", number, nullable=False, index=True),
        sa.Column("weekday", sa.Integer, nullable=False),
        sa.Column("starts", sa.Time, nullable=False),
        sa.Column("ends", sa.Time, nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("modes", sa.String, nullable=False),
        sa.Column("topics", sa.String),
        sa.Column("valid_from", sa.Date),
        sa.Column("valid_to", sa.Date),
        sa.ForeignKeyConstraint(["place_id", "activity_id"], ["activity.place_id", "activity.id"]),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        sa.CheckConstraint("starts < ends", name="hours"),
        sa.CheckConstraint("minutes > 0", name="lengths"),
    )
    op.create_table(
        "session",
        sa.Column("id", number, primary_key=True),
        sa.Column("place_id", number, sa.ForeignKey("place.id"), nullable=False),
        sa.Column("activity_id", number, nullable=False),
        sa.Column("helper_id", number),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seats", sa.Integer, nullable=False),
        sa.Column("taken", sa.Integer, nullable=False, server_default="0"),
        sa.Column("waiting_list", sa.Integer, nullable=False, server_default="0"),
        sa.Column("modes", sa.String, nullable=False),
        sa.Column("topics", sa.String),
        sa.Column("withdrawn", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.ForeignKeyConstraint(["place_id", "helper_id"], ["helper.place_id", "helper.id"]),
        sa.ForeignKeyConstraint(
            ["place_id", "activity_id", "kind"],
            ["activity.place_id", "activity.id", "activity.kind"],
        ),
        sa.UniqueConstraint("place_id", "id"),
        sa.UniqueConstraint("place_id", "activity_id", "starts_at"),
        sa.CheckConstraint("taken BETWEEN 0 AND seats", name="taken"),
        sa.CheckConstraint("starts_at < ends_at", name="hours"),
    )
    for columns in (["place_id", "starts_at"], ["place_id", "helper_id", "starts_at"]):
        op.create_index(op.f(f"ix_session_{'_'.join(columns)}"), "session", columns)

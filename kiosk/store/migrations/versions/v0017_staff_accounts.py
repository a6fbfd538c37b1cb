"""The team signs in one by one, by accounts with roles, and a journal says who did what.

The one password of a place goes: whoever used it gets an account (`kiosk staff add`).
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.drop_table("staff_sign_in")
    op.drop_table("staff_password")
    op.create_table(
        "staff_account",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("place_id", number, sa.ForeignKey("place.id"), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("password_hash", sa.Text),
        sa.Column("badge_hash", sa.String(64)),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("changed_at", moment, nullable=False),
        sa.Column("ended_at", moment),
        sa.Column("wrong_tries", sa.Integer, nullable=False, server_default="0"),
        sa.Column("locked_until", moment),
        sa.CheckConstraint("role IN ('host', 'helper', 'manager', 'operator')", name="role"),
    )
    op.create_index(None, "staff_account", ["place_id", "badge_hash"])
    op.create_table(
        "staff_sign_in",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("place_id", number, sa.ForeignKey("place.id"), primary_key=True),
        sa.Column("account_id", sa.String(64), nullable=False),
        sa.Column("began_at", moment, nullable=False),
        sa.Column("used_at", moment, nullable=False),
        sa.Column("ended_at", moment),
        sa.ForeignKeyConstraint(
            ["place_id", "account_id"], ["staff_account.place_id", "staff_account.id"]
        ),
    )
    op.create_index(None, "staff_sign_in", ["place_id", "began_at"])
    op.create_table(
        "staff_journal",
        sa.Column("id", number, primary_key=True),
        sa.Column("place_id", number, sa.ForeignKey("place.id"), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("account_id", sa.String(64)),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("deed", sa.String(32), nullable=False),
        sa.Column("about", sa.Text, nullable=False),
    )
    op.create_index(None, "staff_journal", ["place_id", "at"])
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER staff_journal_keeps_{deed.lower()} BEFORE {deed} ON staff_journal"
                " WHEN julianday('now') - julianday(OLD.at) < 365"
                " BEGIN SELECT RAISE(ABORT, 'the journal is not changed'); END"
            )

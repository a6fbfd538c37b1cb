"""The team signs in on the web: a password for the place, and who is signed in."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
moment = sa.DateTime(timezone=True)


def of_place() -> "sa.Column[int]":
    return sa.Column("place_id", number, sa.ForeignKey("place.id"), primary_key=True)


def upgrade() -> None:
    op.create_table(
        "staff_password",
        of_place(),
        sa.Column("password_hash", sa.Text, nullable=False),
        sa.Column("chosen_at", moment, nullable=False),
    )
    op.create_table(
        "staff_sign_in",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        of_place(),
        sa.Column("began_at", moment, nullable=False),
        sa.Column("used_at", moment, nullable=False),
        sa.Column("ended_at", moment),
    )
    op.create_index(None, "staff_sign_in", ["place_id", "began_at"])

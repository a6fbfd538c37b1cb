"""When the public may come: outside these hours a terminal says when its place opens."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

number = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "opening_hours",
        sa.Column("id", number, primary_key=True),
        sa.Column("place_id", number, sa.ForeignKey("place.id"), nullable=False, index=True),
        sa.Column("weekday", sa.Integer, nullable=False),
        sa.Column("starts", sa.Time, nullable=False),
        sa.Column("ends", sa.Time, nullable=False),
        sa.Column("valid_from", sa.Date),
        sa.Column("valid_to", sa.Date),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        sa.CheckConstraint("starts < ends", name="hours"),
    )

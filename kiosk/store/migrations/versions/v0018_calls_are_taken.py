"""Who takes a call, what was tried before it, how it ended; where a terminal stands."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("terminal", sa.Column("location", sa.Text))
    op.add_column("terminal", sa.Column("ungreeted_since", moment))
    op.create_table(
        "staff_call",
        sa.Column("place_id", number, primary_key=True),
        sa.Column("booking_id", sa.String(64), primary_key=True),
        sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
        sa.Column("tried", sa.Text),
        sa.Column("taken_by", sa.String(64)),
        sa.Column("taken_name", sa.Text),
        *(sa.Column(name, moment) for name in ("taken_at", "came_at", "ended_at")),
        sa.Column("outcome", sa.String(16)),
        sa.Column("about", sa.String(64)),
        sa.ForeignKeyConstraint(
            ["place_id", "booking_id"], ["booking.place_id", "booking.id"], ondelete="CASCADE"
        ),
        sa.CheckConstraint("(taken_name IS NULL) = (taken_at IS NULL)", name="taken"),
        sa.CheckConstraint("outcome IN ('helped', 'alone', 'left')", name="outcome"),
        sa.CheckConstraint("tries >= 0", name="tries"),
    )

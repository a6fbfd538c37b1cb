"""Orders to terminals, and how each terminal says it is."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    for column in (
        sa.Column("state", sa.String(16)),
        sa.Column("state_since", moment),
        sa.Column("printer", sa.Text),
        sa.Column("outbox", sa.Integer),
    ):
        op.add_column("terminal", column)
    op.create_table(
        "command",
        sa.Column("place_id", number, sa.ForeignKey("place.id"), primary_key=True),
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("terminal_id", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("ordered_by", sa.Text, nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("expires_at", moment, nullable=False),
        sa.Column("taken_at", moment),
        sa.Column("done_at", moment),
        sa.Column("outcome", sa.String(16)),
        sa.ForeignKeyConstraint(["place_id", "terminal_id"], ["terminal.place_id", "terminal.id"]),
        sa.CheckConstraint("created_at < expires_at", name="times"),
    )
    op.create_index(None, "command", ["place_id", "terminal_id", "expires_at"])

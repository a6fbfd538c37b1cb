"""People who give hours to others, and who comes."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "sponsor",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("place_id", number, sa.ForeignKey("place.id"), primary_key=True),
        sa.Column("first_name", sa.Text),
        sa.Column("needs", sa.String, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.CheckConstraint("status IN ('new', 'accepted', 'ended')", name="status"),
    )
    op.create_table(
        "sponsor_hour",
        sa.Column("place_id", number, primary_key=True),
        sa.Column("session_id", number, primary_key=True),
        sa.Column("sponsor_id", sa.String(64), primary_key=True),
        sa.Column("booking_id", sa.String(64)),
        sa.Column("given_up", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.ForeignKeyConstraint(
            ["place_id", "session_id"], ["session.place_id", "session.id"], ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["place_id", "sponsor_id"], ["sponsor.place_id", "sponsor.id"], ondelete="CASCADE"
        ),
    )
    op.create_index(op.f("ix_sponsor_hour_booking_id"), "sponsor_hour", ["booking_id"])
    op.create_table(
        "ticket_sponsor",
        sa.Column("sponsor_id", sa.String(64), primary_key=True),
        sa.Column("place_id", number, primary_key=True),
        sa.Column("ticket_id", number, nullable=False),
        sa.ForeignKeyConstraint(
            ["place_id", "sponsor_id"], ["sponsor.place_id", "sponsor.id"], ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["place_id", "ticket_id"], ["ticket.place_id", "ticket.id"], ondelete="CASCADE"
        ),
    )
    op.create_index(
        op.f("ix_ticket_sponsor_place_id_ticket_id"), "ticket_sponsor", ["place_id", "ticket_id"]
    )

"""Ideas and difficulties that visitors told, and the tickets on which they find the answer."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "note",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("place_id", number, sa.ForeignKey("place.id"), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("card", sa.String(64)),
        sa.Column("words", sa.Text),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("merged_into", sa.String(64)),
        sa.Column("me_too", sa.Integer, nullable=False, server_default="0"),
        sa.Column("answer", sa.Text),
        sa.Column("refused", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("answered_at", moment),
        sa.Column("created_at", moment, nullable=False),
        sa.CheckConstraint("kind IN ('idea', 'difficulty')", name="kind"),
        sa.CheckConstraint("status IN ('new', 'accepted', 'merged', 'removed')", name="status"),
        sa.CheckConstraint("(status = 'merged') = (merged_into IS NOT NULL)", name="merged"),
        sa.CheckConstraint(
            "card IS NOT NULL OR words IS NOT NULL OR status IN ('merged', 'removed')",
            name="said",
        ),
    )
    op.create_index(
        op.f("ix_note_place_id_status_created_at"), "note", ["place_id", "status", "created_at"]
    )
    op.create_table(
        "ticket_note",
        sa.Column("note_id", sa.String(64), primary_key=True),
        sa.Column("place_id", number, primary_key=True),
        sa.Column("ticket_id", number, nullable=False),
        sa.ForeignKeyConstraint(
            ["place_id", "note_id"], ["note.place_id", "note.id"], ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["place_id", "ticket_id"], ["ticket.place_id", "ticket.id"], ondelete="CASCADE"
        ),
    )
    op.create_index(
        op.f("ix_ticket_note_place_id_ticket_id"), "ticket_note", ["place_id", "ticket_id"]
    )

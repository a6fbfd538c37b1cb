"""Series, ways of following, sessions put or moved by hand, and what is told after a meeting."""

from secrets import token_hex

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column(
        "activity", sa.Column("series", sa.Boolean, nullable=False, server_default=sa.false())
    )
    op.add_column("activity", sa.Column("minimum", sa.Integer, nullable=False, server_default="0"))
    op.add_column("activity", sa.Column("languages", sa.String))
    op.add_column("session", sa.Column("meetings", sa.Text))
    op.add_column(
        "session", sa.Column("by_hand", sa.Boolean, nullable=False, server_default=sa.false())
    )
    for name in ("moved_from", "moved_at", "kept_at"):
        op.add_column("session", sa.Column(name, moment))
    op.add_column("booking", sa.Column("video_room", sa.String(32)))
    op.add_column("booking", sa.Column("booth", sa.Text))
    op.add_column("booking", sa.Column("looks_for", sa.String(64)))
    op.create_table(
        "booth",
        sa.Column("place_id", number, sa.ForeignKey("place.id"), primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("active", sa.Boolean, nullable=False, server_default=sa.true()),
    )
    for name in ("helped_asked_at", "sponsor_asked_at"):
        op.add_column("sponsor_hour", sa.Column(name, moment))
    op.create_table(
        "pair_report",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("place_id", number, sa.ForeignKey("place.id"), primary_key=True),
        sa.Column("sponsor_id", sa.String(64), nullable=False),
        sa.Column("told_by", sa.String(16), nullable=False),
        sa.Column("words", sa.Text),
        sa.Column("created_at", moment, nullable=False),
        sa.CheckConstraint("told_by IN ('helped', 'sponsor')", name="told_by"),
    )
    rooms_of_their_own()


def rooms_of_their_own() -> None:
    """Also who booked before meets nobody else's visitor."""
    booking = sa.table(
        "booking", *(sa.column(name) for name in ("id", "place_id", "mode", "video_room"))
    )
    bind = op.get_bind()
    by_video = sa.select(booking.c.id, booking.c.place_id).where(booking.c.mode == "video")
    for row in bind.execute(by_video).all():
        mine = (booking.c.id == row.id, booking.c.place_id == row.place_id)
        bind.execute(sa.update(booking).where(*mine).values(video_room=token_hex(16)))

"""What to bring to an activity and whether it is for beginners; who has come."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("activity", sa.Column("bring", sa.Text))
    op.add_column(
        "activity",
        sa.Column("beginners", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    op.add_column("booking", sa.Column("arrived_at", sa.DateTime(timezone=True)))

"""A session that the place cancelled, whatever its rules say."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column("session", sa.Column("cancelled_at", sa.DateTime(timezone=True)))

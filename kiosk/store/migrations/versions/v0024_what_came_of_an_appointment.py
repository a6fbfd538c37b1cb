"""What came of an appointment, as the team says: received, or did not come."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.add_column("booking", sa.Column("outcome", sa.String(16)))

"""What a terminal finds that is not fine when it examines itself."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.add_column("terminal", sa.Column("findings", sa.JSON))

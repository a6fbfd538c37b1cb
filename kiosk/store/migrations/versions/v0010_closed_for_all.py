"""A closing of the whole place is one row, and holds for what nobody in particular hosts too."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    bind = op.get_bind()
    if bind.dialect.name != "sqlite":
        op.alter_column("absence", "helper_id", nullable=True)
        return
    # SQLite cannot alter a column: the rows are put aside, and back into a new table.
    found = bind.execute(
        sa.text(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name = 'absence'"
            " ORDER BY type DESC, name"
        )
    ).scalars()
    as_now = [sql.replace("helper_id INTEGER NOT NULL", "helper_id INTEGER") for sql in found]
    op.execute("CREATE TABLE aside_absence AS SELECT * FROM absence")
    op.drop_table("absence")
    for sql in as_now:
        bind.exec_driver_sql(sql)
    columns = "id, place_id, helper_id, starts_at, ends_at"
    op.execute(f"INSERT INTO absence ({columns}) SELECT {columns} FROM aside_absence")
    op.drop_table("aside_absence")

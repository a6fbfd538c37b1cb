"""Rows that are written once, and rows that are brought to what they should say."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, insert, update
from sqlalchemy.exc import IntegrityError


def insert_once(connection: Connection, table: Table, row: dict[str, Any]) -> bool:
    """False when its key is there already: whoever asks again, after an answer that was lost, finds
    what was written the first time."""
    try:
        with connection.begin_nested():
            # As parameters: SQLAlchemy keeps statements for their next use, and words inside with
            # them.
            connection.execute(insert(table), row)
    except IntegrityError:
        return False
    return True


def add_to_count(connection: Connection, table: Table, key: dict[str, Any], more: int) -> None:
    """So many more, in the row of a key that may not be there yet; two at once are both counted."""
    if not insert_once(connection, table, key | {"count": more}):
        counted = table.c["count"]
        connection.execute(update(table).filter_by(**key).values({counted: counted + more}))


def amend(connection: Connection, table: Table, row: Any, values: dict[str, Any]) -> None:
    """Write what differs from a row, and nothing where nothing does."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if changed:
        connection.execute(update(table).where(table.c.id == row.id).values(**changed))

"""Rows that are brought to what they should say."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, update


def amend(connection: Connection, table: Table, row: Any, values: dict[str, Any]) -> None:
    """Write what differs from a row, and nothing where nothing does."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if changed:
        connection.execute(update(table).where(table.c.id == row.id).values(**changed))

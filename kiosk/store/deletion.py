"""Deleting rows, with the right that this program's login has.

A login that may delete from a table may also lock it for everybody (LOCK TABLE), so those of
terminals may not: on PostgreSQL they ask a function that deletes rows of their own place,
`kiosk_rights.delete_own` (deploy/postgres/roles.sql).
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Table,
    bindparam,
    delete,
    func,
    select,
    text,
)


def may_delete(connection: Connection, table: Table) -> bool:
    """Whether this login may delete whatever row of the table it sees."""
    if connection.dialect.name == "sqlite":
        return True
    return bool(connection.execute(select(func.has_table_privilege(table.name, "DELETE"))).scalar())


def delete_rows(connection: Connection, table: Table, which: ColumnElement[bool]) -> int:
    """Delete rows of a table with a numbered `id`; how many.

    A terminal's login deletes what the function lets it: rules and absences of its place, and
    tickets out of time by the server's clock. Raises StoreRefused for other tables.
    """
    if may_delete(connection, table):
        return connection.execute(delete(table).where(which)).rowcount
    ids = connection.execute(select(table.c.id).where(which)).scalars().all()
    if not ids:
        return 0
    from sqlalchemy.dialects.postgresql import ARRAY  # slow to load, and a file never needs it

    asked = text("SELECT kiosk_rights.delete_own(:table_name, :ids)")
    asked = asked.bindparams(bindparam("ids", type_=ARRAY(BigInteger)))
    deleted = connection.execute(asked, {"table_name": table.name, "ids": list(ids)}).scalar_one()
    return int(deleted)

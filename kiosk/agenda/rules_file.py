"""Who keeps the rules of a place: its file, or the team on its board.

A terminal that reads a file says so; when the same one starts without, nobody's file keeps them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select, update

from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.engine import Store
from kiosk.store.tables import place_file

Lines = Mapping[str, int]
"""What is written, in words of our own (`place_file/file_lines.py`), → its line, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesFile:
    name: str
    """Without its folder."""
    lines: Lines


def rules_file(work: UnitOfWork) -> RulesFile | None:
    """The file that keeps the place's rules; None: the board does."""
    row = _row(work.connection, work.place.id)
    return None if row is None or row.name is None else RulesFile(name=row.name, lines=row.lines)


def remember_file(connection: Connection, place_id: int, file: RulesFile, terminal_id: str) -> None:
    """Written only where it differs: whoever else reads the same file has nothing to add."""
    row = _row(connection, place_id)
    wanted: dict[str, Any] = {"name": file.name, "lines": dict(file.lines)}
    if row is not None and (row.name, row.lines) == (file.name, wanted["lines"]):
        return
    wanted["terminal_id"] = terminal_id
    if row is None:
        connection.execute(insert(place_file).values(place_id=place_id, **wanted))
    else:
        connection.execute(
            update(place_file).where(place_file.c.place_id == place_id).values(**wanted)
        )


def forget_file(store: Store, place_id: int, terminal_id: str) -> None:
    """This terminal has no file any more. Raises StoreUnreachable."""
    with store.reading() as connection:
        row = _row(connection, place_id)
    if row is None or row.name is None or row.terminal_id != terminal_id:
        return
    its = (place_file.c.place_id == place_id, place_file.c.terminal_id == terminal_id)
    with store.writing() as connection:
        connection.execute(update(place_file).where(*its).values(name=None, lines={}))


def _row(connection: Connection, place_id: int) -> Any:
    query = select(place_file).where(place_file.c.place_id == place_id)
    return connection.execute(query).one_or_none()

"""SQLite files that have their tables already: making them takes longer than most tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.store.engine import sqlite_url
from kiosk.store.schema import open_store


def with_tables(file: Path) -> str:
    """The address of a database with its tables, as a terminal finds it at its second start; what
    is there already stays."""
    if not file.exists():
        file.write_bytes(_empty())
        file.chmod(0o600)
    return sqlite_url(file)


@cache
def _empty() -> bytes:
    """Made by the migrations, as the product does, once in each process."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "kiosk.db"
        open_store(sqlite_url(file)).close()
        return file.read_bytes()

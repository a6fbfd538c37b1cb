"""A SQLite file that cannot be read any more: set aside, never erased, never replaced silently.

A new, empty database would offer hours that stand on visitors' papers. So none is made while a
file that was set aside lies there: the terminal writes requests down until somebody puts a backup
in its place, or, knowing what that means, moves the damaged file away to begin anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from kiosk.store.errors import StoreDamaged
from kiosk.store.sqlite_codes import is_damaged

MARK = ".abimee-"
COMPANIONS = ("", "-wal", "-shm", "-journal")


def is_readable(file: Path) -> bool:
    """Whether SQLite reads the whole file. True also when it cannot be told: locked, no right.

    Nothing is made or written: where there is no journal, none is opened.
    """
    still = "" if file.with_name(f"{file.name}-wal").exists() else "&immutable=1"
    address = f"{file.absolute().as_uri()}?mode=ro{still}"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=2)) as connection:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        return not is_damaged(error)
    return found is not None and found[0] == "ok"


def set_aside(file: Path, now: datetime) -> Path:
    """Rename the file, with its journals, and keep it from other eyes; its new name.

    Raises OSError.
    """
    kept = file.with_name(f"{file.name}{MARK}{now:%Y-%m-%dT%H%M%S}")
    for end in COMPANIONS:
        one = file.with_name(file.name + end)
        with suppress(FileNotFoundError):
            if one.is_file():  # a name that leads to a device is everybody's
                one.chmod(0o600)
            one.rename(kept.with_name(kept.name + end))
    return kept


def aside(file: Path) -> list[Path]:
    """The damaged files that lie beside it, the last one last."""
    return sorted(one for one in _beside(file) if not one.name.endswith(COMPANIONS[1:]))


def _beside(file: Path) -> Iterator[Path]:
    with suppress(OSError):
        for one in file.parent.iterdir():
            if one.name.startswith(file.name + MARK):
                yield one


def refuse_to_replace_damaged(file: Path) -> None:
    """Raises StoreDamaged where opening the file would make an empty one in its place."""
    with suppress(OSError):
        if file.stat().st_size:
            return
    found = aside(file)
    if found:
        raise StoreDamaged(what_was_set_aside(file, found[-1]))


def what_was_set_aside(file: Path, kept: Path) -> str:
    """What happened and what to do, in a sentence for staff."""
    return (
        f"La base {file} était abîmée : elle est mise de côté, sous le nom {kept.name}. Arrêtez la "
        f"borne, mettez une sauvegarde à la place de {file.name} (ou, pour recommencer sans les "
        f"anciens rendez-vous, rangez {kept.name} ailleurs), puis relancez. Voyez "
        "docs/operating.md."
    )

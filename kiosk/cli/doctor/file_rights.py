"""The files that nobody else may read: the team's PIN, secrets, the database with its names."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from kiosk.cli.data_folder import guard_file
from kiosk.settings import Settings, load
from kiosk.store.damaged_file import aside
from kiosk.store.engine import Store
from kiosk.store.outbox import OUTBOX_FILE
from kiosk.visit.findings import Finding

JOURNALS = ("", "-wal", "-shm", "-journal")
"""What SQLite keeps beside its file has the same rows in it."""


def check_rights(settings: Settings, file: Path | None) -> Iterator[Finding]:
    """A group may read them: that is how a service reads a file of the administrator's."""
    open_to_all = [one for one in _secret_files(settings, file) if others_may(one)]
    for one in open_to_all:
        says = f"{one} : tout utilisateur de la machine le lit. Lancez : chmod o-rwx '{one}'"
        yield Finding("rights", "wrong", says)
    if not open_to_all:
        yield Finding("rights", "ok", "personne d'autre ne les lit")


def check_pin(settings: Settings) -> Iterator[Finding]:
    if (settings.data / "staff-pin").exists():
        yield Finding("staff-pin", "ok", "choisi")
    else:
        yield Finding("staff-pin", "note", "pas encore choisi. Lancez : kiosk staff pin")


def others_may(file: Path) -> bool:
    """Whether any user of the machine may read or write a file: its own rights say so, and no
    folder above keeps them out."""
    try:
        mode = file.stat().st_mode
    except OSError:  # not there, or not even ours to look at
        return False
    if not stat.S_ISREG(mode) or not mode & (stat.S_IROTH | stat.S_IWOTH):
        return False
    return all(_lets_others_through(folder) for folder in file.resolve().parents)


def _lets_others_through(folder: Path) -> bool:
    try:
        return bool(folder.stat().st_mode & stat.S_IXOTH)
    except OSError:
        return True


def _secret_files(settings: Settings, file: Path | None) -> Iterator[Path]:
    data = settings.data
    yield from (data / "staff-pin", guard_file(settings), data / "web-secret")
    # The keys of the team's https, where it made its own: see `cli/staff_tls.py`.
    yield from (data / "certificate").glob("*.pem")
    if settings.staff_key is not None:
        yield settings.staff_key
    for database in (Store(settings.database_url).file, data / OUTBOX_FILE):
        if database is not None:
            yield from (database.with_name(database.name + end) for end in JOURNALS)
            with suppress(OSError):
                yield from aside(database)
    if file is not None and _holds_a_secret(file):
        yield file


def _holds_a_secret(file: Path) -> bool:
    """The file itself: what variables say is not in it."""
    written = load(file, {})
    chosen = (written.web_secret, written.webhook_secret, written.metrics_token)
    databases = [one for one in (written.database_url, written.staff_database) if one]
    return any(chosen) or any(Store(one).has_password for one in databases)

"""Where the terminal writes: its folder, the room left on the disk, and what waits there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile

from kiosk.settings import Settings
from kiosk.store.outbox import OUTBOX_FILE, Outbox
from kiosk.system_errors import reason
from kiosk.visit.findings import Finding

MB = 1_000_000
LITTLE, TOO_LITTLE = 1000 * MB, 100 * MB
"""Bytes free. A day of a place takes some megabytes; a backup or an update takes hundreds."""
FEW_FILES = 1000
"""Names of files left: a disk may have room, and none for another file."""


def nearest_folder(path: Path) -> Path:
    """What there is already of a path."""
    return next((one for one in (path, *path.absolute().parents) if one.exists()), path)


def check_data_folder(settings: Settings) -> Iterator[Finding]:
    what, data = "data-folder", settings.data
    there = nearest_folder(data)
    try:
        with TemporaryFile(dir=there) as trial:  # a file without a name: nobody sees it
            trial.write(b"essai")
            trial.flush()
    except OSError as error:
        cannot = "ne s'écrit pas" if there == data else "ne peut pas être créé"
        yield Finding(what, "wrong", f"{data} {cannot} ({reason(error)}).")
        return
    if there == data:
        yield Finding(what, "ok", str(data))
    else:
        yield Finding(what, "note", f"{data} n'existe pas encore : la borne le fait au départ.")


def check_disk(settings: Settings) -> Iterator[Finding]:
    """By what this user may still write: a part of many disks is the administrator's alone."""
    folder = nearest_folder(settings.data)
    disk = os.statvfs(folder)
    free = disk.f_bavail * disk.f_frsize
    if not disk.f_blocks:  # a disk that has no size, as /proc: the data folder tells of it
        return
    room = f"{_size(free)} libres sur {_size(disk.f_blocks * disk.f_frsize)}, pour {settings.data}"
    if disk.f_files and disk.f_favail < FEW_FILES:
        says = f"il ne reste de place que pour {disk.f_favail} fichiers. {_MAKE_ROOM}"
        yield Finding("disk", "wrong", says)
    elif free < TOO_LITTLE:
        yield Finding("disk", "wrong", f"{room} : bientôt plus rien ne s'écrit. {_MAKE_ROOM}")
    elif free < LITTLE:
        yield Finding("disk", "note", f"{room} : c'est peu. {_MAKE_ROOM}")
    else:
        yield Finding("disk", "ok", room)


_MAKE_ROOM = (
    "Faites de la place : journaux du système (journalctl --vacuum-size=200M), anciens paquets"
    " (apt-get clean), copies de la base."
)


def _size(size: int) -> str:
    return f"{size / 1e9:.1f} Go".replace(".", ",") if size >= 1e9 else f"{size // MB} Mo"


def check_outbox(settings: Settings) -> Iterator[Finding]:
    """What waits here goes by itself; that it waits is worth a look."""
    waiting = len(Outbox(settings.data / OUTBOX_FILE).waiting())
    if waiting:
        yield Finding("outbox", "note", f"{waiting} à porter à la base. Voyez kiosk outbox.")
    else:
        yield Finding("outbox", "ok", "rien")

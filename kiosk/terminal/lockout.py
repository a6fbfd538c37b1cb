"""What makes guessing slow: waits that grow after wrong codes and wrong PINs."""

from __future__ import annotations

import json
import logging
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from kiosk.clocks import Clock, Elapsed, boot_id, elapsed
from kiosk.text_files import content_of

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LockoutPolicy:
    """How many tries are free, and how the wait grows after them."""

    free_tries: int
    first_wait: timedelta
    longest_wait: timedelta

    def wait(self, wrong: int) -> timedelta | None:
        """The wait after so many wrong tries in a row: doubled each time."""
        over = wrong - self.free_tries
        if over < 0:
            return None
        doublings: int = 2 ** min(over, 20)
        return min(self.first_wait * doublings, self.longest_wait)


CODES = LockoutPolicy(5, timedelta(seconds=10), timedelta(minutes=2))
"""Ticket codes: kind first, and slower after five. Sixteen million codes at one every two
minutes leave nothing to find."""

PINS = LockoutPolicy(3, timedelta(seconds=30), timedelta(minutes=10))
"""The staff's PIN: one try every ten minutes is at most 150 a day, so that half of the ten
thousand shortest PINs take a month of days and nights at the pad. Longer waits would keep out
the team and not the guesser; `kiosk staff unlock` ends them at once."""

Version = tuple[int, int, int] | None
"""Which file it is and when it was written; None when there is none."""


class Lockout:
    """Counts wrong tries in a row. It belongs to the terminal: ending a visit does not reset it.

    Waits are measured by `elapsed`: setting the machine's hour neither opens nor locks. With a
    `file` the count and what is left of the wait outlive a restart, and another program that takes
    the file away (`kiosk staff unlock`) ends the wait in this one too.
    """

    def __init__(
        self,
        patience: LockoutPolicy,
        clock: Clock,
        file: Path | None = None,
        elapsed: Elapsed = elapsed,
    ) -> None:
        self._patience = patience
        self._clock = clock
        self._elapsed = elapsed
        self._file = file
        self._wrong = 0
        self._until: float | None = None
        """As `elapsed`."""
        self._known: Version = None
        """The version of the file that this count agrees with."""
        self._look_again()

    @property
    def seconds_left(self) -> float:
        """For how long no try is looked at; 0 when one may try now."""
        self._look_again()
        return 0.0 if self._until is None else max(self._until - self._elapsed(), 0.0)

    def waits_until(self) -> datetime | None:
        """Until when no try is looked at, as the clock shows it now; None when one may try."""
        left = self.seconds_left
        return self._clock() + timedelta(seconds=left) if left else None

    def was_wrong(self) -> datetime | None:
        """Count a wrong try; until when the next one has to wait."""
        self._look_again()
        self._wrong += 1
        wait = self._patience.wait(self._wrong)
        self._until = self._elapsed() + wait.total_seconds() if wait is not None else None
        self._save()
        return self.waits_until()

    def was_right(self) -> None:
        self._wrong, self._until = 0, None
        self._save()

    def _look_again(self) -> None:
        """Take what another program has written, or taken away, since."""
        if self._file is None:
            return
        try:
            version = _version(self._file)
        except OSError:
            return  # it cannot be looked at: the count in memory holds
        if version == self._known:
            return
        self._known = version
        self._wrong, self._until = 0, None
        if version is not None:
            self._load(self._file)

    def _load(self, file: Path) -> None:
        try:
            kept = json.loads(content_of(file))
            wrong = int(kept["wrong"])
            self._until = self._until_of(kept)
            self._wrong = wrong
        except (OSError, ValueError, KeyError, TypeError, RecursionError, OverflowError):
            log.warning("%s does not read: the count of wrong tries starts again", file)

    def _until_of(self, kept: dict[str, Any]) -> float | None:
        """In the same run of the machine, what is left to the second. In another one, all that
        was left when it was written down: how long the machine was off, no clock can tell."""
        left = float(kept["left"])
        if not 0 < left <= self._patience.longest_wait.total_seconds():
            return None
        if kept["boot"] and kept["boot"] == boot_id():
            return min(float(kept["until"]), self._elapsed() + left)
        return self._elapsed() + left

    def _save(self) -> None:
        if self._file is None:
            return
        kept = {
            "wrong": self._wrong,
            "left": self.seconds_left,
            "boot": boot_id(),
            "until": self._until,
        }
        try:
            write_whole(self._file, json.dumps(kept))
            self._known = _version(self._file)
        except OSError as error:
            log.error("The count of wrong tries cannot be written down: %s", error)


def lift(file: Path) -> None:
    """End the wait, in every program that counts in this file. Raises OSError."""
    file.unlink(missing_ok=True)


def _version(file: Path) -> Version:
    try:
        found = file.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def write_whole(file: Path, text: str) -> None:
    """Write a small private file at once: after a power cut it is the old one or the new one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(file.name + ".part")
    part.touch(mode=0o600)
    _give_to_owner(part)
    with part.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(file)


def _give_to_owner(part: Path) -> None:
    """What the machine's administrator writes is for whoever runs the terminal: they own the
    folder, and could not read it otherwise."""
    if os.geteuid() == 0:
        owner = part.parent.stat()
        os.chown(part, owner.st_uid, owner.st_gid)

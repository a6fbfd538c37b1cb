"""How often a terminal was at fault, and how often its program ended in a crash: in a small file of
the data folder, so that a restart does not forget it.

A crash is a run that did not come to its end: a fault that nobody caught, a segmentation fault, a
watchdog. A machine that lost its power did not crash.
"""

from __future__ import annotations

import json
import logging
import threading
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from pathlib import Path

from kiosk.clocks import Clock
from kiosk.text_files import content_of

log = logging.getLogger(__name__)

WINDOW = timedelta(minutes=10)
MOST = 3
"""The third fault within the window restarts the program; after the third crash it is not tried
again for a while."""

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counts:
    faults: tuple[float, ...] = ()
    """Of this run, in seconds since 1970."""
    crashes: tuple[float, ...] = ()
    running: str = ""
    """The boot of the machine in which a run has begun that has not come to its end."""


class FaultRecord:
    """Of one data folder, which its terminal has for itself. Safe to share between threads.

    A folder that cannot be written to is logged: what is known is kept in memory.
    """

    def __init__(self, data: Path, clock: Clock) -> None:
        self._file = data / "faults.json"
        self._clock = clock
        self._lock = threading.Lock()
        self._counts = _read(self._file)

    def begin(self) -> None:
        """A run begins. Where the one before did not come to its end, that was a crash."""
        boot, now = _boot(), self._now()
        crashes = self._recent(self._counts.crashes)
        if self._counts.running == boot:
            crashes = (*crashes, now)
        self._keep(_Counts(crashes=crashes, running=boot))

    def end(self) -> None:
        """The run comes to its end as it should. Once or more."""
        with self._lock:
            if self._counts.running:
                self._keep(replace(self._counts, running=""))

    def happened(self) -> None:
        """A fault, of which the visitor was told or whose visit was ended."""
        with self._lock:
            faults = (*self._recent(self._counts.faults), self._now())
            self._keep(replace(self._counts, faults=faults))

    @property
    def too_many(self) -> bool:
        """So many faults that the program has to begin anew."""
        return len(self._counts.faults) >= MOST

    @property
    def in_a_crash_loop(self) -> bool:
        return len(self._counts.crashes) >= MOST

    def forgive(self) -> None:
        """It is tried again: crashes are counted from none."""
        with self._lock:
            self._keep(_Counts())

    def _now(self) -> float:
        return self._clock().timestamp()

    def _recent(self, moments: tuple[float, ...]) -> tuple[float, ...]:
        """Those within the window; a moment that is still to come was told by a wrong clock."""
        since = self._now() - WINDOW.total_seconds()
        return tuple(moment for moment in moments if since < moment <= self._now())

    def _keep(self, counts: _Counts) -> None:
        self._counts = counts
        try:
            # Not waited for until the disk has it: after a power cut nothing counts anyway, and
            # the thread that draws must not wait.
            part = self._file.with_suffix(".part")
            part.write_text(json.dumps(asdict(counts)))
            part.replace(self._file)
        except OSError as error:
            log.error("The faults cannot be written down: %s", error.strerror)


def _boot() -> str:
    try:
        return BOOT_ID.read_text().strip()
    except OSError:
        return "?"


def _read(file: Path) -> _Counts:
    """None of what another version of the program wrote."""
    try:
        kept = json.loads(content_of(file))
        return _Counts(
            faults=tuple(map(float, kept["faults"])),
            crashes=tuple(map(float, kept["crashes"])),
            running=str(kept["running"]),
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return _Counts()

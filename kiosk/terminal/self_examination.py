"""The terminal examines itself soon after its start and each day, and tells what is not fine.

On a thread of its own: a disk or a page that does not answer keeps nothing else waiting.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from kiosk.agenda.agenda import Agenda
from kiosk.agenda.terminal_findings import tell
from kiosk.store.errors import StoreError
from kiosk.terminal.loop import News
from kiosk.terminal.workers import Worker
from kiosk.visit.findings import Finding

log = logging.getLogger(__name__)

Examine = Callable[[], tuple[Finding, ...]]
"""What is not fine."""

FIRST = 20.0
"""Seconds after the start: the page beside the terminal is served by then."""
EVERY = 24 * 3600.0
TELL_AGAIN = 60.0
"""Seconds between two tries to tell a store that is silent."""


class SelfExamination:
    def __init__(self, agenda: Agenda, examine: Examine, deliver: Callable[[News], None]) -> None:
        self._agenda = agenda
        self._examine = examine
        self._worker: Worker[News] = Worker("examination", deliver)
        self._due: float | None = None
        self._tell_at: float | None = None
        self._untold: tuple[Finding, ...] | None = None

    def tick(self, elapsed: float) -> None:
        """`elapsed` is seconds on a clock that never goes back."""
        if self._due is None:
            self._due = elapsed + FIRST
        if self._worker.is_busy:
            return
        if elapsed >= self._due:
            self._due, self._tell_at = elapsed + EVERY, elapsed + TELL_AGAIN
            self._worker.do(self._look)
        elif self._untold is not None and self._tell_at is not None and elapsed >= self._tell_at:
            self._tell_at = elapsed + TELL_AGAIN
            self._worker.do(self._tell)

    def stop(self, seconds: float) -> bool:
        return self._worker.stop(seconds)

    def _look(self) -> tuple[News, ...]:
        self._untold = self._examine()
        for one in self._untold:
            if one.state == "wrong":
                log.warning("Examined: %s: %s", one.id, one.says)
        return self._tell()

    def _tell(self) -> tuple[News, ...]:
        if self._untold is None:
            return ()
        try:
            with self._agenda.writing(sure=False) as work:
                tell(work, self._untold)
            self._untold = None
        except StoreError as error:
            log.debug("The store was not told what was found: %s", error)
        return ()

"""Keeps what visits counted, and tells the store how far the counts are."""

from __future__ import annotations

import logging
from datetime import timedelta

from kiosk import RELEASED
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.trusted_clock import TrustedClock
from kiosk.agenda.visit_counts import take_in
from kiosk.clocks import Clock
from kiosk.store.counts_file import CountsFile, CountsUnusable
from kiosk.store.errors import StoreError
from kiosk.terminal.handling import Answers, Asker, EffectService
from kiosk.terminal.loop import News
from kiosk.visit import effects as fx

log = logging.getLogger(__name__)

KEPT_HERE = timedelta(days=62)
"""How long this terminal keeps what the store has heard: no day that is counted on comes back."""


class Counting(EffectService):
    """A count that is lost is nobody's loss: no visit hears of it, the log does."""

    def __init__(self, file: CountsFile, agenda: Agenda, clock: Clock) -> None:
        self._file = file
        self._agenda = agenda
        self._clock = clock

    def add(self, wanted: fx.AddCounts, _asker: Asker) -> Answers:
        today = self._agenda.place.day_of(self._clock())
        try:
            self._file.add(today, wanted.counts)
        except CountsUnusable as error:
            log.error("%s", error)
            kept = self._file.mend(self._clock())
            if kept is not None:
                log.error("Il est mis de côté sous le nom %s ; un nouveau commence.", kept.name)
                self._file.add(today, wanted.counts)
        return ()

    def tell(self) -> tuple[News, ...]:
        """Each minute. While the hour is in doubt nothing is told: nobody knows of which day it
        would be."""
        if isinstance(self._agenda.clock, TrustedClock) and self._agenda.clock.doubt is not None:
            return ()
        try:
            self._tell()
        except StoreError as error:
            log.info("The counts stay here for now: %s", error)
        return ()

    def _tell(self) -> None:
        today = self._agenda.place.day_of(self._agenda.latest_now())
        counter, counts = self._file.untold()
        earliest = self._agenda.place.day_of(RELEASED)
        if any(not earliest <= one.day <= today for one in counts):
            self._file.redate(earliest, today)
            counter, counts = self._file.untold()
        if counts:
            self._agenda.write(take_in, counter, counts)
            self._file.told(counts, today - KEPT_HERE)

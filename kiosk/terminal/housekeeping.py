"""What a terminal does for its place each minute, and once a day, whoever stands before it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import date

from kiosk.agenda.agenda import Agenda
from kiosk.agenda.errors import ClockDoubtful
from kiosk.agenda.trusted_clock import TrustedClock, with_year
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.errors import StoreError, StoreUnreachable
from kiosk.terminal.loop import ContextNews, News

log = logging.getLogger(__name__)

Job = Callable[[], tuple[News, ...]]

EVERY = 60.0
"""Seconds; the first screen's hours are to the half hour, and names go within a minute."""

HOUR_IN_DOUBT = "l'heure de cette machine est douteuse ({hour}). Lancez : kiosk doctor."
"""What the first screen tells the team; the log says why."""


Furnish = Callable[[UnitOfWork], None]


class Housekeeping:
    """While the hour is not trusted, nothing is planned, closed or erased; staff are told."""

    def __init__(
        self, agenda: Agenda, beat: Callable[[], str], furnish: Furnish | None = None
    ) -> None:
        """`beat` gives the sign of life: see `CommandLink.beat`. `furnish`: what a place to try
        everything with has once its sessions are planned."""
        self._furnish = furnish
        self._agenda = agenda
        self._sign_of_life = beat
        self._done_at: float | None = None
        self._kept_on: date | None = None
        self._doubt = ""

    def is_due(self, elapsed: float) -> bool:
        """Whether a minute has passed; `elapsed` is seconds on a clock that never goes back."""
        if self._done_at is not None and elapsed - self._done_at < EVERY:
            return False
        self._done_at = elapsed
        return True

    def jobs(self, look_at_today: Job) -> tuple[Job, ...]:
        """In this order, on a worker: tell the store that this terminal is there, plan and
        purge at start and each new day, look at today, forget who has been met.
        """
        return self._beat, self._once_a_day, look_at_today, self._forget

    def _beat(self) -> tuple[News, ...]:
        try:
            doubt = self._sign_of_life()
        except StoreError as silent:
            log.info("The store was not told that this terminal is there: %s", silent)
            return ()
        self._tell_of(doubt)
        return (ContextNews(clock_trouble=self._trouble()),)

    def _trouble(self) -> str:
        """With its year: an hour that is a year wrong looks right without."""
        clock, zone = self._agenda.clock, self._agenda.place.zone
        if not isinstance(clock, TrustedClock) or clock.doubt is None:
            return ""
        return HOUR_IN_DOUBT.format(hour=with_year(clock.doubt.ours, zone))

    def _tell_of(self, doubt: str) -> None:
        """Once when the hour begins to be doubted, and once when it is right again."""
        if doubt and not self._doubt:
            log.error("%s Rien n'est planifié ni effacé.", doubt)
        if self._doubt and not doubt:
            log.warning("L'heure de la machine est juste à nouveau.")
        self._doubt = doubt

    def _once_a_day(self) -> tuple[News, ...]:
        """When it did not succeed, it is tried again a minute later."""
        day = self._agenda.place.day_of(self._agenda.clock())
        if self._kept_on != day:
            with suppress(ClockDoubtful):  # told by the sign of life
                self._plan_and_purge(day)
        return ()

    def _plan_and_purge(self, day: date) -> None:
        planned = self._agenda.plan()
        if self._furnish is not None:
            self._agenda.write(self._furnish)
        purged = self._agenda.purge()
        self._kept_on = day
        log.info("Planned: %s. Purged: %s.", planned, purged)
        for time in planned.stranded:
            log.warning(
                "Booked outside the opening hours: %s, %s. Tell the visitor.",
                f"{time.starts_at:%d/%m/%Y %H:%M}",
                time.helper or time.location,
            )
        for one in planned.overlapping:
            log.warning("%s", one)

    def _forget(self) -> tuple[News, ...]:
        with suppress(StoreUnreachable):  # or an hour in doubt: told by the sign of life
            self._agenda.forget()
        return ()

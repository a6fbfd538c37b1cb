"""Looks for orders from outside every two seconds, and at what became of a call that stands; and
tells how this terminal is.

On a thread of its own: a store that is silent keeps nothing else waiting, and while one look waits
for it no other is begun.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from kiosk import __version__
from kiosk.agenda import calls
from kiosk.agenda.agenda import Agenda
from kiosk.store.errors import StoreError
from kiosk.store.outbox import Outbox, OutboxUnusable
from kiosk.terminal.loop import News
from kiosk.terminal.workers import Worker
from kiosk.visit.commands import Snapshot
from kiosk.visit.standing_call import CallNews

log = logging.getLogger(__name__)

LOOK_EVERY = 2.0
"""Seconds: whoever orders from a desk sees the terminal obey while they still look at it."""


class CommandLink:
    def __init__(
        self,
        agenda: Agenda,
        outbox: Outbox,
        deliver: Callable[[News], None],
        *,
        location: str = "",
    ) -> None:
        """`location`: where in the room this terminal stands."""
        self._agenda = agenda
        self._outbox = outbox
        self._worker: Worker[News] = Worker("commands", deliver)
        self._looked_at: float | None = None
        self._location = location
        self._call: str | None = None
        self._started_at = agenda.clock()
        self._begun = False
        """Whether what the last run left has been ended."""
        self._call_news: CallNews | None = None
        """What the screen was told last of a call."""
        self._told: Snapshot | None = None
        self._latest: Snapshot | None = None

    def tick(self, elapsed: float, snapshot: Snapshot, call: str | None = None) -> None:
        """`elapsed` is seconds on a clock that never goes back; `call`, the id of one that
        stands."""
        self._latest, self._call = snapshot, call
        due = self._looked_at is None or elapsed - self._looked_at >= LOOK_EVERY
        if due and not self._worker.is_busy:
            self._looked_at = elapsed
            self._worker.do(self._look)

    def beat(self) -> str:
        """A sign of life with how the terminal is; what `Agenda.beat` says. Raises StoreError."""
        snapshot = self._latest
        doubt = self._agenda.beat(__version__, snapshot, self._waiting(), self._location)
        self._told = snapshot
        return doubt

    def stop(self, seconds: float) -> bool:
        return self._worker.stop(seconds)

    def _look(self) -> tuple[News, ...]:
        try:
            latest = self._latest
            if latest is not None and self._is_another(self._told, latest):
                self._agenda.tell(__version__, latest, self._waiting())
                self._told = latest
            # The news first: an order that was taken must not be lost to a silent store.
            news = self._news_of_the_call()
            taken = tuple(self._agenda.commands())
        except StoreError as error:
            # Each minute's sign of life says in the log that the store is away: once is enough.
            log.debug("No look for orders: %s", error)
            return ()
        for one in taken:
            log.info("Order %s: %s, of %s", one.id, one.kind, one.ordered_by)
        self._end_what_was_left()
        return (*news, *taken)

    def _end_what_was_left(self) -> None:
        """Once, when the store answers and the hour is believed; orders do not wait for it."""
        if not self._begun:
            with suppress(StoreError):
                self._agenda.write(calls.end_left_behind, self._started_at, self._call)
                self._begun = True

    def _news_of_the_call(self) -> tuple[News, ...]:
        """One question more, while a call stands and no longer. Said again only when it changes."""
        call = self._call
        news = self._agenda.call_news(call) if call else None
        if news is None or news == self._call_news:
            return ()
        self._call_news = news
        return (news,)

    def _waiting(self) -> int | None:
        try:
            return len(self._outbox.waiting())
        except OutboxUnusable:
            return None

    @staticmethod
    def _is_another(told: Snapshot | None, now: Snapshot) -> bool:
        """What staff look at has changed; the same state with a later hour is no news."""
        return told is None or replace(told, since=now.since) != now

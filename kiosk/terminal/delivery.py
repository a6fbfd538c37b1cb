"""Brings to the store what waits on this terminal, once, when the store is back.

It has a thread of its own: however long the store is silent, nothing else waits for it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from kiosk.agenda.agenda import Agenda
from kiosk.agenda.errors import BookingChanged, NoSuchBooking
from kiosk.agenda.late_delivery import deliver_attendance, deliver_enquiry, deliver_steps
from kiosk.store.errors import StoreRefused, StoreUnreachable
from kiosk.store.outbox import Entry, Outbox, OutboxUnusable
from kiosk.terminal.outbox_entries import enquiry_in, progress_in, seen_in, wanted_seats_in
from kiosk.terminal.scrub import scrub
from kiosk.ticket.codes import new_code
from kiosk.visit.effects import CallSomeone

log = logging.getLogger(__name__)

PAUSES = (5.0, 10.0, 20.0, 40.0, 60.0)
"""Seconds between two tries, longer and longer; the store is tried at once when it has
answered something else."""


NOT_NOW = (StoreUnreachable, StoreRefused)
"""What would be answered to everything else that waits, too."""


class Delivery:
    def __init__(self, outbox: Outbox, agenda: Agenda, clock: Callable[[], datetime]) -> None:
        self._outbox = outbox
        self._agenda = agenda
        self._clock = clock
        self._calls: dict[str, tuple[CallSomeone, str, datetime]] = {}
        self._silent = False
        self._stopping = False
        self._forgetting = False
        self._woken = threading.Event()
        self._woken.set()  # for what the last run left, if anything
        self._thread = threading.Thread(target=self._run, name="delivery", daemon=True)
        self._thread.start()

    # From any thread

    def put(self, entry: Entry) -> None:
        """Write it down for good, to be delivered. Raises OutboxUnusable."""
        self._outbox.put(entry)
        self.wake()

    def wake(self) -> None:
        """Something waits."""
        self._woken.set()

    def store_answers(self) -> None:
        """The store is back, or was never away: no pause is needed."""
        if self._silent:
            self._woken.set()

    def call_later(self, call: CallSomeone, language: str) -> None:
        """A call that the store has not heard; it is told only while it is still true.

        Kept in memory alone: with the program, the sign is gone from the screen.
        """
        self._calls[call.booking_id] = (call, language, self._clock())
        self.wake()

    def no_longer_called(self, booking_id: str) -> None:
        self._calls.pop(booking_id, None)

    def stop(self, seconds: float = 5.0) -> bool:
        """Finish what is being delivered; what still waits is there at the next start."""
        self._stopping = True
        self._woken.set()
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def forget(self) -> None:
        """A visit is over: what this thread freed is written over, see `scrub`."""
        self._forgetting = True
        self._woken.set()

    # Its own thread

    def _run(self) -> None:
        tries = 0
        while True:
            self._woken.wait(PAUSES[min(tries, len(PAUSES)) - 1] if tries else None)
            if self._stopping:
                return
            self._woken.clear()
            if self._forgetting:
                scrub()
                self._forgetting = False
            tries = 0 if self._round() else tries + 1

    def _round(self) -> bool:
        """Try all that waits, in order. True when nothing is left."""
        self._silent = False
        try:
            done = [self._delivered(entry) for entry in self._outbox.waiting()]
            done += [self._called(*call) for call in tuple(self._calls.values())]
        except NOT_NOW as error:
            log.info("What waits is kept: %s", error)
            self._silent = True
            return False
        except OutboxUnusable as error:
            log.error("What waits cannot be looked at: %s", error)
            self._mend()
            return False
        except Exception:
            log.exception("What waits could not be delivered")
            return False
        return all(done)

    def _mend(self) -> None:
        try:
            self._outbox.mend()
        except OutboxUnusable as error:
            log.error("It cannot be mended either: %s", error)

    def _delivered(self, entry: Entry) -> bool:
        """Raises one of NOT_NOW: then the rest need not be tried."""
        try:
            self._deliver(entry)
        except NOT_NOW as error:
            kind = "StoreRefused" if isinstance(error, StoreRefused) else "StoreUnreachable"
            self._outbox.not_delivered(entry.id, f"{kind}: {error}", self._clock())
            raise
        except Exception as error:
            # A database's own words may quote a name or a number.
            self._outbox.not_delivered(entry.id, type(error).__name__, self._clock())
            log.error("%s %s is not delivered: %s", entry.kind, entry.id, type(error).__name__)
            return False
        log.info("%s %s is delivered", entry.kind, entry.id)
        if self._outbox.delivered(entry):
            return True
        self._woken.set()  # its paper came out meanwhile: told again, at once
        return False

    def _deliver(self, entry: Entry) -> None:
        agenda, progress = self._agenda, progress_in(entry)
        match entry.kind:
            case "enquiry" if entry.ticket:
                agenda.write(deliver_enquiry, enquiry_in(entry), entry.ticket, new_code)
            case "attend" if entry.ticket:
                agenda.write(
                    deliver_attendance,
                    wanted_seats_in(entry),
                    entry.payload["language"],
                    progress,
                    entry.ticket,
                    entry.written_at,
                    new_code,
                )
            case "steps" if entry.ticket and progress:
                language = entry.payload["language"]
                made, made_at = entry.ticket, entry.written_at
                agenda.write(deliver_steps, progress, language, made, made_at, new_code)
            case "printing":
                agenda.record_printing(entry.payload["code"], entry.payload["state"])
            case _:
                self._tell(entry, entry.payload["booking_id"])

    def _tell(self, entry: Entry, booking_id: str) -> None:
        agenda = self._agenda
        deeds: dict[str, Callable[[], object]] = {
            "cancel": lambda: agenda.cancel(booking_id, seen_in(entry)),
            "answer_call": lambda: agenda.answer_call(booking_id),
            "end_call": lambda: agenda.end_call(
                booking_id, goes_on_alone=entry.payload.get("goes_on_alone", False)
            ),
        }
        try:
            deeds[entry.kind]()
        except NoSuchBooking:
            log.info("%s: the store never heard of %s", entry.kind, booking_id)
        except BookingChanged:  # the visitor chose another time for it since: that counts
            log.info("%s: %s has another time since", entry.kind, booking_id)

    def _called(self, call: CallSomeone, language: str, called_at: datetime) -> bool:
        """Raises one of NOT_NOW."""
        agenda, booking_id = self._agenda, call.booking_id
        if booking_id in self._calls:
            agenda.call(booking_id, call.topic, call.stuck_at, language, call.tried, called_at)
            if self._calls.pop(booking_id, None) is None:
                agenda.end_call(booking_id)  # it was answered on the screen meanwhile
        return True

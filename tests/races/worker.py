"""One process of terminals that want the same seats, and what each of them was told."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from kiosk.agenda.agenda import Agenda, open_agenda
from kiosk.agenda.errors import AgendaError, SeatTaken
from kiosk.agenda.external_bookings import mirror
from kiosk.agenda.still_offered import load_holidays
from kiosk.agenda.taken_elsewhere import ExternalAppointment
from kiosk.store.errors import StoreUnreachable
from kiosk.store.schema import open_store
from tests.agenda.world import MONDAY, SERVICES, believed, book_held

PATIENCE = 20.0
"""Seconds: a shared machine may be slow, which is no error of the store's."""


@dataclass(frozen=True, kw_only=True)
class Race:
    """What one process runs."""

    url: str
    process: int
    threads: int
    attempts: int
    """Of each thread."""
    sessions: tuple[int, ...]
    hours: tuple[datetime, ...]
    """Those of the sessions of one seat."""
    begun: float
    """By the clock that all processes of a machine share."""

    def now(self) -> datetime:
        return MONDAY.astimezone(UTC) + timedelta(seconds=time.monotonic() - self.begun)


@dataclass(kw_only=True)
class Told:
    """What the terminals of a process believe at the end."""

    booked: dict[str, int] = field(default_factory=dict)
    """The session of each booking that a visitor was promised."""
    given_up: set[str] = field(default_factory=set)
    """Cancelled, released, or left to run out."""
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, other: Told) -> None:
        self.booked |= other.booked
        self.given_up |= other.given_up
        self.counts += other.counts


def run(race: Race) -> Told:
    load_holidays()  # as a terminal does when it plans, and the page when it starts
    store = open_store(race.url, patience=PATIENCE)
    agenda = open_agenda(
        store,
        clock=believed(race.now),
        theme_of=SERVICES.get,
        terminal_id=f"terminal-{race.process}",
    )
    told = Told()
    lock = threading.Lock()

    def work(number: int) -> None:
        mine = _Terminal(agenda, race, number)
        for turn in range(race.attempts):
            mine.attempt(turn)
        with lock:
            told.add(mine.told)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(race.threads)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store.close()
    return told


class _Terminal:
    def __init__(self, agenda: Agenda, race: Race, number: int) -> None:
        self.agenda = agenda
        self.sessions = race.sessions
        self.hours = race.hours
        self.now = race.now
        self.name = f"{race.process}-{number}"
        self.dice = random.Random(self.name)
        self.told = Told()

    def attempt(self, turn: int) -> None:
        """One thing a visitor does; a lost answer is asked for again, with the same key."""
        booking_id = f"{self.name}-{turn}"
        deed = self.dice.choices(
            (self.book, self.leave, self.hesitate, self.move, self.cancel, self.hear),
            (8, 1, 2, 4, 5, 1),
        )[0]
        session_id = self.dice.choice(self.sessions)
        for _ in range(5):
            try:
                deed(booking_id, session_id)
            except AgendaError as refused:
                self.told.counts[type(refused).__name__] += 1
            except StoreUnreachable:
                self.told.counts["asked again"] += 1
                continue
            self.told.counts[deed.__name__] += 1
            return
        raise AssertionError(f"{deed.__name__} {booking_id}: no answer in five tries")

    def book(self, booking_id: str, session_id: int) -> None:
        self.agenda.hold(booking_id, session_id, "other", "face", None, "fr")
        if book_held(self.agenda, booking_id, "Zoé").status == "confirmed":
            self.told.booked[booking_id] = session_id

    def leave(self, booking_id: str, session_id: int) -> None:
        """Their hold is released, or nobody is there to do so and it runs out."""
        self.told.given_up.add(booking_id)
        self.agenda.hold(booking_id, session_id, "other", "face", None, "fr", seconds=0.05)
        if self.dice.random() < 0.5:
            self.agenda.release(booking_id)

    def hesitate(self, booking_id: str, session_id: int) -> None:
        """Holds one, then another, and says yes when the hold has run out."""
        self.agenda.hold(booking_id, session_id, "other", "face", None, "fr")
        second = self.dice.choice(self.sessions)
        try:
            self.agenda.hold(booking_id, second, "other", "face", None, "fr", seconds=0)
        except SeatTaken:  # the first is still theirs: they leave, or it would be held for long
            self.agenda.release(booking_id)
            raise
        if book_held(self.agenda, booking_id).status == "confirmed":
            self.told.booked[booking_id] = second

    def move(self, booking_id: str, session_id: int) -> None:
        if self.told.booked:
            old = self.dice.choice(list(self.told.booked))
            self.agenda.move(old, session_id)
            self.told.booked[old] = session_id

    def hear(self, booking_id: str, session_id: int) -> None:
        """Another booking system tells that an appointment stands there, or stands no more."""
        number = self.dice.randrange(len(self.hours))
        told = ExternalAppointment(
            id=f"rdv-{number}",
            stands=self.dice.random() < 0.5,
            starts_at=self.hours[number],
            ends_at=self.hours[number] + timedelta(minutes=29),
            mode="face",
            told_at=self.now(),
            helpers=("Amina",),
        )
        self.agenda.write(mirror, told)

    def cancel(self, booking_id: str, session_id: int) -> None:
        if self.told.booked:
            old = self.dice.choice(list(self.told.booked))
            self.agenda.cancel(old)
            del self.told.booked[old]
            self.told.given_up.add(old)

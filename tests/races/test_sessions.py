"""Groups of one to four, sessions of twelve, waiting lists and arrivals, by many terminals at once:
persons never above seats, nobody promoted twice or lost, no free seat beside somebody who fits.

`make races` makes 6,000 attempts on PostgreSQL and 1,500 on SQLite; here, fewer.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from kiosk.agenda import attendance
from kiosk.agenda.agenda import Agenda, open_agenda
from kiosk.agenda.attendance import WantedSeats
from kiosk.agenda.errors import AgendaError
from kiosk.agenda.programme import programme
from kiosk.agenda.session_changes import cancel_session
from kiosk.agenda.still_offered import load_holidays
from kiosk.store.engine import Store
from kiosk.store.errors import StoreUnreachable
from kiosk.store.schema import open_store
from kiosk.store.tables import booking, session, ticket_booking
from tests.agenda.world import (
    MONDAY,
    SERVICES,
    MovingClock,
    a_paper,
    add_rule,
    believed,
    empty_place,
    wrong_seats,
)
from tests.races.worker import PATIENCE

FRESH = multiprocessing.get_context("spawn")
FULL = "RACES" in os.environ
SEATS = 12 if FULL else 5
CANCELLED = 3
"""Which of the sessions the place cancels half way."""


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """What one process runs."""

    url: str
    process: int
    threads: int
    attempts: int
    sessions: tuple[int, ...]
    begun: float

    def now(self) -> datetime:
        """Monday morning: the first of them has begun, so that some arrive and stand by."""
        elapsed = timedelta(seconds=time.monotonic() - self.begun)
        return MONDAY.astimezone(UTC) + timedelta(hours=1) + elapsed


def sessions_of_twelve(url: str) -> tuple[int, ...]:
    """Four on one day: one that has just begun, one at noon, one in the evening, and one that the
    place cancels in the middle of it all; and a series of two weeks, of which a seat is a seat of
    every day."""
    agenda = empty_place(url, MovingClock())
    for number, starts in enumerate((9, 13, 18, 20)):
        add_rule(
            agenda,
            None,
            starts=MONDAY.replace(hour=starts).time(),
            ends=MONDAY.replace(hour=starts + 3).time(),
            minutes=180,
            kind="workshop",
            title=f"Atelier {number}",
            location="Ici",
            seats=SEATS,
            waiting_list=SEATS,
        )
    first = MONDAY.date() + timedelta(days=7)
    add_rule(
        agenda,
        None,
        weekdays=range(5),
        minutes=180,
        valid_from=first,
        valid_to=first + timedelta(days=11),
        kind="group",
        title="Deux semaines",
        location="Ici",
        seats=SEATS,
        waiting_list=SEATS,
        series=True,
    )
    agenda.plan(weeks=2)
    found = agenda.read(programme, ahead=timedelta(days=1))
    agenda.store.close()
    assert len(found) == 5
    assert len(found[-1].session.meetings) == 10
    return tuple(one.session.id for one in found)


def run(crowd: Crowd) -> Counter[str]:
    load_holidays()
    store = open_store(crowd.url, patience=PATIENCE)
    agenda = open_agenda(
        store,
        clock=believed(crowd.now),
        theme_of=SERVICES.get,
        terminal_id=f"terminal-{crowd.process}",
    )
    counts: Counter[str] = Counter()
    lock = threading.Lock()

    def work(number: int) -> None:
        visitors = Visitors(agenda, crowd, number)
        for turn in range(crowd.attempts):
            if (crowd.process, number, turn) == (0, 0, crowd.attempts // 2):
                agenda.write(cancel_session, crowd.sessions[CANCELLED])
            visitors.attempt(turn)
        with lock:
            counts.update(visitors.counts)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(crowd.threads)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store.close()
    return counts


class Visitors:
    def __init__(self, agenda: Agenda, crowd: Crowd, number: int) -> None:
        self.agenda = agenda
        self.crowd = crowd
        self.name = f"{crowd.process}-{number}"
        self.dice = random.Random(self.name)
        self.mine: list[str] = []
        self.counts: Counter[str] = Counter()

    def attempt(self, turn: int) -> None:
        """One thing somebody does; a lost answer is asked for again, with the same key."""
        deed = self.dice.choices((self.come, self.give_up, self.arrive), (6, 4, 2))[0]
        key = f"{self.name}-{turn}"
        for _ in range(5):
            try:
                deed(key)
            except AgendaError as refused:
                self.counts[type(refused).__name__] += 1
            except StoreUnreachable:
                self.counts["asked again"] += 1
                continue
            self.counts[deed.__name__] += 1
            return
        raise AssertionError(f"{deed.__name__} {key}: no answer in five tries")

    def come(self, key: str) -> None:
        self.mine.append(key)
        wanted = WantedSeats(
            booking_id=key,
            session_id=self.dice.choice(self.crowd.sessions),
            persons=self.dice.randint(1, 4),
            wait=self.dice.random() < 0.7,
        )
        self.agenda.write(
            attendance.attend,
            wanted,
            a_paper(),
        )

    def give_up(self, _key: str) -> None:
        if self.mine:
            self.agenda.cancel(self.mine.pop(self.dice.randrange(len(self.mine))))

    def arrive(self, _key: str) -> None:
        if self.mine:
            self.agenda.write(attendance.arrive, self.dice.choice(self.mine))


@pytest.mark.parametrize(
    ("any_url", "processes", "threads", "attempts"),
    [
        ("postgresql", 4, 8, 6_000 if FULL else 200),
        ("sqlite", 4, 1, 1_500 if FULL else 80),
    ],
    indirect=["any_url"],
)
def test_many_who_come_together(any_url: str, processes: int, threads: int, attempts: int) -> None:
    sessions = sessions_of_twelve(any_url)
    begun = time.monotonic()
    crowds = [
        Crowd(
            url=any_url,
            process=number,
            threads=threads,
            attempts=-(-attempts // (processes * threads)),
            sessions=sessions,
            begun=begun,
        )
        for number in range(processes)
    ]
    counts: Counter[str] = Counter()
    with ProcessPoolExecutor(processes, mp_context=FRESH) as pool:
        for one in pool.map(run, crowds, timeout=900):
            counts.update(one)
    print(f"{time.monotonic() - begun:.1f} s", dict(counts))
    assert min(counts["come"], counts["give_up"], counts["arrive"]) > 0
    assert counts["SeatTaken"] + counts["ListFull"] > 0  # there was something to fight for
    store = open_store(any_url)
    assert wrong_seats(store) == []
    assert list(lies(store, crowds[0].now())) == []
    assert not is_offered(store, sessions[CANCELLED])
    store.close()


def is_offered(store: Store, session_id: int) -> bool:
    with store.reading() as connection:
        row = connection.execute(select(session).where(session.c.id == session_id)).one()
    return row.cancelled_at is None or not row.withdrawn


def lies(store: Store, now: datetime) -> Iterator[str]:
    """What must never be so, recomputed from the bookings alone."""
    with store.reading() as connection:
        rows = connection.execute(select(session)).all()
        bookings = connection.execute(
            select(booking.c.id, booking.c.session_id, booking.c.status, booking.c.persons)
        ).all()
        tickets = connection.execute(select(ticket_booking.c.booking_id)).scalars().all()
    on_tickets = Counter(tickets)
    for one in rows:
        seated = sum(
            row.persons
            for row in bookings
            if row.session_id == one.id and row.status in ("held", "confirmed", "over")
        )
        if seated > one.seats:
            yield f"{seated} persons on {one.seats} seats of session {one.id}"
        waiting = [row for row in bookings if row.session_id == one.id and row.status == "waiting"]
        if len(waiting) > one.waiting_list:
            yield f"{len(waiting)} on a list of {one.waiting_list}"
        if one.starts_at <= now + timedelta(hours=2) or one.cancelled_at is not None:
            continue  # nobody is moved up any more
        free = one.seats - one.taken
        for row in waiting:
            if row.persons <= free:
                yield f"{row.id} waits for {row.persons} of {free} free seats"
    for row in bookings:
        if on_tickets[row.id] != 1:
            yield f"{row.id} is on {on_tickets[row.id]} tickets"

"""Several terminals at once, in real processes, on one real file."""

from __future__ import annotations

import multiprocessing
import random
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from kiosk.agenda.agenda import Agenda
from kiosk.agenda.errors import AgendaError, SeatTaken
from kiosk.store.engine import Store
from kiosk.store.schema import open_store
from kiosk.store.tables import place, session
from tests.agenda.world import (
    PARIS,
    MovingClock,
    add_session,
    book_held,
    same_place,
    taken,
    times,
    wrong_seats,
)

FRESH = multiprocessing.get_context("spawn")
"""Processes that share nothing with the test, as terminals do."""


PATIENCE = 20.0
"""Seconds: a shared machine may be slow, which is no error of the store's."""


def terminal(url: str, name: str) -> Agenda:
    return same_place(open_store(url, patience=PATIENCE), MovingClock(), terminal_id=name)


def take_all(url: str, name: str, session_ids: list[int]) -> list[int]:
    """Hold and confirm each session once; those this terminal got."""
    agenda = terminal(url, name)
    won = []
    for session_id in session_ids:
        booking_id = f"{name}-{session_id}"
        try:
            agenda.hold(booking_id, session_id, "other", "face", None, "fr")
        except SeatTaken:
            continue
        assert book_held(agenda, booking_id).status == "confirmed"
        won.append(session_id)
    agenda.store.close()
    return won


def live(url: str, name: str, session_ids: list[int], turns: int) -> int:
    """A busy terminal: holds, confirms, leaves, moves and cancels; how often it was refused."""
    agenda = terminal(url, name)
    dice = random.Random(name)
    refused = 0
    mine: list[str] = []
    for turn in range(turns):
        booking_id = f"{name}-{turn}"
        old = dice.choice(mine) if mine else booking_id
        deeds: list[Callable[[], Any]] = [
            lambda: book_held(agenda, booking_id),  # noqa: B023 - called in this turn
            lambda: agenda.release(booking_id),  # noqa: B023
            lambda: agenda.move(old, dice.choice(session_ids)),  # noqa: B023
            lambda: agenda.cancel(old),  # noqa: B023
        ]
        try:
            agenda.hold(booking_id, dice.choice(session_ids), "other", "face", None, "fr")
            mine.append(booking_id)
            dice.choice(deeds)()
        except AgendaError:
            refused += 1
    agenda.store.close()
    return refused


@pytest.fixture
def seats(agenda: Agenda, amina: int) -> list[int]:
    """Twenty sessions of one seat."""
    return [time_.session_id for time_ in times(agenda)[:20]]


def test_of_two_terminals_that_want_each_last_seat_one_gets_it(
    agenda: Agenda, seats: list[int]
) -> None:
    with ProcessPoolExecutor(2, mp_context=FRESH) as pool:
        runs = [pool.submit(take_all, agenda.store.name, name, seats) for name in ("one", "two")]
        won = [session_id for run in runs for session_id in run.result(timeout=60)]
    assert Counter(won) == Counter(seats)  # each once: none lost, none sold twice
    assert wrong_seats(agenda.store) == []


def test_terminals_that_hold_move_and_cancel_at_once_never_lose_count(
    agenda: Agenda, amina: int
) -> None:
    starts_at = datetime(2026, 9, 15, 9, tzinfo=PARIS)
    sessions = [
        add_session(agenda, amina, starts_at + timedelta(hours=number), seats=1 + number % 3)
        for number in range(6)
    ]
    with ProcessPoolExecutor(3, mp_context=FRESH) as pool:
        runs = [
            pool.submit(live, agenda.store.name, name, sessions, 100) for name in ("a", "b", "c")
        ]
        refused = sum(run.result(timeout=120) for run in runs)
    assert 0 < refused < 300
    assert wrong_seats(agenda.store) == []
    with agenda.store.reading() as connection:
        assert (
            connection.execute(select(session.c.id).where(session.c.taken > session.c.seats)).all()
            == []
        )


def in_threads(deed: Callable[[int], None], number: int) -> None:
    together = threading.Barrier(number)

    def start(which: int) -> None:
        together.wait()
        deed(which)

    threads = [threading.Thread(target=start, args=(which,)) for which in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_one_hold_asked_by_eight_threads_takes_one_seat(agenda: Agenda, amina: int) -> None:
    session_id = add_session(agenda, amina, datetime(2026, 9, 15, 9, tzinfo=PARIS), seats=8)
    expiries = []

    def ask(_: int) -> None:
        expiries.append(agenda.hold("same", session_id, "other", "face", None, "fr").expires_at)

    in_threads(ask, 8)
    assert len(expiries) == 8
    assert len(set(expiries)) == 1
    assert taken(agenda, session_id) == 1


def test_two_planners_at_once_plan_once(agenda: Agenda, amina: int) -> None:
    with agenda.store.writing() as connection:
        connection.execute(text("DELETE FROM session"))
    added = []
    in_threads(lambda _: added.append(agenda.plan().added), 4)
    assert sorted(added) == [0, 0, 0, 24]


def first_start(url: str, name: str) -> int:
    agenda = terminal(url, name)
    agenda.plan()
    key = agenda.place.id
    agenda.store.close()
    return key


def test_terminals_that_start_first_together_share_one_demonstration_place(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    url = f"sqlite:///{tmp_path_factory.mktemp('fresh') / 'kiosk.db'}"
    with ProcessPoolExecutor(3, mp_context=FRESH) as pool:
        runs = [pool.submit(first_start, url, name) for name in ("one", "two", "three")]
        found = {run.result(timeout=60) for run in runs}
    store = Store(url)
    with store.reading() as connection:
        assert connection.execute(select(place.c.id)).scalars().all() == list(found)
    store.close()

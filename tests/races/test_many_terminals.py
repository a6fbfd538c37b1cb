"""Many terminals, few seats: never one sold twice, never one lost.

`make races` makes 20,000 attempts on PostgreSQL and 5,000 on SQLite; here, fewer.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta

import pytest

from kiosk.store.schema import open_store
from tests.agenda.world import MONDAY, MovingClock, add_helper, add_offered_session, empty_place
from tests.races.checker import lies
from tests.races.worker import Race, Told, run

FRESH = multiprocessing.get_context("spawn")
FULL = "RACES" in os.environ
HOURS = tuple(MONDAY + timedelta(days=1, hours=number) for number in range(40))
"""When the half hours are that the other booking system tells of."""


def few_seats(url: str) -> tuple[int, ...]:
    """Forty half hours of one seat, and four workshops of twelve."""
    agenda = empty_place(url, MovingClock())
    helper_id = add_helper(agenda, "Amina")
    tomorrow = MONDAY + timedelta(days=1)
    seats = [1] * 40 + [12] * 4
    sessions = tuple(
        add_offered_session(agenda, helper_id, tomorrow + timedelta(hours=number), seats=one)
        for number, one in enumerate(seats)
    )
    agenda.store.close()
    return sessions


@pytest.mark.parametrize(
    ("any_url", "processes", "threads", "attempts"),
    [
        ("postgresql", 8, 8, 20_000 if FULL else 300),
        ("sqlite", 4, 1, 5_000 if FULL else 160),
    ],
    indirect=["any_url"],
)
def test_many_terminals_and_few_seats(
    any_url: str, processes: int, threads: int, attempts: int
) -> None:
    sessions = few_seats(any_url)
    begun = time.monotonic()
    each = -(-attempts // (processes * threads))
    told = Told()
    with ProcessPoolExecutor(processes, mp_context=FRESH) as pool:
        races = [
            Race(
                url=any_url,
                hours=HOURS,
                process=number,
                threads=threads,
                attempts=each,
                sessions=sessions,
                begun=begun,
            )
            for number in range(processes)
        ]
        for one in pool.map(run, races, timeout=900):
            told.add(one)
    print(f"{time.monotonic() - begun:.1f} s", dict(told.counts))
    deeds = ("book", "leave", "hesitate", "move", "cancel", "hear")
    assert sum(told.counts[deed] for deed in deeds) >= attempts
    assert all(told.counts[deed] > 0 for deed in deeds)
    assert told.counts["SeatTaken"] > 0  # there was something to fight for
    assert told.booked
    store = open_store(any_url)
    assert lies(store, told) == []
    store.close()

"""A terminal that loses its power at any instant: nothing promised is lost, nothing is kept."""

from __future__ import annotations

import json
import multiprocessing
import multiprocessing.reduction
import os
import random
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from sqlalchemy import select

from kiosk.agenda.agenda import Agenda
from kiosk.store.engine import Store
from kiosk.store.tables import booking, ticket, ticket_booking
from kiosk.ticket.codes import new_code, new_token
from tests.agenda.world import (
    MONDAY,
    MovingClock,
    add_helper,
    add_offered_session,
    empty_place,
    wrong_seats,
)
from tests.killing.killed_terminal import Life, Said, agenda_at, live

FULL = "RACES" in os.environ
KILLED = 100 if FULL else 12
"""On each of the two kinds of database; `make races` kills 200 in all."""
LONGEST = 0.08
"""Seconds of work before the end; a whole visit takes about half of it."""
SEATS = 40

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.killing.killed_terminal"])

State = tuple[str, int]
"""A status and a session, as they are when all holds have run out."""


class Believed:
    """What may be true after what was heard; one thing alone, but for the deed it died of."""

    def __init__(self) -> None:
        self.states: dict[str, set[State | None]] = defaultdict(lambda: {None})
        self.printing: dict[str, set[str]] = {}
        self.died_of: Counter[str] = Counter()

    def hear(self, lines: list[Said]) -> None:
        for said in lines:
            before = set() if said.done else self.states[said.booking]
            self.states[said.booking] = before | {self._after(said)}
            if said.deed == "book" and said.done:
                self.printing[said.code] = {"waiting"}
            elif said.deed == "print":
                self.printing[said.code] = {"printed"} if said.done else {"waiting", "printed"}
        if lines and not lines[-1].done:
            self.died_of[lines[-1].deed] += 1

    @staticmethod
    def _after(said: Said) -> State:
        statuses = {"hold": "expired", "cancel": "cancelled"}
        return statuses.get(said.deed, "confirmed"), said.session


def kill_one(life: Life, seconds: float) -> list[Said]:
    """What it had said when it was killed, so many seconds after it began to work."""
    reading, writing = os.pipe()
    process = FORKS.Process(target=live_at, args=(life, multiprocessing.reduction.DupFd(writing)))
    process.start()
    os.close(writing)
    with os.fdopen(reading, "rb") as heard:
        assert heard.readline() == b"\n"
        time.sleep(seconds)  # the instant is the test's own choice
        process.kill()
        process.join()
        lines = heard.read().splitlines()
    process.close()
    return [Said(**json.loads(line)) for line in lines]


def live_at(life: Life, pipe: Any) -> None:
    live(life, pipe.detach())


def come_back(agenda: Agenda, last: Said | None) -> None:
    """The terminal starts again, and the visitor, still there, says yes once more."""
    if last is not None and last.deed == "book" and not last.done:
        agenda.book(last.booking, "Zoé", None, None, "fr", new_code, new_token)


def contradictions(store: Store, believed: Believed, paper: str) -> list[str]:
    with store.reading() as connection:
        rows = {row.id: row for row in connection.execute(select(booking)).all()}
        tickets = connection.execute(select(ticket)).all()
        on_tickets = connection.execute(select(ticket_booking.c.booking_id)).scalars()
        with_ticket = Counter(on_tickets)
    found = [
        f"{booking_id}: {state}, and not one of {allowed}"
        for booking_id, allowed in believed.states.items()
        if (state := (row := rows.get(booking_id)) and (row.status, row.session_id)) not in allowed
    ]
    for row in rows.values():
        if row.status == "confirmed" and with_ticket[row.id] != 1:
            found.append(f"{row.id}: confirmed with {with_ticket[row.id]} tickets")
        if row.status == "held":
            found.append(f"{row.id}: still held")
    for one in tickets:
        if one.printing == "printed" and one.code not in paper:
            found.append(f"{one.code}: said to be printed, and is not")
        if one.printing not in believed.printing.get(one.code, {"waiting"}):
            found.append(f"{one.code}: {one.printing}")
    return found


def test_a_terminal_killed_at_any_instant_leaves_the_truth(any_url: str, tmp_path: Path) -> None:
    clock = MovingClock()
    agenda = empty_place(any_url, clock)
    helper_id = add_helper(agenda, "Amina")
    tomorrow = MONDAY.replace(day=15)
    sessions = tuple(
        add_offered_session(
            agenda, helper_id, tomorrow.replace(hour=n // 2, minute=n % 2 * 30), seats=500
        )
        for n in range(SEATS)
    )
    agenda.store.close()
    believed = Believed()
    dice = random.Random(20260914)
    paper = tmp_path / "paper"
    paper.touch()
    for number in range(KILLED):
        life = Life(url=any_url, number=number, sessions=sessions, paper=paper)
        heard = kill_one(life, dice.uniform(0, LONGEST))
        believed.hear(heard)
        if number % 2:
            again = agenda_at(any_url, clock)
            last = heard[-1] if heard else None
            come_back(again, last)
            again.store.close()
            if last is not None and last.deed == "book" and not last.done:
                believed.states[last.booking] = {("confirmed", last.session)}
    agenda = agenda_at(any_url, clock)
    clock.pass_time(minutes=3)
    agenda.purge()
    print(dict(believed.died_of), len(believed.states), "bookings")
    assert contradictions(agenda.store, believed, paper.read_text()) == []
    assert wrong_seats(agenda.store) == []
    assert len(believed.died_of) > 1
    if FULL:
        assert set(believed.died_of) == {"hold", "book", "print", "move", "cancel"}
    agenda.store.close()

"""A terminal that loses its power while people join sessions, wait, arrive and give up."""

from __future__ import annotations

import json
import multiprocessing
import multiprocessing.reduction
import os
import random
import time
from collections import Counter
from pathlib import Path

from sqlalchemy import select

from kiosk.agenda import attendance
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.attendance import WantedSeats
from kiosk.agenda.programme import programme
from kiosk.agenda.tickets import NewPaper
from kiosk.store.engine import Store
from kiosk.store.tables import booking, session, ticket, ticket_booking
from kiosk.ticket.codes import new_code, new_token
from tests.agenda.world import MONDAY, MovingClock, add_rule, empty_place, wrong_seats
from tests.killing.killed_among_others import SOON, GroupLife, GroupSaid, live_among_others
from tests.killing.killed_terminal import agenda_at

FULL = "RACES" in os.environ
KILLED = 60 if FULL else 8
"""On each of the two kinds of database."""
LONGEST = 0.15
"""Seconds of work before the end."""
SEATS = 6

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.killing.killed_among_others"])


def kill_one(life: GroupLife, seconds: float) -> list[GroupSaid]:
    """What it had said when it was killed, so many seconds after it began to work."""
    reading, writing = os.pipe()
    pipe = multiprocessing.reduction.DupFd(writing)
    process = FORKS.Process(target=live_among_others, args=(life, pipe))
    process.start()
    os.close(writing)
    with os.fdopen(reading, "rb") as heard:
        assert heard.readline() == b"\n"
        time.sleep(seconds)  # the instant is the test's own choice
        assert process.exitcode is None, "it works until it is killed"
        process.kill()
        process.join()
        lines = heard.read().splitlines()
    process.close()
    return [GroupSaid(**json.loads(line)) for line in lines]


def come_back(agenda: Agenda, last: GroupSaid, life: GroupLife) -> None:
    """The visitor, still there, touches once more: the same key, whatever became of the first."""
    match last.deed:
        case "attend":
            session_id = life.soon if last.booking.endswith("soon") else life.later
            wanted = WantedSeats(booking_id=last.booking, session_id=session_id, wait=True)
            paper = NewPaper(language="fr", new_code=new_code, new_token=new_token)
            agenda.write(attendance.attend, wanted, paper)
        case "arrive":
            agenda.write(attendance.arrive, last.booking)
        case "cancel":
            agenda.cancel(last.booking)
        case _:
            pass


def contradictions(store: Store, heard: list[GroupSaid], paper: str) -> list[str]:
    """What was said to be done and is not; what is there twice, or leads nowhere."""
    with store.reading() as connection:
        rows = {row.id: row for row in connection.execute(select(booking)).all()}
        seats = {row.id: row for row in connection.execute(select(session)).all()}
        codes = {row.code: row for row in connection.execute(select(ticket)).all()}
        with_ticket = Counter(connection.execute(select(ticket_booking.c.booking_id)).scalars())
    found = [f"{key}: {with_ticket[key]} tickets" for key in rows if with_ticket[key] != 1]
    found += [f"{code}: on paper, and leads nowhere" for code in paper.split() if code not in codes]
    found += [
        f"{row.id}: {row.taken} of {row.seats}" for row in seats.values() if row.taken > row.seats
    ]
    for row in rows.values():
        place = seats[row.session_id]
        if row.status == "waiting" and row.persons <= place.seats - place.taken:
            found.append(f"{row.id}: waits beside free seats")
    last: dict[str, GroupSaid] = {}
    for said in heard:
        last[said.booking] = said
    for key, said in last.items():
        now = rows.get(key)
        if said.deed == "attend" and not said.done:
            continue  # it may be there or not: judged above when it is
        if now is None:
            found.append(f"{key}: promised, and gone")
        elif not _as_said(said, now.status, arrived=now.arrived_at is not None):
            found.append(f"{key}: {said.deed}, and {now.status}")
    return found


def _as_said(said: GroupSaid, status: str, *, arrived: bool) -> bool:
    if said.deed == "cancel":
        return status == "cancelled" or not said.done
    if status not in ("confirmed", "waiting"):
        return False
    if said.done and said.deed in ("arrive", "undo"):
        return arrived == (said.deed == "arrive")
    return True


def test_a_terminal_killed_among_others_leaves_the_truth(any_url: str, tmp_path: Path) -> None:
    clock = MovingClock()
    agenda = empty_place(any_url, clock)
    for title, begins, minutes, seats in (
        ("Je fais mon CV", MONDAY.replace(hour=14), 120, SEATS),
        ("Une table", SOON, 180, 5000),
    ):
        add_rule(
            agenda,
            None,
            weekdays=(begins.weekday(),),
            starts=begins.time(),
            ends=begins.replace(hour=begins.hour + minutes // 60).time(),
            minutes=minutes,
            seats=seats,
            waiting_list=5000,
            kind="workshop",
            title=title,
        )
    agenda.plan()
    soon, later = (one.session.id for one in agenda.read(programme)[:2])
    agenda.store.close()
    dice = random.Random(20260914)
    paper = tmp_path / "paper"
    paper.touch()
    heard: list[GroupSaid] = []
    died_of: Counter[str] = Counter()
    for number in range(KILLED):
        life = GroupLife(url=any_url, number=number, later=later, soon=soon, paper=paper)
        said = kill_one(life, dice.uniform(0, LONGEST))
        heard += said
        if said and not said[-1].done:
            died_of[said[-1].deed] += 1
            if number % 2:
                again = agenda_at(any_url, clock)
                come_back(again, said[-1], life)
                again.store.close()
    agenda = agenda_at(any_url, clock)
    print(dict(died_of), len({one.booking for one in heard}), "bookings")
    assert contradictions(agenda.store, heard, paper.read_text()) == []
    assert wrong_seats(agenda.store) == []
    assert died_of
    if FULL:
        assert set(died_of) >= {"attend", "arrive", "cancel"}
    agenda.store.close()

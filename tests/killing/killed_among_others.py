"""A terminal where people join sessions, until it is killed; it tells what it asks before that."""

from __future__ import annotations

import json
import os
import random
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

from kiosk.agenda import attendance
from kiosk.agenda.attendance import WantedSeats
from kiosk.agenda.tickets import NewPaper
from kiosk.ticket.codes import new_code, new_token
from tests.agenda.world import MONDAY, MovingClock
from tests.killing.killed_terminal import agenda_at

GroupDeed = Literal["attend", "print", "arrive", "undo", "cancel"]

BEFORE = MONDAY
"""When seats are asked for and given back: promotion still goes on."""


@dataclass(frozen=True, kw_only=True)
class GroupLife:
    url: str
    number: int
    later: int
    """A session of the afternoon, with a list."""
    soon: int
    """One that begins within half an hour: "Je suis là" means something."""
    paper: Path


@dataclass(frozen=True, kw_only=True)
class GroupSaid:
    done: bool
    deed: GroupDeed
    booking: str
    code: str = ""


def live_among_others(life: GroupLife, pipe: Any) -> None:
    """Never returns: it is killed. Says one empty line when it is at work."""
    out = pipe.detach()
    agenda = agenda_at(life.url, MovingClock(BEFORE))
    dice = random.Random(life.number)

    at_work = False

    def say(deed: GroupDeed, booking: str, *, done: bool, code: str = "") -> None:
        said = GroupSaid(done=done, deed=deed, booking=booking, code=code)
        if at_work:
            os.write(out, json.dumps(vars(said)).encode() + b"\n")

    def joins(booking: str, session: int) -> None:
        wanted = WantedSeats(
            booking_id=booking, session_id=session, persons=dice.randint(1, 2), wait=True
        )
        say("attend", booking, done=False)
        _booked, code, _token = agenda.write(
            attendance.attend,
            wanted,
            NewPaper(language="fr", new_code=new_code, new_token=new_token),
        )
        say("attend", booking, done=True, code=code)
        say("print", booking, done=False, code=code)
        with life.paper.open("a", encoding="ascii") as paper:
            paper.write(f"{code}\n")
        agenda.record_printing(code, "printed")
        say("print", booking, done=True, code=code)

    mine: list[str] = []
    for turn in range(1000):
        mine.append(f"{life.number}-{turn}-later")
        joins(mine[-1], life.later)
        here = f"{life.number}-{turn}-soon"
        joins(here, life.soon)
        say("arrive", here, done=False)
        agenda.write(attendance.arrive, here)
        say("arrive", here, done=True)
        if dice.random() < 0.3:
            say("undo", here, done=False)
            agenda.write(attendance.undo_arrival, here)
            say("undo", here, done=True)
        if len(mine) > 2:
            gone = mine.pop(dice.randrange(len(mine)))
            say("cancel", gone, done=False)
            agenda.cancel(gone)
            say("cancel", gone, done=True)
        if not at_work:  # its first visit is the slowest, and would be the one it always dies of
            at_work = True
            os.write(out, b"\n")


SOON = BEFORE + timedelta(minutes=15)

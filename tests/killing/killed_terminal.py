"""A terminal that works until it is killed, and tells what it asks before it asks."""

from __future__ import annotations

import json
import os
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kiosk.agenda.agenda import Agenda, open_agenda
from kiosk.agenda.still_offered import load_holidays
from kiosk.store.schema import open_store
from kiosk.ticket.codes import new_code, new_token
from tests.agenda.world import SERVICES, MovingClock

Deed = Literal["hold", "book", "print", "move", "cancel"]
PATIENCE = 20.0

load_holidays()  # once, before it works, as a terminal does when it plans at its start


@dataclass(frozen=True, kw_only=True)
class Life:
    url: str
    number: int
    sessions: tuple[int, ...]
    """All its own: nobody else takes them meanwhile."""
    paper: Path
    """What the printer put out: a code a line."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """One line: a deed that is asked for, or done."""

    done: bool
    deed: Deed
    booking: str
    session: int
    code: str = ""


def agenda_at(url: str, clock: MovingClock) -> Agenda:
    store = open_store(url, patience=PATIENCE)
    return open_agenda(store, clock=clock, theme_of=SERVICES.get, terminal_id="terminal-1")


def live(life: Life, pipe: int) -> None:
    """Never returns: it is killed. Says one empty line when it is at work."""
    agenda = agenda_at(life.url, MovingClock())
    os.write(pipe, b"\n")
    dice = random.Random(life.number)
    turn = 0
    while True:
        _visit(agenda, life, dice, f"{life.number}-{turn}", pipe)
        turn += 1


def _visit(agenda: Agenda, life: Life, dice: random.Random, booking: str, pipe: int) -> None:
    def say(deed: Deed, session: int, *, done: bool, code: str = "") -> None:
        said = Said(done=done, deed=deed, booking=booking, session=session, code=code)
        os.write(pipe, json.dumps(vars(said)).encode() + b"\n")  # at once, whole, unbuffered

    first, second = dice.sample(life.sessions, 2)
    say("hold", first, done=False)
    agenda.hold(booking, first, "other", "face", None, "fr")
    say("hold", first, done=True)
    say("book", first, done=False)
    _, code, _ = agenda.book(booking, "Zoé", None, None, "fr", new_code, new_token)
    say("book", first, done=True, code=code)
    say("print", first, done=False, code=code)
    with life.paper.open("a", encoding="ascii") as paper:
        paper.write(f"{code}\n")
    agenda.record_printing(code, "printed")
    say("print", first, done=True, code=code)
    say("move", second, done=False)
    agenda.move(booking, second)
    say("move", second, done=True)
    if dice.random() < 0.8:
        say("cancel", second, done=False)
        agenda.cancel(booking)
        say("cancel", second, done=True)

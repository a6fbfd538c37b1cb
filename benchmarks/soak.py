"""Whole visits on the real screens, one after the other: nothing may pile up or stay behind.

    python -m benchmarks.soak [--visits 2000] [--warm 200] [--size 1080x1920]

Each visitor walks some steps, is stuck, books a time under a name typed letter by letter,
gets a ticket, rates and leaves; real touches, a real SQLite file, a printer that is a file.
Memory after all visits is set beside that after the first 200 of the same run.
"""

from __future__ import annotations

import argparse
import gc
import sys
import weakref
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

from benchmarks.kiosk_under_test import assembled, opened, scene_of, second_agenda, widgets
from benchmarks.processes import rss
from benchmarks.remains import alive, holders, survivors
from benchmarks.table import Row, table
from kiosk.agenda.agenda import Agenda
from kiosk.cli.assembly import Parts
from kiosk.setting_values import read_size
from kiosk.visit import events as ev
from kiosk.visit.view.booking_confirmation import ConfirmView
from kiosk.visit.view.steps import ChecklistStepView, ChoiceStepView
from kiosk.visit.view.times import TimesView

VISITS, WARM = 2000, 200
MOST_GROWTH = 10.0
"""Megabytes between the warm kiosk and the last visit."""
ENOUGH_TO_JUDGE = 100
"""Visits before and after the first measure: a few tell nothing of memory, for faces and pictures
of screens are still being kept for the first time, and on a busy machine more of them at once."""
LOOK_EVERYWHERE_EVERY = 20
"""Visits between two searches of the whole memory for the typed name."""
PATIENCE = 20.0
LETTERS = "azertyuiopqsdfghjklmwxcvbn"
STEPS = 3


def name_of(number: int) -> str:
    """A name that nothing else is called; another one for each visit."""
    letters = ""
    for _ in range(4):
        number, at = divmod(number, len(LETTERS))
        letters += LETTERS[at]
    return f"wkx{letters}"


@dataclass(slots=True)
class Found:
    """What a soak has seen."""

    visits: int = 0
    seconds: float = 0.0
    warm: float = 0.0
    """Megabytes, after the first visits."""
    last: float = 0.0
    peak: float = 0.0
    judged: bool = False
    """Whether there were visits enough to say something of memory."""
    alive: Counter[str] = field(default_factory=Counter)
    """Values and drawings of visits that outlived them."""
    texts: Counter[str] = field(default_factory=Counter)
    """Who still held the typed name."""

    @property
    def clean(self) -> bool:
        return not self.alive and not self.texts

    @property
    def growth(self) -> float:
        return self.last - self.warm


class Visitor:
    """Plays one visit by touches."""

    def __init__(self, driver: Any, parts: Parts) -> None:
        self.driver = driver
        self.terminal = parts.terminal
        self.services = [one for one in parts.catalog.services if len(one.steps) > STEPS]
        self.drawings: list[weakref.ref[Any]] = []
        self.others = [one for one in alive() if one is not parts.terminal.visit]
        """What there was before the first visit, of no visitor."""

    def touch(self, event: ev.Touch) -> None:
        self.driver.tap(event)
        self.drawings.append(weakref.ref(scene_of(self.driver.app)))

    def play(self, number: int) -> str:
        """One visit; the id of the appointment."""
        self.drawings.clear()
        self.driver.tap_at(0.5, 0.5)
        self._walk(number)
        self._book(name_of(number))
        self.driver.until(self._has_ticket, PATIENCE)
        issued = self.terminal.visit.issued
        assert issued is not None
        (printed,) = issued.ticket.bookings
        booking = printed.booking.id
        for event in (ev.Finish(), ev.Rate("good"), ev.Finish()):
            self.touch(event)
        return booking

    def _walk(self, number: int) -> None:
        service = self.services[number % len(self.services)]
        self.touch(ev.OpenThemes())
        self.touch(ev.OpenTheme(service.theme))
        self.touch(ev.OpenService(service.id))
        self.touch(ev.StartWalk(service.id))
        for _ in range(STEPS):
            match self.terminal.view.body:
                case ChoiceStepView(answers=answers):
                    self.touch(answers[-1].event)
                case ChecklistStepView(items=items):
                    self.touch(items[0].event)
                case _:
                    pass
            if len(self._walk_of(service.id)) < STEPS:
                self.touch(ev.StepDone())

    def _walk_of(self, service: str) -> tuple[str, ...]:
        walk = self.terminal.visit.walk(service)
        return walk.trail if walk and not walk.finished else ("",) * STEPS

    def _book(self, name: str) -> None:
        self.touch(ev.AskForPerson())
        self.touch(ev.ChooseMode(self.terminal.context.modes[0]))
        self.driver.until(self._sees_times, PATIENCE)
        times = self.terminal.view.body
        assert isinstance(times, TimesView)
        self.touch(times.nearest[0].event)
        for letter in name:
            self.touch(ev.TypeKey(letter))
        self.touch(ev.AcceptTyped())
        self.driver.until(self._may_confirm, PATIENCE)
        self.touch(ev.ConfirmBooking())

    def _sees_times(self) -> bool:
        body = self.terminal.view.body
        return isinstance(body, TimesView) and not body.looking and bool(body.nearest)

    def _may_confirm(self) -> bool:
        body = self.terminal.view.body
        return isinstance(body, ConfirmView) and body.confirm.enabled

    def _has_ticket(self) -> bool:
        issued = self.terminal.visit.issued
        return issued is not None and issued.printing != "waiting" and issued.picture is not None


def remains(visitor: Visitor, number: int, *, everywhere: bool) -> tuple[Counter[str], list[str]]:
    """What is alive of the visit just ended, and who holds its name.

    Workers may still be writing down the last of it: they are given a moment.
    """
    name = name_of(number)[1:]  # its first letter may have become a capital
    patience = monotonic() + 3.0
    while True:
        visitor.driver.settle()
        left = survivors((*visitor.others, visitor.terminal.visit))
        left["drawing"] = sum(
            one() is not None and one() is not scene_of(visitor.driver.app)
            for one in visitor.drawings
        )
        texts = widgets(visitor.driver.app, name)
        texts += holders(name) if everywhere else []
        if (not +left and not texts) or monotonic() > patience:
            return +left, texts


def soak(
    folder: Path,
    *,
    visits: int = VISITS,
    warm: int = WARM,
    size: tuple[int, int] = (1080, 1920),
    say: Callable[[str], None] = lambda _words: None,
) -> Found:
    """Play the visits; `folder` takes the database and the ticket."""
    parts = assembled(folder)
    found, began = Found(), monotonic()
    agenda = second_agenda(folder, parts)
    try:
        with opened(parts, size) as driver:
            gc.unfreeze()  # the kiosk spares the collector what stays; here all is looked through
            visitor = Visitor(driver, parts)
            driver.until(lambda: parts.terminal.context.today.next_free is not None, PATIENCE)
            for number in range(visits):
                _one(visitor, agenda, number, found, everywhere=_looks(number, visits))
                found.visits = number + 1
                found.seconds = monotonic() - began
                if found.visits == min(warm, visits):
                    found.warm = found.peak = rss()
                if found.visits % 100 == 0:
                    found.peak = max(found.peak, rss())
                    say(f"{found.visits} visits, {rss():.1f} MB, {found.seconds:.0f} s")
            found.last = rss()
            found.judged = warm >= ENOUGH_TO_JUDGE and visits - warm >= ENOUGH_TO_JUDGE
    finally:
        agenda.store.close()
        parts.close()
    return found


def _looks(number: int, visits: int) -> bool:
    return number % LOOK_EVERYWHERE_EVERY == 0 or number == visits - 1


def _one(visitor: Visitor, agenda: Agenda, number: int, found: Found, *, everywhere: bool) -> None:
    booking = visitor.play(number)
    left, texts = remains(visitor, number, everywhere=everywhere)
    found.alive.update(left)
    found.texts.update(texts)
    agenda.cancel(booking)  # the seat is there for the next visitor


def rows(found: Found) -> list[Row]:
    return [
        Row(
            what=f"memory after {found.visits} visits",
            ours=found.last,
            unit="MB",
            beside=found.warm,
            named="warm",
        ),
        Row(
            what="memory grown since",
            ours=found.growth,
            unit="MB",
            most=MOST_GROWTH if found.judged else None,
        ),
        Row(
            what="alive of ended visits",
            ours=float(found.alive.total()),
            unit="objects",
            most=0.0,
        ),
        Row(
            what="holders of a typed name", ours=float(found.texts.total()), unit="objects", most=0
        ),
        Row(what="one whole visit", ours=1000 * found.seconds / max(1, found.visits), unit="ms"),
    ]


def main() -> int:
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--visits", type=int, default=VISITS, help=f"how many ({VISITS})")
    asked.add_argument("--warm", type=int, default=WARM, help=f"set beside after so many ({WARM})")
    asked.add_argument("--size", type=read_size, default=(1080, 1920), help="1080x1920")
    chosen = asked.parse_args()
    with TemporaryDirectory(prefix="soak-") as name:
        found = soak(
            Path(name),
            visits=chosen.visits,
            warm=chosen.warm,
            size=chosen.size,
            say=lambda words: print(words, file=sys.stderr, flush=True),
        )
    found_rows = rows(found)
    print(table(found_rows))
    for what, seen in (("alive", found.alive), ("name held by", found.texts)):
        if seen:
            print(f"{what}: {dict(seen)}")
    return int(any(row.met is False for row in found_rows))


if __name__ == "__main__":
    sys.exit(main())

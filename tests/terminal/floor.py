"""One terminal on a floor: its store, its workers, its printer, and whoever stands before it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from kiosk.agenda.agenda import Agenda, open_agenda
from kiosk.agenda.demonstration import make_demonstration
from kiosk.devices.escpos_printer import EscposPrinter
from kiosk.devices.printer import Printer
from kiosk.devices.printer_connections import NetworkConnection
from kiosk.store.schema import open_store
from kiosk.terminal.deadline import Later, later
from kiosk.terminal.effect_runner import EffectRunner, Tools
from kiosk.terminal.in_service import is_in_service, kept_open_until
from kiosk.terminal.kept_message import kept_message
from kiosk.terminal.lockout import PINS, Lockout
from kiosk.terminal.loop import Terminal
from kiosk.terminal.pin import PinKeeper
from kiosk.visit.bookings import Booking
from kiosk.visit.events import Scanned, StaffGesture, TypeKey, Wake
from kiosk.visit.state import Context, IssuedTicket
from kiosk.visit.view.booking_confirmation import ConfirmView
from kiosk.visit.view.tickets import TicketView
from kiosk.visit.view.times import TimesView
from tests.agenda.world import MovingClock
from tests.devices.tcp_printer import TcpPrinter
from tests.support.sqlite import with_tables
from tests.visit.small_catalog import CATALOG
from tests.visit.story import blocks, buttons, said, within

V = TypeVar("V")

PATIENCE = 15.0
"""Seconds after which a test gives up waiting; nothing waits that long when all is well."""

PUBLIC_URL = "https://rdv.example.org"


def impatient(machine: TcpPrinter, seconds: float = 0.25) -> EscposPrinter:
    """The real adapter, which waits less than it would in a real place."""
    return EscposPrinter(
        "Imprimante",
        lambda: NetworkConnection("127.0.0.1", machine.port, timeout=seconds),
        pause=lambda _seconds: None,
        patience=0.4,
    )


class Floor:
    """A visitor can only touch what the screen shows: every touch goes through a button."""

    def __init__(
        self,
        data: Path,
        printer: Printer,
        clock: MovingClock,
        *,
        database: str = "",
        after: Later = later,
    ) -> None:
        self.data = data
        self.database = database or with_tables(data / "kiosk.db")
        self.after = after
        self.printer = printer
        self.clock = clock
        self.public_url = PUBLIC_URL
        """Where telephones find the page at this moment."""
        self.woken = threading.Event()
        self.wipes = 0
        self.chimes = 0
        self._open()

    def _open(self) -> None:
        self.agenda = self._agenda()
        self.terminal = Terminal(self._context(), self._now, self.clock.elapsed)
        self.terminal.on_wake = self.woken.set
        self.terminal.on_wipe = self._wiped
        self.terminal.on_chime = self._chimed
        self.tools = Tools(
            agenda=self.agenda,
            catalog=CATALOG,
            printer=self.printer,
            pins=PinKeeper(
                self.data / "staff-pin",
                Lockout(PINS, self._now, self.data / "staff-guard.json", self.clock.elapsed),
            ),
            public_url=lambda: self.public_url,
            hold_seconds=120,
            data=self.data,
            clock=self._now,
            elapsed=self.clock.elapsed,
        )
        self.runner = EffectRunner(self.tools, self.terminal.deliver, after=self.after)
        self.terminal.doer = self.runner

    def _agenda(self) -> Agenda:
        store = open_store(self.database)
        themes = [theme.id for theme in CATALOG.themes]
        # A shared store does not begin with one.
        make_demonstration(store, themes=themes, now=self.clock())
        return open_agenda(
            store,
            clock=self.clock,
            theme_of={service.id: service.theme for service in CATALOG.services}.get,
        )

    def _context(self) -> Context:
        return Context(
            catalog=CATALOG,
            now=self._now(),
            place_name=self.agenda.place.name,
            demonstration=self.agenda.place.demonstration,
            languages=("fr", "en"),
            modes=("face", "phone", "video"),
            idle_seconds=60,
            warning_seconds=30,
            hold_seconds=120,
            new_id=lambda: str(uuid.uuid4()),
            in_service=is_in_service(self.data),
            place_address=self.agenda.place.address,
            kept_open_until=kept_open_until(self.data),
            message=kept_message(self.data),
            zone=self.agenda.place.zone,
        )

    def _now(self) -> datetime:
        return self.clock().astimezone(UTC)

    def _wiped(self) -> None:
        self.wipes += 1

    def _chimed(self) -> None:
        self.chimes += 1

    def stop(self) -> None:
        self.runner.stop()
        self.agenda.store.close()

    def finish_all_work(self) -> None:
        """Everything that was begun is done, and what came of it has been taken."""
        self.runner.stop()
        self.terminal.drain()

    def restart(self) -> None:
        """The program ends and starts again; the data folder stays."""
        self.stop()
        self._open()

    # Waiting

    def until(self, condition: Callable[[], object], what: str = "") -> None:
        """Take what the workers hand in until something is so, or fail."""
        deadline = time.monotonic() + PATIENCE
        while True:
            self.woken.clear()
            self.terminal.drain()
            if condition():
                return
            left = deadline - time.monotonic()
            assert left > 0, f"in vain: {what}; the screen shows {self.shown()}"
            # Results wake it; the store's own rows are looked at again.
            self.woken.wait(min(left, 0.02))

    def until_sees(self, kind: type[V]) -> V:
        self.until(lambda: isinstance(self.terminal.view.body, kind), kind.__name__)
        return self.sees(kind)

    def until_reads(self, words: str) -> None:
        self.until(lambda: self.reads(words), words)

    def pass_time(self, seconds: int) -> None:
        """So many seconds without a touch."""
        for _second in range(seconds):
            self.clock.pass_time(seconds=1)
            self.terminal.tick()

    # What the visitor sees and does

    def sees(self, kind: type[V]) -> V:
        body = self.terminal.view.body
        assert isinstance(body, kind), f"the screen shows {self.shown()}"
        return body

    def reads(self, words: str) -> bool:
        texts = [part for part in within(self.terminal.view) if type(part).__name__ == "Text"]
        return any(words in said(text) for text in texts)  # type: ignore[arg-type]

    def shown(self) -> str:
        return f"{type(self.terminal.view.body).__name__}: {self.labels()}"

    def labels(self) -> list[str]:
        return [said(button.label) for button in buttons(self.terminal.view) if button.enabled]

    def touch(self, *labels: str) -> None:
        """Touch one button after the other, by their French words."""
        for label in labels:
            shown = buttons(self.terminal.view)
            found = [one for one in shown if said(one.label) == label and one.enabled]
            assert found, f"« {label} » cannot be touched: {self.labels()}"
            self.terminal.send(found[0].event)

    def touch_block(self, words: str) -> None:
        self.terminal.send(blocks(self.terminal.view.body)[words])

    def types(self, keys: str) -> None:
        for key in keys:
            self.terminal.send(TypeKey(key))

    def wakes(self) -> None:
        self.terminal.send(Wake())

    def scans(self, text: str) -> None:
        self.terminal.send(Scanned(text))

    # Longer ways

    def opens(self) -> None:
        """The first tick of the day: sessions are planned, the next free time is known."""
        self.terminal.tick()
        self.until(lambda: self.terminal.context.today.next_free, "a free time")

    def walks_until_stuck(self) -> None:
        self.wakes()
        self.touch("Je sais ce que je veux faire", "Trouver un emploi", "S'actualiser", "Commencer")
        self.touch("C'est fait", "Oui", "Continuer", "Je bloque")

    def finds_times(self, mode: str = "Ici, en face à face") -> TimesView:
        self.touch(mode)
        self.until(lambda: not self.sees(TimesView).looking, "times")
        return self.sees(TimesView)

    def holds(self, hour: str = "9 h", name: str = "zoé") -> None:
        self.touch(hour)
        self.types(name)
        self.touch("Continuer")
        self.until(lambda: self.sees(ConfirmView).confirm.enabled, "a seat held")

    def confirms(self) -> TicketView:
        self.touch("Oui, je réserve")
        return self.until_sees(TicketView)

    def books(self) -> TicketView:
        """From the first screen to the ticket, the paper aside."""
        self.walks_until_stuck()
        self.finds_times()
        self.holds()
        return self.confirms()

    def finishes(self) -> None:
        self.touch("Terminer", "Bien", "Fermer")

    def resumes_with(self, code: str) -> None:
        self.wakes()
        self.touch("J'ai un ticket")
        self.types(code)

    @property
    def code(self) -> str:
        return self._handed().ticket.code

    @property
    def url(self) -> str:
        return self._handed().ticket.url

    def _handed(self) -> IssuedTicket:
        issued = self.terminal.visit.issued
        assert issued, "this visit has no ticket"
        return issued

    # What staff do

    def tries_pin(self, pin: str) -> None:
        """Type a PIN on the pad and wait for what it says."""
        if self.terminal.visit.staff is None:
            self.terminal.send(StaffGesture())
        self.types(pin)
        self.touch("Valider")
        self.until(
            lambda: (
                self.terminal.visit.staff is None or self.terminal.visit.staff.attempt != "checking"
            )
        )

    # What the store holds

    def confirmed(self) -> list[Booking]:
        return [one for one in self.agenda.bookings() if one.status == "confirmed"]

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Read the database file as anybody could, beside the program."""
        connection = sqlite3.connect(self.data / "kiosk.db")
        try:
            return connection.execute(query).fetchall()
        finally:
            connection.close()

    def paper_was(self, state: str) -> bool:
        return self.rows("SELECT printing FROM ticket ORDER BY id DESC LIMIT 1") == [(state,)]


_LOCK = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.readline()
connection.execute("ROLLBACK")
"""


@contextmanager
def locked_by_another_process(file: Path) -> Iterator[None]:
    """Another program holds the database's write lock."""
    command = [sys.executable, "-c", _LOCK, str(file)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "locked\n"
        try:
            yield
        finally:
            other.communicate("\n")

"""What a terminal does for a visit: each effect, on its worker, and what comes back."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from time import monotonic
from types import MappingProxyType
from typing import Any, Protocol, assert_never

from kiosk.agenda.agenda import Agenda
from kiosk.catalog.model import Catalog
from kiosk.clocks import Clock, Elapsed, elapsed
from kiosk.devices.printer import Printer, PrintOutcome
from kiosk.store.counts_file import COUNTS_FILE, CountsFile
from kiosk.store.errors import StoreDamaged, StoreError
from kiosk.store.outbox import OUTBOX_FILE, Outbox
from kiosk.terminal.commands import CommandLink
from kiosk.terminal.counting import Counting
from kiosk.terminal.deadline import Later, later
from kiosk.terminal.delivery import Delivery
from kiosk.terminal.effect_table import COUNTS, OUTBOX, PRINTER, STAFF, STORE, TABLE
from kiosk.terminal.handling import (
    Ask,
    Asker,
    Do,
    EffectService,
    Everywhere,
    Handling,
    HandOver,
    OnScreen,
)
from kiosk.terminal.housekeeping import Furnish, Housekeeping
from kiosk.terminal.local_effects import OutboxEffects, StaffEffects
from kiosk.terminal.lockout import CODES, Lockout
from kiosk.terminal.loop import ContextNews, News
from kiosk.terminal.offline import Offline
from kiosk.terminal.pin import PinKeeper
from kiosk.terminal.printing import PrintDesk
from kiosk.terminal.scrub import scrub, share_one_arena
from kiosk.terminal.self_examination import Examine, SelfExamination
from kiosk.terminal.service_asker import ServiceAsker
from kiosk.terminal.store_effects import StoreEffects
from kiosk.terminal.ticket_maker import TicketMaker
from kiosk.terminal.workers import Worker, nothing
from kiosk.visit import effects as fx
from kiosk.visit import results
from kiosk.visit.commands import Snapshot
from kiosk.visit.state import Visit

log = logging.getLogger(__name__)

DAMAGED = "la base est abîmée, les demandes sont notées ici"
"""For staff, on the screen; the log and `kiosk doctor` have the rest."""

LEAST_TO_STOP = 0.05
"""Seconds: enough for a thread that has nothing to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What a terminal works with; opened elsewhere, used here."""

    agenda: Agenda
    catalog: Catalog
    printer: Printer
    pins: PinKeeper
    public_url: Callable[[], str]
    """What the QR of a ticket starts with, at that moment; empty: tickets have none."""
    hold_seconds: int
    data: Path
    clock: Clock
    furnish: Furnish | None = None
    """What the demonstration place has once its sessions are planned."""
    booked_elsewhere: Callable[[str], bool] = lambda _topic: False
    """Whether appointments about a topic are taken in another system."""
    examine: Examine = tuple
    """What of this terminal is not fine, looked at now and then."""
    location: str = ""
    """Where in the room this terminal stands; empty: nobody wrote it."""
    elapsed: Elapsed = elapsed
    """Seconds on a clock that never goes back; what waits are measured by."""


class Stoppable(Protocol):
    def stop(self, seconds: float) -> object: ...


class EffectRunner:
    """Does effects away from the drawing thread, as the table says. `deliver` takes what comes of
    them."""

    def __init__(
        self,
        tools: Tools,
        deliver: Callable[[News], None],
        *,
        after: Later = later,
        table: Mapping[type[fx.Effect], Handling] = TABLE,
        services: Mapping[str, EffectService] = MappingProxyType({}),
        on_fault: Callable[[], None] = nothing,
    ) -> None:
        """`services`: others than the terminal's own that `table` names. `on_fault` hears, on its
        worker, of each fault of the program in what a visit asked; the visitor was answered."""
        share_one_arena()
        self._tools = tools
        self._agenda = tools.agenda
        self._deliver = deliver
        self._table = table
        self._numbers = count(1)
        codes = Lockout(CODES, tools.clock, elapsed=tools.elapsed)
        outbox = Outbox(tools.data / OUTBOX_FILE)
        tickets = TicketMaker(
            agenda=tools.agenda,
            catalog=tools.catalog,
            public_url=tools.public_url,
            clock=tools.clock,
            booked_elsewhere=tools.booked_elsewhere,
        )
        self._delivery = Delivery(outbox, tools.agenda, tools.clock)
        self._offline = Offline(outbox, self._delivery, tickets, codes)
        self._desk = PrintDesk(
            tools.printer, deliver, self._printed, clock=tools.clock, answer=self._order_printed
        )
        self._commands = CommandLink(tools.agenda, outbox, deliver, location=tools.location)
        self._housekeeping = Housekeeping(tools.agenda, self._commands.beat, tools.furnish)
        self._house: Worker[News] = Worker("house", deliver)
        self._counting = Counting(CountsFile(tools.data / COUNTS_FILE), tools.agenda, tools.clock)
        self._examination = SelfExamination(tools.agenda, tools.examine, deliver)
        self._services: dict[str, Any] = {
            STORE: StoreEffects(
                tools.agenda,
                tickets,
                self._offline,
                codes,
                hold_seconds=tools.hold_seconds,
                on_answer=self._store_answered,
            ),
            OUTBOX: OutboxEffects(self._offline),
            STAFF: StaffEffects(tools.pins, tools.data),
            PRINTER: self._desk,
            COUNTS: self._counting,
            **services,
        }
        self._workers: dict[str, Worker[News]] = {
            name: Worker(name, deliver, on_fault) for name in self._services if name != PRINTER
        }
        self._asker = ServiceAsker(
            services=self._services,
            workers=self._workers,
            offline=self._offline,
            deliver=deliver,
            after=after,
            on_failure=self._look_at_damage,
        )

    def do(self, effect: fx.Effect, visit: Visit) -> None:
        """Start an effect; it answers through `deliver`."""
        handling = self._table[type(effect)]
        asker = Asker(visit, paper=f"paper {next(self._numbers)}")
        match handling:
            case Ask():
                self._asker.ask(handling, effect, asker)
            case Do(service=name, deed=deed, failed=failed):
                self._workers[name].do(
                    lambda: deed(self._services[name], effect, asker),
                    lambda _error: failed(effect, asker),
                )
            case HandOver(service=name, deed=hand_over):
                hand_over(self._services[name], effect, asker)
            case Everywhere():
                self._scrub()
            case OnScreen():
                log.error("%s is the loop's own", type(effect).__name__)
            case _:
                assert_never(handling)

    @property
    def is_busy(self) -> bool:
        """The store, the outbox or the printer is still at what a visit asked."""
        asked = any(self._workers[name].is_busy for name in self._workers if name != STAFF)
        return asked or self._desk.is_busy

    def stop(self, seconds: float = 20.0) -> None:
        """Finish what is under way, in so many seconds; the store after the printer, since it is
        told what became of the paper."""
        end = monotonic() + seconds
        others = [worker for name, worker in self._workers.items() if name != STORE]
        parts: tuple[Stoppable, ...] = (
            self._desk,
            *others,
            self._commands,
            self._examination,
            self._house,
            self._workers[STORE],
            self._delivery,
        )
        for part in parts:
            part.stop(max(LEAST_TO_STOP, (end - monotonic()) / 2))

    def _scrub(self) -> None:
        """The threads through which a name or a number went, after what they still do."""

        def scrubbed() -> tuple[()]:
            scrub()
            return ()

        def let_go_and_scrubbed() -> tuple[()]:
            # SQLite keeps the last values of a statement, and pages, with its connections.
            if self._agenda.store.is_sqlite:
                self._agenda.store.close()
            for name, worker in self._workers.items():
                # The staff's thread has had a PIN and nothing of a visitor.
                if name not in (STORE, STAFF):
                    worker.do(scrubbed)
            self._house.do(scrubbed)
            self._desk.forget()
            self._delivery.forget()
            return scrubbed()

        self._workers[STORE].do(let_go_and_scrubbed)

    # The store, besides

    def _store_answered(self, today_changed: bool) -> None:
        self._delivery.store_answers()
        if today_changed:
            self._house.do(self._today)

    def _printed(self, code: str, outcome: results.TicketPrinted) -> None:
        def record() -> tuple[News, ...]:
            self._agenda.record_printing(code, outcome.printing)
            return ()

        def later(error: Exception) -> tuple[News, ...]:
            if isinstance(error, StoreError):
                self._offline.printing(code, outcome.printing)
            return ()

        def record_here() -> tuple[News, ...]:
            if not self._offline.record_printing(code, outcome.printing):
                self._workers[STORE].do(record, later)
            return ()

        def go_on(_error: Exception) -> tuple[News, ...]:
            self._workers[STORE].do(record, later)
            return ()

        self._workers[OUTBOX].do(record_here, go_on)

    def _order_printed(self, order: str, outcome: PrintOutcome) -> None:
        """Whoever ordered a paper from outside hears what became of it."""
        done = outcome.state in ("printed", "unknown")
        answer = fx.AcknowledgeCommand(order, "done" if done else "refused", outcome.detail)
        self._workers[STORE].do(
            lambda: self._services[STORE].acknowledge(answer, None), lambda _error: ()
        )

    # Housekeeping

    def keep_house(self, elapsed: float, snapshot: Snapshot, call: str | None = None) -> None:
        """At every tick; what there is to do is done each minute. See `Housekeeping`."""
        self._commands.tick(elapsed, snapshot, call)
        self._examination.tick(elapsed)
        if not self._housekeeping.is_due(elapsed):
            return
        self._desk.watch()
        for job in self._housekeeping.jobs(self._today):
            self._house.do(job, self._trouble)
        self._house.do(self._counting.tell)

    def _today(self) -> tuple[News, ...]:
        today = self._agenda.today()
        self._delivery.store_answers()
        return (ContextNews(today=today, store_trouble=""),)

    def _look_at_damage(self, error: Exception) -> None:
        if isinstance(error, StoreDamaged):
            self._house.do(lambda: self._trouble(error))

    def _trouble(self, error: Exception) -> tuple[News, ...]:
        """A file that cannot be read any more is set aside, before it is written to again."""
        if not isinstance(error, StoreDamaged):
            return ()
        store = self._agenda.store
        said = store.set_aside_if_damaged(self._tools.clock())
        if said:
            log.error("%s", said)
        elif store.file is not None and store.file.is_file():
            return ()  # a backup was put there meanwhile
        return (ContextNews(store_trouble=DAMAGED),)

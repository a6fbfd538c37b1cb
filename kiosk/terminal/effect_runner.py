"""What a terminal does for a visit: each effect, on its worker, and what comes back."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from time import monotonic

from kiosk.agenda.agenda import Agenda
from kiosk.catalog.model import Catalog
from kiosk.clocks import Clock, Elapsed, elapsed
from kiosk.devices.printer import Printer
from kiosk.store.errors import StoreDamaged, StoreError
from kiosk.store.outbox import Outbox, OutboxUnusable
from kiosk.terminal.deadline import Later, Question, later
from kiosk.terminal.delivery import Delivery
from kiosk.terminal.housekeeping import Housekeeping
from kiosk.terminal.in_service import set_in_service
from kiosk.terminal.lockout import CODES, Lockout
from kiosk.terminal.loop import News, StoreSeen, TodaySeen
from kiosk.terminal.offline import Offline, Papers
from kiosk.terminal.pin import PinKeeper
from kiosk.terminal.printing import PrintDesk
from kiosk.terminal.scanned_ticket import sought_in, tried
from kiosk.terminal.scrub import scrub, share_one_arena
from kiosk.terminal.store_effects import StoreEffects, TicketMaker
from kiosk.terminal.workers import Worker
from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit.state import Visit

log = logging.getLogger(__name__)

OUTBOX = "outbox.db"
"""In the data folder."""

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
    booked_elsewhere: Callable[[str], bool] = lambda _topic: False
    """Whether appointments about a topic are taken in another system."""
    elapsed: Elapsed = elapsed
    """Seconds on a clock that never goes back; what waits are measured by."""


UNWATCHED = (fx.ReleaseSeat, fx.AnswerCall, fx.EndCall, fx.CountFace)
"""Effects without an answer: nobody waits for them."""

ANSWERED_HERE = (fx.SaveSteps, fx.CancelBooking)
"""Effects that are written down here when the store is silent: answered so, they are answered."""


class EffectRunner:
    """Does effects away from the drawing thread. `deliver` takes what comes of them."""

    def __init__(
        self, tools: Tools, deliver: Callable[[News], None], *, after: Later = later
    ) -> None:
        share_one_arena()
        self._tools = tools
        self._agenda = tools.agenda
        self._deliver = deliver
        self._after = after
        self._codes = Lockout(CODES, tools.clock, elapsed=tools.elapsed)
        self._numbers = count(1)
        self._papers = papers = Papers()
        outbox = Outbox(tools.data / OUTBOX)
        tickets = TicketMaker(
            agenda=tools.agenda,
            catalog=tools.catalog,
            public_url=tools.public_url,
            clock=tools.clock,
            booked_elsewhere=tools.booked_elsewhere,
        )
        self._delivery = Delivery(outbox, tools.agenda, tools.clock)
        self._writing = Offline(outbox, self._delivery, tickets, papers)
        self._at_store = StoreEffects(
            tools.agenda, tickets, papers, self._codes, hold_seconds=tools.hold_seconds
        )
        self._store: Worker[News] = Worker("store", deliver)
        self._house: Worker[News] = Worker("house", deliver)
        self._here: Worker[News] = Worker("outbox", deliver)
        self._staff: Worker[News] = Worker("staff", deliver)
        self._desk = PrintDesk(tools.printer, deliver, self._printed)
        self._keeping = Housekeeping(tools.agenda)

    def do(self, effect: fx.Effect, visit: Visit) -> None:
        """Start an effect; it answers through `deliver`."""
        match effect:
            case fx.Print(ticket=ticket):
                self._desk.print_ticket(ticket, visit.id)
            case fx.WipeTerminal():
                self._scrub()
            case fx.PrintTest():
                self._desk.print_test(visit.id)
            case fx.LookAtPrinter():
                self._desk.look(visit.id)
            case fx.CheckPin(pin=pin):
                refused = ev.PinRefused(visit.id)
                self._staff.do(lambda: (self._check_pin(visit.id, pin),), lambda _error: (refused,))
            case fx.TestScan(readings=readings):
                seen = tried(readings)
                self._deliver(ev.ScanTested(visit.id, seen.shown, seen.keyboard, seen.understood))
            case fx.LookAtPinWait():
                self._staff.do(lambda: (self._pin_wait(visit.id),))
            case fx.SetService(in_service=in_service):
                self._staff.do(lambda: set_in_service(self._tools.data, in_service))
            case fx.WriteEnquiry():
                failed = ev.StoreFailed(visit.id, "WriteRequest")
                self._here.do(
                    lambda: (self._writing.enquiry(effect, visit),), lambda _error: (failed,)
                )
            case fx.FindTicket() | fx.MakeTicketAgain():
                self._look_here_first(effect, visit)
            case _:
                self._ask_store(effect, visit)

    @property
    def is_busy(self) -> bool:
        """The store, the outbox or the printer is still at what a visit asked."""
        return self._store.is_busy or self._here.is_busy or self._desk.is_busy

    def stop(self, seconds: float = 20.0) -> None:
        """Finish what is under way, in so many seconds; the store after the printer, since it is
        told what became of the paper."""
        end = monotonic() + seconds
        parts = (self._desk, self._staff, self._here, self._house, self._store, self._delivery)
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
            self._house.do(scrubbed)
            self._here.do(scrubbed)
            self._desk.forget()
            self._delivery.forget()
            return scrubbed()

        self._store.do(let_go_and_scrubbed)

    # The store, and what is done without it

    def _ask_store(self, effect: fx.Effect, visit: Visit, asked: Question | None = None) -> None:
        paper = f"paper {next(self._numbers)}"
        if isinstance(effect, fx.AnswerCall | fx.EndCall):
            self._delivery.no_longer_called(effect.booking_id)
        question = asked
        if question is None and not isinstance(effect, UNWATCHED):
            question = self._question(effect, visit, paper)

        def failed(error: Exception) -> tuple[News, ...]:
            self._look_at_damage(error)
            if question is not None:
                question.failed()
            elif isinstance(error, StoreError):
                self._without_store(effect, visit, paper)
            return ()

        self._store.do(lambda: self._answer(effect, visit, paper, question), failed)

    def _question(self, effect: fx.Effect, visit: Visit, paper: str) -> Question:
        return Question(lambda: self._without_store(effect, visit, paper), self._after)

    def _answer(
        self, effect: fx.Effect, visit: Visit, paper: str, question: Question | None
    ) -> tuple[News, ...]:
        if question is not None and not question.is_open:
            return ()  # nobody waits any more, and nothing was begun
        found = self._at_store.do(effect, visit, paper)
        in_time = question is None or question.close()
        self._delivery.store_answers()
        if isinstance(effect, fx.Book | fx.CancelBooking):
            self._house.do(self._today)  # on its own: what is booked is said in any case
        if not in_time and isinstance(effect, ANSWERED_HERE):
            return ()
        if in_time:
            self._papers.forget(effect.booking_id if isinstance(effect, fx.Book) else paper)
        return tuple(self._as_known_here(one) for one in found)

    def _as_known_here(self, news: News) -> News:
        if isinstance(news, ev.TicketFound | ev.TicketChanged):
            return replace(news, ticket=self._writing.as_known_here(news.ticket))
        return news

    def _without_store(self, effect: fx.Effect, visit: Visit, paper: str) -> None:
        """At once, on whatever thread noticed: a short write on this machine at most."""
        log.warning("The store did not answer: %s", type(effect).__name__)
        try:
            said = self._written_here(effect, visit, paper)
        except OutboxUnusable:
            log.exception("It cannot be written down here either")
            said = None
        if said is None and not isinstance(effect, UNWATCHED):
            booking_id = getattr(effect, "booking_id", "")
            said = ev.StoreFailed(visit.id, type(effect).__name__, booking_id)
        if said is not None:
            self._deliver(said)

    def _written_here(self, effect: fx.Effect, visit: Visit, paper: str) -> News | None:
        match effect:
            case fx.SaveSteps():
                return self._writing.steps(effect, paper, visit)
            case fx.CancelBooking():
                return self._writing.cancel(effect, visit)
            case fx.CallSomeone():
                self._delivery.call_later(effect, visit.language)
            case fx.AnswerCall() | fx.EndCall():
                self._writing.call_is_over(effect)
        return None

    def _look_here_first(self, effect: fx.FindTicket | fx.MakeTicketAgain, visit: Visit) -> None:
        """What waits on this terminal is found here, whether the store answers or not."""
        question = self._question(effect, visit, "")
        if isinstance(effect, fx.FindTicket) and effect.texts and not sought_in(effect).is_nothing:
            self._deliver(ev.ScanLookedUp(visit.id))

        def look() -> tuple[News, ...]:
            found = self._found_here(effect, visit)
            if found is None:
                self._ask_store(effect, visit, question)
                return ()
            return (found,) if question.close() else ()

        def go_on(_error: Exception) -> tuple[News, ...]:
            self._ask_store(effect, visit, question)
            return ()

        self._here.do(look, go_on)

    def _found_here(self, effect: fx.FindTicket | fx.MakeTicketAgain, visit: Visit) -> News | None:
        if isinstance(effect, fx.MakeTicketAgain):
            return self._writing.again(effect, visit)
        if not effect.code and sought_in(effect).is_nothing:
            return ev.TicketNotFound(visit.id, scanned=True, foreign=True)
        if self._guesses(effect) and self._codes.seconds_left:
            return None
        found = self._writing.find(effect, visit)
        if found is not None and self._guesses(effect):
            self._codes.was_right()
        return found

    def _guesses(self, effect: fx.FindTicket) -> bool:
        """A code of eight letters can be guessed, the token of a QR cannot."""
        return bool(effect.code) or not sought_in(effect).tokens

    def _printed(self, code: str, outcome: ev.TicketPrinted) -> None:
        def record() -> tuple[News, ...]:
            self._agenda.record_printing(code, outcome.printing)
            return ()

        def later(error: Exception) -> tuple[News, ...]:
            if isinstance(error, StoreError):
                self._writing.printing(code, outcome.printing)
            return ()

        def record_here() -> tuple[News, ...]:
            if not self._writing.record_printing(code, outcome.printing):
                self._store.do(record, later)
            return ()

        def go_on(_error: Exception) -> tuple[News, ...]:
            self._store.do(record, later)
            return ()

        self._here.do(record_here, go_on)

    # Housekeeping

    def keep_house(self, elapsed: float) -> None:
        """At every tick; what there is to do is done each minute. See `Housekeeping`."""
        if not self._keeping.is_due(elapsed):
            return
        self._desk.watch()
        for job in self._keeping.jobs(self._today):
            self._house.do(job, self._trouble)

    def _today(self) -> tuple[News, ...]:
        seen = TodaySeen(self._agenda.today())
        self._delivery.store_answers()
        return seen, StoreSeen("")

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
        return (StoreSeen(DAMAGED),)

    # Staff

    def _pin_wait(self, visit_id: str) -> News:
        return ev.PinWaitSeen(visit_id, self._tools.pins.guard.seconds_left)

    def _check_pin(self, visit_id: str, pin: str) -> News:
        pins = self._tools.pins
        if pins.is_right(pin):
            return ev.PinAccepted(visit_id)
        return ev.PinRefused(visit_id, pins.guard.seconds_left, not_set=not pins.is_set)

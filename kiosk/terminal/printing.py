"""The print desk: draws a ticket, shows it, prints it, and says what became of the paper."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.clocks import Clock
from kiosk.devices.printer import Printer, PrinterState, PrinterStatus, PrintOutcome
from kiosk.i18n.languages import direction
from kiosk.terminal.handling import Asker
from kiosk.terminal.loop import ContextNews, News
from kiosk.terminal.scrub import scrub
from kiosk.terminal.workers import Worker
from kiosk.visit import effects as fx
from kiosk.visit.commands import MOST_TICKETS, PaperState, TicketOutcome
from kiosk.visit.results import PrinterSaid, TicketDrawn, TicketPrinted
from kiosk.visit.tickets import Printing, Ticket

if TYPE_CHECKING:
    from PIL.Image import Image

STOPPED_WITHIN = 3.0
"""Seconds for the ticket that is being printed when the program ends."""

LOOK_EVERY = 10
"""Minutes between two looks at a printer that is well and tells of its paper: a roll that is nearly
over is said in time, and nobody who shares the printer is kept waiting."""

PAPER: dict[PrinterState, PaperState] = {
    "ready": "plenty",
    "near_end": "low",
    "no_paper": "out",
    "offline": "offline",
    "unknown": "unknown",
    "shown": "none",
}
"""A printer that is busy tells nothing of its paper."""

OrderAnswer = Callable[[str, PrintOutcome], None]
"""Told the id of an order and what became of its paper."""

log = logging.getLogger(__name__)


class PrintDesk:
    """Prints one ticket after the other on a thread of its own. A printer never stops a visit."""

    def __init__(
        self,
        printer: Printer,
        deliver: Callable[[News], None],
        printed: Callable[[str, TicketPrinted], None],
        *,
        clock: Clock,
        answer: OrderAnswer,
    ) -> None:
        """`clock` gives the hour in UTC."""
        self._printer = printer
        self._deliver = deliver
        self._printed = printed
        self._clock = clock
        self._answer = answer
        self._paper: PaperState = "unknown"
        self._last: deque[TicketOutcome] = deque(maxlen=MOST_TICKETS)
        self._minutes = 0
        self._well = False
        """Known to print, or to say nothing; else it is looked at again and again."""
        self._drawer: Worker[News] = Worker("draw", deliver)
        self._worker: Worker[News] = Worker("print", deliver)

    def print_ticket(self, wanted: fx.Print, asker: Asker) -> None:
        """→ TicketDrawn, then TicketPrinted; drawn at once even while another one prints."""
        self._draw_and_print(wanted.ticket, asker.visit.id, wanted.order)

    def print_ordered(self, wanted: fx.PrintOrdered, _asker: Asker) -> None:
        """For somebody at the desk: whoever stands before the screen sees nothing of it."""
        self._draw_and_print(wanted.ticket, "", wanted.order)

    def _draw_and_print(self, ticket: Ticket, visit_id: str, order: str) -> None:
        """`visit_id`: whose ticket it is; empty: nobody's here."""

        def broken(error: Exception) -> tuple[News, ...]:
            return self._became(ticket.code, visit_id, order, _failed(error))

        self._drawer.do(lambda: self._draw(ticket, visit_id, order), broken)

    def _draw(self, ticket: Ticket, visit_id: str, order: str) -> tuple[News, ...]:
        from kiosk.paper import png_bytes
        from kiosk.ticket.compose import compose
        from kiosk.ticket.draw import draw

        image = draw(compose(ticket), self._printer.width, direction(ticket.language))
        self._worker.do(
            lambda: self._print(image, ticket.code, visit_id, order),
            lambda error: self._became(ticket.code, visit_id, order, _failed(error)),
        )
        return (TicketDrawn(visit_id, ticket.code, png_bytes(image)),) if visit_id else ()

    def _print(self, image: Image, code: str, visit_id: str, order: str) -> tuple[News, ...]:
        outcome = self._printer.print_ticket(image, code)
        log.info("Ticket: %s. %s", outcome.state, outcome.detail)
        seen = self._seen(outcome.state, outcome.detail, self._paper_after(outcome.state))
        return (*self._became(code, visit_id, order, outcome), seen)

    def _became(
        self, code: str, visit_id: str, order: str, outcome: PrintOutcome
    ) -> tuple[News, ...]:
        """What became of a paper: for the visit, the store, and whoever ordered it."""
        said = TicketPrinted(visit_id, code, outcome.state)
        self._printed(code, said)
        if order:
            self._answer(order, outcome)
        self._last.appendleft(TicketOutcome(at=self._clock(), state=outcome.state))
        told = ContextNews(last_tickets=tuple(self._last))
        return (said, told) if visit_id else (told,)

    def _paper_after(self, printing: Printing) -> PaperState:
        """What a ticket tells of the paper: that there is some, or none."""
        match printing:
            case "printed":
                return "low" if self._paper == "low" else "plenty"
            case "no_paper":
                return "out"
            case "shown":
                return "none"
            case "waiting" | "busy" | "failed" | "unknown":
                return self._paper

    def _seen(self, state: Printing | PrinterState, says: str, paper: PaperState) -> ContextNews:
        """A printer that is busy needs nobody; it is looked at again, as it may not be all."""
        self._paper = paper
        trouble = state in ("no_paper", "failed", "offline")
        if trouble:
            log.warning("The printer needs someone: %s", says)
        self._well = not trouble and state != "busy"
        return ContextNews(printer_trouble=says if trouble else "", printer_state=paper)

    def watch(self) -> None:
        """Each minute; at start, while something is wrong, and now and then: is the printer well?
        → ContextNews"""
        tells_paper = self._paper in ("plenty", "low")
        if not self._well or (tells_paper and self._minutes % LOOK_EVERY == 0):
            self._worker.do(self._look_after)
        self._minutes += 1

    def _look_after(self) -> tuple[News, ...]:
        return (self._seen_in(self._printer.status()),)

    def _seen_in(self, status: PrinterStatus) -> ContextNews:
        paper = PAPER.get(status.state, self._paper)
        return self._seen(status.state, status.says, paper)

    def print_test(self, wanted: fx.PrintTest, asker: Asker) -> None:
        """→ PrinterSaid; or, for an order, what its author is told"""
        visit_id, order = asker.visit.id, wanted.order
        if order:
            self._worker.do(
                lambda: self._ordered_test(order), lambda error: self._fell(order, error)
            )
            return
        self._worker.do(lambda: self._test(visit_id), lambda error: _broken(visit_id, error))

    def _ordered_test(self, order: str) -> tuple[News, ...]:
        from kiosk.ticket.draw import draw
        from kiosk.ticket.trial import trial_page

        outcome = self._printer.print_ticket(draw(trial_page(), self._printer.width), "ESSAI")
        self._answer(order, outcome)
        return (self._seen(outcome.state, outcome.detail, self._paper_after(outcome.state)),)

    def _fell(self, order: str, error: Exception) -> tuple[News, ...]:
        self._answer(order, _failed(error))
        return ()

    def _test(self, visit_id: str) -> tuple[News, ...]:
        from kiosk.ticket.draw import draw
        from kiosk.ticket.trial import trial_page

        outcome = self._printer.print_ticket(draw(trial_page(), self._printer.width), "ESSAI")
        ready = outcome.state in ("printed", "shown")
        return (PrinterSaid(visit_id, outcome.detail, ready),)

    def look(self, _wanted: fx.LookAtPrinter, asker: Asker) -> None:
        """→ PrinterSaid"""
        visit_id = asker.visit.id
        self._worker.do(lambda: self._look(visit_id), lambda error: _broken(visit_id, error))

    def _look(self, visit_id: str) -> tuple[News, ...]:
        status = self._printer.status()
        ready = status.state in ("ready", "near_end", "shown")
        return (PrinterSaid(visit_id, f"{self._printer.description}. {status.says}", ready),)

    @property
    def is_busy(self) -> bool:
        return self._drawer.is_busy or self._worker.is_busy

    def forget(self) -> None:
        """A visit is over: what its threads freed is written over, see `scrub`."""

        def scrubbed() -> tuple[()]:
            scrub()
            return ()

        self._drawer.do(scrubbed)
        self._worker.do(scrubbed)

    def stop(self, seconds: float = 5.0) -> None:
        """Finish what is under way, for so long.

        A printer that holds its call is left to it: the program ends all the same.
        """
        self._drawer.stop(seconds / 2)
        self._worker.stop(min(seconds / 2, STOPPED_WITHIN))


def _failed(error: Exception) -> PrintOutcome:
    """A fault of ours: what it says may quote what was printed."""
    return PrintOutcome("failed", f"Le ticket n'a pas pu être imprimé ({type(error).__name__}).")


def _broken(visit_id: str, error: Exception) -> tuple[News, ...]:
    return (PrinterSaid(visit_id, f"L'imprimante ne va pas : {error}", ready=False),)

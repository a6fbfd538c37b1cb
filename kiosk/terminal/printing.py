"""The print desk: draws a ticket, shows it, prints it, and says what became of the paper."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.devices.printer import Printer, PrinterState
from kiosk.i18n.languages import direction
from kiosk.terminal.handling import Asker
from kiosk.terminal.loop import ContextNews, News
from kiosk.terminal.scrub import scrub
from kiosk.terminal.workers import Worker
from kiosk.visit import effects as fx
from kiosk.visit.results import PrinterSaid, TicketDrawn, TicketPrinted
from kiosk.visit.tickets import Printing, Ticket

if TYPE_CHECKING:
    from PIL.Image import Image

STOPPED_WITHIN = 3.0
"""Seconds for the ticket that is being printed when the program ends."""

log = logging.getLogger(__name__)


class PrintDesk:
    """Prints one ticket after the other on a thread of its own. A printer never stops a visit."""

    def __init__(
        self,
        printer: Printer,
        deliver: Callable[[News], None],
        printed: Callable[[str, TicketPrinted], None],
    ) -> None:
        self._printer = printer
        self._deliver = deliver
        self._printed = printed
        self._well = False
        """Known to print, or to say nothing; else it is looked at again and again."""
        self._drawer: Worker[News] = Worker("draw", deliver)
        self._worker: Worker[News] = Worker("print", deliver)

    def print_ticket(self, wanted: fx.Print, asker: Asker) -> None:
        """→ TicketDrawn, then TicketPrinted; drawn at once even while another one prints."""
        ticket, visit_id = wanted.ticket, asker.visit.id
        self._drawer.do(
            lambda: self._draw(ticket, visit_id),
            lambda _error: self._said(ticket.code, visit_id, "failed"),
        )

    def _draw(self, ticket: Ticket, visit_id: str) -> tuple[News, ...]:
        from kiosk.paper import png_bytes
        from kiosk.ticket.compose import compose
        from kiosk.ticket.draw import draw

        image = draw(compose(ticket), self._printer.width, direction(ticket.language))
        self._worker.do(
            lambda: self._print(image, ticket.code, visit_id),
            lambda _error: self._said(ticket.code, visit_id, "failed"),
        )
        return (TicketDrawn(visit_id, ticket.code, png_bytes(image)),)

    def _print(self, image: Image, code: str, visit_id: str) -> tuple[News, ...]:
        outcome = self._printer.print_ticket(image, code)
        log.info("Ticket: %s. %s", outcome.state, outcome.detail)
        seen = self._seen(outcome.state, outcome.detail)
        return (*self._said(code, visit_id, outcome.state), seen)

    def _seen(self, state: Printing | PrinterState, says: str) -> ContextNews:
        """A printer that is busy needs nobody; it is looked at again, as it may not be all."""
        trouble = state in ("no_paper", "failed", "offline")
        if trouble:
            log.warning("The printer needs someone: %s", says)
        self._well = not trouble and state != "busy"
        return ContextNews(printer_trouble=says if trouble else "")

    def watch(self) -> None:
        """At start and while something is wrong: is the printer well? → ContextNews"""
        if not self._well:
            self._worker.do(self._look_after)

    def _look_after(self) -> tuple[News, ...]:
        status = self._printer.status()
        return (self._seen(status.state, status.says),)

    def _said(self, code: str, visit_id: str, state: Printing) -> tuple[News, ...]:
        said = TicketPrinted(visit_id, code, state)
        self._printed(code, said)
        return (said,)

    def print_test(self, _wanted: fx.PrintTest, asker: Asker) -> None:
        """→ PrinterSaid"""
        visit_id = asker.visit.id
        self._worker.do(lambda: self._test(visit_id), lambda error: _broken(visit_id, error))

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
        ready = status.state in ("ready", "near_end")
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


def _broken(visit_id: str, error: Exception) -> tuple[News, ...]:
    return (PrinterSaid(visit_id, f"L'imprimante ne va pas : {error}", ready=False),)

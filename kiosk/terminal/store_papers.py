"""Papers that come of what is asked of the store: each is known by what it was asked for."""

from __future__ import annotations

from itertools import chain

from kiosk.agenda.agenda import Agenda
from kiosk.agenda.errors import NoSuchTicket
from kiosk.agenda.tickets import NewPaper
from kiosk.terminal.handling import Asker
from kiosk.terminal.ticket_maker import Papers, TicketMaker
from kiosk.ticket.codes import new_code
from kiosk.visit import effects as fx
from kiosk.visit.tickets import FoundTicket, Ticket

Hands = fx.Book | fx.AttendSession | fx.SaveSteps | fx.KeepChallenges | fx.OfferHelp | fx.WriteNote
"""What ends with a paper."""


class StorePapers:
    """A part of `StoreEffects`."""

    _agenda: Agenda
    _maker: TicketMaker
    _papers: Papers

    def _new_paper(self, wanted: Hands, asker: Asker) -> NewPaper:
        code, token = self._papers.of(paper_key(wanted, asker))
        codes = chain((code,), iter(new_code, None))
        return NewPaper(
            language=asker.visit.language,
            new_code=lambda: next(codes),
            new_token=lambda: token,
            carnet=wanted.carnet,
        )

    def _handed(self, code: str, token: str, asker: Asker) -> tuple[FoundTicket, Ticket]:
        """A ticket that was just written, and its paper with all that is on it."""
        found = self._agenda.find_by_code(code)
        if found is None:
            raise NoSuchTicket(code)
        return found, self._whole(found, token, asker.visit.language)

    def _whole(self, found: FoundTicket, token: str, language: str) -> Ticket:
        """All that is on a ticket."""
        return self._maker.make(
            found.code,
            token,
            language,
            found.bookings,
            found.walks,
            challenges=found.challenges,
            notes=found.notes,
            sponsorship=found.sponsorship,
        )


def paper_key(effect: object, asker: Asker) -> str:
    """By what a paper is known: asked for again after silence, it is the same."""
    match effect:
        case fx.Book() | fx.AttendSession():
            return effect.booking_id
        case fx.KeepChallenges():
            return effect.paper
        case fx.OfferHelp():
            return effect.sponsor_id
        case fx.WriteNote():
            return effect.id
        case _:
            return asker.paper

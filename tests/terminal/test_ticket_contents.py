""" "J'ai un ticket" with several things on it: a list, and each thing leads to its own screen."""

from __future__ import annotations

from kiosk.agenda import seat_offer, seats, tickets
from kiosk.visit.view.ticket_contents import TicketContentsView
from kiosk.visit.view.ticket_lookup import AppointmentView
from tests.terminal.floor import Floor


def two_on_one_ticket(floor: Floor) -> str:
    """The ticket's code."""
    floor.books()
    assert floor.terminal.visit.issued is not None
    code = floor.terminal.visit.issued.ticket.code
    floor.finishes()
    free = floor.agenda.free_times("other", "face", limit=2)[1]
    asked = seat_offer.Asked(topic="other", mode="face", stuck_at=None, language="fr")
    with floor.agenda.writing() as work:
        seats.hold(work, "second", free.session_id, asked)
        seats.confirm(work, "second", None, None)
        tickets.add_booking(work, code, "second")
    return code


def test_all_of_it_is_shown_and_one_is_cancelled(floor: Floor) -> None:
    code = two_on_one_ticket(floor)
    floor.resumes_with(code)
    listed = floor.until_sees(TicketContentsView)
    first, second = (
        button for button in listed.things if type(button.event).__name__ == "OpenBooking"
    )
    floor.terminal.send(second.event)
    floor.sees(AppointmentView)
    floor.touch("Annuler ce rendez-vous", "Oui, l'annuler")
    floor.until(lambda: floor.agenda.booking("second").status == "cancelled", "cancelled")
    (standing,) = floor.confirmed()
    assert standing.id != "second"
    assert first.event != second.event

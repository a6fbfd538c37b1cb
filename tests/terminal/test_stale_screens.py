"""A screen that shows what was changed on a telephone, or on another terminal, meanwhile."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from types import SimpleNamespace

import pytest

from kiosk.agenda.agenda import Agenda
from kiosk.agenda.self_service import Wanted, book_by_ticket
from kiosk.store.outbox import Outbox
from kiosk.terminal.offline import Offline
from kiosk.terminal.outbox_entries import cancel_entry, enquiry_entry
from kiosk.visit.bookings import Booking, Seen
from kiosk.visit.effects import CancelBooking
from kiosk.visit.tickets import FoundTicket
from kiosk.visit.values import Enquiry
from kiosk.visit.view.ticket_lookup import AppointmentView, ResumeView
from kiosk.visit.view.tickets import TicketView
from kiosk.visit.views import NoticeView
from tests.support.bookings import seat
from tests.terminal.floor import Floor
from tests.visit.story import said


def at_appointment(floor: Floor) -> Booking:
    """Somebody has booked, and comes back with the ticket."""
    floor.books()
    code = floor.code
    floor.until(lambda: floor.sees(TicketView).printing == "printed")
    floor.finishes()
    floor.resumes_with(code)
    floor.until_sees(AppointmentView)
    (booking,) = floor.confirmed()
    return booking


def later(agenda: Agenda) -> int:
    return agenda.free_times("declare", "face", limit=3)[2].session_id


def hours(floor: Floor) -> list[str]:
    return [f"{seat(one).session.starts_at:%H:%M}" for one in floor.confirmed()]


def test_a_new_date_is_not_cancelled_by_a_screen_that_showed_the_old_one(floor: Floor) -> None:
    booking = at_appointment(floor)
    floor.touch("Annuler ce rendez-vous")
    moved = floor.agenda.move(booking.id, later(floor.agenda))
    floor.touch("Oui, l'annuler")
    floor.until_reads("Votre rendez-vous a changé")
    assert said(
        floor.sees(AppointmentView).hour
    ) == f"{moved.session.starts_at:%-H h %M}".removesuffix(" 00")
    assert hours(floor) == [f"{moved.session.starts_at:%H:%M}"]
    floor.touch("Annuler ce rendez-vous", "Oui, l'annuler")  # seen now, and meant
    floor.until_reads("Votre rendez-vous est annulé.")
    assert hours(floor) == []


def test_what_was_booked_since_with_the_ticket_is_not_said_to_be_cancelled(floor: Floor) -> None:
    booking = at_appointment(floor)
    assert booking.code is not None
    floor.touch("Annuler ce rendez-vous")
    wanted = Wanted(
        booking_id="by-telephone",
        session_id=later(floor.agenda),
        topic="declare",
        mode="face",
        language="fr",
        instead_of=booking.id,
    )
    floor.agenda.write(book_by_ticket, booking.code, wanted)
    floor.touch("Oui, l'annuler")
    floor.until_reads("Votre rendez-vous a changé")
    floor.sees(AppointmentView)
    assert [one.id for one in floor.confirmed()] == ["by-telephone"]


def test_a_paper_never_says_an_hour_that_is_no_longer_so(floor: Floor) -> None:
    booking = at_appointment(floor)
    floor.agenda.move(booking.id, later(floor.agenda))
    floor.touch("Imprimer le ticket")
    floor.until_reads("Votre rendez-vous a changé")
    floor.touch("Imprimer le ticket")
    ticket = floor.until_sees(TicketView)
    printed = floor.terminal.visit.issued
    assert ticket.code
    assert printed is not None
    assert [one.booking for one in printed.ticket.bookings] == floor.confirmed()


def test_a_ticket_of_what_was_cancelled_meanwhile_is_not_printed(floor: Floor) -> None:
    booking = at_appointment(floor)
    floor.agenda.cancel(booking.id)
    floor.touch("Imprimer le ticket")
    floor.until_reads("Ce rendez-vous a été annulé.")
    floor.sees(NoticeView)


def test_cancelling_what_is_cancelled_already_is_cancelling_once(floor: Floor) -> None:
    booking = at_appointment(floor)
    floor.touch("Annuler ce rendez-vous")
    floor.agenda.cancel(booking.id)
    floor.touch("Oui, l'annuler")
    floor.until_reads("Votre rendez-vous est annulé.")


def test_what_is_over_meanwhile_is_said(floor: Floor) -> None:
    at_appointment(floor)
    floor.touch("Annuler ce rendez-vous")
    floor.clock.pass_time(hours=3)
    floor.touch("Oui, l'annuler")
    floor.until_reads("Ce rendez-vous est passé.")


def test_whoever_has_gone_on_is_not_fetched_back(floor: Floor) -> None:
    booking = at_appointment(floor)
    floor.agenda.move(booking.id, later(floor.agenda))
    floor.touch("Imprimer le ticket", "Accueil", "J'ai un ticket")
    floor.finish_all_work()
    floor.sees(ResumeView)


def test_what_an_earlier_program_wrote_down_is_delivered_after_the_update(floor: Floor) -> None:
    """It called an enquiry a request, and a session a slot."""
    booking = at_appointment(floor)
    outbox = Outbox(floor.data / "outbox.db")
    outbox.put(cancel_entry(CancelBooking(booking.id, "", Seen.of(booking)), floor.clock()))
    asked = Enquiry(
        id="asked", topic="other", mode="phone", language="fr", asked_at=floor.clock(), phone="06"
    )
    outbox.put(enquiry_entry(asked, None, "HJLNNFJK", "T" * 26))
    floor.stop()
    with closing(sqlite3.connect(floor.data / "outbox.db")) as file, file:
        file.execute("UPDATE entry SET payload = replace(payload, 'session_id', 'slot_id')")
        file.execute("UPDATE entry SET kind = 'request' WHERE kind = 'enquiry'")
    floor.restart()
    floor.until(outbox.is_empty, "delivered")
    assert floor.confirmed() == []
    assert floor.agenda.today().enquiries == 1


@pytest.mark.parametrize("moved", [True, False])
def test_a_cancel_that_comes_late_is_about_the_hour_that_was_seen(
    floor: Floor, moved: bool
) -> None:
    """It was written down here while the store was silent; then the telephone moved it."""
    booking = at_appointment(floor)
    seen = Seen.of(booking)
    if moved:
        floor.agenda.move(booking.id, later(floor.agenda))
    outbox = Outbox(floor.data / "outbox.db")
    outbox.put(cancel_entry(CancelBooking(booking.id, "", seen), floor.clock()))
    floor.stop()
    offline = Offline(outbox, None, SimpleNamespace(papers=None), None)  # type: ignore[arg-type]
    booked = (floor.agenda.booking(booking.id),)
    found = FoundTicket(code="BCDFGHJK", language="fr", bookings=booked)
    (shown,) = offline.as_known_here(found).bookings
    assert shown.status == ("confirmed" if moved else "cancelled")
    floor.restart()
    floor.until(outbox.is_empty, "delivered")
    assert len(floor.confirmed()) == int(moved)
    assert floor.clock() + timedelta(hours=1) == seat(booking).session.starts_at

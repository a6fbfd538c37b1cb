"""An hour that somebody has booked is given no more: the team hears of it at the terminal too."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from kiosk.agenda.one_day import add_day_off
from kiosk.terminal.pin import choose_pin
from kiosk.visit.bookings import Appointment
from kiosk.visit.views import EntryListView
from tests.terminal.floor import Floor


def test_a_booking_that_a_closing_touches_waits_for_the_teams_word(floor: Floor) -> None:
    choose_pin(floor.data / "staff-pin", "2468")
    floor.books()
    (booked,) = floor.confirmed()
    assert isinstance(booked, Appointment)
    floor.finishes()
    day = datetime.combine(booked.session.starts_at.date(), time())
    floor.agenda.write(add_day_off, None, day, day + timedelta(days=1))
    floor.agenda.plan()
    floor.pass_time(61)
    floor.until(lambda: floor.terminal.context.today.team_tasks == 1, "one to tell")
    floor.tries_pin("2468")
    floor.until(lambda: "1 chose attend l'équipe" in floor.labels(), "what waits")
    floor.touch("1 chose attend l'équipe")
    floor.until(lambda: floor.sees(EntryListView).entries, "the tasks")
    assert floor.reads("À prévenir, sans numéro")
    assert floor.reads("Cette heure n'est plus proposée")
    floor.touch("Annuler pour cette personne")
    assert floor.reads("On ne peut pas revenir dessus")
    floor.touch("Oui, annuler")
    floor.until(lambda: floor.confirmed() == [], "that it is cancelled")
    assert floor.agenda.booking(booked.id).status == "cancelled"

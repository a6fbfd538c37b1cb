"""The page of a ticket that holds several things: all of them, each with what can be done."""

from __future__ import annotations

import icalendar

from tests.web.corner import Corner, Phone

AT_NINE = "Aujourd'hui, lundi 14 septembre, à 9 h"
AT_TWO = "Aujourd'hui, lundi 14 septembre, à 14 h"


def test_the_page_shows_all_that_the_ticket_holds_in_order(corner: Corner, phone: Phone) -> None:
    phone.scan(corner.two_appointments_ticket())
    assert phone.title == "Votre ticket"
    assert phone.words.index(AT_NINE) < phone.words.index(AT_TWO)


def test_one_is_cancelled_and_the_other_stays(corner: Corner, phone: Phone) -> None:
    token = corner.two_appointments_ticket()
    phone.scan(token)
    by_video = next(to for words, to in phone.page.links if words.startswith(AT_TWO))
    phone.open(by_video)
    assert phone.title == "Votre rendez-vous"
    assert "14 h" in phone.words
    phone.touch("Annuler le rendez-vous").send()
    assert {one.id: one.status for one in corner.agenda.bookings()} == {
        "from-the-terminal-1": "confirmed",
        "by-video": "cancelled",
    }
    phone.scan(token)
    assert AT_NINE in phone.words


def test_another_hour_for_one_leaves_the_other_where_it_is(corner: Corner, phone: Phone) -> None:
    phone.scan(corner.two_appointments_ticket())
    at_nine = next(to for words, to in phone.page.links if words.startswith(AT_NINE))
    phone.open(at_nine).touch("Changer l'heure")
    later = next(words for words, _to in phone.page.links if "10 h 30" in words)
    phone.touch(later).send()
    hours = {one.id: one.session.starts_at.hour for one in corner.agenda.bookings()}  # type: ignore[union-attr]
    assert hours == {"from-the-terminal-1": 10, "by-video": 14}


def test_the_calendar_file_has_an_event_for_each(corner: Corner, phone: Phone) -> None:
    token = corner.two_appointments_ticket()
    phone.open(f"/t/{token}/rendez-vous.ics")
    events = icalendar.Calendar.from_ical(phone.source).walk("VEVENT")
    assert {str(one["UID"]).split("@")[0] for one in events} == {"from-the-terminal-1", "by-video"}

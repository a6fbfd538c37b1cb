"""The appointment in the visitor's own calendar, read back by a calendar's own library."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from icalendar import Calendar, Event

from tests.web.corner import PUBLIC_URL, Corner, Phone


def opened(phone: Phone, token: str) -> tuple[Any, Any]:
    phone.open(f"/t/{token}/rendez-vous.ics")
    assert phone.status == 200
    assert phone.answer is not None
    assert phone.answer.mimetype == "text/calendar"
    assert phone.answer.mimetype_params["charset"] == "utf-8"
    calendar = Calendar.from_ical(phone.answer.data)
    assert isinstance(calendar, Calendar)
    assert phone.answer.mimetype_params["method"] == calendar["METHOD"]
    (event,) = calendar.walk("VEVENT")
    assert isinstance(event, Event)
    assert not event.errors
    return calendar, event


def test_a_visitor_adds_the_appointment_to_a_calendar(corner: Corner, phone: Phone) -> None:
    token = corner.booked_ticket()
    calendar, event = opened(phone, token)
    assert calendar["METHOD"] == "PUBLISH"
    assert event["STATUS"] == "CONFIRMED"
    assert event["DTSTART"].dt == datetime(2026, 9, 14, 7, 0, tzinfo=UTC)  # 9 h in Paris
    assert event["DTEND"].dt == datetime(2026, 9, 14, 7, 30, tzinfo=UTC)
    assert event["SUMMARY"] == "Rendez-vous\u00a0: Emploi Store · Montreuil"
    assert event["LOCATION"] == (
        "Emploi Store · Montreuil, 12 rue de l'Église, 93100 Montreuil, Bureau 1"
    )
    assert event["URL"] == f"{PUBLIC_URL}/T/{token}".upper()
    (alarm,) = event.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(hours=-1)


def test_every_line_is_short_and_ends_as_the_standard_says(corner: Corner, phone: Phone) -> None:
    """RFC 5545, 3.1: CRLF, and at most 75 bytes."""
    phone.open(f"/t/{corner.booked_ticket()}/rendez-vous.ics")
    assert phone.answer is not None
    lines = phone.answer.data.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)


def test_after_a_move_the_same_event_has_the_new_hour(corner: Corner, phone: Phone) -> None:
    token = corner.booked_ticket()
    _calendar, before = opened(phone, token)
    corner.clock.pass_time(minutes=1)
    phone.scan(token).touch("Changer l'heure").touch("10 h").send()
    calendar, after = opened(phone, token)
    assert calendar["METHOD"] == "PUBLISH"
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTART"].dt - before["DTSTART"].dt == timedelta(hours=1)


def test_after_a_cancel_the_same_event_is_taken_out(corner: Corner, phone: Phone) -> None:
    token = corner.booked_ticket()
    _calendar, before = opened(phone, token)
    corner.clock.pass_time(seconds=1)
    phone.scan(token).touch("Annuler le rendez-vous").send()
    assert ("Retirer de mon agenda", f"/t/{token}/rendez-vous.ics") in phone.page.links
    calendar, after = opened(phone, token)
    assert calendar["METHOD"] == "CANCEL"
    assert after["STATUS"] == "CANCELLED"
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after.walk("VALARM") == []


def test_the_calendar_speaks_the_language_of_the_page(corner: Corner, phone: Phone) -> None:
    _calendar, event = opened(phone, corner.booked_ticket("phone", "en", phone="0612345678"))
    assert event["SUMMARY"] == "They call me: Emploi Store · Montreuil"
    assert "LOCATION" not in event
    assert "0612345678" not in phone.source
    assert "Sam" not in phone.source


def test_without_an_appointment_there_is_nothing_to_add(corner: Corner, phone: Phone) -> None:
    phone.open(f"/t/{corner.steps_ticket()}/rendez-vous.ics")
    assert phone.status == 404
    assert phone.title == "Il n'y a pas de rendez-vous à ajouter"
    assert phone.touch("Revenir à mon ticket").title == "Votre ticket"

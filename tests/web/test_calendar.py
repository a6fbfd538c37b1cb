"""The appointment in the visitor's own calendar, read back by a calendar's own library."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from icalendar import Calendar, Event

from kiosk.agenda.late_delivery import give_time
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
    (alarm,) = event.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(hours=-1)


def test_nothing_that_opens_the_page_goes_into_a_cloud_unless_it_is_wanted(
    corner: Corner, phone: Phone
) -> None:
    token = corner.booked_ticket()
    _calendar, event = opened(phone, token)
    code = corner.booking(token).code
    assert code is not None
    told = phone.source.replace("\r\n ", "").upper()
    assert token not in told
    assert code not in told.replace(" ", "")
    assert "URL" not in event
    phone.scan(token).touch("L'ajouter avec l'adresse de cette page")
    assert phone.answer is not None
    (wanted,) = Calendar.from_ical(phone.answer.data).walk("VEVENT")
    assert wanted["URL"] == f"{PUBLIC_URL}/T/{token}".upper()
    assert f"{code[:4]} {code[4:]}" in str(wanted["DESCRIPTION"])
    assert wanted["UID"] == event["UID"]


def test_one_ticket_is_one_event_whatever_is_done_with_it(corner: Corner, phone: Phone) -> None:
    """Booked, called back instead, given a time, cancelled, booked again, moved."""
    token = corner.booked_ticket()
    seen = [opened(phone, token)]
    phone.scan(token).touch("Je préfère un appel").touch("Appelez-moi quand vous pouvez")
    phone.write(telephone="0612345678").send()
    assert "Retirer de mon agenda" in phone.labels
    seen.append(opened(phone, token))
    free = corner.agenda.free_times("declare", "phone", limit=2)[1]
    corner.agenda.write(give_time, corner.booking(token).id, free.session_id)
    seen.append(opened(phone, token))
    phone.scan(token).touch("Annuler le rendez-vous").send()
    seen.append(opened(phone, token))
    phone.scan(token).touch("9 h").send()
    seen.append(opened(phone, token))
    phone.scan(token).touch("Changer l'heure").touch("10 h").send()
    seen.append(opened(phone, token))
    methods = [str(calendar["METHOD"]) for calendar, _event in seen]
    assert methods == ["PUBLISH", "CANCEL", "PUBLISH", "CANCEL", "PUBLISH", "PUBLISH"]
    assert len({str(event["UID"]) for _calendar, event in seen}) == 1
    sequences = [int(event["SEQUENCE"]) for _calendar, event in seen]
    assert sequences == sorted(set(sequences))
    assert all(event["DTSTART"].dt for _calendar, event in seen)


def test_the_number_grows_though_the_clock_goes_backward(corner: Corner, phone: Phone) -> None:
    token = corner.booked_ticket()
    _calendar, before = opened(phone, token)
    corner.clock.pass_time(days=-400)
    corner.agenda.cancel(corner.booking(token).id)
    _calendar, after = opened(phone, token)
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_an_enquiry_given_a_time_is_an_event_and_its_own_after_a_cancel(
    corner: Corner, phone: Phone
) -> None:
    token = corner.asked_ticket()
    assert phone.open(f"/t/{token}/rendez-vous.ics").status == 404
    assert "Retirer de mon agenda" not in phone.scan(token).labels
    free = corner.agenda.free_times("declare", "phone", limit=1)[0]
    corner.agenda.write(give_time, corner.booking(token).id, free.session_id)
    _calendar, given = opened(phone, token)
    phone.scan(token).touch("Annuler le rendez-vous").send()
    calendar, gone = opened(phone, token)
    assert calendar["METHOD"] == "CANCEL"
    assert gone["UID"] == given["UID"]


def test_what_took_place_stays_in_the_calendar(corner: Corner, phone: Phone) -> None:
    token = corner.booked_ticket()
    _calendar, before = opened(phone, token)
    corner.clock.pass_time(hours=2)
    assert phone.open(f"/t/{token}/rendez-vous.ics").status == 404
    phone.scan(token).touch("10 h 30").send()
    _calendar, after = opened(phone, token)
    assert after["UID"] != before["UID"]


def test_another_ticket_is_another_event(corner: Corner, phone: Phone) -> None:
    _calendar, one = opened(phone, corner.booked_ticket())
    _calendar, other = opened(phone, corner.booked_ticket())
    assert one["UID"] != other["UID"]


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


def test_a_page_without_an_address_of_its_own_is_told_as_it_was_opened(corner: Corner) -> None:
    phone, token = corner.phone(public_url=lambda: ""), corner.booked_ticket()
    phone.scan(token).touch("L'ajouter avec l'adresse de cette page")
    assert phone.answer is not None
    (event,) = Calendar.from_ical(phone.answer.data).walk("VEVENT")
    assert event["URL"] == f"http://localhost/T/{token}".upper()

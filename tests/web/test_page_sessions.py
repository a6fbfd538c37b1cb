"""The page of a seat among others, or of a place on a list: what is so, and how to give it up."""

from __future__ import annotations

import re
from datetime import time, timedelta

import icalendar
import pytest

from kiosk.agenda import attendance
from kiosk.agenda.programme import programme
from kiosk.agenda.session_changes import cancel_session, move_session
from kiosk.visit.bookings import Attendance
from tests.agenda.world import a_paper, add_rule
from tests.web.corner import Corner, Phone


@pytest.fixture
def workshop(corner: Corner) -> int:
    """This Thursday from 14 to 16, three seats and a list; nobody in particular receives."""
    add_rule(
        corner.agenda,
        None,
        weekdays=(3,),
        starts=time(14),
        ends=time(16),
        minutes=120,
        seats=3,
        waiting_list=2,
        kind="workshop",
        title="Je fais mon CV",
        location="Salle 2",
    )
    corner.agenda.plan()
    return corner.agenda.read(programme)[0].session.id


def attends(corner: Corner, key: str, session_id: int, persons: int = 1) -> str:
    """The token on the paper; a place on the list where it is full."""
    wanted = attendance.WantedSeats(
        booking_id=key, session_id=session_id, persons=persons, wait=True
    )
    _booked, _code, token = corner.agenda.write(
        attendance.attend,
        wanted,
        a_paper(),
    )
    return token


def test_the_page_says_where_and_for_how_many(corner: Corner, phone: Phone, workshop: int) -> None:
    phone.scan(attends(corner, "seat", workshop, 2))
    assert phone.title == "Votre place"
    for words in ("14 h", "Je fais mon CV", "Salle 2", "Pour 2 personnes"):
        assert words in phone.words
    assert "Changer l'heure" not in phone.words
    assert "Je préfère un appel" not in phone.words


def test_a_seat_is_given_back_and_the_next_one_has_it(
    corner: Corner, phone: Phone, workshop: int
) -> None:
    token = attends(corner, "seat", workshop, 3)
    waits = attends(corner, "waits", workshop)
    phone.scan(waits)
    assert phone.title == "Votre place sur la liste d'attente"
    assert "Vous êtes numéro 1 sur la liste d'attente." in phone.words
    phone.scan(token)
    phone.touch("Je ne peux pas venir").send()
    assert "Votre place est rendue" in phone.words
    phone.scan(waits)
    assert phone.title == "Votre place"
    assert isinstance(corner.agenda.booking("waits"), Attendance)


def test_a_list_is_left_in_the_same_way(corner: Corner, phone: Phone, workshop: int) -> None:
    attends(corner, "seat", workshop, 3)
    phone.scan(attends(corner, "waits", workshop))
    phone.touch("Quitter la liste").send()
    assert "Vous n'êtes plus sur la liste" in phone.words
    assert corner.agenda.booking("waits").status == "cancelled"


def test_an_appointment_beside_it_takes_nothing_away(
    corner: Corner, phone: Phone, workshop: int
) -> None:
    """Whoever has a seat among others and wants to see somebody keeps it."""
    token = attends(corner, "seat", workshop)
    phone.scan(token)
    first = next(words for words, _to in phone.page.links if words.startswith("9 h"))
    phone.touch(first).send()
    standing = corner.standing()
    assert len(standing) == 2
    assert corner.agenda.booking("seat").status == "confirmed"


def test_its_calendar_file_is_an_event(corner: Corner, phone: Phone, workshop: int) -> None:
    token = attends(corner, "seat", workshop)
    phone.open(f"/t/{token}/rendez-vous.ics")
    (event,) = icalendar.Calendar.from_ical(phone.source).walk("VEVENT")
    assert "Salle 2" in str(event["LOCATION"])
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(hours=2)


def test_nobody_moves_a_seat_to_an_appointments_hour(
    corner: Corner, phone: Phone, workshop: int
) -> None:
    token = attends(corner, "seat", workshop)
    phone.open(f"/t/{token}/deplacer")
    assert phone.title == "Votre place"


def test_what_the_place_cancelled_is_said_and_nothing_else_is_asked(
    corner: Corner, phone: Phone, workshop: int
) -> None:
    token = attends(corner, "seat", workshop)
    corner.agenda.write(cancel_session, workshop)
    phone.scan(token)
    assert phone.title == "Le lieu a annulé cette séance. Cela ne vient pas de vous."
    assert "Je ne peux pas venir" not in phone.words


# A series, another hour, and by video


@pytest.fixture
def promo(corner: Corner) -> int:
    """From next Monday on, two weeks of mornings."""
    first = corner.clock.now.date() + timedelta(days=7 - corner.clock.now.weekday())
    add_rule(
        corner.agenda,
        None,
        weekdays=range(5),
        starts=time(9, 30),
        ends=time(12),
        minutes=150,
        valid_from=first,
        valid_to=first + timedelta(days=11),
        seats=4,
        kind="group",
        title="Promo",
        location="Salle 3",
        series=True,
    )
    corner.agenda.plan()
    return next(one.session.id for one in corner.agenda.read(programme) if one.session.meetings)


def test_the_page_of_a_series_has_all_its_days(corner: Corner, phone: Phone, promo: int) -> None:
    phone.scan(attends(corner, "seat", promo))
    assert phone.title == "Votre place"
    assert "10 fois, aux mêmes heures" in phone.words
    assert phone.words.count("·") >= 9


def test_each_day_of_a_series_is_an_event_of_the_calendar_and_leaves_it(
    corner: Corner, phone: Phone, promo: int
) -> None:
    token = attends(corner, "seat", promo)
    phone.scan(token)
    added = icalendar.Calendar.from_ical(phone.touch("Ajouter à mon agenda").source)
    events = added.walk("VEVENT")
    assert len({str(one["uid"]) for one in events}) == 10
    assert len({one.decoded("dtstart") for one in events}) == 10
    phone.scan(token).touch("Je ne peux pas venir").send()
    gone = icalendar.Calendar.from_ical(phone.touch("Retirer de mon agenda").source)
    assert {str(one["uid"]) for one in gone.walk("VEVENT")} == {str(one["uid"]) for one in events}
    assert {str(one["status"]) for one in gone.walk("VEVENT")} == {"CANCELLED"}


def test_a_session_at_another_hour_says_so(corner: Corner, phone: Phone, workshop: int) -> None:
    token = attends(corner, "seat", workshop)
    corner.agenda.write(
        move_session, workshop, corner.agenda.read(programme)[0].session.starts_at + HOURS
    )
    phone.scan(token)
    assert phone.title == "Le lieu a changé l'heure. La voici."
    assert "17 h" in phone.words


HOURS = timedelta(hours=3)


def test_by_video_each_has_a_room_that_nobody_guesses(corner: Corner) -> None:
    add_rule(
        corner.agenda,
        None,
        weekdays=(3,),
        starts=time(14),
        ends=time(15),
        minutes=60,
        modes=("face", "video"),
        kind="coaching",
        title="Préparer un entretien",
        location="Bureau 4",
        seats=2,
    )
    corner.agenda.plan()
    session_id = corner.agenda.read(programme)[0].session.id
    links = set()
    for key in ("a", "b"):
        wanted = attendance.WantedSeats(booking_id=key, session_id=session_id, mode="video")
        _booked, _code, token = corner.agenda.write(attendance.attend, wanted, a_paper())
        phone = corner.phone(video_url="https://visio.example.org/e-{room}").scan(token)
        links.add(dict(phone.page.links)["Entrer dans la vidéo"])
    assert len(links) == 2
    assert all(re.fullmatch(r"https://visio\.example\.org/e-[0-9a-f]{32}", one) for one in links)

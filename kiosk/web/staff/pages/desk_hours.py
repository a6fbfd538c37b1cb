"""An hour for somebody: another one, one for who asked in writing, a first one at the desk."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import cast, get_args

from flask import Response

from kiosk.agenda import day as days
from kiosk.agenda import front_desk, tickets
from kiosk.agenda.availability import open_hours
from kiosk.agenda.errors import BookingChanged, BookingClosed, NoSuchBooking, SeatTaken
from kiosk.agenda.front_desk import WantedHour
from kiosk.agenda.same_hour import SameHour
from kiosk.agenda.tickets import NewPaper
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.i18n.dates import day_of_month
from kiosk.i18n.languages import SOURCE
from kiosk.ticket.codes import new_code, new_token
from kiosk.visit.bookings import Seen
from kiosk.visit.phone_numbers import read_phone
from kiosk.visit.update.text_entry import NAME_LENGTH
from kiosk.visit.values import OTHER_TOPIC, FreeTime, Mode
from kiosk.web.staff.desk import Desk, Route
from kiosk.web.staff.french import day_and_hour, hour
from kiosk.web.staff.names import MODES
from kiosk.web.staff.pages.today import CHANGED, CLOSED, SEAT_GONE, UNKNOWN, back_of, shown
from kiosk.web.staff.typed import attempt_in, number_in

NOT_A_NUMBER = (
    "Ce numéro ne s'appelle pas : dix chiffres, ou un numéro d'un autre pays avec son +."
    " Rien n'est pris encore."
)
SAME_HOUR = "La personne a déjà autre chose à cette heure-là, sur le même ticket."


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedHour:
    id: int
    hour: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedDay:
    name: str
    times: tuple[OfferedHour, ...]


def for_somebody_known(desk: Desk) -> Response:
    """Another hour for an appointment, or one for a written request."""
    line = desk.agenda.read(days.line_of, desk.args.get("rdv", ""))
    if line is None:
        return desk.to("/aujourdhui", said=UNKNOWN)
    free = desk.agenda.read(open_hours, line.topic, line.mode, persons=line.persons)
    is_enquiry = line.kind == "enquiry"
    return desk.render(
        "desk_hours.html",
        title="Donner une heure" if is_enquiry else "Changer l'heure",
        one=shown(desk, line),
        days=_days(desk, (one for one in free if one.session_id != line.session_id)),
        action=f"/staff/aujourdhui/{'donner' if is_enquiry else 'deplacer'}",
        back=back_of(desk),
    )


def for_somebody_new(desk: Desk) -> Response:
    topics = _topics(desk)
    topic = desk.args.get("sujet", OTHER_TOPIC)
    mode = _mode(desk.args.get("mode", ""))
    topic = topic if topic in dict(topics) else OTHER_TOPIC
    return desk.render(
        "desk_hours.html",
        title="Rendez-vous pour quelqu'un",
        one=None,
        topics=topics,
        modes=tuple(MODES.items()),
        topic=topic,
        mode=mode,
        days=_days(desk, desk.agenda.read(open_hours, topic, mode)),
        action="/staff/aujourdhui/nouveau",
        attempt=str(uuid.uuid4()),
        back=back_of(desk),
    )


def _topics(desk: Desk) -> tuple[tuple[str, str], ...]:
    themes = tuple((theme.id, theme.name) for theme in desk.site.catalog.themes)
    return ((OTHER_TOPIC, "À voir ensemble"), *themes)


def _mode(said: str) -> Mode:
    return cast(Mode, said) if said in get_args(Mode) else "face"


def _days(desk: Desk, free: Iterable[FreeTime]) -> tuple[OfferedDay, ...]:
    zone = desk.agenda.place.zone
    by_day = groupby(free, key=lambda one: one.starts_at.date())
    return tuple(
        OfferedDay(
            name=day_of_month(SOURCE, day).capitalize(),
            times=tuple(
                OfferedHour(id=one.session_id, hour=hour(one.starts_at, zone), who=one.helper or "")
                for one in times
            ),
        )
        for day, times in by_day
    )


# What is touched


def move(desk: Desk) -> Response:
    booking_id, before = desk.form.get("rendez-vous", ""), number_in(desk.form.get("seance-avant"))
    seen, zone = Seen(booking_id=booking_id, session_id=before), desk.agenda.place.zone

    def deed(work: UnitOfWork) -> str:
        moved = front_desk.move(work, booking_id, _chosen(desk), seen, desk.author)
        return f"C'est changé : {day_and_hour(moved.session.starts_at, zone)}."

    return _done(desk, deed)


def give(desk: Desk) -> Response:
    zone = desk.agenda.place.zone

    def deed(work: UnitOfWork) -> str:
        booking_id = desk.form.get("rendez-vous", "")
        given = front_desk.give_time(work, booking_id, _chosen(desk), desk.author)
        return f"L'heure est donnée : {day_and_hour(given.session.starts_at, zone)}."

    return _done(desk, deed)


def book(desk: Desk) -> Response:
    """A ticket is made with it: it is printed from its page."""
    form = desk.form
    mode = _mode(form.get("mode", ""))
    phone = read_phone(form.get("telephone", "").strip()) or ""
    if (form.get("telephone", "").strip() or mode == "phone") and not phone:
        return desk.to("/aujourdhui/nouveau", said=NOT_A_NUMBER)
    topic = form.get("sujet", "")
    wanted = WantedHour(
        booking_id=attempt_in(form.get("essai", "")),
        session_id=_chosen(desk),
        topic=topic if topic in dict(_topics(desk)) else OTHER_TOPIC,
        mode=mode,
        first_name=" ".join(form.get("prenom", "").split())[:NAME_LENGTH],
        phone=phone,
    )
    paper = NewPaper(language=SOURCE, new_code=new_code, new_token=new_token)

    def deed(work: UnitOfWork) -> int | None:
        code, _token = front_desk.book(work, wanted, paper, desk.author)
        return tickets.number_of(work, code)

    try:
        number = desk.agenda.write(deed)
    except SeatTaken:
        return desk.to("/aujourdhui/nouveau", said=SEAT_GONE)
    except BookingClosed:
        return desk.to("/aujourdhui", said=CLOSED)
    return desk.to(f"/aujourdhui/ticket/{number}", said="Le rendez-vous est pris.")


def _chosen(desk: Desk) -> int:
    return number_in(desk.form.get("seance")) or 0


def _done(desk: Desk, deed: Callable[[UnitOfWork], str]) -> Response:
    try:
        said = desk.agenda.write(deed)
    except SeatTaken:
        said = SEAT_GONE
    except SameHour:
        said = SAME_HOUR
    except BookingChanged:
        said = CHANGED
    except BookingClosed:
        said = CLOSED
    except NoSuchBooking:
        said = UNKNOWN
    return desk.to(back_of(desk), said=said)


ROUTES = (
    Route("GET", "/aujourdhui/heure", for_somebody_known, "welcome"),
    Route("GET", "/aujourdhui/nouveau", for_somebody_new, "welcome"),
    Route("POST", "/aujourdhui/deplacer", move, "welcome"),
    Route("POST", "/aujourdhui/donner", give, "welcome"),
    Route("POST", "/aujourdhui/nouveau", book, "welcome"),
)

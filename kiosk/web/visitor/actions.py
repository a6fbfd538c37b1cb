"""What each page of a ticket answers: to look at, or to do something and be led back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flask import Response, redirect, request

from kiosk.agenda.errors import (
    BookingChanged,
    BookingClosed,
    NoSuchBooking,
    NotOffered,
    SeatTaken,
)
from kiosk.agenda.same_hour import SameHour
from kiosk.agenda.self_service import (
    AnotherAppointment,
    Wanted,
    ask_by_ticket,
    book_by_ticket,
    cancel_by_ticket,
)
from kiosk.i18n.text import Text
from kiosk.visit.bookings import (
    Appointment,
    Attendance,
    Booking,
    NotedEnquiry,
    Seen,
)
from kiosk.visit.phone_numbers import MOST_LETTERS
from kiosk.visit.update.text_entry import phone_is_whole
from kiosk.visit.values import Enquiry, FreeTime, Mode, StuckAt
from kiosk.web.csrf import booking_id_of
from kiosk.web.visitor import times_page
from kiosk.web.visitor.calendar import calendar_file
from kiosk.web.visitor.external_booking import leave_for
from kiosk.web.visitor.fields import chosen_day, typed_name, typed_phone
from kiosk.web.visitor.forms import SentForm, mode_of, number, read_form, sealed
from kiosk.web.visitor.notices import FORM_REFUSED, NO_CALENDAR
from kiosk.web.visitor.pages import ConfirmPage
from kiosk.web.visitor.render import draw, draw_notice
from kiosk.web.visitor.site import Turn
from kiosk.web.visitor.ticket_page import home

Action = Callable[[Turn], Response]


def show(turn: Turn) -> Response:
    return draw("home.html", home(turn, request.args.get("fait", "")), turn)


def calendar(turn: Turn) -> Response:
    found = calendar_file(turn, with_page=request.args.get("avec") == "page")
    if found is None:
        return draw_notice(NO_CALENDAR, turn.site, turn.language, turn.link())
    content, method = found
    return Response(
        content,
        content_type=f"text/calendar; charset=utf-8; method={method}",
        headers={"Content-Disposition": 'inline; filename="rendez-vous.ics"'},
    )


# To book


def choose(turn: Turn) -> Response:
    mode = mode_of(turn, request.args.get("mode", ""))
    elsewhere = leave_for(turn, mode)
    if elsewhere is not None:
        return draw("elsewhere.html", elsewhere, turn)
    if turn.has_begun:
        return _led(turn, fait="deja")
    if _is_own_hour(turn, number(request.args.get("heure", ""))):
        return _led(turn, fait="votre")
    time, note = _chosen(turn, mode)
    if time is not None:
        hidden = sealed(turn, "reserver", time.session_id, mode)
        return draw("confirm.html", times_page.confirm_booking(turn, mode, time, hidden), turn)
    return draw("times.html", times_page.to_book(turn, mode, chosen_day(), note=note), turn)


def book(turn: Turn) -> Response:
    sent = read_form(turn, "reserver")
    if sent is None:
        return _refused(turn)
    form, mode = request.form, sent.mode
    name, phone = typed_name(form.get("prenom", "")), typed_phone(form.get("telephone", ""))
    if sent.session_id is None or leave_for(turn, mode) is not None:
        return _led(turn, "reserver", mode=mode)
    key = booking_id_of(turn.site.secret, turn.token + sent.key)
    without_phone = mode == "phone" and not phone_is_whole(phone)
    sent_again = turn.ticket.booking(key) is not None and not without_phone
    if _is_own_hour(turn, sent.session_id) and not sent_again:
        return _led(turn, fait="votre")
    if without_phone:
        return _ask_phone_again(turn, sent)
    wanted = Wanted(
        booking_id=key,
        session_id=sent.session_id,
        topic=turn.topic,
        mode=mode,
        language=turn.language,
        stuck_at=_stuck_at(turn),
        first_name=name or None,
        phone=phone if mode == "phone" else None,
        instead_of=sent.seen.booking_id or None,
        seen=sent.seen,
    )
    try:
        booked = turn.site.agenda.write(book_by_ticket, turn.ticket.code, wanted)
    except AnotherAppointment:
        return _led(turn, fait="deja")
    except BookingChanged:
        return _led(turn, fait="change")
    except SameHour:
        return _led(turn, "reserver", mode=mode, dit="occupee")
    except NotOffered:
        return _led(turn, "reserver", mode=mode, dit="retiree")
    except (SeatTaken, BookingClosed, NoSuchBooking):
        return _led(turn, "reserver", mode=mode, dit="prise")
    stands = booked.status == "confirmed" and booked.session.id == sent.session_id
    return _led(turn.after(booked), fait="reserve" if stands else "change")


def _stuck_at(turn: Turn) -> StuckAt | None:
    progress = turn.walk
    if progress is None or not progress.trail or progress.finished:
        return None
    return StuckAt(service=progress.service, step=progress.trail[-1])


def _ask_phone_again(turn: Turn, sent: SentForm) -> Response:
    """The same form, with what was written and the same key; nothing was done."""
    time = _among(times_page.free(turn, sent.mode), sent.session_id)
    if time is None:
        return _led(turn, "reserver", mode=sent.mode, dit="retiree")
    return _doubtful(turn, times_page.confirm_booking(turn, sent.mode, time, sent.hidden))


def _doubtful(turn: Turn, asked: ConfirmPage) -> Response:
    form = request.form
    again = replace(
        asked,
        name=typed_name(form.get("prenom", "")),
        phone=form.get("telephone", "")[:MOST_LETTERS],
        phone_doubtful=True,
    )
    return draw("confirm.html", again, turn, status=422)


# To be called when somebody can


def ask_call(turn: Turn) -> Response:
    if "phone" not in turn.site.modes or turn.enquiry or leave_for(turn, "phone"):
        return _led(turn)
    if turn.has_begun:
        return _led(turn, fait="deja")
    hidden = sealed(turn, "rappel")
    return draw("confirm.html", times_page.confirm_enquiry(turn, hidden), turn)


def record_call(turn: Turn) -> Response:
    form, sent = request.form, read_form(turn, "rappel")
    if sent is None or "phone" not in turn.site.modes:
        return _refused(turn)
    phone = typed_phone(form.get("telephone", ""))
    if not phone_is_whole(phone):
        return _doubtful(turn, times_page.confirm_enquiry(turn, sent.hidden))
    asked = Enquiry(
        id=booking_id_of(turn.site.secret, turn.token + sent.key),
        topic=turn.topic,
        mode="phone",
        language=turn.language,
        asked_at=turn.now,
        first_name=typed_name(form.get("prenom", "")),
        phone=phone,
        stuck_at=_stuck_at(turn),
    )
    known = sent.seen.booking_id or None
    try:
        noted = turn.site.agenda.write(
            ask_by_ticket, turn.ticket.code, asked, instead_of=known, seen=sent.seen
        )
    except AnotherAppointment:
        return _led(turn, fait="deja")
    except BookingChanged:
        return _led(turn, fait="change")
    return _led(turn.after(noted), fait="demande" if noted.status == "waiting" else "change")


# To move


def choose_move(turn: Turn) -> Response:
    booking = turn.to_come
    if not isinstance(booking, Appointment):  # whoever wants another session chooses it here
        return _led(turn)
    if _is_own_hour(turn, number(request.args.get("heure", ""))):
        return _led(turn, fait="votre")
    time, note = _chosen(turn, booking.mode)
    if time is not None:
        hidden = sealed(turn, "deplacer", time.session_id)
        return draw("confirm.html", times_page.confirm_move(turn, booking.mode, time, hidden), turn)
    return draw("times.html", times_page.to_move(turn, booking.mode, chosen_day(), note=note), turn)


def move(turn: Turn) -> Response:
    sent = read_form(turn, "deplacer")
    if sent is None or sent.session_id is None:
        return _refused(turn)
    booking = turn.to_come
    if not isinstance(booking, Appointment) or booking.id != sent.seen.booking_id:
        return _led(turn, fait=_instead(turn, sent))
    try:
        turn.site.agenda.move(booking.id, sent.session_id, sent.seen)
    except SameHour:
        return _led(turn, "deplacer", dit="occupee")
    except NotOffered:
        return _led(turn, "deplacer", dit="retiree")
    except SeatTaken:
        return _led(turn, "deplacer", dit="prise")
    except (BookingChanged, BookingClosed, NoSuchBooking):
        return _led(turn, fait="change")
    return _led(turn, fait="deplace")


# To cancel


def ask_cancel(turn: Turn) -> Response:
    if turn.to_come is None and turn.enquiry is None and turn.waiting is None:
        return _led(turn)
    hidden = sealed(turn, "annuler")
    asked = times_page.confirm_cancel
    if turn.enquiry:
        asked = times_page.confirm_withdraw
    elif turn.waiting:
        asked = times_page.confirm_leave
    return draw("confirm.html", asked(turn, hidden), turn)


def cancel(turn: Turn) -> Response:
    sent = read_form(turn, "annuler")
    if sent is None:
        return _refused(turn)
    booking, waited = turn.booking, turn.waiting is not None
    if booking is None or booking.id != sent.seen.booking_id:
        return _led(turn, fait="change")
    if turn.to_come or turn.enquiry or turn.waiting:
        try:
            booking = turn.site.agenda.write(cancel_by_ticket, turn.ticket.code, sent.seen)
        except (BookingChanged, NoSuchBooking):
            return _led(turn, fait="change")
    if booking.status != "cancelled":
        return _led(turn, fait=_instead(turn, sent))
    return _led(turn, fait="quitte" if waited else _given_up(booking))


def _given_up(booking: Booking) -> str:
    match booking:
        case NotedEnquiry():
            return "retire"
        case Attendance():
            return "rendu"
        case _:
            return "annule"


# What was sent


def _led(turn: Turn, page: str = "", **query: object) -> Response:
    """On to a page that can be loaded again without doing anything again."""
    return _plain(redirect(turn.link(page, **query), 303))


def _plain(response: object) -> Response:
    assert isinstance(response, Response)
    return response


def _instead(turn: Turn, sent: SentForm) -> str:
    """Why a form about an appointment did nothing: it has begun as it was, or has changed."""
    begun = turn.appointment if turn.has_begun else None
    same = begun is not None and Seen.of(begun) == sent.seen
    return "commence" if same else "change"


def _refused(turn: Turn) -> Response:
    return draw_notice(FORM_REFUSED, turn.site, turn.language, turn.link())


def _is_own_hour(turn: Turn, session_id: int | None) -> bool:
    """Whoever comes back to an hour that is theirs by now is not told that it is taken."""
    return turn.to_come is not None and turn.to_come.session.id == session_id


def _chosen(turn: Turn, mode: Mode) -> tuple[FreeTime | None, Text | None]:
    """The time that was touched; or what to say when it is free no more."""
    session_id = number(request.args.get("heure", ""))
    if session_id is None:
        return None, times_page.GONE.get(request.args.get("dit", ""))
    time = _among(times_page.free(turn, mode), session_id)
    return time, None if time else times_page.GONE["retiree"]


def _among(found: list[FreeTime], session_id: int | None) -> FreeTime | None:
    return next((time for time in found if time.session_id == session_id), None)

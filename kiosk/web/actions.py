"""What each page of a ticket answers: to look at, or to do something and be led back."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from flask import Response, redirect, request

from kiosk.agenda.by_ticket import AnotherAppointment, Wanted, ask_by_ticket, book_by_ticket
from kiosk.agenda.errors import BookingClosed, NoSuchBooking, SeatTaken
from kiosk.visit.phone import MOST_LETTERS, read_phone
from kiosk.visit.update.typing import NAME_LENGTH, phone_is_whole
from kiosk.visit.values import FreeTime, Mode, Request, StuckAt
from kiosk.web import times
from kiosk.web.calendar import calendar_file
from kiosk.web.drawing import draw, draw_notice
from kiosk.web.home import home
from kiosk.web.leaving import leave_for
from kiosk.web.notices import FORM_REFUSED, NO_CALENDAR
from kiosk.web.seal import booking_id_of, is_sealed, new_key, seal
from kiosk.web.site import Turn
from kiosk.web.views import Confirm

Action = Callable[[Turn], Response]


def show(turn: Turn) -> Response:
    return draw("home.html", home(turn, request.args.get("fait", "")), turn)


def calendar(turn: Turn) -> Response:
    booking = turn.booking
    if booking is None or not booking.starts_at or booking.status == "over":
        return draw_notice(NO_CALENDAR, turn.site, turn.language, turn.link())
    content, method = calendar_file(turn, booking)
    return Response(
        content,
        content_type=f"text/calendar; charset=utf-8; method={method}",
        headers={"Content-Disposition": 'inline; filename="rendez-vous.ics"'},
    )


# To book


def choose(turn: Turn) -> Response:
    mode = _mode(turn, request.args.get("mode", ""))
    elsewhere = leave_for(turn, mode)
    if elsewhere is not None:
        return draw("elsewhere.html", elsewhere, turn)
    time, gone = _chosen(turn, mode, request.args)
    if time is not None:
        before = turn.to_come.id if turn.to_come else ""
        hidden = _sealed(turn, "reserver", before) | {"remplace": before}
        return draw("confirm.html", times.confirm_booking(turn, mode, time, hidden), turn)
    return draw("times.html", times.to_book(turn, mode, _day(), gone=gone), turn)


def book(turn: Turn) -> Response:
    form = request.form
    instead_of = form.get("remplace", "")
    if not _is_ours(turn, "reserver", instead_of):
        return _refused(turn)
    mode, slot_id = _mode(turn, form.get("mode", "")), _number(form.get("heure", ""))
    name, phone = _name(form.get("prenom", "")), _phone(form.get("telephone", ""))
    if slot_id is None or leave_for(turn, mode) is not None:
        return _led(turn, "reserver", mode=mode)
    if mode == "phone" and not phone_is_whole(phone):
        return _ask_phone_again(turn, mode, slot_id, instead_of)
    wanted = Wanted(
        booking_id=_key(turn),
        slot_id=slot_id,
        topic=turn.topic,
        mode=mode,
        language=turn.language,
        stuck_at=_stuck_at(turn),
        first_name=name or None,
        phone=phone if mode == "phone" else None,
        instead_of=instead_of or None,
    )
    try:
        book_by_ticket(turn.site.agenda, turn.ticket.code, wanted)
    except AnotherAppointment:
        return _led(turn, fait="deja")
    except (SeatTaken, BookingClosed, NoSuchBooking):
        return _led(turn, "reserver", mode=mode, dit="prise")
    return _led(turn, fait="reserve")


def _key(turn: Turn) -> str:
    """What this form makes has one id, however often it is sent."""
    return booking_id_of(turn.site.secret, turn.token + request.form.get("cle", ""))


def _stuck_at(turn: Turn) -> StuckAt | None:
    progress = turn.ticket.progress
    if progress is None or not progress.trail or progress.finished:
        return None
    return StuckAt(service=progress.service, step=progress.trail[-1])


def _ask_phone_again(turn: Turn, mode: Mode, slot_id: int, instead_of: str) -> Response:
    """The same form, with what was written and the same key; nothing was done."""
    time = _among(times.free(turn, mode), slot_id)
    if time is None:
        return _led(turn, "reserver", mode=mode, dit="prise")
    form = request.form
    hidden = {"cle": form["cle"], "sceau": form["sceau"], "remplace": instead_of}
    return _doubtful(turn, times.confirm_booking(turn, mode, time, hidden))


def _doubtful(turn: Turn, asked: Confirm) -> Response:
    form = request.form
    again = replace(
        asked,
        name=_name(form.get("prenom", "")),
        phone=form.get("telephone", "")[:MOST_LETTERS],
        phone_doubtful=True,
    )
    return draw("confirm.html", again, turn, status=422)


# To be called when somebody can


def ask_call(turn: Turn) -> Response:
    if "phone" not in turn.site.modes or turn.request or leave_for(turn, "phone"):
        return _led(turn)
    before = turn.to_come.id if turn.to_come else ""
    hidden = _sealed(turn, "rappel", before) | {"remplace": before}
    return draw("confirm.html", times.confirm_request(turn, hidden), turn)


def record_call(turn: Turn) -> Response:
    form = request.form
    instead_of = form.get("remplace", "")
    if not _is_ours(turn, "rappel", instead_of) or "phone" not in turn.site.modes:
        return _refused(turn)
    phone = _phone(form.get("telephone", ""))
    if not phone_is_whole(phone):
        hidden = {"cle": form["cle"], "sceau": form["sceau"], "remplace": instead_of}
        return _doubtful(turn, times.confirm_request(turn, hidden))
    asked = Request(
        id=_key(turn),
        topic=turn.topic,
        mode="phone",
        language=turn.language,
        asked_at=turn.now,
        first_name=_name(form.get("prenom", "")),
        phone=phone,
        stuck_at=_stuck_at(turn),
    )
    try:
        ask_by_ticket(turn.site.agenda, turn.ticket.code, asked, instead_of=instead_of or None)
    except AnotherAppointment:
        return _led(turn, fait="deja")
    return _led(turn, fait="demande")


# To move


def choose_move(turn: Turn) -> Response:
    booking = turn.to_come
    if booking is None:
        return _led(turn)
    time, gone = _chosen(turn, booking.mode, request.args)
    if time is not None:
        hidden = _sealed(turn, "deplacer", booking.id)
        return draw("confirm.html", times.confirm_move(turn, booking.mode, time, hidden), turn)
    return draw("times.html", times.to_move(turn, booking.mode, _day(), gone=gone), turn)


def move(turn: Turn) -> Response:
    booking = turn.booking
    if booking is None or not _is_ours(turn, "deplacer", booking.id):
        return _refused(turn)
    slot_id = _number(request.form.get("heure", ""))
    if slot_id is None or turn.to_come is None:
        return _led(turn)
    try:
        turn.site.agenda.move(booking.id, slot_id)
    except SeatTaken:
        return _led(turn, "deplacer", dit="prise")
    except (BookingClosed, NoSuchBooking):
        return _led(turn)
    return _led(turn, fait="deplace")


# To cancel


def ask_cancel(turn: Turn) -> Response:
    booking = turn.to_come or turn.request
    if booking is None:
        return _led(turn)
    hidden = _sealed(turn, "annuler", booking.id)
    asked = times.confirm_withdraw if turn.request else times.confirm_cancel
    return draw("confirm.html", asked(turn, hidden), turn)


def cancel(turn: Turn) -> Response:
    booking = turn.booking
    if booking is None or not _is_ours(turn, "annuler", booking.id):
        return _refused(turn)
    if turn.to_come or turn.request:
        turn.site.agenda.cancel(booking.id)
    return _led(turn, fait="annule" if booking.kind == "appointment" else "retire")


# What was sent


def _led(turn: Turn, page: str = "", **query: object) -> Response:
    """On to a page that can be loaded again without doing anything again."""
    return _plain(redirect(turn.link(page, **query), 303))


def _plain(response: object) -> Response:
    assert isinstance(response, Response)
    return response


def _refused(turn: Turn) -> Response:
    return draw_notice(FORM_REFUSED, turn.site, turn.language, turn.link())


def _sealed(turn: Turn, page: str, booking_id: str) -> dict[str, str]:
    key = new_key()
    return {"cle": key, "sceau": seal(turn.site.secret, turn.token, page, key, booking_id)}


def _is_ours(turn: Turn, page: str, booking_id: str) -> bool:
    """Sealed for this ticket, this page and this appointment; and not sent by another site."""
    form = request.form
    from_elsewhere = request.headers.get("Sec-Fetch-Site", "same-origin") == "cross-site"
    key, given = form.get("cle", ""), form.get("sceau", "")
    return not from_elsewhere and is_sealed(
        given, turn.site.secret, turn.token, page, key, booking_id
    )


def _chosen(turn: Turn, mode: Mode, said: object) -> tuple[FreeTime | None, bool]:
    """The time that was touched; and whether it has just gone."""
    assert hasattr(said, "get")
    slot_id = _number(request.args.get("heure", ""))
    if slot_id is None:
        return None, request.args.get("dit") == "prise"
    time = _among(times.free(turn, mode), slot_id)
    return time, time is None


def _among(found: list[FreeTime], slot_id: int) -> FreeTime | None:
    return next((time for time in found if time.slot_id == slot_id), None)


def _mode(turn: Turn, said: str) -> Mode:
    return next((mode for mode in turn.site.modes if mode == said), turn.site.modes[0])


def _number(said: str) -> int | None:
    """A row's number; nothing for what no table can hold."""
    return int(said) if re.fullmatch(r"[0-9]{1,15}", said) else None


def _day() -> date | None:
    said = request.args.get("jour", "")
    try:
        return date.fromisoformat(said) if re.fullmatch(r"\d{4}-\d\d-\d\d", said) else None
    except ValueError:
        return None


def _name(said: str) -> str:
    """On one line, without what does not print: it is read on a screen at the desk."""
    words = " ".join("".join(one if one.isprintable() else " " for one in said).split())
    return words[:NAME_LENGTH].strip()


def _phone(said: str) -> str:
    """As it is kept; nothing for what nobody can be called at."""
    return read_phone(said) or ""

"""The day at the desk: who comes and what for; they are there, were received, or did not come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from flask import Response

from kiosk.agenda import day as days
from kiosk.agenda import front_desk, terminal_orders, tickets
from kiosk.agenda.attendance import NotNow
from kiosk.agenda.day import DayLine
from kiosk.agenda.errors import (
    BookingChanged,
    BookingClosed,
    NoSuchBooking,
    NoSuchTerminal,
    SeatTaken,
)
from kiosk.agenda.staff_journal import Author
from kiosk.agenda.terminal_orders import Order, OrderRefused
from kiosk.agenda.terminals import terminals_of_place
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.devices.typed_scan import meant_by
from kiosk.i18n.dates import day_of_month
from kiosk.i18n.languages import SOURCE
from kiosk.terminal.scanned_ticket import sought_in
from kiosk.visit.bookings import Seen
from kiosk.visit.phone_numbers import grouped_phone
from kiosk.visit.programme import SessionOffer
from kiosk.web.staff.desk import Desk, Route
from kiosk.web.staff.french import hour, how_long
from kiosk.web.staff.names import MODES, spoken, stopped_at, topic_name
from kiosk.web.staff.typed import number_in

FURTHEST = timedelta(days=400)

SEAT_GONE = "Cette heure vient d'être prise. Choisissez-en une autre."
CHANGED = "Cela a changé entre-temps. Regardez, puis recommencez."
CLOSED = "C'est annulé, ou fini : rien n'a changé."
UNKNOWN = "Ce rendez-vous n'est plus connu ici."


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One booking, said."""

    line: DayLine
    day: str
    hour: str
    where: str
    what: str
    stopped: str
    """The hand-over: in which walk they were, and where they stopped."""
    mode: str
    language: str
    phone: str
    since: str
    """Of what waits for a time."""
    state: str
    may_arrive: bool


def show(desk: Desk) -> Response:
    here = desk.agenda.place
    now = desk.agenda.counted_now()
    today = here.day_of(now)
    wanted = _day(desk.args.get("jour", ""), today)
    found = desk.agenda.read(days.the_day, wanted)
    return desk.render(
        "today.html",
        day=found.day,
        is_today=wanted == today,
        title="Aujourd'hui" if wanted == today else day_of_month(SOURCE, wanted).capitalize(),
        said_day=day_of_month(SOURCE, wanted),
        before=wanted - timedelta(days=1),
        after=wanted + timedelta(days=1),
        appointments=[shown(desk, one) for one in found.appointments],
        sessions=[_session(one, desk) for one in found.sessions],
        enquiries=[shown(desk, one) for one in found.enquiries],
    )


def show_ticket(desk: Desk, ticket: str) -> Response:
    """What somebody who stands there has: found by their ticket."""
    number = number_in(ticket) or 0
    lines = desk.agenda.read(days.on_ticket, number)
    known = desk.agenda.read(terminals_of_place)
    return desk.render(
        "desk_ticket.html",
        lines=[shown(desk, one) for one in lines],
        ticket=number,
        printers=[
            (one.id, f"{one.id}, {one.location}" if one.location else one.id)
            for one in known
            if one.state != "silent"
        ],
    )


def find_ticket(desk: Desk) -> Response:
    """By what a scanner typed, or a person. What is not known is said, and nobody is added."""
    found = desk.agenda.read(_ticket_of, desk.form.get("ticket", ""))
    if found is None:
        return desk.render("desk_ticket.html", status=404, lines=[], ticket=None)
    return desk.to(f"/aujourdhui/ticket/{found}")


def _ticket_of(work: UnitOfWork, typed: str) -> int | None:
    sought = sought_in(meant_by(typed))
    tried = chain(
        (tickets.find_by_token(work, token) for token in sought.tokens),
        (tickets.find_by_code(work, code) for code in sought.codes),
    )
    found = next((one for one in tried if one is not None), None)
    return tickets.number_of(work, found.code) if found is not None else None


def _day(wanted: str, today: date) -> date:
    try:
        day = date.fromisoformat(wanted)
    except ValueError:
        return today
    return day if abs(day - today) < FURTHEST else today


def shown(desk: Desk, line: DayLine) -> Shown:
    place, catalog, now = desk.agenda.place, desk.site.catalog, desk.agenda.counted_now()
    return Shown(
        line=line,
        day=day_of_month(SOURCE, line.starts_at.date()) if line.starts_at else "",
        hour=hour(line.starts_at, place.zone) if line.starts_at else "",
        where=", ".join(part for part in (line.helper, line.location) if part),
        what=line.title or topic_name(catalog, line.topic) or "sujet à voir ensemble",
        stopped=stopped_at(catalog, line.stuck_at),
        mode=MODES[line.mode],
        language=spoken(line.language),
        phone=grouped_phone(line.phone) if line.phone else "",
        since=how_long(now - line.asked_at),
        state=_state(desk, line),
        may_arrive=line.starts_at is not None
        and line.starts_at.date() == now.astimezone(place.zone).date(),
    )


def _state(desk: Desk, line: DayLine) -> str:
    if line.outcome == "seen":
        return "reçu"
    if line.outcome == "absent":
        return "n'est pas venu"
    if line.status == "cancelled":
        return "annulé"
    if line.status == "waiting":
        return "en attente"
    if line.arrived_at is not None:
        return f"là depuis {hour(line.arrived_at, desk.agenda.place.zone)}"
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySession:
    offer: SessionOffer
    hour: str
    until: str


def _session(offer: SessionOffer, desk: Desk) -> DaySession:
    zone = desk.agenda.place.zone
    return DaySession(
        offer=offer,
        hour=hour(offer.session.starts_at, zone),
        until=hour(offer.session.ends_at, zone),
    )


# What is touched


def print_ticket(desk: Desk) -> Response:
    """On the printer of a terminal, whoever stands before it: its screen shows nothing of it."""
    number, terminal = number_in(desk.form.get("ticket")), desk.form.get("borne", "")

    def deed(work: UnitOfWork) -> None:
        found = tickets.find_by_id(work, number) if number is not None else None
        code = found.code if found is not None else ""
        terminal_orders.give(
            work, terminal, Order(kind="print_ticket", ticket_code=code), desk.author
        )

    try:
        desk.agenda.write(deed)
        said = f"C'est demandé à la borne {terminal}. La page des bornes dit ce qu'il en est."
    except NoSuchTerminal:
        said = "Cette borne n'est pas connue ici."
    except OrderRefused as refused:
        said = str(refused)
    return desk.to(back_of(desk), said=said)


def arrived(desk: Desk) -> Response:
    return _done(desk, front_desk.arrived, "C'est noté : la personne est là.")


def not_arrived(desk: Desk) -> Response:
    return _done(desk, front_desk.undo_arrival, "C'est noté : la personne n'est pas encore là.")


def seen(desk: Desk) -> Response:
    def deed(work: UnitOfWork, booking_id: str, author: Author) -> object:
        return front_desk.say_outcome(work, booking_id, "seen", author)

    return _done(desk, deed, "C'est noté : reçu.")


def absent(desk: Desk) -> Response:
    def deed(work: UnitOfWork, booking_id: str, author: Author) -> object:
        return front_desk.say_outcome(work, booking_id, "absent", author)

    said = "C'est noté. Cela ne marque personne, et s'efface avec le rendez-vous."
    return _done(desk, deed, said)


def undo_outcome(desk: Desk) -> Response:
    def deed(work: UnitOfWork, booking_id: str, author: Author) -> object:
        return front_desk.say_outcome(work, booking_id, None, author)

    return _done(desk, deed, "C'est repris.")


def ask_cancel(desk: Desk, booking: str) -> Response:
    line = desk.agenda.read(days.line_of, booking)
    if line is None:
        return desk.to("/aujourdhui", said=UNKNOWN)
    return desk.render("desk_cancel.html", one=shown(desk, line), back=back_of(desk))


def cancel(desk: Desk) -> Response:
    seen_then = Seen(
        booking_id=desk.form.get("rendez-vous", ""),
        session_id=number_in(desk.form.get("seance")),
    )

    def deed(work: UnitOfWork, booking_id: str, author: Author) -> object:
        return front_desk.cancel(work, booking_id, seen_then, author)

    return _done(desk, deed, "C'est annulé. Leur ticket et leur page le disent.")


def close_enquiry(desk: Desk) -> Response:
    return _done(desk, front_desk.close_enquiry, "C'est noté. Leur numéro est effacé.")


def _done(desk: Desk, deed: Callable[[UnitOfWork, str, Author], object], said: str) -> Response:
    try:
        desk.agenda.write(deed, desk.form.get("rendez-vous", ""), desk.author)
    except NoSuchBooking:
        said = UNKNOWN
    except BookingClosed:
        said = CLOSED
    except BookingChanged:
        said = CHANGED
    except SeatTaken:
        said = "Tous ceux qui ont une place sont là : il n'y en a pas d'autre."
    except NotNow:
        said = "C'est trop tôt, ou c'est fini : les places sont gardées jusqu'au début."
    return desk.to(back_of(desk), said=said)


def back_of(desk: Desk) -> str:
    """Where the form was sent from: a page of the board, and no other address."""
    wanted = desk.form.get("retour") or desk.args.get("retour") or "/aujourdhui"
    is_ours = wanted.startswith("/") and not wanted.startswith("//") and "\\" not in wanted
    return wanted if is_ours else "/aujourdhui"


ROUTES = (
    Route("GET", "/aujourdhui", show, "welcome", nav="Aujourd'hui"),
    Route("POST", "/aujourdhui/ticket", find_ticket, "welcome"),
    Route("GET", "/aujourdhui/ticket/<ticket>", show_ticket, "welcome"),
    Route("POST", "/aujourdhui/imprimer", print_ticket, "welcome"),
    Route("POST", "/aujourdhui/la", arrived, "welcome"),
    Route("POST", "/aujourdhui/pas-la", not_arrived, "welcome"),
    Route("POST", "/aujourdhui/recu", seen, "welcome"),
    Route("POST", "/aujourdhui/absent", absent, "welcome"),
    Route("POST", "/aujourdhui/reprendre", undo_outcome, "welcome"),
    Route("GET", "/aujourdhui/annuler/<booking>", ask_cancel, "welcome"),
    Route("POST", "/aujourdhui/annuler", cancel, "welcome"),
    Route("POST", "/aujourdhui/demande-finie", close_enquiry, "welcome"),
)

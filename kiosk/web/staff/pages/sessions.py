"""Sessions: how full they are, who comes and who came; one more, another hour, none, more seats."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from flask import Response

from kiosk.agenda import attendance, session_changes, staff_journal, team_tasks, tickets
from kiosk.agenda import day as days
from kiosk.agenda.attendance import WantedSeats
from kiosk.agenda.errors import BookingClosed, NotOffered, SeatTaken
from kiosk.agenda.maintenance import WEEKS, plan
from kiosk.agenda.opening import moment
from kiosk.agenda.programme import sessions_ahead, the_session
from kiosk.agenda.session_changes import CannotMove, FewerSeats, HourTaken, NoSuchActivity
from kiosk.agenda.tickets import NewPaper
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.agenda.waiting_list import ListFull
from kiosk.i18n.dates import day_of_month
from kiosk.i18n.languages import SOURCE
from kiosk.limits import SEATS
from kiosk.ticket.codes import new_code, new_token
from kiosk.visit.bookings import Booking, persons
from kiosk.visit.phone_numbers import grouped_phone
from kiosk.visit.programme import MOST_PERSONS, SessionOffer, asks_the_team
from kiosk.visit.team_tasks import TeamTask
from kiosk.web.staff.desk import Desk, Route
from kiosk.web.staff.french import day_and_hour, hour
from kiosk.web.staff.pages.today import FURTHEST, shown
from kiosk.web.staff.typed import attempt_in, number_in

GONE = "Cette séance n'est plus à venir : rien n'a changé."
NOT_AN_HOUR = "Ce jour ou cette heure ne se lit pas, ou n'existe pas. Rien n'a changé."


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSession:
    offer: SessionOffer
    day: str
    hours: str
    asks: bool
    """It is time to say whether it takes place with fewer than its minimum."""


def show(desk: Desk) -> Response:
    found = desk.agenda.read(sessions_ahead)
    return desk.render(
        "sessions.html",
        sessions=[_shown(desk, one) for one in found],
        calls=[
            _call(desk, one) for one in desk.agenda.read(team_tasks.tasks) if one.kind == "call"
        ],
        titles=desk.agenda.read(session_changes.titles),
    )


def show_one(desk: Desk, session: str) -> Response:
    offer = _found(desk, session)
    if offer is None:
        return desk.to("/seances", said=GONE)
    lines = desk.agenda.read(days.of_session, offer.session.id)
    zone = desk.agenda.place.zone
    return desk.render(
        "session.html",
        one=_shown(desk, offer),
        lines=[shown(desk, line) for line in lines],
        starts=offer.session.starts_at.astimezone(zone),
        most=MOST_PERSONS,
        attempt=str(uuid.uuid4()),
        movable=not offer.session.meetings and offer.session.kind != "sponsor",
    )


def ask_cancel(desk: Desk, session: str) -> Response:
    offer = _found(desk, session)
    if offer is None:
        return desk.to("/seances", said=GONE)
    lines = [
        shown(desk, line)
        for line in desk.agenda.read(days.of_session, offer.session.id)
        if line.status in ("confirmed", "waiting")
    ]
    return desk.render("session_cancel.html", one=_shown(desk, offer), lines=lines)


def _found(desk: Desk, session: str) -> SessionOffer | None:
    return desk.agenda.read(the_session, number_in(session) or 0)


def _shown(desk: Desk, offer: SessionOffer) -> ShownSession:
    zone, there = desk.agenda.place.zone, offer.session
    day = day_of_month(SOURCE, there.starts_at.astimezone(zone).date()).capitalize()
    hours = f"{hour(there.starts_at, zone)} – {hour(there.spans[0][1], zone)}"
    if there.meetings:
        day = f"{day}, et {len(there.meetings) - 1} autres jours"
    asks = asks_the_team(offer, desk.agenda.counted_now(), zone)
    return ShownSession(offer=offer, day=day, hours=hours, asks=asks)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonToCall:
    id: str
    phone: str
    what: str


def _call(desk: Desk, task: TeamTask) -> PersonToCall:
    there = task.session
    when = day_and_hour(there.starts_at, desk.agenda.place.zone) if there else ""
    why = "une place s'est libérée pour cette personne"
    if there is not None and there.cancelled:
        why = "la séance est annulée"
    elif there is not None and there.moved:
        why = "la séance a changé d'heure"
    title = there.title if there and there.title else ""
    return PersonToCall(
        id=task.id, phone=grouped_phone(task.phone), what=f"{title}, {when} : {why}"
    )


# What is touched


def cancel(desk: Desk) -> Response:
    def deed(work: UnitOfWork) -> str:
        told = session_changes.cancel_session(work, _session_id(desk))
        staff_journal.record(work, desk.author, "session_cancelled", _name(work, desk))
        return f"La séance est annulée. {_to_tell(told)}"

    return _done(desk, deed)


def keep(desk: Desk) -> Response:
    def deed(work: UnitOfWork) -> str:
        session_changes.keep_session(work, _session_id(desk))
        staff_journal.record(work, desk.author, "session_kept", _name(work, desk))
        return "C'est noté : la séance a lieu."

    return _done(desk, deed)


def move(desk: Desk) -> Response:
    starts_at = _moment(desk)
    if starts_at is None:
        return desk.to(_back(desk), said=NOT_AN_HOUR)

    def deed(work: UnitOfWork) -> str:
        told = session_changes.move_session(work, _session_id(desk), starts_at)
        staff_journal.record(work, desk.author, "session_moved", _name(work, desk))
        return f"La séance a changé d'heure. {_to_tell(told)}"

    return _planned(desk, _done(desk, deed))


def more_seats(desk: Desk) -> Response:
    seats = number_in(desk.form.get("places")) or 0
    if not 1 <= seats <= SEATS:
        return desk.to(_back(desk), said=f"Un nombre de places va de 1 à {SEATS}.")

    def deed(work: UnitOfWork) -> str:
        promoted = session_changes.set_seats(work, _session_id(desk), seats)
        staff_journal.record(work, desk.author, "seats_changed", _name(work, desk))
        if not promoted:
            return "Le nombre de places est changé."
        return f"Le nombre de places est changé, et {promoted} en attente ont une place."

    return _done(desk, deed)


def add(desk: Desk) -> Response:
    starts_at = _moment(desk)
    if starts_at is None:
        return desk.to("/seances", said=NOT_AN_HOUR)
    title = desk.form.get("titre", "")

    def deed(work: UnitOfWork) -> str:
        session_changes.add_session(work, title, starts_at)
        when = day_and_hour(starts_at, work.place.zone)
        staff_journal.record(work, desk.author, "session_added", f"{title}, {when}")
        return f"La séance est ajoutée : {when}."

    return _planned(desk, _done(desk, deed, back="/seances"))


def enrol(desk: Desk) -> Response:
    """Somebody at the desk comes to it, or waits for a seat; on a ticket of their own."""
    said = desk.form.get("personnes", "1")
    many = int(said) if said in {str(one) for one in range(1, MOST_PERSONS + 1)} else 1
    wanted = WantedSeats(
        booking_id=attempt_in(desk.form.get("essai", "")),
        session_id=_session_id(desk),
        persons=many,
        wait=True,
    )
    paper = NewPaper(language=SOURCE, new_code=new_code, new_token=new_token)

    def deed(work: UnitOfWork) -> int | None:
        _made, code, _token = attendance.attend(work, wanted, paper)
        staff_journal.record(work, desk.author, "enrolled", _name(work, desk))
        return tickets.number_of(work, code)

    try:
        number = desk.agenda.write(deed)
    except (NotOffered, BookingClosed):  # before SeatTaken, which it is a kind of
        return desk.to(_back(desk), said="On n'entre plus à cette séance.")
    except (SeatTaken, ListFull):
        return desk.to(_back(desk), said="C'est complet, et la liste aussi.")
    return desk.to(f"/aujourdhui/ticket/{number}", said="C'est noté, avec un ticket.")


def called(desk: Desk) -> Response:
    def deed(work: UnitOfWork) -> str:
        team_tasks.settle(work, "call", desk.form.get("rendez-vous", ""), yes=True)
        staff_journal.record(work, desk.author, "called")
        return "C'est noté. Son numéro est effacé."

    return _done(desk, deed, back="/seances")


def _done(desk: Desk, deed: Callable[[UnitOfWork], str], back: str = "") -> Response:
    try:
        said = desk.agenda.write(deed)
    except NotOffered:
        said = GONE
    except CannotMove:
        said = (
            "Une série ne se déplace ni ne s'ajoute : ses jours sont dans l'agenda."
            " Une heure de parrain ne se change pas : elle s'annule."
        )
    except HourTaken:
        said = "À cette heure, la même séance existe, ou la personne qui reçoit est déjà prise."
    except NoSuchActivity:
        said = "Cette activité n'est plus proposée ici."
    except FewerSeats as taken:
        said = f"{taken} places sont déjà prises : on ne peut pas en garder moins."
    return desk.to(back or _back(desk), said=said)


def _planned(desk: Desk, answer: Response) -> Response:
    """What gives way to it, and what is free again."""
    plan(desk.agenda, WEEKS)
    return answer


def _back(desk: Desk) -> str:
    number = _session_id(desk)
    return f"/seances/{number}" if number else "/seances"


def _session_id(desk: Desk) -> int:
    return number_in(desk.form.get("seance")) or 0


def _name(work: UnitOfWork, desk: Desk) -> str:
    offer = the_session(work, _session_id(desk))
    if offer is None:
        return ""
    return f"{offer.session.title}, {day_and_hour(offer.session.starts_at, work.place.zone)}"


def _to_tell(told: list[Booking]) -> str:
    many = sum(persons(one) for one in told)
    if not many:
        return "Personne n'est à prévenir."
    with_number = "Ceux qui ont laissé un numéro sont à appeler : ils sont en tête de cette page."
    return f"{many} personne{'s' * (many > 1)} à prévenir : leur ticket le dit. {with_number}"


def _moment(desk: Desk) -> datetime | None:
    """The day and the hour that were typed, on the place's clocks."""
    try:
        day = date.fromisoformat(desk.form.get("jour", ""))
        at = datetime.combine(day, time.fromisoformat(desk.form.get("heure", "")))
    except ValueError:
        return None
    today = desk.agenda.place.day_of(desk.agenda.counted_now())
    near = abs(day - today) < FURTHEST and at.tzinfo is None
    return moment(at, desk.agenda.place.zone) if near else None


ROUTES = (
    Route("GET", "/seances", show, "welcome", nav="Séances"),
    Route("GET", "/seances/<session>", show_one, "welcome"),
    Route("GET", "/seances/<session>/annuler", ask_cancel, "welcome"),
    Route("POST", "/seances/annuler", cancel, "welcome"),
    Route("POST", "/seances/maintenir", keep, "welcome"),
    Route("POST", "/seances/deplacer", move, "welcome"),
    Route("POST", "/seances/places", more_seats, "welcome"),
    Route("POST", "/seances/ajouter", add, "welcome"),
    Route("POST", "/seances/inscrire", enrol, "welcome"),
    Route("POST", "/seances/appele", called, "welcome"),
)

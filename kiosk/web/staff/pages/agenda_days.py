"""One day: somebody is away, the place is closed, somebody is there for an hour more, a session
more. That is the board's, whoever keeps the rules."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from flask import Response

from kiosk.agenda.one_day import (
    DayOff,
    add_day_off,
    add_hours,
    days_off,
    helper_named,
    lift_day_off,
)
from kiosk.agenda.opening import moment
from kiosk.agenda.read_described import read_described
from kiosk.agenda.rules_file import rules_file
from kiosk.agenda.session_changes import add_session
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.catalog.problems import Mistake
from kiosk.web.staff.agenda_change import decide
from kiosk.web.staff.agenda_forms import Fields, read_clock, read_day, sent
from kiosk.web.staff.agenda_problems import problems
from kiosk.web.staff.desk import Desk, Route
from kiosk.web.staff.french import day, day_and_hour
from kiosk.web.staff.typed import number_in

DAYS = "/agenda/jours"


def show(desk: Desk) -> Response:
    return _page(desk, Fields(), {})


def _page(desk: Desk, fields: Fields, wrong: dict[str, str], form: str = "") -> Response:
    place = desk.agenda.read(read_described)
    kept = desk.agenda.read(rules_file)
    return desk.render(
        "agenda_days.html",
        status=422 if wrong else 200,
        off=[(one, _said(one, desk)) for one in desk.agenda.read(days_off)],
        file=kept,
        helpers=[one.name for one in place.helpers],
        titles=list(dict.fromkeys(one.title for one in place.activities if not one.series)),
        v=fields,
        wrong=wrong,
        form=form,
    )


def _said(one: DayOff, desk: Desk) -> str:
    zone = desk.agenda.place.zone
    whole = one.starts_at.time() == one.ends_at.time() == time()
    if not whole:
        return f"{day_and_hour(one.starts_at, zone)} – {day_and_hour(one.ends_at, zone)}"
    last = one.ends_at - timedelta(days=1)
    first = day(one.starts_at, zone)
    return first if last <= one.starts_at else f"{first} – {day(last, zone)}"


# Away, or closed


def add_off(desk: Desk) -> Response:
    """Without a name it is the whole place."""
    fields, found = sent(desk.form), list[Mistake]()
    starts = datetime.combine(read_day(fields, "du", found), time())
    last = read_day(fields, "au", found) if fields.one("au") else starts.date()
    ends = datetime.combine(min(last, date.max - timedelta(days=1)) + timedelta(days=1), time())
    if fields.one("de"):
        starts = datetime.combine(starts.date(), read_clock(fields, "de", found))
    if fields.one("a"):
        ends = datetime.combine(last, read_clock(fields, "a", found))
    if not found and ends <= starts:
        found.append(Mistake(("au",), "la fin n'est pas après le début", "choisissez-la après"))
    if found:
        return _page(desk, fields, problems(found), "absence")
    name = fields.one("qui")
    what = f"{name} : absence" if name else "Fermeture du lieu"
    return decide(
        desk,
        lambda work: add_day_off(work, _helper_id(work, name), starts, ends),
        title=what,
        about=f"{what}, {starts:%d/%m/%Y}",
        back=DAYS,
        said=f"{what} : c'est enregistré.",
    )


def lift_off(desk: Desk) -> Response:
    number = desk.form.get("id", "")
    absence_id = number_in(number) or 0
    return decide(
        desk,
        lambda work: lift_day_off(work, absence_id),
        title="Retirer une absence ou une fermeture",
        about="une absence ou une fermeture retirée",
        back=DAYS,
        said="C'est retiré : les heures sont proposées de nouveau.",
    )


# More


def add_more(desk: Desk) -> Response:
    """An hour more of somebody."""
    fields, found = sent(desk.form), list[Mistake]()
    on = read_day(fields, "le", found)
    starts = datetime.combine(on, read_clock(fields, "de", found))
    ends = datetime.combine(on, read_clock(fields, "a", found))
    if not found and ends <= starts:
        found.append(Mistake(("a",), "la fin n'est pas après le début", "choisissez-la après"))
    name = fields.one("qui")
    if not name:
        found.append(Mistake(("qui",), "personne n'est choisi", "choisissez qui reçoit"))
    if found:
        return _page(desk, fields, problems(found), "heure")
    return decide(
        desk,
        lambda work: add_hours(work, _helper_id(work, name) or 0, starts, ends),
        title=f"{name} : une heure de plus",
        about=f"{name} : une heure de plus, {starts:%d/%m/%Y}",
        back=DAYS,
        said=f"{name} reçoit aussi à cette heure.",
    )


def add_one_session(desk: Desk) -> Response:
    fields, found = sent(desk.form), list[Mistake]()
    on, at = read_day(fields, "le", found), read_clock(fields, "de", found)
    starts_at = None if found else moment(datetime.combine(on, at), desk.agenda.place.zone)
    if not found and starts_at is None:
        says = "ce jour-là, les horloges avancent : cette heure n'existe pas"
        found.append(Mistake(("de",), says, "choisissez-en une autre"))
    title = fields.one("quoi")
    if found or starts_at is None:
        return _page(desk, fields, problems(found), "seance")
    at_last = starts_at
    return decide(
        desk,
        lambda work: add_session(work, title, at_last),
        title=f"{title} : une séance de plus",
        about=f"{title} : une séance de plus",
        back=DAYS,
        said=f"« {title} » a une séance de plus.",
    )


def _helper_id(work: UnitOfWork, name: str) -> int | None:
    return helper_named(work, name) if name else None


ROUTES = (
    Route("GET", DAYS, show, "agenda"),
    Route("POST", "/agenda/jours/absence", add_off, "agenda"),
    Route("POST", "/agenda/jours/retirer", lift_off, "agenda"),
    Route("POST", "/agenda/jours/heure", add_more, "agenda"),
    Route("POST", "/agenda/jours/seance", add_one_session, "agenda"),
)

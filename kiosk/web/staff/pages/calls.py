"""Who needs someone: calls first, then where the host should go, then what has just ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import Response

from kiosk.agenda import greetings, staff_calls
from kiosk.agenda.errors import CallOver, CallTaken, NoSuchTerminal
from kiosk.agenda.greetings import UngreetedTerminal
from kiosk.agenda.staff_calls import CallLine
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.catalog.model import Catalog
from kiosk.visit.values import OTHER_TOPIC
from kiosk.web.staff.desk import Desk, Route
from kiosk.web.staff.french import hour, how_long
from kiosk.web.staff.names import spoken, topic_name

Topic = tuple[str, str]
"""The id that is kept, and what the button says."""

OTHER = "Autre chose"

HOW_IT_ENDED = {
    "alone": "Ce n'était plus nécessaire : la personne continue seule.",
    "left": "La visite a pris fin avant que quelqu'un vienne.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCall:
    """What the page says of a call: where, since when, what about; never who."""

    line: CallLine
    since: str
    """So long ago somebody was called."""
    at: str
    what: str
    """The service or theme it is about; empty where nobody knows yet."""
    step: str
    tried: str
    language: str
    """Empty for French."""
    mine: bool
    state: str
    """Who goes there, or what became of it; empty while nobody does."""
    about: str
    topics: tuple[Topic, ...]
    """What it may have been about, the likeliest first; empty once that was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPrompt:
    terminal: UngreetedTerminal
    since: str


def show(desk: Desk) -> Response:
    agenda = desk.agenda
    waiting, ended, ungreeted, now = agenda.read(_what_there_is)
    return desk.render(
        "calls.html",
        waiting=[_shown(desk, one, now) for one in waiting],
        ended=[_shown(desk, one, now) for one in ended],
        prompts=[ShownPrompt(terminal=one, since=how_long(now - one.since)) for one in ungreeted],
        rings=sum(one.rings for one in waiting),
    )


def _what_there_is(
    work: UnitOfWork,
) -> tuple[tuple[CallLine, ...], tuple[CallLine, ...], tuple[UngreetedTerminal, ...], datetime]:
    """At one moment: who waits, what has ended, where nobody was greeted, and the hour."""
    return (
        staff_calls.waiting_calls(work),
        staff_calls.last_calls(work),
        greetings.ungreeted(work),
        work.now,
    )


def _shown(desk: Desk, line: CallLine, now: datetime) -> ShownCall:
    catalog, mine = desk.site.catalog, line.is_taken_by(desk.author)
    ended = line.status != "waiting"
    asked_about = line.about is None and (line.outcome == "helped" if ended else mine)
    return ShownCall(
        line=line,
        since=how_long(now - line.called_at),
        at=hour(line.called_at, desk.agenda.place.zone),
        what=topic_name(catalog, line.topic),
        step=_step_of(catalog, line),
        tried=_tried(line),
        language=spoken(line.language),
        mine=mine,
        state=_ending(line) if ended else _going(line, now, mine),
        about=topic_name(catalog, line.about) or OTHER if line.about else "",
        topics=_topics(desk, line) if asked_about else (),
    )


def _going(line: CallLine, now: datetime, mine: bool) -> str:
    if line.taken_at is None:
        return ""
    ago = how_long(now - line.taken_at)
    if line.is_overdue:
        return f"{line.taken_name} y allait il y a {ago}, et personne n'est encore arrivé."
    return f"Vous y allez, depuis {ago}." if mine else f"{line.taken_name} y va, depuis {ago}."


def _ending(line: CallLine) -> str:
    if line.outcome in HOW_IT_ENDED:
        return HOW_IT_ENDED[line.outcome]
    who = line.taken_name or "Quelqu'un"
    if line.came_at is None:
        return ""
    return f"{who} y était après {how_long(line.came_at - line.called_at)} d'attente."


def _tried(line: CallLine) -> str:
    if line.tried is None:
        return ""
    return f"{line.tried.times} essai{'s' * (line.tried.times > 1)} sur « {line.tried.what} »"


def _step_of(catalog: Catalog, line: CallLine) -> str:
    stuck = line.stuck_at
    if stuck is None or not catalog.has_service(stuck.service):
        return ""
    steps = catalog.service(stuck.service).steps
    return next((step.title for step in steps if step.id == stuck.step), "")


def _topics(desk: Desk, line: CallLine) -> tuple[Topic, ...]:
    likely = desk.agenda.theme_of(line.topic) or line.topic
    themes = [(theme.id, theme.name) for theme in desk.site.catalog.themes]
    return (*sorted(themes, key=lambda one: one[0] != likely), (OTHER_TOPIC, OTHER))


# What is touched


def take(desk: Desk) -> Response:
    said = "C'est noté : la borne dit que vous arrivez."
    return _done(desk, lambda call: desk.agenda.write(staff_calls.take, call, desk.author), said)


def put_back(desk: Desk) -> Response:
    said = "L'appel est remis : il sonne pour tous."
    return _done(
        desk, lambda call: desk.agenda.write(staff_calls.put_back, call, desk.author), said
    )


def came(desk: Desk) -> Response:
    said = "C'est noté : la borne remontre l'étape de la personne."
    return _done(desk, lambda call: desk.agenda.write(staff_calls.came, call, desk.author), said)


def finish(desk: Desk) -> Response:
    known = {theme.id for theme in desk.site.catalog.themes}
    told = desk.form.get("sujet", "")
    about = told if told in known else OTHER_TOPIC
    return _done(
        desk,
        lambda call: desk.agenda.write(staff_calls.finish, call, desk.author, about),
        "L'appel est fini.",
    )


def greet(desk: Desk) -> Response:
    try:
        desk.agenda.write(greetings.greet, desk.form.get("borne", ""), desk.author)
    except NoSuchTerminal:
        return desk.to("", said="Cette borne n'est plus connue.")
    return desk.to("", said="Merci, c'est noté.")


def _done(desk: Desk, deed: Callable[[str], None], said: str) -> Response:
    try:
        deed(desk.form.get("appel", ""))
    except (CallTaken, CallOver) as why:
        return desk.to("", said=str(why))
    return desk.to("", said=said)


ROUTES = (
    Route("GET", "", show, "welcome", nav="Appels", watched=True),
    Route("POST", "/appels/prendre", take, "welcome"),
    Route("POST", "/appels/remettre", put_back, "welcome"),
    Route("POST", "/appels/arrivee", came, "welcome"),
    Route("POST", "/appels/fini", finish, "welcome"),
    Route("POST", "/appels/accueil", greet, "welcome"),
)

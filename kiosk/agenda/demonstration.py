"""A place to try everything with at once. It is flagged, and says what it is in its name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Table, insert, select

from kiosk.agenda import attendance, demonstration_staff
from kiosk.agenda.activities import Activity, put_activities
from kiosk.agenda.attendance import WantedSeats
from kiosk.agenda.place import Place, places, read_places
from kiosk.agenda.programme import programme
from kiosk.agenda.rows import find_booking
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.engine import Store
from kiosk.store.retry import again_after_conflict
from kiosk.store.tables import (
    booth,
    helper,
    note,
    opening_rule,
    place,
    session,
    sponsor,
    sponsor_hour,
)
from kiosk.visit.programme import LIST_CLOSES, MOST_PERSONS, SessionOffer

MONDAY_TO_FRIDAY = range(5)
TUESDAY_TO_SATURDAY = range(1, 6)
MONDAY_TO_SATURDAY = range(6)

NAME = "Emploi Store de démonstration"
ADDRESS = "1 place de l’Exemple, 75000 Paris"
TIME_ZONE = "Europe/Paris"

WORKSHOPS = ("Atelier : je fais mon CV", "Atelier : je débute sur ordinateur")
ABOUT = (
    "On part de vos idées, à plusieurs, et on repart avec une page.",
    "Allumer, écrire, envoyer : on essaie, et on recommence autant qu'il faut.",
)

TABLE = Activity(
    kind="coworking",
    title="Une table pour travailler",
    about="Votre place parmi d'autres qui cherchent. On travaille, et on parle si on veut.",
    location="Espace ouvert",
    seats=8,
)
GROUP = Activity(
    kind="group",
    title="Groupe du jeudi matin",
    about="Les mêmes personnes chaque semaine. Chacun dit où il en est, et on s'entraide.",
    location="Salle 2",
    seats=12,
    waiting_list=4,
)
COACHING = Activity(
    kind="coaching",
    title="Préparer un entretien",
    about="On s'exerce à deux, avec des questions que l'on pose souvent.",
    location="Bureau 4",
    bring="L'annonce, si vous en avez une.",
)
TRIAL = Activity(
    kind="trial",
    title="Essai : préparer des commandes",
    about="Un exercice d'une heure, sans CV. Un employeur regarde ce que vous faites.",
    location="Salle 2",
    seats=6,
    waiting_list=6,
)
HAND = Activity(
    kind="sponsor",
    title="Un coup de main",
    about="Une personne d'ici vous donne une heure de son temps.",
    location="Table ronde",
    seats=2,
)
PROMO = Activity(
    kind="group",
    title="Deux semaines ensemble",
    about="Les mêmes personnes, tous les matins. On cherche à plusieurs, et on se relance.",
    location="Salle 3",
    seats=12,
    waiting_list=4,
    series=True,
    minimum=4,
    languages=("fr", "en"),
)
OTHERS = (TABLE, GROUP, COACHING, TRIAL, HAND, PROMO)
"""What nobody in particular hosts."""


SPONSORS = (
    {"id": "demonstration-nadia", "first_name": "Nadia", "needs": ("cv", "interview")},
    {"id": "demonstration-paul", "first_name": "Paul", "needs": ("screen", "network", "trade")},
)
"""Two who were met, and give the hours that the place has for it."""

WALL = (
    {
        "id": "demonstration-1",
        "kind": "difficulty",
        "card": "alone",
        "words": None,
        "me_too": 6,
        "answer": "le groupe du jeudi matin : on y vient quand on veut.",
    },
    {
        "id": "demonstration-2",
        "kind": "idea",
        "card": "hours",
        "words": "Ouvrir le samedi matin",
        "me_too": 3,
        "answer": "la table pour travailler est ouverte le samedi.",
    },
    {
        "id": "demonstration-3",
        "kind": "difficulty",
        "card": "no-answer",
        "words": None,
        "me_too": 2,
        "answer": None,
    },
)
"""What others have said, so that a first visitor sees what a wall is."""


@again_after_conflict
def make_demonstration(
    store: Store, *, themes: Sequence[str] = (), now: datetime | None = None
) -> Place:
    """Make the demonstration place, unless the store has a place already; the first place.

    One helper knows only some of `themes` (ids of the catalogue); with none, all know all.
    """
    with store.writing() as connection:
        # Another terminal may have been quicker.
        if not read_places(connection):
            _make(connection, tuple(themes), now or datetime.now(UTC))
    return places(store)[0]


def demonstration_place(place_id: int) -> Place:
    """The demonstration place as a store has it, for a terminal that cannot read its own."""
    zone = ZoneInfo(TIME_ZONE)
    return Place(id=place_id, name=NAME, address=ADDRESS, zone=zone, demonstration=True)


def _make(connection: Connection, themes: tuple[str, ...], now: datetime) -> None:
    place_id = _insert(
        connection,
        place,
        name=NAME,
        address=ADDRESS,
        time_zone=TIME_ZONE,
        demonstration=True,
    )
    helper_ids = [
        _insert(connection, helper, place_id=place_id, name=name, desk=desk)
        for name, desk in (("Amina", "Bureau 1"), ("Marc", "Bureau 2"), ("Léa", "Bureau 3"))
    ]
    appointments = [Activity(kind="appointment", helper_id=one) for one in helper_ids]
    workshops = [
        Activity(
            kind="workshop",
            title=title,
            about=about,
            helper_id=helper_ids[-1],
            location="Espace numérique",
            seats=8,
            waiting_list=4,
            bring="Votre ancien CV, si vous en avez un." if title == WORKSHOPS[0] else None,
            beginners=title != WORKSHOPS[0],
        )
        for title, about in zip(WORKSHOPS, ABOUT, strict=True)
    ]
    ids = put_activities(connection, place_id, [*appointments, *workshops, *OTHERS])
    rules = [
        *_rules(
            [ids[one] for one in appointments],
            [ids[one] for one in workshops],
            themes=themes[: len(themes) // 2] or None,
        ),
        *_with_others(ids),
    ]
    rules += _promo(ids[PROMO], now.astimezone(ZoneInfo(TIME_ZONE)).date())
    connection.execute(insert(booth).values(place_id=place_id, name="Cabine 1"))
    demonstration_staff.open_accounts(connection, place_id, now)
    said = {"place_id": place_id, "status": "accepted", "created_at": now - timedelta(days=20)}
    for one in WALL:
        answered_at = now - timedelta(days=6) if one["answer"] else None
        connection.execute(insert(note).values(**said, **one, answered_at=answered_at))
    met = {"place_id": place_id, "status": "accepted", "created_at": now - timedelta(days=30)}
    connection.execute(insert(sponsor), [met | one for one in SPONSORS])
    connection.execute(insert(opening_rule), [rule | {"place_id": place_id} for rule in rules])


def give_hours(work: UnitOfWork) -> None:
    """The demonstration's sponsors are there at each hour that was planned for it."""
    hours = select(session.c.id).where(
        session.c.place_id == work.place.id,
        session.c.kind == "sponsor",
        session.c.starts_at > work.now,
        session.c.withdrawn.is_(False),
    )
    given = select(sponsor_hour.c.session_id).where(sponsor_hour.c.place_id == work.place.id)
    new = work.connection.execute(hours.where(session.c.id.not_in(given))).scalars().all()
    known = select(sponsor.c.id).where(
        sponsor.c.place_id == work.place.id, sponsor.c.id.in_([one["id"] for one in SPONSORS])
    )
    for sponsor_id in work.connection.execute(known).scalars().all():
        for session_id in new:
            row = {
                "place_id": work.place.id,
                "session_id": session_id,
                "sponsor_id": sponsor_id,
            }
            work.connection.execute(insert(sponsor_hour), row)


WITH_A_LIST = "trial"
"""The kind of session that is shown full: few of them, and none that the tours take a seat of."""


def fill_a_session(work: UnitOfWork) -> None:
    """One session of the days to come is full, and two wait for seats, so that a visitor of the
    demonstration sees what a waiting list is. Nothing for a real place, nor while one stands.
    Nobody who took a seat there is in anybody's way."""
    if not work.place.demonstration:
        return
    offers = [one for one in programme(work) if one.session.kind == WITH_A_LIST]
    if any(find_booking(work, _filled(one.session.id, 0)) for one in offers):
        return
    later = work.now + LIST_CLOSES
    free = (one for one in offers if one.session.starts_at > later and not one.taken)
    offer = next((one for one in free if one.list_length >= WAITING), None)
    if offer is None:
        return
    number, left = 0, offer.seats
    while left:
        come = min(left, MOST_PERSONS)
        attendance.make(work, _wanted(offer, number, come), "fr")
        number, left = number + 1, left - come
    for waiting in range(WAITING):
        attendance.make(work, _wanted(offer, number + waiting, 1), "fr")


WAITING = 2


def _filled(session_id: int, number: int) -> str:
    return f"demonstration-{session_id}-{number}"


def _wanted(offer: SessionOffer, number: int, persons: int) -> WantedSeats:
    key, session_id = _filled(offer.session.id, number), offer.session.id
    return WantedSeats(booking_id=key, session_id=session_id, persons=persons, wait=True)


def _rules(
    appointments: Sequence[int], workshops: Sequence[int], *, themes: tuple[str, ...] | None
) -> Iterator[dict[str, Any]]:
    amina, marc, lea = appointments
    for day in MONDAY_TO_FRIDAY:
        yield _weekly(amina, day, time(9), time(12, 30), ("face", "phone"))
        yield _weekly(amina, day, time(14), time(17), ("face", "phone"))
    for day in MONDAY_TO_SATURDAY:
        yield _weekly(marc, day, time(9, 30), time(12), ("face", "video"), topics=themes)
    for day in TUESDAY_TO_SATURDAY:
        yield _weekly(lea, day, time(13, 30), time(18), ("face", "phone", "video"))
    for day in MONDAY_TO_SATURDAY:
        yield _weekly(workshops[day % 2], day, time(10), time(11, 30), ("face",), minutes=90)


def _with_others(ids: dict[Activity, int]) -> Iterator[dict[str, Any]]:
    face = ("face",)
    for day in MONDAY_TO_SATURDAY:
        yield _weekly(ids[TABLE], day, time(9), time(12, 30), face, minutes=210)
        yield _weekly(ids[TABLE], day, time(14), time(18), face, minutes=240)
    yield _weekly(ids[GROUP], 3, time(9, 30), time(11, 30), face, minutes=120)
    for day in (1, 3):
        yield _weekly(ids[COACHING], day, time(14), time(17), ("face", "video"), minutes=45)
    for day in (1, 4):
        yield _weekly(ids[HAND], day, time(10), time(12), face, minutes=60)
    for day in (2, 4):
        yield _weekly(ids[TRIAL], day, time(15), time(16), face, minutes=60)


def _promo(activity_id: int, today: date) -> Iterator[dict[str, Any]]:
    """Two weeks from the second Monday to come on: nobody is in it yet."""
    first = today + timedelta(days=14 - today.weekday())
    for day in MONDAY_TO_FRIDAY:
        rule = _weekly(activity_id, day, time(9, 30), time(12), ("face",), minutes=150)
        yield rule | {"valid_from": first, "valid_to": first + timedelta(days=11)}


def _weekly(
    activity_id: int,
    weekday: int,
    starts: time,
    ends: time,
    modes: tuple[str, ...],
    *,
    minutes: int = 30,
    topics: tuple[str, ...] | None = None,
) -> dict[str, Any]:
    return {
        "activity_id": activity_id,
        "weekday": weekday,
        "starts": starts,
        "ends": ends,
        "minutes": minutes,
        "modes": modes,
        "topics": topics,
        "valid_from": None,
        "valid_to": None,
    }


def _insert(connection: Connection, table: Table, **values: Any) -> int:
    key: int = connection.execute(insert(table).values(**values).returning(table.c.id)).scalar_one()
    return key

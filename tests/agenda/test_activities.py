"""What a place offers has an identity: it may get other words, another room or another host, and
what people booked of it stays. What nobody in particular receives goes on beside anything else."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from kiosk.agenda import seats, waiting_list
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.planner import Planned
from kiosk.agenda.seat_offer import Asked
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.engine import Store
from kiosk.store.tables import activity, session
from kiosk.terminal.housekeeping import Housekeeping
from kiosk.visit.bookings import Attendance, Session, WaitingPlace
from tests.agenda.described import Shop
from tests.agenda.world import MovingClock, add_helper, add_rule, times, wall, wrong_seats

PLACE = """\
name: Emploi Store de Fives
address: 12 rue de l'Exemple, 59000 Lille
helpers:
  - name: Léa
    desk: Bureau 1
    hours: [{days: lundi, from: 9:00, to: 10:00}]
  - {name: Marc, desk: Bureau 2}
workshops:
  - title: Mon CV
    about: On part de vos idées, et on repart avec une page.
    helper: Léa
    location: Salle 2
    days: lundi
    from: 14:00
    minutes: 60
    seats: 2
    waiting_list: 1
"""
FREE_TABLES = """\
  - title: Une place pour travailler
    location: Espace ouvert
    days: lundi
    from: 14:00
    minutes: 180
    seats: 12
"""

ASKED = Asked(topic="other", mode="face", stuck_at=None, language="fr", kind="workshop")


@pytest.fixture
def shop(any_url: str, tmp_path: Path) -> Iterator[Shop]:
    shop = Shop(tmp_path, any_url)
    yield shop
    assert wrong_seats(shop.store) == []
    shop.store.close()


def first_session(agenda: Agenda, title: str) -> int:
    query = (
        select(session.c.id)
        .join(activity, activity.c.id == session.c.activity_id)
        .where(activity.c.title == title, session.c.withdrawn.is_(False))
        .order_by(session.c.starts_at)
    )
    with agenda.store.reading() as connection:
        return int(connection.execute(query.limit(1)).scalar_one())


def attend(work: UnitOfWork, key: str, session_id: int) -> None:
    seats.hold(work, key, session_id, ASKED)
    seats.confirm(work, key, "Zoé", None)


def wait(work: UnitOfWork, key: str, session_id: int) -> None:
    waiting_list.join(work, key, session_id, ASKED)


def attended(agenda: Agenda, key: str) -> Session:
    found = agenda.booking(key)
    assert isinstance(found, Attendance)
    assert found.status == "confirmed"
    return found.session


def count(store: Store) -> int:
    with store.reading() as connection:
        found: int = connection.execute(select(func.count()).select_from(activity)).scalar_one()
        return found


def test_a_file_says_where_it_is_and_how_many_may_wait(shop: Shop) -> None:
    agenda, _ = shop.starts(PLACE)
    cv = first_session(agenda, "Mon CV")
    for key in ("a", "b"):
        agenda.write(attend, key, cv)
    agenda.write(wait, "c", cv)
    where = attended(agenda, "a")
    assert (where.title, where.helper, where.location) == ("Mon CV", "Léa", "Salle 2")
    assert isinstance(agenda.booking("c"), WaitingPlace)
    agenda.cancel("a")
    assert isinstance(agenda.booking("c"), Attendance)


def test_two_things_begin_together_and_neither_hides_the_other(shop: Shop) -> None:
    agenda, planned = shop.starts(PLACE + FREE_TABLES)
    assert planned.overlapping == ()
    cv, table = (first_session(agenda, one) for one in ("Mon CV", "Une place pour travailler"))
    agenda.write(attend, "cv", cv)
    agenda.write(attend, "table", table)
    assert attended(agenda, "cv").starts_at == attended(agenda, "table").starts_at
    where = attended(agenda, "table")
    assert (where.helper, where.location) == (None, "Espace ouvert")
    titles = [(line.title, line.seats_left) for line in agenda.today().lines]
    assert sorted(titles) == [("Mon CV", 1), ("Une place pour travailler", 11)]
    assert agenda.plan() == Planned()
    for key, left in (("table", 12), ("cv", 2)):
        agenda.cancel(key)
        assert left in {line.seats_left for line in agenda.today().lines}


def test_other_words_another_room_and_another_host_leave_what_is_booked(shop: Shop) -> None:
    agenda, _ = shop.starts(PLACE)
    agenda.write(attend, "a", first_session(agenda, "Mon CV"))
    other = PLACE.replace("title: Mon CV", "title: MON cv").replace("Salle 2", "Salle 3")
    agenda, planned = shop.starts(other.replace("helper: Léa", "helper: Marc"))
    assert planned.stranded == ()
    assert (planned.added, planned.withdrawn) == (0, 0)
    where = attended(agenda, "a")
    assert (where.title, where.helper, where.location) == ("MON cv", "Marc", "Salle 3")
    assert count(agenda.store) == 2  # Léa's appointments, and the workshop


def test_two_of_one_name_are_kept_apart(shop: Shop) -> None:
    """A small room on Monday, a large one on Tuesday: each stays what it is."""
    both = PLACE + PLACE[PLACE.index("  - title") :].replace("lundi", "mardi").replace(
        "seats: 2", "seats: 9"
    )
    agenda, planned = shop.starts(both)
    assert planned.added == 4 * (2 + 1 + 1)
    agenda, planned = shop.starts(both.replace("seats: 9", "seats: 7"))
    assert planned == Planned(changed=4)
    assert count(agenda.store) == 3


def test_what_is_offered_no_more_goes_once_its_last_booking_is_forgotten(shop: Shop) -> None:
    agenda, _ = shop.starts(PLACE + FREE_TABLES)
    agenda.write(attend, "table", first_session(agenda, "Une place pour travailler"))
    agenda, planned = shop.starts(PLACE)
    assert [one.location for one in planned.stranded] == ["Espace ouvert"]
    agenda.purge()
    assert count(agenda.store) == 3
    shop.clock.pass_time(days=400)
    agenda.purge()
    assert count(agenda.store) == 2  # what the file says, and no more


def test_what_cannot_be_is_said_and_not_only_left_out(
    agenda: Agenda, caplog: pytest.LogCaptureFixture
) -> None:
    """From an agenda that no file describes: a file is checked before."""
    lea = add_helper(agenda, "Léa")
    add_rule(agenda, lea, starts=time(9), ends=time(10))
    add_rule(
        agenda, lea, starts=time(9, 30), ends=time(11), minutes=90, kind="workshop", title="CV"
    )
    planned = agenda.plan()
    assert [wall(one) for one in times(agenda)[:2]] == ["14/09 09:00", "14/09 09:30"]
    said = "Le lundi à 9:30, « CV » n'est pas proposé : Léa reçoit déjà."
    assert [str(one) for one in planned.overlapping] == [said]
    with caplog.at_level(logging.WARNING):
        for job in Housekeeping(agenda, lambda: "").jobs(lambda: ()):
            job()
    assert caplog.messages.count(said) == 1


def test_no_session_is_of_another_kind_than_its_activity(agenda: Agenda, amina: int) -> None:
    """Whoever writes it: a seat of a workshop is taken by asking for a workshop's."""
    with agenda.store.reading() as connection:
        row = connection.execute(select(session).limit(1)).one()
    new = dict(row._mapping)
    del new["id"]
    new |= {"kind": "workshop", "starts_at": row.starts_at + timedelta(days=200)}
    new["ends_at"] = new["starts_at"] + timedelta(hours=1)
    with pytest.raises(IntegrityError), agenda.store.writing() as connection:
        connection.execute(insert(session), new)


def test_a_place_without_host_keeps_its_free_seats_when_one_is_given_back(
    agenda: Agenda, clock: MovingClock
) -> None:
    """Nobody's hours say whether it is still offered: its own rule does."""
    title = "Une place pour travailler"
    add_rule(agenda, None, seats=3, kind="workshop", title=title, location="Ici", minutes=180)
    agenda.plan()
    agenda.write(attend, "a", first_session(agenda, title))
    agenda.cancel("a")
    assert [line.seats_left for line in agenda.today().lines] == [3]


def test_on_a_day_when_the_place_is_closed_nothing_is_offered_hosted_or_not(shop: Shop) -> None:
    closed = "closed: [{from: 2026-09-14}]\n" + PLACE + FREE_TABLES
    agenda, _ = shop.starts(closed)
    assert agenda.today().lines == ()
    assert wall(times(agenda)[0]) == "21/09 09:00"
    agenda, planned = shop.starts(PLACE + FREE_TABLES)
    assert planned.added + planned.changed == 4  # two half hours, the workshop, the tables
    agenda.write(attend, "a", first_session(agenda, "Une place pour travailler"))
    agenda, planned = shop.starts(closed)
    assert [one.location for one in planned.stranded] == ["Espace ouvert"]
    agenda.cancel("a")
    assert agenda.today().lines == ()


def test_a_host_who_gives_a_workshop_away_receives_at_that_hour(shop: Shop) -> None:
    agenda, _ = shop.starts(PLACE)
    agenda.write(attend, "a", first_session(agenda, "Mon CV"))
    other = PLACE.replace("helper: Léa", "helper: Marc")
    agenda, planned = shop.starts(
        other.replace("to: 10:00}]", "to: 10:00}, {days: lundi, from: 14:00, to: 15:00}]")
    )
    assert planned.stranded == ()
    assert "14/09 14:00" in {wall(one) for one in times(agenda)}

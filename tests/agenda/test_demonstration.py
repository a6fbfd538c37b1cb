"""The place that a first start makes, so that everything works at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from kiosk.agenda.agenda import Agenda, open_agenda
from kiosk.agenda.demonstration import fill_a_session, make_demonstration
from kiosk.agenda.place import places
from kiosk.agenda.programme import programme
from kiosk.store.engine import Store, sqlite_url
from kiosk.store.schema import open_store
from kiosk.store.tables import helper
from tests.agenda.world import PARIS, SERVICES, MovingClock, times, wrong_seats

THEMES = ("apply", "train", "digital", "abroad")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(sqlite_url(tmp_path / "kiosk.db"))
    yield store
    store.close()


def first_start(store: Store, clock: MovingClock) -> Agenda:
    agenda = open_agenda(store, clock=clock, theme_of=SERVICES.get, themes=THEMES)
    agenda.plan()
    return agenda


def test_it_says_what_it_is(store: Store) -> None:
    agenda = first_start(store, MovingClock())
    assert agenda.place.demonstration
    assert "démonstration" in agenda.place.name
    with store.reading() as connection:
        desks = connection.execute(select(helper.c.desk).order_by(helper.c.id)).scalars().all()
    assert desks == ["Bureau 1", "Bureau 2", "Bureau 3"]


def test_a_second_start_finds_the_same_place(store: Store) -> None:
    agenda = first_start(store, MovingClock())
    assert first_start(store, MovingClock()).place == agenda.place
    assert make_demonstration(store) == agenda.place
    assert places(store) == [agenda.place]


def test_helpers_know_different_things(store: Store) -> None:
    agenda = first_start(store, MovingClock())
    assert len(times(agenda, "apply")) > len(times(agenda, "digital"))


def test_on_any_day_of_the_year_something_is_free_soon(store: Store) -> None:
    clock = MovingClock(datetime(2026, 12, 24, 19, tzinfo=PARIS))
    agenda = first_start(store, clock)
    for _ in range(60):
        clock.pass_time(days=6)
        agenda.plan()
        for mode in ("face", "phone", "video"):
            first = times(agenda, "other", mode)[0]
            assert first.starts_at - clock.now < timedelta(days=4)


def test_every_open_day_has_something_for_all(store: Store) -> None:
    agenda = first_start(store, MovingClock())
    morning, workshop, afternoon = agenda.today().lines
    assert morning.title == afternoon.title == "Une table pour travailler"
    assert workshop.title.startswith("Atelier")
    assert workshop.seats_left == 8


def test_each_kind_of_coming_together_is_on_the_programme(store: Store) -> None:
    agenda = first_start(store, MovingClock())
    on = agenda.read(programme)
    assert {one.session.kind for one in on} == {
        "workshop",
        "coworking",
        "group",
        "coaching",
        "trial",
    }
    assert all(one.about and one.session.location for one in on)


def test_one_session_is_full_with_a_list_from_the_first_start_on(store: Store) -> None:
    clock = MovingClock()
    agenda = first_start(store, clock)
    for _start in range(2):
        agenda.write(fill_a_session)
        full = [one for one in agenda.read(programme) if one.room(clock.now) == "list"]
        assert [(one.left, one.waiting) for one in full] == [(0, 2)]
        agenda = first_start(store, clock)
    clock.pass_time(days=7)
    agenda.plan()
    agenda.write(fill_a_session)
    (later,) = (one for one in agenda.read(programme) if one.room(clock.now) == "list")
    assert later.session.id != full[0].session.id, "in the days to come, whenever it is looked at"
    assert wrong_seats(store) == []


def test_a_real_place_is_never_filled(agenda: Agenda) -> None:
    agenda.write(fill_a_session)
    assert agenda.bookings() == []

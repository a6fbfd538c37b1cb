"""The checker of the races sees what it is there to see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from kiosk.agenda.agenda import Agenda
from kiosk.agenda.external_bookings import mirror
from kiosk.agenda.taken_elsewhere import ExternalAppointment
from tests.agenda.world import MONDAY, MovingClock, add_helper, add_session, book_held, empty_place
from tests.races.checker import lies
from tests.races.worker import Told


@pytest.fixture
def agenda(tmp_path: Path) -> Iterator[Agenda]:
    agenda = empty_place(tmp_path, MovingClock())
    session_id = add_session(agenda, add_helper(agenda, "Amina"), MONDAY.replace(hour=14))
    agenda.hold("b", session_id, "other", "face", None, "fr")
    book_held(agenda, "b")
    yield agenda
    agenda.store.close()


def test_a_kept_promise_is_no_lie(agenda: Agenda) -> None:
    assert lies(agenda.store, Told(booked={"b": 1})) == []


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (Told(), "promised to nobody"),
        (Told(booked={"b": 2}), "was promised session 2"),
        (Told(booked={"b": 1, "c": 1}), "c was promised session 1"),
        (Told(booked={"b": 1}, given_up={"b"}), "given up"),
    ],
)
def test_a_broken_promise_is_seen(agenda: Agenda, told: Told, says: str) -> None:
    assert any(says in lie for lie in lies(agenda.store, told))


def test_an_hour_that_is_free_and_taken_elsewhere_is_seen(agenda: Agenda) -> None:
    hour = MONDAY.replace(hour=14)
    news = ExternalAppointment(
        id="rdv-1",
        stands=True,
        starts_at=hour,
        ends_at=hour.replace(minute=30),
        mode="face",
        told_at=MONDAY,
    )
    agenda.write(mirror, news)
    assert lies(agenda.store, Told(booked={"b": 1})) == []
    with agenda.store.writing() as connection:
        connection.execute(text("UPDATE session SET seats = 2"))
    (lie,) = lies(agenda.store, Told(booked={"b": 1}))
    assert lie == "session 1 is free, and taken elsewhere by rdv-1"


def test_a_wrong_count_is_seen(agenda: Agenda) -> None:
    with agenda.store.writing() as connection:
        connection.execute(text("UPDATE session SET taken = 0"))
    (lie,) = lies(agenda.store, Told(booked={"b": 1}))
    assert lie == "session 1 of 1: 1 bookings, 0 counted"

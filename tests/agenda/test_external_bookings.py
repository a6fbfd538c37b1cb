"""An hour taken in another booking system is never promised again while that stands."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import select, update

from kiosk.agenda.agenda import Agenda
from kiosk.agenda.errors import SeatTaken
from kiosk.agenda.external_bookings import mirror
from kiosk.agenda.taken_elsewhere import ExternalAppointment
from kiosk.store.tables import helper, session, taken_elsewhere
from tests.agenda.world import (
    MONDAY,
    PARIS,
    MovingClock,
    add_absence,
    add_helper,
    add_rule,
    add_session,
    book_held,
    times,
    wall,
)
from tests.support.bookings import seat

NINE = datetime(2026, 9, 14, 9, tzinfo=PARIS)
HALF = timedelta(minutes=30)
FIVE_WEEKS = timedelta(weeks=5)


def told(
    at: datetime = NINE, *, minutes: int = 30, after: float = 0, **other: Any
) -> ExternalAppointment:
    """`after`: said so many seconds after the first."""
    said: dict[str, Any] = {
        "id": "rdv",
        "stands": True,
        "starts_at": at,
        "ends_at": at + timedelta(minutes=minutes),
        "mode": "face",
        "told_at": MONDAY + timedelta(seconds=after),
        "helpers": ("Amina",),
    }
    return ExternalAppointment(**(said | other))


def cancelled(at: datetime = NINE, *, after: float = 60, **other: Any) -> ExternalAppointment:
    return told(at, after=after, stands=False, **other)


def hours(agenda: Agenda, count: int = 3) -> list[str]:
    return [wall(one) for one in times(agenda)][:count]


def book(agenda: Agenda, key: str = "b", nth: int = 0) -> int:
    session_id = times(agenda)[nth].session_id
    agenda.hold(key, session_id, "other", "face", None, "fr")
    book_held(agenda, key, "Zoé")
    return session_id


def promised(agenda: Agenda, session_id: int) -> bool:
    try:
        agenda.hold("curious", session_id, "other", "face", None, "fr")
    except SeatTaken:
        return False
    agenda.release("curious")
    return True


def by_cancelling(agenda: Agenda) -> None:
    agenda.cancel("b")


def by_moving(agenda: Agenda) -> None:
    agenda.move("b", times(agenda)[3].session_id)


@pytest.mark.parametrize("give_back", [by_cancelling, by_moving])
def test_an_hour_that_was_ours_when_the_news_came(
    agenda: Agenda, amina: int, give_back: Callable[[Agenda], None]
) -> None:
    session_id = book(agenda)
    assert agenda.write(mirror, told()) is None
    give_back(agenda)
    assert not promised(agenda, session_id)
    assert hours(agenda, 1) == ["14/09 09:30"]
    agenda.write(mirror, cancelled())
    assert promised(agenda, session_id)
    assert hours(agenda, 1) == ["14/09 09:00"]


def test_an_hour_that_was_being_read_about_when_the_news_came(
    agenda: Agenda, amina: int, clock: MovingClock
) -> None:
    session_id = times(agenda)[0].session_id
    agenda.hold("b", session_id, "other", "face", None, "fr")
    agenda.write(mirror, told())
    for minutes in (0, 3):
        clock.pass_time(minutes=minutes)
        assert not promised(agenda, session_id)
        with pytest.raises(SeatTaken):
            book_held(agenda, "b")
    assert hours(agenda, 1) == ["14/09 09:30"]
    assert agenda.booking("rdv").status == "confirmed"


def test_a_hold_that_had_run_out_is_in_nobodys_way(
    agenda: Agenda, amina: int, clock: MovingClock
) -> None:
    agenda.hold("b", times(agenda)[0].session_id, "other", "face", None, "fr")
    clock.pass_time(minutes=3)
    seated = agenda.write(mirror, told())
    assert seated is not None
    assert seated.status == "confirmed"


def test_an_hour_that_was_withdrawn_and_comes_back(agenda: Agenda, amina: int) -> None:
    session_id = times(agenda)[0].session_id
    with agenda.store.writing() as connection:
        connection.execute(update(helper).values(active=False))
    agenda.plan()
    agenda.write(mirror, told())
    with agenda.store.writing() as connection:
        connection.execute(update(helper).values(active=True))
    for _again in range(2):
        agenda.plan()
        assert not promised(agenda, session_id)
        assert hours(agenda, 1) == ["14/09 09:30"]
    agenda.write(mirror, cancelled())
    assert promised(agenda, session_id)


def test_an_hour_that_is_planned_only_later(agenda: Agenda, amina: int, clock: MovingClock) -> None:
    there = NINE + FIVE_WEEKS
    assert agenda.write(mirror, told(there)) is None
    clock.now = MONDAY + timedelta(weeks=2)
    agenda.plan()
    assert wall_of(there) not in hours(agenda, 999)
    assert wall_of(there + HALF) in hours(agenda, 999)
    again = agenda.plan()
    assert (again.added, again.changed, again.withdrawn, again.stranded) == (0, 0, 0, ())
    agenda.write(mirror, cancelled(there))
    assert wall_of(there) in hours(agenda, 999)


def wall_of(moment: datetime) -> str:
    return f"{moment.astimezone(PARIS):%d/%m %H:%M}"


NEWS = (told(), told(NINE + HALF, after=10), cancelled(NINE + HALF, after=20))


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_news_in_any_order_and_twice_come_to_the_same(
    agenda: Agenda, amina: int, order: tuple[int, ...]
) -> None:
    for number in (*order, *order):
        agenda.write(mirror, NEWS[number])
    assert hours(agenda, 2) == ["14/09 09:00", "14/09 09:30"]
    assert [one.status for one in agenda.bookings() if one.status == "confirmed"] == []


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_a_move_told_before_its_beginning_counts(
    agenda: Agenda, amina: int, order: tuple[int, ...]
) -> None:
    for number in order:
        agenda.write(mirror, NEWS[number])
    assert hours(agenda, 2) == ["14/09 09:00", "14/09 10:00"]


def test_an_appointment_that_stands_again_takes_the_hour_again(agenda: Agenda, amina: int) -> None:
    agenda.write(mirror, told())
    agenda.write(mirror, cancelled(after=1))
    assert hours(agenda, 1) == ["14/09 09:00"]
    agenda.write(mirror, told(after=2))
    assert hours(agenda, 1) == ["14/09 09:30"]
    agenda.write(mirror, cancelled(after=3))
    agenda.write(mirror, told(after=4))
    assert hours(agenda, 1) == ["14/09 09:30"]


def test_moved_to_an_hour_of_ours_it_waits_for_it_and_leaves_its_own(
    agenda: Agenda, amina: int
) -> None:
    agenda.write(mirror, told())
    session_id = book(agenda)
    assert hours(agenda, 1) == ["14/09 10:00"]
    moved = agenda.write(mirror, told(NINE + HALF, after=1))
    assert moved is not None
    assert moved.status == "cancelled"
    assert hours(agenda, 2) == ["14/09 09:00", "14/09 10:00"]
    agenda.cancel("b")
    assert not promised(agenda, session_id)
    assert hours(agenda, 2) == ["14/09 09:00", "14/09 10:00"]


def test_the_helper_who_is_named_is_not_promised_though_another_was_free(
    agenda: Agenda, amina: int
) -> None:
    """Amina was booked: the seat of Léa stood for hers. Freed, Amina's own is taken."""
    lea = add_helper(agenda, "Léa")
    session_id = book(agenda)
    add_rule(agenda, lea)
    agenda.plan()
    seated = agenda.write(mirror, told())
    assert seated is not None
    assert seat(seated).session.helper == "Léa"
    agenda.cancel("b")
    assert not promised(agenda, session_id)
    (at_nine,) = [one for one in times(agenda) if one.starts_at == NINE]
    assert at_nine.helper == "Léa"
    assert seat(agenda.booking("rdv")).session.helper == "Amina"


def test_names_are_known_whatever_their_capitals_and_accents(agenda: Agenda) -> None:
    for name in ("Zoé", "Éloïse"):
        add_rule(agenda, add_helper(agenda, name), ends=time(10))
    agenda.plan()
    seated = agenda.write(mirror, told(helpers=("ELOISE",)))
    assert seated is not None
    assert seat(seated).session.helper == "Éloïse"


def test_an_appointment_of_another_length_takes_every_hour_that_it_meets(
    agenda: Agenda, amina: int
) -> None:
    agenda.write(mirror, told(NINE + timedelta(minutes=15), minutes=60))
    assert hours(agenda, 1) == ["14/09 10:30"]
    agenda.plan()
    assert hours(agenda, 1) == ["14/09 10:30"]
    agenda.write(mirror, told(NINE, minutes=60, after=1))
    assert hours(agenda, 1) == ["14/09 10:00"]
    agenda.write(mirror, cancelled(after=2))
    assert hours(agenda, 3) == ["14/09 09:00", "14/09 09:30", "14/09 10:00"]


def test_an_hour_that_it_only_meets_is_not_promised_when_it_is_given_back(
    agenda: Agenda, amina: int
) -> None:
    session_id = book(agenda, nth=1)
    agenda.write(mirror, told(NINE, minutes=60))
    agenda.cancel("b")
    assert not promised(agenda, session_id)
    assert [wall(one) for one in agenda.plan().stranded] == []
    assert hours(agenda, 1) == ["14/09 10:00"]


def test_what_the_helper_offers_here_does_not_matter_to_what_is_taken_there(
    agenda: Agenda,
) -> None:
    """By phone, and about anything: Amina, who is here face to face for letters, is taken."""
    add_rule(agenda, add_helper(agenda, "Amina"), topics=("write-cv",))
    agenda.plan()
    agenda.write(mirror, told(mode="phone"))
    assert wall(times(agenda, "write-cv")[0]) == "14/09 09:30"


def test_a_double_promise_is_told_to_staff(agenda: Agenda, amina: int) -> None:
    session_id = book(agenda)
    agenda.write(mirror, told())
    assert [one.session_id for one in agenda.plan().stranded] == [session_id]
    assert agenda.booking("b").status == "confirmed"


def test_given_back_it_is_first_asked_whether_it_is_still_offered(
    agenda: Agenda, amina: int
) -> None:
    agenda.write(mirror, told())
    session_id = times(agenda)[0].session_id - 1
    add_absence(agenda, amina, NINE, NINE + HALF)
    agenda.write(mirror, cancelled())
    assert not promised(agenda, session_id)
    agenda.plan()
    assert hours(agenda, 1) == ["14/09 09:30"]


def test_two_appointments_at_one_hour_take_two_seats(agenda: Agenda, amina: int) -> None:
    add_rule(agenda, add_helper(agenda, "Léa"), ends=time(10))
    agenda.plan()
    for key in ("one", "two"):
        agenda.write(mirror, told(id=key, helpers=()))
    assert hours(agenda, 1) == ["14/09 09:30"]
    agenda.write(mirror, cancelled(id="one"))
    assert hours(agenda, 1) == ["14/09 09:00"]


def test_what_is_past_there_is_remembered_and_then_forgotten(
    agenda: Agenda, amina: int, clock: MovingClock
) -> None:
    agenda.write(mirror, told())
    clock.now = NINE + timedelta(hours=2)
    agenda.purge()
    late = agenda.write(mirror, cancelled(after=9000))
    assert late is not None
    assert late.status == "over"
    clock.pass_time(days=31)
    agenda.purge()
    with agenda.store.reading() as connection:
        assert connection.execute(select(taken_elsewhere.c.id)).all() == []


def test_what_is_over_and_told_for_another_day_takes_that_day(
    agenda: Agenda, amina: int, clock: MovingClock
) -> None:
    agenda.write(mirror, told())
    clock.now = NINE + timedelta(hours=2)
    next_week = NINE + timedelta(weeks=1)
    seated = agenda.write(mirror, told(next_week, after=9000))
    assert seated is not None
    assert (seated.status, seat(seated).session.starts_at) == ("confirmed", next_week)
    assert agenda.booking("rdv").status == "over"


def test_a_seat_given_back_while_the_news_come_is_never_free(agenda: Agenda, amina: int) -> None:
    """Whichever is first: the news find the seat, or the seat finds the news."""
    free = times(agenda)[:12]
    for number, one in enumerate(free):
        agenda.hold(f"b{number}", one.session_id, "other", "face", None, "fr")
        book_held(agenda, f"b{number}")
    with ThreadPoolExecutor(6) as workers:
        deeds = [
            deed
            for number, one in enumerate(free)
            for deed in (
                workers.submit(agenda.write, mirror, told(one.starts_at, id=f"rdv{number}")),
                workers.submit(agenda.cancel, f"b{number}"),
            )
        ]
        for deed in deeds:
            deed.result()
    assert not {one.session_id for one in free} & {one.session_id for one in times(agenda)}


def test_a_workshop_is_not_taken_by_an_appointment_elsewhere(agenda: Agenda, amina: int) -> None:
    add_rule(
        agenda,
        amina,
        starts=time(14),
        ends=time(15),
        minutes=60,
        kind="workshop",
        title="Atelier CV",
        seats=8,
    )
    agenda.plan()
    assert agenda.write(mirror, told(NINE.replace(hour=14))) is None
    assert [line.seats_left for line in agenda.today().lines] == [8]


def test_an_hour_added_by_hand_is_taken_too(agenda: Agenda, amina: int) -> None:
    evening = NINE.replace(hour=18)
    add_session(agenda, amina, evening)
    seated = agenda.write(mirror, told(evening))
    assert seated is not None
    assert wall_of(evening) not in hours(agenda, 999)
    with agenda.store.reading() as connection:
        assert connection.execute(
            select(session.c.taken).where(session.c.starts_at == evening)
        ).scalar()

"""The planner: run as often as wanted, it never touches what is booked."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

from sqlalchemy import delete, select, update

from kiosk.agenda.agenda import Agenda
from kiosk.agenda.planner import Planned
from kiosk.store.tables import helper, opening_rule, session
from tests.agenda.world import (
    PARIS,
    MovingClock,
    add_absence,
    add_helper,
    add_rule,
    book_held,
    empty_place,
    times,
    wall,
)


def test_four_mondays_are_planned_and_planning_again_changes_nothing(agenda: Agenda) -> None:
    amina = add_helper(agenda, "Amina")
    add_rule(agenda, amina)
    assert agenda.plan() == Planned(added=24)
    assert agenda.plan() == Planned()
    assert {wall(time_)[:5] for time_ in times(agenda)} == {"14/09", "21/09", "28/09", "05/10"}


def test_each_week_that_passes_brings_a_new_one(
    agenda: Agenda, amina: int, clock: MovingClock
) -> None:
    clock.pass_time(days=7)
    assert agenda.plan() == Planned(added=6)
    assert wall(times(agenda)[-1]) == "12/10 11:30"


def test_what_has_begun_today_is_not_planned(agenda: Agenda, clock: MovingClock) -> None:
    add_rule(agenda, add_helper(agenda, "Amina"))
    clock.now = datetime(2026, 9, 14, 10, 0, tzinfo=PARIS)
    agenda.plan(weeks=1)
    assert [wall(time_) for time_ in times(agenda)] == ["14/09 10:30", "14/09 11:00", "14/09 11:30"]


def test_nobody_is_expected_on_a_public_holiday(tmp_path: Path) -> None:
    clock = MovingClock(datetime(2026, 12, 21, 8, tzinfo=PARIS))
    agenda = empty_place(tmp_path, clock)
    add_rule(agenda, add_helper(agenda, "Amina"), weekdays=range(6), ends=time(9, 30))
    agenda.plan(weeks=2)
    days = [wall(time_)[:5] for time_ in times(agenda)]
    assert "25/12" not in days
    assert "01/01" not in days
    assert days == [
        "21/12",
        "22/12",
        "23/12",
        "24/12",
        "26/12",
        "28/12",
        "29/12",
        "30/12",
        "31/12",
        "02/01",
    ]
    agenda.store.close()


def test_alsace_keeps_its_second_christmas_day(tmp_path: Path) -> None:
    clock = MovingClock(datetime(2026, 12, 21, 8, tzinfo=PARIS))
    agenda = empty_place(tmp_path, clock, region="57")
    add_rule(agenda, add_helper(agenda, "Amina"), weekdays=range(6), ends=time(9, 30))
    agenda.plan(weeks=1)
    assert [wall(time_)[:5] for time_ in times(agenda)] == ["21/12", "22/12", "23/12", "24/12"]
    agenda.store.close()


def test_opening_hours_stay_the_same_on_the_wall_across_both_clock_changes(
    tmp_path: Path,
) -> None:
    for name, start in (
        ("autumn", datetime(2026, 10, 12, 8, tzinfo=PARIS)),
        ("spring", datetime(2027, 3, 15, 8, tzinfo=PARIS)),
    ):
        folder = tmp_path / name
        folder.mkdir()
        agenda = empty_place(folder, MovingClock(start))
        add_rule(agenda, add_helper(agenda, "Amina"), weekdays=(1,), ends=time(9, 30))
        assert agenda.plan() == Planned(added=4)
        found = times(agenda)
        assert {f"{time_.starts_at:%H:%M}" for time_ in found} == {"09:00"}
        assert len({time_.starts_at.utcoffset() for time_ in found}) == 2
        agenda.store.close()


def test_an_absence_added_after_planning_withdraws_what_is_free(agenda: Agenda, amina: int) -> None:
    booked = times(agenda)[1]
    agenda.hold("b", booked.session_id, "other", "face", None, "fr")
    book_held(agenda, "b", "Zoé", "")
    add_absence(
        agenda,
        amina,
        datetime(2026, 9, 14, 9, tzinfo=PARIS),
        datetime(2026, 9, 14, 10, 30, tzinfo=PARIS),
    )
    done = agenda.plan()
    assert (done.added, done.changed, done.withdrawn) == (0, 0, 2)
    assert [time_.session_id for time_ in done.stranded] == [booked.session_id]
    assert wall(times(agenda)[0]) == "14/09 10:30"
    assert agenda.booking("b").status == "confirmed"  # staff call; nothing is taken away


def test_a_helper_who_comes_back_is_offered_again(agenda: Agenda, amina: int) -> None:
    before = times(agenda)
    with agenda.store.writing() as connection:
        connection.execute(update(helper).values(active=False))
    assert agenda.plan() == Planned(withdrawn=24)
    assert agenda.plan() == Planned()
    assert times(agenda) == []
    with agenda.store.writing() as connection:
        connection.execute(update(helper).values(active=True))
    assert agenda.plan() == Planned(changed=24)
    assert times(agenda) == before


def test_longer_appointments_leave_those_already_booked_their_time(
    agenda: Agenda, amina: int
) -> None:
    booked = times(agenda)[1]
    assert wall(booked) == "14/09 09:30"
    agenda.hold("b", booked.session_id, "other", "face", None, "fr")
    with agenda.store.writing() as connection:
        connection.execute(update(opening_rule).values(minutes=60))
    done = agenda.plan(weeks=1)
    assert [time_.session_id for time_ in done.stranded] == [booked.session_id]
    today = [time_ for time_ in times(agenda) if wall(time_).startswith("14/09")]
    # 9:00 and 10:00 would last an hour; only the second one is free of the booked 9:30.
    assert [wall(time_)[6:] for time_ in today] == ["10:00", "11:00"]
    assert {time_.ends_at - time_.starts_at for time_ in today} == {
        booked.ends_at - booked.starts_at + (booked.ends_at - booked.starts_at)
    }


def test_a_hold_that_ran_out_does_not_keep_a_session_alive(
    agenda: Agenda, amina: int, clock: MovingClock
) -> None:
    agenda.hold("b", times(agenda)[-1].session_id, "other", "face", None, "fr")
    with agenda.store.writing() as connection:
        connection.execute(delete(opening_rule))
    clock.pass_time(minutes=3)
    assert agenda.plan() == Planned(withdrawn=23)  # the hour of the hold went as it was given back
    assert times(agenda) == []
    with agenda.store.reading() as connection:
        assert connection.execute(select(session.c.id).where(session.c.taken > 0)).all() == []


def test_a_workshop_has_its_title_and_seats(agenda: Agenda, clock: MovingClock) -> None:
    lea = add_helper(agenda, "Léa")
    add_rule(agenda, lea, ends=time(10), minutes=60, seats=8, kind="workshop", title="Atelier CV")
    agenda.plan(weeks=1)
    today = agenda.today()
    assert [(line.title, line.seats_left) for line in today.lines] == [("Atelier CV", 8)]
    assert today.next_free is None  # a workshop is no appointment
    assert times(agenda) == []
    clock.pass_time(hours=2)
    assert agenda.today().lines == ()

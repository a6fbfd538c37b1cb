"""What the place changes of one session: another hour, one more, in spite of few people; and a
booth of the place for who follows one by video."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert, select, update

from kiosk.agenda import attendance
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.attendance import WantedSeats
from kiosk.agenda.booths import NoBooth
from kiosk.agenda.errors import NotOffered
from kiosk.agenda.programme import programme
from kiosk.agenda.session_changes import (
    CannotMove,
    HourTaken,
    NoSuchActivity,
    add_session,
    cancel_session,
    keep_session,
    move_session,
)
from kiosk.store.tables import activity, booth, session
from kiosk.visit.bookings import Attendance, Booking
from kiosk.visit.programme import SessionOffer, asks_the_team
from tests.agenda.world import (
    MONDAY,
    MovingClock,
    a_paper,
    add_helper,
    add_rule,
    book_held,
    times,
    wall,
    wrong_seats,
)

PARIS = ZoneInfo("Europe/Paris")
AT_TWO = MONDAY.replace(hour=14)
AT_NINE = MONDAY.replace(hour=9)


@pytest.fixture
def workshop(agenda: Agenda) -> int:
    """On Mondays from 14 to 16, by Léa, with 4 seats and a list of 2."""
    lea = add_helper(agenda, "Léa")
    add_rule(agenda, lea, starts=AT_NINE.time(), ends=MONDAY.replace(hour=11).time())
    add_rule(
        agenda,
        lea,
        starts=AT_TWO.time(),
        ends=MONDAY.replace(hour=16).time(),
        minutes=120,
        seats=4,
        waiting_list=2,
        minimum=3,
        kind="workshop",
        title="Je fais mon CV",
    )
    agenda.plan()
    return on(agenda)[0].session.id


def on(agenda: Agenda) -> tuple[SessionOffer, ...]:
    return agenda.read(programme)


def comes(agenda: Agenda, key: str, session_id: int, persons: int = 1, **more: object) -> Booking:
    wanted = WantedSeats(booking_id=key, session_id=session_id, persons=persons, **more)  # type: ignore[arg-type]
    booked, _code, _token = agenda.write(attendance.attend, wanted, a_paper())
    return booked


def starts(agenda: Agenda) -> list[str]:
    return [f"{one.session.starts_at:%d/%m %H:%M}" for one in on(agenda)]


# Another hour


def test_a_moved_session_keeps_its_people_and_tells_who_they_are(
    agenda: Agenda, workshop: int
) -> None:
    comes(agenda, "b", workshop, 4)
    comes(agenda, "w", workshop, wait=True)
    told = agenda.write(move_session, workshop, MONDAY.replace(hour=17))
    assert [one.id for one in told] == ["b", "w"]
    found = agenda.booking("b")
    assert isinstance(found, Attendance)
    assert found.session.moved
    assert found.session.starts_at == MONDAY.replace(hour=17)
    assert found.session.ends_at == MONDAY.replace(hour=19)
    assert agenda.write(move_session, workshop, MONDAY.replace(hour=17)) == told
    assert wrong_seats(agenda.store) == []


def test_who_books_afterwards_is_told_of_no_change(agenda: Agenda, workshop: int) -> None:
    agenda.write(move_session, workshop, MONDAY.replace(hour=17))
    agenda.clock.pass_time(minutes=1)  # type: ignore[attr-defined]
    found = comes(agenda, "late", workshop)
    assert isinstance(found, Attendance)
    assert not found.session.moved


def test_the_rules_bring_a_moved_session_back_nowhere(agenda: Agenda, workshop: int) -> None:
    agenda.write(move_session, workshop, MONDAY.replace(hour=17))
    agenda.plan()
    assert starts(agenda) == ["14/09 17:00", "21/09 14:00"]
    agenda.write(move_session, workshop, MONDAY.replace(hour=18))
    agenda.plan()
    assert starts(agenda) == ["14/09 18:00", "21/09 14:00"]
    agenda.write(move_session, workshop, AT_TWO)  # and back to where it was
    agenda.plan()
    assert starts(agenda) == ["14/09 14:00", "21/09 14:00"]


def test_its_people_find_the_new_hour_in_their_calendar(agenda: Agenda, workshop: int) -> None:
    comes(agenda, "b", workshop)
    code = agenda.booking("b").code
    before = agenda.find_by_code(code or "")
    agenda.write(move_session, workshop, MONDAY.replace(hour=17))
    after = agenda.find_by_code(code or "")
    assert before is not None
    assert after is not None
    assert after.events[0].sequence > before.events[0].sequence
    assert after.events[0].starts_at == MONDAY.replace(hour=17)


def test_whoever_receives_is_not_sent_to_two_places(agenda: Agenda, workshop: int) -> None:
    agenda.hold("met", times(agenda)[0].session_id, "other", "face", None, "fr")
    book_held(agenda, "met", "Zoé")
    with pytest.raises(HourTaken):
        agenda.write(move_session, workshop, times(agenda)[0].starts_at.replace(hour=8, minute=30))
    free = times(agenda)[1].starts_at.replace(hour=10, minute=0)
    agenda.write(move_session, workshop, free)
    agenda.plan()
    assert [wall(one) for one in times(agenda) if wall(one).startswith("14/09")] == ["14/09 09:30"]


def test_what_was_moved_away_gives_its_host_the_hours_back(agenda: Agenda, workshop: int) -> None:
    add_rule(
        agenda,
        helper_of(agenda, workshop),
        starts=AT_TWO.time(),
        ends=MONDAY.replace(hour=15).time(),
        weekdays=(1,),
    )
    tuesday = AT_TWO + timedelta(days=1)
    agenda.write(move_session, workshop, tuesday)
    agenda.plan()
    assert [wall(one) for one in times(agenda) if wall(one).startswith("15/09")] == []
    agenda.write(move_session, workshop, tuesday + timedelta(hours=3))
    agenda.plan()
    on_tuesday = [wall(one) for one in times(agenda) if wall(one).startswith("15/09")]
    assert on_tuesday == ["15/09 14:00", "15/09 14:30"]


def helper_of(agenda: Agenda, session_id: int) -> int:
    with agenda.store.reading() as connection:
        query = select(session.c.helper_id).where(session.c.id == session_id)
        host: int = connection.execute(query).scalar_one()
    return host


def test_to_the_past_or_once_it_has_begun_nothing_is_moved(
    agenda: Agenda, workshop: int, clock: MovingClock
) -> None:
    with pytest.raises(NotOffered):
        agenda.write(move_session, workshop, MONDAY - timedelta(hours=1))
    clock.now = AT_TWO + timedelta(minutes=1)
    with pytest.raises(NotOffered):
        agenda.write(move_session, workshop, MONDAY.replace(hour=20))


def test_a_series_is_not_moved(agenda: Agenda) -> None:
    add_rule(
        agenda,
        None,
        weekdays=range(5),
        minutes=180,
        valid_from=(MONDAY + timedelta(days=7)).date(),
        valid_to=(MONDAY + timedelta(days=11)).date(),
        kind="group",
        title="Promo",
        location="Ici",
        seats=4,
        series=True,
    )
    agenda.plan()
    with pytest.raises(CannotMove):
        agenda.write(move_session, on(agenda)[0].session.id, AT_TWO)


# One more


def test_one_more_session_is_as_the_others(agenda: Agenda, workshop: int) -> None:
    wednesday = AT_NINE + timedelta(days=2)
    made = agenda.write(add_session, "je fais mon cv", wednesday)
    agenda.plan()
    added = next(one for one in on(agenda) if one.session.id == made)
    assert (added.seats, added.list_length, added.session.helper) == (4, 2, "Léa")
    assert added.session.ends_at == wednesday + timedelta(hours=2)
    comes(agenda, "b", made)
    agenda.cancel("b")
    agenda.plan()
    assert made in {one.session.id for one in on(agenda)}
    assert wrong_seats(agenda.store) == []


def test_one_more_of_what_is_not_offered_names_what_is(agenda: Agenda, workshop: int) -> None:
    with pytest.raises(NoSuchActivity) as wrong:
        agenda.write(add_session, "Je fais ma lettre", AT_TWO + timedelta(days=2))
    assert wrong.value.known == ("Je fais mon CV",)
    with pytest.raises(HourTaken):
        agenda.write(add_session, "Je fais mon CV", AT_TWO)
    with pytest.raises(NotOffered):
        agenda.write(add_session, "Je fais mon CV", MONDAY - timedelta(days=1))


def test_one_more_that_was_cancelled_is_offered_no_more(agenda: Agenda, workshop: int) -> None:
    made = agenda.write(add_session, "Je fais mon CV", AT_NINE + timedelta(days=2))
    agenda.write(cancel_session, made)
    agenda.plan()
    assert made not in {one.session.id for one in on(agenda)}


def test_what_was_cancelled_takes_nobodys_hour_and_is_not_kept(
    agenda: Agenda, workshop: int
) -> None:
    comes(agenda, "b", workshop, 2)
    agenda.write(cancel_session, workshop)
    with pytest.raises(NotOffered):
        agenda.write(keep_session, workshop)
    add_rule(
        agenda,
        helper_of(agenda, workshop),
        starts=AT_TWO.time(),
        ends=MONDAY.replace(hour=15).time(),
    )
    agenda.plan()
    today = [wall(one) for one in times(agenda) if wall(one).startswith("14/09 14")]
    assert today == ["14/09 14:00", "14/09 14:30"]


def test_a_moved_session_follows_its_activity(agenda: Agenda, workshop: int) -> None:
    agenda.write(move_session, workshop, MONDAY.replace(hour=17))
    with agenda.store.writing() as connection:
        connection.execute(update(activity).where(activity.c.title.is_not(None)).values(seats=9))
    agenda.plan()
    assert on(agenda)[0].seats == 9
    assert wrong_seats(agenda.store) == []


# Few people


def test_the_team_is_asked_the_evening_before_and_nothing_is_cancelled(
    agenda: Agenda, workshop: int
) -> None:
    comes(agenda, "b", workshop, 2)
    offer = on(agenda)[0]
    assert offer.missing == 1
    evening = datetime(2026, 9, 13, 16, 0, tzinfo=PARIS)
    assert not asks_the_team(offer, evening - timedelta(minutes=1), PARIS)
    assert asks_the_team(offer, evening, PARIS)
    assert not asks_the_team(offer, AT_TWO, PARIS)
    agenda.write(keep_session, workshop)
    agenda.write(keep_session, workshop)
    assert not asks_the_team(on(agenda)[0], evening, PARIS)
    assert agenda.booking("b").status == "confirmed"


def test_with_enough_people_nobody_is_asked(agenda: Agenda, workshop: int) -> None:
    comes(agenda, "b", workshop, 3)
    assert not asks_the_team(on(agenda)[0], AT_NINE, PARIS)


# By video, and a booth of the place


@pytest.fixture
def coaching(agenda: Agenda) -> tuple[int, int]:
    """Two at one hour, here or by video; the place has one booth."""
    for title in ("Préparer un entretien", "Reprendre confiance"):
        add_rule(
            agenda,
            None,
            starts=AT_TWO.time(),
            ends=MONDAY.replace(hour=15).time(),
            minutes=60,
            modes=("face", "video"),
            kind="coaching",
            title=title,
            location="Bureau 4",
        )
    with agenda.store.writing() as connection:
        connection.execute(insert(booth).values(place_id=agenda.place.id, name="Cabine 1"))
    agenda.plan()
    first, second = (one.session.id for one in on(agenda)[:2])
    return first, second


def test_how_it_is_followed_is_chosen(agenda: Agenda, coaching: tuple[int, int]) -> None:
    assert on(agenda)[0].modes == ("face", "video")
    here = comes(agenda, "here", coaching[0])
    home = comes(agenda, "home", coaching[1], mode="video")
    assert isinstance(here, Attendance)
    assert isinstance(home, Attendance)
    assert (here.mode, home.mode, home.booth) == ("face", "video", None)


def test_nobody_follows_by_video_what_is_only_here(agenda: Agenda, workshop: int) -> None:
    with pytest.raises(NotOffered):
        comes(agenda, "b", workshop, mode="video")


def test_each_has_a_room_of_their_own(agenda: Agenda, coaching: tuple[int, int]) -> None:
    rooms = [
        found.video_room
        for number, one in enumerate(coaching)
        if isinstance(found := comes(agenda, f"b{number}", one, mode="video"), Attendance)
    ]
    assert len(set(rooms)) == 2
    assert all(room and len(room) == 32 for room in rooms)


def test_a_booth_is_one_persons_at_a_time(agenda: Agenda, coaching: tuple[int, int]) -> None:
    first, second = coaching
    assert on(agenda)[0].booths_left == 1
    there = comes(agenda, "b", first, mode="video", booth=True)
    assert isinstance(there, Attendance)
    assert there.booth == "Cabine 1"
    assert on(agenda)[1].booths_left == 0
    with pytest.raises(NoBooth):
        comes(agenda, "c", second, mode="video", booth=True)
    assert agenda.read(programme)[1].taken == 0
    agenda.cancel("b")
    again = comes(agenda, "c", second, mode="video", booth=True)
    assert isinstance(again, Attendance)
    assert again.booth == "Cabine 1"


def test_moved_to_where_the_booth_is_somebody_elses_it_is_had_no_more(
    agenda: Agenda, coaching: tuple[int, int]
) -> None:
    first, second = coaching
    agenda.write(move_session, first, MONDAY.replace(hour=17))
    comes(agenda, "b", first, mode="video", booth=True)
    comes(agenda, "c", second, mode="video", booth=True)
    (moved,) = agenda.write(move_session, first, MONDAY.replace(hour=14, minute=30))
    assert moved.id == "b"
    found = agenda.booking("b")
    assert isinstance(found, Attendance)
    assert found.booth is None

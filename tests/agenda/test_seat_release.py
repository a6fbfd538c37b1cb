"""A seat that is given back is judged again: what is no longer offered never comes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import delete, insert, select, update

from kiosk.agenda.agenda import Agenda
from kiosk.agenda.errors import NotOffered, SeatTaken
from kiosk.agenda.late_delivery import deliver_enquiry, give_time
from kiosk.agenda.place import places
from kiosk.agenda.self_service import ask_by_ticket, book_by_ticket
from kiosk.agenda.terminals import make_known
from kiosk.store.tables import activity, helper, opening_rule, place, session
from kiosk.ticket.codes import new_code
from kiosk.visit.tickets import LocalTicket
from kiosk.visit.values import Enquiry, FreeTime
from tests.agenda.test_self_service import ticket, wanted
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
)

NINE = datetime(2026, 9, 14, 9, tzinfo=PARIS)


def sql(agenda: Agenda, statement: object) -> None:
    with agenda.store.writing() as connection:
        connection.execute(statement)  # type: ignore[call-overload]


def absence(agenda: Agenda, amina: int) -> None:
    add_absence(agenda, amina, NINE, NINE + timedelta(minutes=30))


def shorter_hours(agenda: Agenda, amina: int) -> None:
    sql(agenda, update(opening_rule).values(starts=time(9, 30)))


def other_hours(agenda: Agenda, amina: int) -> None:
    sql(agenda, update(opening_rule).values(minutes=45))


def gone(agenda: Agenda, amina: int) -> None:
    sql(agenda, update(helper).values(active=False))


def no_more_rules(agenda: Agenda, amina: int) -> None:
    sql(agenda, delete(opening_rule))


def ended_rules(agenda: Agenda, amina: int) -> None:
    sql(agenda, update(opening_rule).values(valid_to=date(2026, 9, 13)))


def other_topics(agenda: Agenda, amina: int) -> None:
    sql(agenda, update(opening_rule).values(topics=("digital",)))


def withdrawn(agenda: Agenda, amina: int) -> None:
    sql(agenda, update(session).where(session.c.starts_at == NINE).values(withdrawn=True))


def a_longer_meeting(agenda: Agenda, amina: int) -> None:
    """Somebody was given a time by hand that meets this one."""
    long = add_session(agenda, amina, NINE + timedelta(minutes=15), minutes=60)
    agenda.hold("long", long, "other", "face", None, "fr")
    book_held(agenda, "long")


CHANGES = (
    absence,
    shorter_hours,
    other_hours,
    gone,
    no_more_rules,
    ended_rules,
    other_topics,
    withdrawn,
    a_longer_meeting,
)


@pytest.fixture
def nine(agenda: Agenda, amina: int) -> FreeTime:
    return times(agenda)[0]


def book(agenda: Agenda, nine: FreeTime) -> str:
    agenda.hold("b", nine.session_id, "other", "face", None, "fr")
    book_held(agenda, "b", "Zoé")
    return "b"


@pytest.mark.parametrize(
    ("change", "planned"),
    [*((change, False) for change in CHANGES), (absence, True), (other_topics, True)],
)
def test_a_cancelled_hour_that_is_offered_no_more_does_not_come_back(
    agenda: Agenda,
    amina: int,
    nine: FreeTime,
    change: Callable[[Agenda, int], None],
    planned: bool,
) -> None:
    book(agenda, nine)
    change(agenda, amina)
    if planned:
        agenda.plan()
    agenda.cancel("b")
    assert nine.session_id not in {one.session_id for one in times(agenda)}
    for key in ("again", "and again"):
        with pytest.raises(SeatTaken):
            agenda.hold(key, nine.session_id, "other", "face", None, "fr")


def by_a_move(agenda: Agenda, nine: FreeTime) -> None:
    book(agenda, nine)
    absent(agenda)
    agenda.move("b", times(agenda)[1].session_id)


def by_running_out(agenda: Agenda, nine: FreeTime) -> None:
    agenda.hold("b", nine.session_id, "other", "face", None, "fr", seconds=0)
    absent(agenda)


def by_a_release(agenda: Agenda, nine: FreeTime) -> None:
    agenda.hold("b", nine.session_id, "other", "face", None, "fr")
    absent(agenda)
    agenda.release("b")


def by_another_choice(agenda: Agenda, nine: FreeTime) -> None:
    agenda.hold("b", nine.session_id, "other", "face", None, "fr")
    absent(agenda)
    agenda.hold("b", times(agenda)[1].session_id, "other", "face", None, "fr")


def by_a_purge(agenda: Agenda, nine: FreeTime) -> None:
    agenda.hold("b", nine.session_id, "other", "face", None, "fr", seconds=0)
    absent(agenda)
    agenda.purge()


def by_another_booking_with_the_ticket(agenda: Agenda, nine: FreeTime) -> None:
    code = ticket(agenda)
    agenda.write(book_by_ticket, code, wanted("b", nine.session_id))
    absent(agenda)
    later = times(agenda)[1].session_id
    agenda.write(book_by_ticket, code, wanted("c", later, instead_of="b"))


def by_a_request_with_the_ticket(agenda: Agenda, nine: FreeTime) -> None:
    code = ticket(agenda)
    agenda.write(book_by_ticket, code, wanted("b", nine.session_id))
    absent(agenda)
    agenda.write(ask_by_ticket, code, request(agenda), instead_of="b")


def by_a_request_instead_of_a_hold_in_doubt(agenda: Agenda, nine: FreeTime) -> None:
    agenda.hold("b", nine.session_id, "other", "face", None, "fr")
    absent(agenda)
    made = LocalTicket(code="BCDFGHJK", token_hashes=("0" * 64,))
    agenda.write(deliver_enquiry, request(agenda, in_doubt="b"), made, new_code)


def absent(agenda: Agenda) -> None:
    absence(agenda, helper_of(agenda))


def helper_of(agenda: Agenda) -> int:
    with agenda.store.reading() as connection:
        return int(connection.execute(session.select().limit(1)).one().helper_id)


def request(agenda: Agenda, *, in_doubt: str = "") -> Enquiry:
    return Enquiry(
        id="r",
        topic="other",
        mode="phone",
        language="fr",
        asked_at=agenda.clock(),
        phone="0612345678",
        in_doubt=in_doubt,
    )


@pytest.mark.parametrize(
    "give_back",
    [
        by_a_move,
        by_running_out,
        by_a_release,
        by_another_choice,
        by_a_purge,
        by_another_booking_with_the_ticket,
        by_a_request_with_the_ticket,
        by_a_request_instead_of_a_hold_in_doubt,
    ],
)
def test_whatever_gives_the_seat_back(
    agenda: Agenda, nine: FreeTime, give_back: Callable[[Agenda, FreeTime], None]
) -> None:
    give_back(agenda, nine)
    assert nine.session_id not in {one.session_id for one in times(agenda)}
    with pytest.raises(SeatTaken):
        agenda.hold("again", nine.session_id, "other", "face", None, "fr")


def test_a_slow_reader_does_not_get_what_is_offered_no_more(
    agenda: Agenda, nine: FreeTime, clock: MovingClock
) -> None:
    """Nobody has looked for times since the hold ran out."""
    agenda.hold("b", nine.session_id, "other", "face", None, "fr")
    absent(agenda)
    clock.pass_time(minutes=3)
    with pytest.raises(SeatTaken):
        book_held(agenda, "b")


def test_a_public_holiday_decreed_late_does_not_come_back(agenda: Agenda) -> None:
    """All Saints' Day, a Sunday in 2026: whoever booked it by hand gives it back."""
    amina = add_helper(agenda, "Amina")
    add_rule(agenda, amina, weekdays=(6,))
    sunday = add_session(agenda, amina, datetime(2026, 11, 1, 9, tzinfo=PARIS))
    agenda.hold("b", sunday, "other", "face", None, "fr")
    agenda.release("b")
    assert times(agenda) == []


def test_what_is_still_offered_comes_back_at_once(agenda: Agenda, nine: FreeTime) -> None:
    book(agenda, nine)
    agenda.cancel("b")
    assert times(agenda)[0] == nine


def test_the_hour_comes_back_when_the_rules_give_it_again(
    agenda: Agenda, amina: int, nine: FreeTime
) -> None:
    book(agenda, nine)
    gone(agenda, amina)
    assert [one.session_id for one in agenda.plan().stranded] == [nine.session_id]
    agenda.cancel("b")
    sql(agenda, update(helper).values(active=True))
    agenda.plan()
    assert times(agenda)[0] == nine


def test_the_free_seats_of_a_booked_group_follow_the_rules(agenda: Agenda) -> None:
    """Three are booked; then the hour is offered no more: the other seats are nobody's."""
    amina = add_helper(agenda, "Amina")
    add_rule(agenda, amina, seats=5, ends=time(10), minutes=60)
    agenda.plan(weeks=1)
    (group,) = times(agenda)
    for number in range(3):
        agenda.hold(f"b{number}", group.session_id, "other", "face", None, "fr")
        book_held(agenda, f"b{number}")
    sql(agenda, update(activity).values(seats=2))
    assert agenda.plan(weeks=1).stranded == ()
    with pytest.raises(SeatTaken):
        agenda.hold("more", group.session_id, "other", "face", None, "fr")
    agenda.cancel("b0")
    assert times(agenda) == []  # two seats are offered, and two are taken
    sql(agenda, delete(opening_rule))
    assert [one.session_id for one in agenda.plan(weeks=1).stranded] == [group.session_id]
    agenda.cancel("b1")
    with pytest.raises(SeatTaken):
        agenda.hold("more", group.session_id, "other", "face", None, "fr")
    assert agenda.booking("b2").status == "confirmed"


# What a seat is taken for


def test_a_seat_of_a_workshop_is_never_an_appointment(agenda: Agenda) -> None:
    lea = add_helper(agenda, "Léa")
    add_rule(agenda, lea, ends=time(10), minutes=60, seats=8, kind="workshop", title="Atelier CV")
    add_rule(agenda, lea, starts=time(14), ends=time(15), modes=("face", "phone"))
    agenda.plan()
    workshop = session_at(agenda, NINE)
    agenda.hold("mine", times(agenda)[0].session_id, "other", "face", None, "fr")
    book_held(agenda, "mine")
    agenda.write(
        deliver_enquiry,
        request(agenda),
        LocalTicket(code="BCDFGHJK", token_hashes=("0" * 64,)),
        new_code,
    )
    sql(agenda, update(session).where(session.c.id == workshop).values(modes=("face", "phone")))
    attempts: list[Callable[[], object]] = [
        lambda: agenda.hold("b", workshop, "other", "face", None, "fr"),
        lambda: agenda.move("mine", workshop),
        lambda: agenda.write(give_time, "r", workshop),
        lambda: agenda.write(book_by_ticket, ticket(agenda), wanted("c", workshop)),
    ]
    for attempt in attempts:
        with pytest.raises(NotOffered):
            attempt()
    assert {one.id: one.status for one in agenda.bookings()} == {
        "mine": "confirmed",
        "r": "waiting",
    }


def session_at(agenda: Agenda, starts_at: datetime) -> int:
    with agenda.store.reading() as connection:
        row = connection.execute(session.select().where(session.c.starts_at == starts_at)).one()
        return int(row.id)


def test_an_hour_too_near_is_taken_by_nobody_but_whom_it_was_held_for(
    agenda: Agenda, nine: FreeTime, clock: MovingClock
) -> None:
    later = times(agenda)[1]
    agenda.hold("mine", later.session_id, "other", "face", None, "fr")
    book_held(agenda, "mine")
    clock.now = NINE - timedelta(minutes=11)
    agenda.hold("held", nine.session_id, "other", "face", None, "fr", seconds=60)
    clock.now = NINE - timedelta(minutes=3)
    times(agenda)  # the hold ran out
    attempts: list[Callable[[], object]] = [
        lambda: agenda.hold("b", nine.session_id, "other", "face", None, "fr"),
        lambda: agenda.move("mine", nine.session_id),
        lambda: agenda.write(book_by_ticket, ticket(agenda), wanted("c", nine.session_id)),
    ]
    for attempt in attempts:
        with pytest.raises(NotOffered):
            attempt()
    assert book_held(agenda, "held").status == "confirmed"


def test_staff_may_give_a_time_that_is_near(
    agenda: Agenda, nine: FreeTime, clock: MovingClock
) -> None:
    made = LocalTicket(code="BCDFGHJK", token_hashes=("0" * 64,))
    agenda.write(deliver_enquiry, request(agenda), made, new_code)
    clock.now = NINE - timedelta(minutes=3)
    assert agenda.write(give_time, "r", nine.session_id).status == "confirmed"


def test_another_places_hour_is_not_taken(
    agenda: Agenda, nine: FreeTime, clock: MovingClock
) -> None:
    sql(agenda, insert(place).values(name="Là", address="", time_zone="Europe/Paris"))
    there = Agenda(
        store=agenda.store,
        place=places(agenda.store)[1],
        terminal="terminal-there",
        clock=clock,
        theme_of=agenda.theme_of,
    )
    make_known(agenda.store, there.place, "terminal-there")
    with pytest.raises(NotOffered):
        there.hold("b", nine.session_id, "other", "face", None, "fr")


def test_who_took_it_is_told_apart_from_what_is_not_offered(agenda: Agenda, nine: FreeTime) -> None:
    agenda.hold("first", nine.session_id, "other", "face", None, "fr")
    with pytest.raises(SeatTaken) as taken:
        agenda.hold("second", nine.session_id, "other", "face", None, "fr")
    assert not isinstance(taken.value, NotOffered)


def test_who_else_is_expected_there_still_is_and_nobody_is_given_what_was_freed(
    agenda: Agenda,
) -> None:
    host = add_helper(agenda, "Inès")
    add_rule(agenda, host, seats=3)
    agenda.plan()
    first = times(agenda)[0].session_id
    for key in ("one", "two"):
        agenda.hold(key, first, "other", "face", None, "fr")
        book_held(agenda, key)
    add_absence(agenda, host, MONDAY, MONDAY + timedelta(days=1))
    agenda.plan()
    agenda.cancel("one")
    with agenda.store.reading() as connection:
        row = connection.execute(select(session).where(session.c.id == first)).one()
    assert (row.withdrawn, row.seats, row.taken) == (False, 1, 1)
    agenda.cancel("two")
    with agenda.store.reading() as connection:
        row = connection.execute(select(session).where(session.c.id == first)).one()
    assert (row.withdrawn, row.taken) == (True, 0)

"""Forgetting: in the rows, in the file, and in its journal."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import func, select

from kiosk.agenda.agenda import Agenda
from kiosk.agenda.late_delivery import deliver_enquiry
from kiosk.agenda.purge import Purged
from kiosk.store.tables import booking, session, ticket, ticket_token
from kiosk.visit.tickets import LocalTicket
from kiosk.visit.values import Enquiry
from tests.agenda.world import MovingClock, book_held, on_file, taken, times

NAME = "Zoé-Cunégonde"
PHONE = "06 39 98 12 34"


def on_disk(folder: Path) -> bytes:
    files = sorted(folder.glob("kiosk.db*"))
    assert files
    return b"".join(file.read_bytes() for file in files)


def book(agenda: Agenda, booking_id: str, number: int = 0) -> int:
    chosen = times(agenda)[number]
    agenda.hold(booking_id, chosen.session_id, "other", "face", None, "fr")
    book_held(agenda, booking_id, NAME, PHONE)
    return chosen.session_id


def rows(agenda: Agenda) -> tuple[int, ...]:
    with agenda.store.reading() as connection:
        return tuple(
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (booking, ticket, ticket_token)
        )


@on_file
def test_a_name_goes_when_the_appointment_is_over(
    agenda: Agenda, amina: int, clock: MovingClock, tmp_path: Path
) -> None:
    session_id = book(agenda, "b")
    assert agenda.purge() == Purged(holds=0, names=0, tickets=0, bookings=0)
    assert NAME.encode() in on_disk(tmp_path)
    assert PHONE.encode() in on_disk(tmp_path)
    clock.pass_time(hours=1, minutes=30)  # it is half past nine: over
    assert agenda.purge() == Purged(holds=0, names=1, tickets=0, bookings=0)
    assert NAME.encode() not in on_disk(tmp_path)
    assert PHONE.encode() not in on_disk(tmp_path)
    assert agenda.booking("b").status == "over"
    assert taken(agenda, session_id) == 1
    assert agenda.purge() == Purged(holds=0, names=0, tickets=0, bookings=0)


@on_file
def test_a_name_goes_when_the_appointment_is_cancelled(
    agenda: Agenda, amina: int, tmp_path: Path
) -> None:
    book(agenda, "b")
    agenda.cancel("b")
    agenda.purge()
    assert NAME.encode() not in on_disk(tmp_path)
    assert PHONE.encode() not in on_disk(tmp_path)


@on_file
def test_many_names_leave_nothing_in_pages_that_were_freed(
    agenda: Agenda, amina: int, clock: MovingClock, tmp_path: Path
) -> None:
    for number in range(20):
        book(agenda, f"b{number}")
    agenda.purge()
    assert on_disk(tmp_path).count(NAME.encode()) >= 20
    clock.pass_time(days=29)
    assert agenda.purge().names == 20
    assert NAME.encode() not in on_disk(tmp_path)
    clock.pass_time(days=91)
    assert agenda.purge().bookings == 20
    assert b"b19" not in on_disk(tmp_path)


def test_holds_that_ran_out_are_given_back(agenda: Agenda, amina: int, clock: MovingClock) -> None:
    first = times(agenda)[0]
    agenda.hold("b", first.session_id, "other", "face", None, "fr")
    clock.pass_time(minutes=2)
    assert agenda.purge().holds == 1
    assert taken(agenda, first.session_id) == 0


def test_a_call_that_nobody_ended_is_over_the_day_after(agenda: Agenda, clock: MovingClock) -> None:
    agenda.call("c", "other", None, "fr")
    clock.pass_time(hours=15)  # 23:00
    agenda.purge()
    assert agenda.booking("c").status == "waiting"
    clock.pass_time(hours=1)
    agenda.purge()
    assert agenda.booking("c").status == "over"


def test_tickets_and_their_tokens_go_thirty_days_after(
    agenda: Agenda, amina: int, clock: MovingClock
) -> None:
    book(agenda, "b")
    agenda.issue_ticket("b", None, "fr", lambda: "BCDFGHJK", lambda: "ONE")
    agenda.again("BCDFGHJK", lambda: "TWO")
    clock.pass_time(days=30)
    assert agenda.purge().tickets == 0
    assert rows(agenda) == (1, 1, 2)
    clock.pass_time(hours=2)
    assert agenda.purge().tickets == 1
    assert rows(agenda) == (1, 0, 0)


def test_bookings_and_their_sessions_go_after_ninety_days(
    agenda: Agenda, amina: int, clock: MovingClock
) -> None:
    session_id = book(agenda, "b")
    agenda.call("c", "other", None, "fr")
    clock.pass_time(days=90)
    assert agenda.purge().bookings == 0
    clock.pass_time(hours=2)
    assert agenda.purge().bookings == 2
    assert agenda.bookings() == []
    with agenda.store.reading() as connection:
        assert session_id not in connection.execute(select(session.c.id)).scalars().all()


def test_an_enquiry_that_nobody_could_answer_forgets_its_number_on_its_thirtieth_day(
    agenda: Agenda, clock: MovingClock
) -> None:
    """To the minute, without waiting for the day's purge."""
    request = Enquiry(
        id="r", topic="other", mode="phone", language="fr", asked_at=clock(), phone="0639981234"
    )
    made = LocalTicket(code="BCDFGHJK", token_hashes=("hash",))
    agenda.write(deliver_enquiry, request, made, lambda: "unused")
    clock.pass_time(days=30)
    assert agenda.forget() == 0
    clock.pass_time(seconds=60)
    assert agenda.forget() == 1
    with agenda.store.reading() as connection:
        assert connection.execute(select(booking.c.status, booking.c.phone)).all() == [
            ("over", None)
        ]


def test_an_appointment_that_was_moved_keeps_its_name_until_its_new_end(
    agenda: Agenda, amina: int, clock: MovingClock
) -> None:
    book(agenda, "b")
    agenda.move("b", times(agenda)[1].session_id)
    clock.pass_time(hours=2)  # 10:00: the first end is past, the new one, 10:30, is not
    assert agenda.forget() == 0
    clock.pass_time(minutes=30)
    assert agenda.forget() == 1
    assert agenda.forget() == 0

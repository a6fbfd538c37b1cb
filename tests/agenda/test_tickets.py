"""What a ticket brings back, by its code and by its QR."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from kiosk.agenda import challenges, sponsors
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.errors import NoFreeCode, NoSuchBooking
from kiosk.agenda.tickets import NewPaper
from kiosk.store.tables import ticket, ticket_token
from kiosk.ticket.codes import new_code
from kiosk.visit.values import Progress
from tests.agenda.world import MovingClock, on_file, times

HALFWAY = Progress(service="write-cv", trail=("start", "photo"), finished=False)


def one_by_one(*words: str) -> Callable[[], str]:
    left = iter(words)
    return lambda: next(left)


def book(
    agenda: Agenda,
    new_code: Callable[[], str],
    new_token: Callable[[], str],
    progress: Progress | None = None,
    language: str = "fr",
) -> tuple[str, str]:
    """The code and the token of an appointment's ticket."""
    agenda.hold("b", times(agenda)[0].session_id, "other", "face", None, language)
    return agenda.book("b", "Zoé", "06", progress, language, new_code, new_token)[1:]


def test_a_ticket_brings_an_appointment_and_steps_back(agenda: Agenda, amina: int) -> None:
    code, token = book(
        agenda, one_by_one("BCDFGHJK"), one_by_one("SESAME22"), HALFWAY, language="en"
    )
    assert (code, token) == ("BCDFGHJK", "SESAME22")
    found = agenda.find_by_code("BCDFGHJK")
    assert found is not None
    assert (found.code, found.language, found.walks) == ("BCDFGHJK", "en", (HALFWAY,))
    assert found.bookings == (agenda.booking("b"),)
    assert [one.code for one in found.bookings] == ["BCDFGHJK"]
    assert agenda.find_by_token("SESAME22") == agenda.find_by_token("sesame22") == found


def test_a_ticket_without_an_appointment_brings_the_steps_back(agenda: Agenda) -> None:
    agenda.issue_ticket(None, HALFWAY, "fr", one_by_one("BCDFGHJK"), one_by_one("SESAME22"))
    found = agenda.find_by_code("BCDFGHJK")
    assert found is not None
    assert (found.bookings, found.walks) == ((), (HALFWAY,))


def test_an_unknown_code_brings_nothing(agenda: Agenda) -> None:
    assert agenda.find_by_code("BCDFGHJK") is None
    assert agenda.find_by_token("SESAME22") is None
    assert agenda.again("BCDFGHJK", one_by_one("SESAME23")) is None


def test_a_code_in_use_is_not_given_twice(agenda: Agenda) -> None:
    agenda.issue_ticket(None, HALFWAY, "fr", one_by_one("BCDFGHJK"), one_by_one("ONE"))
    code, _ = agenda.issue_ticket(
        None, None, "fr", one_by_one("BCDFGHJK", "BCDFGHJK", "XXXXXXXX"), one_by_one("TWO")
    )
    assert code == "XXXXXXXX"
    with pytest.raises(NoFreeCode):
        agenda.issue_ticket(None, None, "fr", lambda: "XXXXXXXX", one_by_one("THREE"))
    assert agenda.find_by_token("THREE") is None


def test_a_booking_has_one_code_for_ever(agenda: Agenda, amina: int) -> None:
    first = book(agenda, one_by_one("BCDFGHJK"), one_by_one("ONE"))
    second = agenda.issue_ticket("b", HALFWAY, "fr", one_by_one("XXXXXXXX"), one_by_one("TWO"))
    assert (first, second) == (("BCDFGHJK", "ONE"), ("BCDFGHJK", "TWO"))
    found = agenda.find_by_token("ONE")
    assert found is not None
    assert found == agenda.find_by_token("TWO")
    assert found.walks == (HALFWAY,)


def test_a_ticket_printed_again_has_a_qr_of_its_own_and_the_first_one_serves(
    agenda: Agenda, amina: int
) -> None:
    book(agenda, one_by_one("BCDFGHJK"), one_by_one("ONE"))
    assert agenda.again("BCDFGHJK", one_by_one("TWO")) == "TWO"
    assert agenda.find_by_token("ONE") == agenda.find_by_token("TWO") is not None


def test_a_cancelled_appointment_is_said_to_be_so(agenda: Agenda, amina: int) -> None:
    book(agenda, one_by_one("BCDFGHJK"), one_by_one("ONE"))
    agenda.cancel("b")
    found = agenda.find_by_code("BCDFGHJK")
    assert found is not None
    assert [one.status for one in found.bookings] == ["cancelled"]


def test_no_ticket_for_a_booking_that_is_not(agenda: Agenda) -> None:
    with pytest.raises(NoSuchBooking):
        agenda.issue_ticket("nobody", None, "fr", lambda: "BCDFGHJK", lambda: "ONE")


def test_the_paper_says_what_became_of_it(agenda: Agenda) -> None:
    agenda.issue_ticket(None, HALFWAY, "fr", one_by_one("BCDFGHJK"), one_by_one("ONE"))
    states = []
    for _ in range(2):
        with agenda.store.reading() as connection:
            states.append(connection.execute(select(ticket.c.printing)).scalar_one())
        agenda.record_printing("BCDFGHJK", "no_paper")
    assert states == ["waiting", "no_paper"]


def test_a_ticket_serves_thirty_days_after_its_appointment(
    agenda: Agenda, amina: int, clock: MovingClock
) -> None:
    last = times(agenda)[-1]
    book(agenda, one_by_one("BCDFGHJK"), one_by_one("ONE"))
    agenda.move("b", last.session_id)
    clock.now = last.ends_at
    clock.pass_time(days=30, seconds=-1)
    assert agenda.find_by_code("BCDFGHJK") is not None
    clock.pass_time(seconds=1)
    assert agenda.find_by_code("BCDFGHJK") is None
    assert agenda.find_by_token("ONE") is None
    assert agenda.again("BCDFGHJK", one_by_one("TWO")) is None


@on_file
def test_who_reads_the_database_finds_no_token(agenda: Agenda, tmp_path: Path) -> None:
    token = "K7QZPM2M4T9XW3RBN5HYCD8F"
    agenda.issue_ticket(None, HALFWAY, "fr", one_by_one("BCDFGHJK"), one_by_one(token))
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("kiosk.db*"))
    assert b"BCDFGHJK" in kept
    assert token.encode() not in kept
    with agenda.store.reading() as connection:
        assert len(connection.execute(select(ticket_token.c.token_hash)).scalar_one()) == 64


def same_paper(token: str) -> NewPaper:
    return NewPaper(language="fr", new_code=new_code, new_token=lambda: token)


def test_challenges_asked_for_again_after_a_lost_answer_are_on_one_ticket(agenda: Agenda) -> None:
    paper = same_paper("SESAME22")
    first = agenda.write(challenges.take, ("plan",), paper)
    assert agenda.write(challenges.take, ("plan", "minute"), paper) == first
    found = agenda.find_by_token("SESAME22")
    assert found is not None
    assert (found.code, [one.id for one in found.challenges]) == (first[0], ["plan", "minute"])


def test_an_offer_of_help_told_again_after_a_lost_answer_is_on_its_ticket(agenda: Agenda) -> None:
    offer = ("sponsor", "Ana", ("cv",), (), same_paper("SESAME22"))
    first = agenda.write(sponsors.offer_help, *offer)
    assert agenda.write(sponsors.offer_help, *offer) == first
    found = agenda.find_by_code(first[0])
    assert found is not None
    assert found.sponsorship is not None
    assert found.sponsorship.id == "sponsor"

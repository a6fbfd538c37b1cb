"""Two who meet: how it went is asked of each, once; what one tells is the team's alone; who has
not helped for long is asked, and then put to rest."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from kiosk.agenda import attendance, notes, pair_reports, sponsors
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.attendance import WantedSeats
from kiosk.agenda.errors import SeatTaken
from kiosk.agenda.team_tasks import settle, tasks
from kiosk.store.tables import note, sponsor, ticket_note
from kiosk.visit.sponsoring import FollowUp, Sponsorship
from tests.agenda.world import MONDAY, MovingClock, a_paper, add_rule

AT_TEN = MONDAY.replace(hour=10)
WORDS = "Il faisait froid"


@pytest.fixture
def hours(agenda: Agenda) -> tuple[int, ...]:
    """A table of the place, on Mondays and Tuesdays from 10 to 11."""
    add_rule(
        agenda,
        None,
        weekdays=(0, 1),
        starts=AT_TEN.time(),
        ends=MONDAY.replace(hour=11).time(),
        minutes=60,
        kind="sponsor",
        title="Un coup de main",
        location="Table ronde",
        seats=2,
    )
    agenda.plan()
    return tuple(one.session.id for one in agenda.read(sponsors.hours_to_offer))


@pytest.fixture
def nadia(agenda: Agenda, hours: tuple[int, ...]) -> str:
    """Her ticket's code; she gives the first two hours, and the team has met her."""
    code, _token = agenda.write(
        sponsors.offer_help, "nadia", "Nadia", ("cv",), hours[:2], a_paper()
    )
    agenda.write(sponsors.accept, "nadia")
    return code


def meets(agenda: Agenda, session_id: int, key: str = "b", carnet: str = "") -> str:
    wanted = WantedSeats(booking_id=key, session_id=session_id, need="cv")
    _booked, code, _token = agenda.write(attendance.attend, wanted, a_paper(carnet=carnet))
    return code


def asked(agenda: Agenda, code: str) -> FollowUp | None:
    found = agenda.find_by_code(code)
    assert found is not None
    return found.follow_up


def helps(agenda: Agenda, code: str) -> Sponsorship | None:
    found = agenda.find_by_code(code)
    assert found is not None
    return found.sponsorship


def test_each_of_two_is_asked_once_after_they_met(
    agenda: Agenda, nadia: str, hours: tuple[int, ...], clock: MovingClock
) -> None:
    theirs = meets(agenda, hours[0])
    assert asked(agenda, theirs) is None
    clock.now = MONDAY.replace(hour=11)
    about = asked(agenda, theirs)
    assert about is not None
    assert (about.side, about.name, about.need) == ("helped", "Nadia", "cv")
    hers = asked(agenda, nadia)
    assert hers is not None
    assert (hers.side, hers.name) == ("sponsor", "")
    agenda.write(pair_reports.close, about)
    assert asked(agenda, theirs) is None
    assert asked(agenda, nadia) is not None, "the other was not asked yet"


def test_of_two_who_meet_often_the_first_and_the_last_are_asked_about(
    agenda: Agenda, nadia: str, hours: tuple[int, ...], clock: MovingClock
) -> None:
    agenda.write(sponsors.offer_help, "nadia", "Nadia", ("cv",), hours[2:3], a_paper(carnet=nadia))
    theirs = meets(agenda, hours[0])
    meets(agenda, hours[1], "second", theirs)
    meets(agenda, hours[2], "third", theirs)
    clock.now = MONDAY.replace(hour=12)
    first = asked(agenda, theirs)
    assert first is not None
    agenda.write(pair_reports.close, first)
    clock.pass_time(days=1)
    assert asked(agenda, theirs) is None, "neither the first nor the last"
    clock.pass_time(days=7)
    last = asked(agenda, theirs)
    assert last is not None
    assert last.session.id == hours[2]


def test_what_one_tells_is_the_teams_and_goes_when_it_is_read(
    agenda: Agenda, nadia: str, hours: tuple[int, ...], clock: MovingClock
) -> None:
    theirs = meets(agenda, hours[0])
    clock.now = MONDAY.replace(hour=11)
    about = asked(agenda, theirs)
    assert about is not None
    agenda.write(pair_reports.close, about, "r", WORDS)
    agenda.write(pair_reports.close, about, "r", WORDS)
    (task,) = agenda.read(tasks)
    assert (task.kind, task.words, task.first_name) == ("report", WORDS, "Nadia")
    agenda.write(settle, "report", "r", yes=True)
    assert agenda.read(tasks) == ()
    assert said(agenda) == [None]


def test_what_nobody_reads_goes_all_the_same(
    agenda: Agenda, nadia: str, hours: tuple[int, ...], clock: MovingClock
) -> None:
    theirs = meets(agenda, hours[0])
    clock.now = MONDAY.replace(hour=11)
    about = asked(agenda, theirs)
    assert about is not None
    agenda.write(pair_reports.close, about, "r", WORDS)
    clock.pass_time(days=59)
    agenda.purge()
    assert said(agenda) == [WORDS]
    clock.pass_time(days=2)
    agenda.purge()
    assert said(agenda) == [None]


def said(agenda: Agenda) -> list[str | None]:
    with agenda.store.reading() as connection:
        found = connection.exec_driver_sql("SELECT words FROM pair_report").scalars().all()
    return list(found)


# Who has not helped for long


def test_after_sixty_days_without_an_hour_they_are_asked_and_then_put_to_rest(
    agenda: Agenda, nadia: str, hours: tuple[int, ...], clock: MovingClock
) -> None:
    clock.pass_time(days=20)
    found = helps(agenda, nadia)
    assert found is not None
    assert not found.rests
    clock.pass_time(days=45)
    agenda.purge()
    found = helps(agenda, nadia)
    assert found is not None
    assert found.rests
    clock.pass_time(days=14)
    agenda.purge()
    assert first_name(agenda) is None
    agenda.purge()
    assert agenda.find_by_code(nadia) is None, "the ticket served as long as they helped"


def test_who_has_an_hour_to_come_is_not_put_to_rest(
    agenda: Agenda, nadia: str, hours: tuple[int, ...], clock: MovingClock
) -> None:
    clock.pass_time(days=60)
    agenda.plan()
    ahead = agenda.read(sponsors.hours_to_offer)[-1].session.id
    agenda.write(sponsors.offer_help, "nadia", "", ("cv",), (ahead,), a_paper(carnet=nadia))
    clock.pass_time(days=15)
    agenda.purge()
    assert first_name(agenda) == "Nadia"


def first_name(agenda: Agenda) -> str | None:
    with agenda.store.reading() as connection:
        name: str | None = connection.execute(select(sponsor.c.first_name)).scalar_one()
    return name


def test_how_many_are_sent_to_one_is_the_places_to_say(
    agenda: Agenda, nadia: str, hours: tuple[int, ...]
) -> None:
    from dataclasses import replace

    strict = replace(agenda, most_at_once=1)
    meets(strict, hours[0])
    with pytest.raises(SeatTaken):
        meets(strict, hours[1], "second")
    meets(agenda, hours[1], "second")


# Notes that nobody leads to any more


def test_what_was_taken_down_goes_with_its_last_ticket(agenda: Agenda, clock: MovingClock) -> None:
    agenda.write(notes.write, "down", "idea", None, "Une idée", a_paper())
    agenda.write(notes.write, "kept", "idea", None, "Une autre", a_paper())
    agenda.write(notes.remove, "down")
    agenda.write(notes.accept, "kept")
    agenda.purge()
    assert known(agenda) == {"down", "kept"}, "its teller finds what became of it"
    with agenda.store.writing() as connection:
        connection.execute(ticket_note.delete())
    agenda.purge()
    assert known(agenda) == {"kept"}
    clock.pass_time(days=366)
    agenda.purge()
    assert known(agenda) == set()


def test_what_stands_for_another_stays_as_long_as_it(agenda: Agenda, clock: MovingClock) -> None:
    for name in ("one", "other"):
        agenda.write(notes.write, name, "idea", None, "La même", a_paper())
        agenda.write(notes.accept, name)
    agenda.write(notes.merge, "one", "other")
    with agenda.store.writing() as connection:
        connection.execute(ticket_note.delete().where(ticket_note.c.note_id == "other"))
    clock.pass_time(days=366)
    with agenda.store.writing() as connection:
        connection.exec_driver_sql("UPDATE ticket SET delete_after = '2028-12-31 00:00:00+00:00'")
    agenda.purge()
    assert known(agenda) == {"one", "other"}


def known(agenda: Agenda) -> set[str]:
    with agenda.store.reading() as connection:
        return set(connection.execute(select(note.c.id)).scalars())

"""Who needs someone: taken by one, put back, reached, finished; on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import time, timedelta

import pytest
from sqlalchemy import insert

from kiosk.agenda import calls, greetings, staff_calls, staff_journal
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.errors import CallOver, CallTaken
from kiosk.agenda.greetings import UngreetedTerminal
from kiosk.agenda.staff_calls import CallLine
from kiosk.agenda.staff_journal import Author
from kiosk.store.tables import opening_hours, staff_call
from kiosk.visit.commands import Snapshot, TerminalState
from kiosk.visit.standing_call import CallNews
from kiosk.visit.values import StuckAt, Tried
from tests.agenda.world import MovingClock, same_place

AMINA, YANN = Author("a-1", "Amina"), Author("a-2", "Yann")
STUCK = StuckAt(service="write-cv", step="photo")


def waiting(agenda: Agenda) -> tuple[CallLine, ...]:
    return agenda.read(staff_calls.waiting_calls)


def ended(agenda: Agenda) -> tuple[CallLine, ...]:
    return agenda.read(staff_calls.last_calls)


def journal(agenda: Agenda) -> list[tuple[str, str, str]]:
    found = agenda.read(staff_journal.lines)
    return [(one.who, one.deed, one.about) for one in reversed(found)]


def test_a_call_is_taken_reached_and_finished(agenda: Agenda, clock: MovingClock) -> None:
    agenda.beat("1.0", location="près de l'entrée")
    tried = Tried(times=3, what="Rechercher")
    agenda.call("c", "write-cv", STUCK, "en", tried)
    agenda.call("c", "write-cv", STUCK, "en", tried)  # asked again after a lost answer
    (line,) = waiting(agenda)
    assert (line.terminal, line.location) == ("terminal-1", "près de l'entrée")
    assert (line.stuck_at, line.language, line.tried) == (STUCK, "en", tried)
    assert (line.called_at, line.rings) == (clock(), True)

    agenda.write(staff_calls.take, "c", AMINA)
    agenda.write(staff_calls.take, "c", AMINA)  # touched twice
    (line,) = waiting(agenda)
    assert (line.taken_name, line.rings, line.is_taken_by(AMINA)) == ("Amina", False, True)
    assert agenda.call_news("c") == CallNews(call_id="c", helper="Amina", taken_at=clock())

    clock.pass_time(minutes=2)
    agenda.write(staff_calls.came, "c", AMINA)
    assert agenda.call_news("c") == CallNews(call_id="c", over=True)
    assert waiting(agenda) == ()
    (line,) = ended(agenda)
    assert (line.outcome, line.came_at, line.about) == ("helped", clock(), None)

    agenda.write(staff_calls.finish, "c", AMINA, "apply")
    agenda.write(staff_calls.finish, "c", YANN, "digital")  # what was said first counts
    (line,) = ended(agenda)
    assert (line.about, line.ended_at, line.taken_name) == ("apply", clock(), "Amina")
    assert agenda.booking("c").status == "over"
    assert journal(agenda) == [
        ("Amina", "call_taken", "terminal-1"),
        ("Amina", "call_reached", "terminal-1"),
        ("Amina", "call_finished", "terminal-1"),
    ]
    clock.pass_time(minutes=31)
    assert ended(agenda) == ()


def test_calls_queue_the_oldest_first(agenda: Agenda, clock: MovingClock) -> None:
    for name in ("first", "second", "third"):
        agenda.call(name, "other", None, "fr")
        clock.pass_time(seconds=20)
    agenda.write(staff_calls.take, "first", AMINA)
    assert [(one.id, one.rings) for one in waiting(agenda)] == [
        ("first", False),
        ("second", True),
        ("third", True),
    ]


def test_two_of_the_team_take_a_call_at_once_and_one_is_told_who_has_it(agenda: Agenda) -> None:
    agenda.call("c", "other", None, "fr")
    team = [Author(f"a-{number}", f"Collègue {number}") for number in range(6)]

    def takes(author: Author) -> str:
        try:
            agenda.write(staff_calls.take, "c", author)
        except CallTaken as taken:
            return taken.name
        return author.name

    with ThreadPoolExecutor(6) as workers:
        told = set(workers.map(takes, team))
    (line,) = waiting(agenda)
    assert told == {line.taken_name}
    assert [deed for _who, deed, _about in journal(agenda)] == ["call_taken"]


def test_a_call_put_back_rings_for_everybody_again(agenda: Agenda) -> None:
    agenda.call("c", "other", None, "fr")
    agenda.write(staff_calls.put_back, "c", YANN)  # nobody has it
    agenda.write(staff_calls.take, "c", AMINA)
    agenda.write(staff_calls.put_back, "c", YANN)  # Amina was called elsewhere
    (line,) = waiting(agenda)
    assert (line.taken_name, line.rings) == (None, True)
    assert agenda.call_news("c") == CallNews(call_id="c")
    agenda.write(staff_calls.take, "c", YANN)
    assert [who for who, _deed, _about in journal(agenda)] == ["Amina", "Yann", "Yann"]


def test_taken_and_forgotten_it_rings_again_and_anybody_may_take_it(
    agenda: Agenda, clock: MovingClock
) -> None:
    agenda.call("c", "other", None, "fr")
    agenda.write(staff_calls.take, "c", AMINA)
    clock.pass_time(minutes=2, seconds=59)
    assert not waiting(agenda)[0].rings
    with pytest.raises(CallTaken, match="Amina y va déjà"):
        agenda.write(staff_calls.take, "c", YANN)
    clock.pass_time(seconds=1)
    (line,) = waiting(agenda)
    assert (line.rings, line.is_overdue, line.taken_name) == (True, True, "Amina")
    agenda.write(staff_calls.take, "c", YANN)
    assert not waiting(agenda)[0].rings
    news = agenda.call_news("c")
    assert (news and news.helper) == "Yann"


def test_what_the_visitor_does_at_the_screen_ends_it_on_the_board(agenda: Agenda) -> None:
    for name in ("came", "alone", "left"):
        agenda.call(name, "other", None, "fr")
    agenda.write(staff_calls.take, "came", AMINA)
    agenda.answer_call("came")
    agenda.end_call("alone", goes_on_alone=True)
    agenda.end_call("left")
    assert waiting(agenda) == ()
    assert {one.id: one.outcome for one in ended(agenda)} == {
        "came": "helped",
        "alone": "alone",
        "left": "left",
    }
    for name in ("alone", "left"):
        with pytest.raises(CallOver):
            agenda.write(staff_calls.take, name, YANN)
        with pytest.raises(CallOver):
            agenda.write(staff_calls.came, name, YANN)
        with pytest.raises(CallOver):
            agenda.write(staff_calls.finish, name, YANN, "apply")
    agenda.write(staff_calls.came, "came", AMINA)  # said at the screen already
    agenda.write(staff_calls.finish, "came", AMINA, "other")
    with pytest.raises(CallOver):
        agenda.write(staff_calls.take, "never heard of", YANN)
    assert ("Yann", "call_taken", "terminal-1") not in journal(agenda)


def test_who_finishes_without_a_word_before_was_there_too(
    agenda: Agenda, clock: MovingClock
) -> None:
    agenda.call("c", "other", None, "fr")
    clock.pass_time(minutes=4)
    agenda.write(staff_calls.finish, "c", YANN, "digital")
    (line,) = ended(agenda)
    assert (line.taken_name, line.came_at, line.outcome) == ("Yann", clock(), "helped")
    assert agenda.call_news("c") == CallNews(call_id="c", over=True)
    assert agenda.call_news("never heard of") is None


def test_what_is_known_of_a_call_goes_with_it(agenda: Agenda, clock: MovingClock) -> None:
    agenda.call("c", "other", None, "fr", Tried(times=1, what="Valider"))
    agenda.write(staff_calls.finish, "c", AMINA, "other")
    clock.pass_time(days=91)
    agenda.purge()
    with agenda.store.reading() as connection:
        assert connection.execute(staff_call.select()).all() == []


def tells(agenda: Agenda, clock: MovingClock, state: TerminalState, minutes: int = 0) -> None:
    """A sign of life: so since so many minutes."""
    since = clock() - timedelta(minutes=minutes)
    agenda.beat("1.0", Snapshot(state=state, since=since), 0, "au fond")


def test_the_host_is_asked_to_go_where_nobody_was_greeted_for_long(
    agenda: Agenda, amina: int, clock: MovingClock
) -> None:
    """Amina is at work from 9 to 12."""

    def asked() -> tuple[UngreetedTerminal, ...]:
        return agenda.read(greetings.ungreeted)

    tells(agenda, clock, "in_use")
    begun = clock()
    clock.pass_time(minutes=50)
    tells(agenda, clock, "in_use", 50)
    assert asked() == ()  # nobody is at work yet
    clock.pass_time(minutes=10)
    tells(agenda, clock, "free")  # for a moment: the next one comes
    tells(agenda, clock, "in_use")
    wanted = UngreetedTerminal(terminal="terminal-1", location="au fond", since=begun)
    assert asked() == (wanted,)
    agenda.write(greetings.greet, "terminal-1", AMINA)
    assert asked() == ()
    assert journal(agenda) == [("Amina", "visitor_greeted", "terminal-1")]
    tells(agenda, clock, "in_use")
    clock.pass_time(minutes=39)
    tells(agenda, clock, "asking")
    assert asked() == ()
    clock.pass_time(minutes=1)
    assert len(asked()) == 1
    clock.pass_time(minutes=4)
    assert asked() == ()  # not heard from: nobody knows
    tells(agenda, clock, "help_called")
    assert asked() == ()  # it calls for itself
    agenda.call("c", "other", None, "fr")
    agenda.answer_call("c")
    tells(agenda, clock, "in_use")
    assert asked() == ()


def test_who_has_long_gone_is_not_to_be_greeted(
    agenda: Agenda, amina: int, clock: MovingClock
) -> None:
    clock.pass_time(hours=1)
    tells(agenda, clock, "in_use")
    clock.pass_time(minutes=5)
    tells(agenda, clock, "free")
    clock.pass_time(minutes=10)
    tells(agenda, clock, "free", 10)
    clock.pass_time(minutes=30)
    tells(agenda, clock, "in_use")
    assert agenda.read(greetings.ungreeted) == ()


def test_a_call_told_late_says_since_when_and_never_one_that_is_to_come(
    agenda: Agenda, clock: MovingClock
) -> None:
    called_at = clock()
    clock.pass_time(minutes=7)
    agenda.call("late", "other", None, "fr", None, called_at)
    agenda.call("ahead", "other", None, "fr", None, clock() + timedelta(minutes=7))
    assert [one.called_at for one in waiting(agenda)] == [called_at, clock()]


def test_a_program_that_starts_ends_what_the_last_one_called_for_and_nothing_else(
    agenda: Agenda, clock: MovingClock
) -> None:
    elsewhere = same_place(agenda.store, clock, terminal_id="terminal-2")
    elsewhere.call("elsewhere", "other", None, "fr")
    agenda.call("left", "other", None, "fr")
    agenda.call("told late", "other", None, "fr")
    clock.pass_time(seconds=1)
    started_at = clock()
    agenda.call("new", "other", None, "fr")
    assert agenda.write(calls.end_left_behind, started_at, "told late") == 1
    assert {one.id for one in waiting(agenda)} == {"elsewhere", "told late", "new"}
    assert [(one.id, one.outcome) for one in ended(agenda)] == [("left", "left")]


def test_the_host_is_asked_by_the_hours_that_the_place_tells(
    agenda: Agenda, amina: int, clock: MovingClock
) -> None:
    """It opens at eight, an hour before Amina is at work, and is closed on all other days."""
    today = agenda.place.day_of(clock())
    hours = {"weekday": today.weekday(), "starts": time(8), "ends": time(18)}
    with agenda.store.writing() as connection:
        connection.execute(insert(opening_hours).values(place_id=agenda.place.id, **hours))
    tells(agenda, clock, "in_use")
    clock.pass_time(minutes=41)
    tells(agenda, clock, "in_use", 41)
    assert len(agenda.read(greetings.ungreeted)) == 1
    clock.pass_time(days=1, minutes=30)
    tells(agenda, clock, "in_use", 41)
    assert agenda.read(greetings.ungreeted) == ()

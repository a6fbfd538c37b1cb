"""Somebody calls at the terminal, and the team's deeds reach its screen."""

from __future__ import annotations

from kiosk.agenda import staff_calls
from kiosk.agenda.staff_journal import Author
from kiosk.terminal.commands import LOOK_EVERY
from kiosk.visit.view.person import SignView
from kiosk.visit.view.steps import ChoiceStepView, ReadStepView
from tests.terminal.floor import Floor

AMINA = Author("a-1", "Amina")


def calls(floor: Floor) -> str:
    floor.walks_until_stuck()
    floor.touch("Quelqu'un, maintenant")
    floor.until(lambda: floor.agenda.read(staff_calls.waiting_calls), "a call that the team sees")
    (line,) = floor.agenda.read(staff_calls.waiting_calls)
    return line.id


def looks(floor: Floor) -> None:
    floor.pass_time(int(LOOK_EVERY))


def test_the_screen_says_who_comes_and_gives_the_step_back_when_it_is_finished(
    floor: Floor,
) -> None:
    call = calls(floor)
    floor.agenda.write(staff_calls.take, call, AMINA)
    looks(floor)
    floor.until_reads("Amina arrive")
    floor.agenda.write(staff_calls.put_back, call, AMINA)
    looks(floor)
    floor.until_reads("Ici, quelqu'un a besoin d'aide")
    floor.agenda.write(staff_calls.finish, call, AMINA, "work")
    looks(floor)
    floor.until(lambda: not isinstance(floor.terminal.view.body, SignView), "the step")
    assert isinstance(floor.terminal.view.body, ReadStepView | ChoiceStepView), floor.shown()
    (line,) = floor.agenda.read(staff_calls.last_calls)
    assert (line.outcome, line.about, line.taken_name) == ("helped", "work", "Amina")


def test_what_is_touched_at_the_sign_ends_the_call_on_the_board(floor: Floor) -> None:
    calls(floor)
    floor.touch("Ce n'est plus nécessaire")
    floor.until(lambda: not floor.agenda.read(staff_calls.waiting_calls), "nobody waits")
    (line,) = floor.agenda.read(staff_calls.last_calls)
    assert line.outcome == "alone"


def test_a_call_of_a_program_that_ended_calls_nobody_any_more(floor: Floor) -> None:
    calls(floor)
    floor.clock.pass_time(minutes=1)
    floor.restart()
    floor.terminal.tick()
    floor.until(lambda: not floor.agenda.read(staff_calls.waiting_calls), "nobody waits")
    (line,) = floor.agenda.read(staff_calls.last_calls)
    assert line.outcome == "left"

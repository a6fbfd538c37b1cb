"""The loop, its workers, housekeeping and service: what holds whoever is there."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from kiosk.terminal.in_service import is_in_service, set_in_service
from kiosk.terminal.loop import Terminal
from kiosk.terminal.pin import choose_pin
from kiosk.terminal.workers import Worker
from kiosk.visit.events import CallNow, Wake
from kiosk.visit.view.home import AttractView, HomeView
from kiosk.visit.view.staff import OutOfServiceView, StaffView
from tests.agenda.world import MovingClock
from tests.devices.tcp_printer import TcpPrinter
from tests.terminal.floor import Floor, impatient, locked_by_another_process
from tests.terminal.test_store_failure import out_of_reach

LAST_DAY = "SELECT max(date(starts_at)) FROM session"


# Housekeeping


def test_at_its_start_a_terminal_plans_four_weeks_and_forgets_what_has_served(
    floor: Floor, clock: MovingClock
) -> None:
    floor.books()
    floor.finishes()
    clock.pass_time(days=3)
    floor.restart()
    floor.opens()
    assert floor.rows("SELECT status, first_name FROM booking") == [("over", None)]


def test_on_a_new_day_it_plans_one_day_more_and_forgets_without_a_restart(
    floor: Floor, clock: MovingClock
) -> None:
    floor.books()
    floor.finishes()
    ((before,),) = floor.rows(LAST_DAY)
    clock.pass_time(days=1)
    floor.terminal.tick()
    floor.until(lambda: floor.rows(LAST_DAY) > [(before,)], "a day more")
    floor.until(lambda: floor.rows("SELECT first_name FROM booking") == [(None,)], "the purge")


def test_within_a_day_nothing_is_planned_twice(floor: Floor, clock: MovingClock) -> None:
    floor.until(lambda: floor.rows("SELECT count(*) FROM session") > [(0,)])
    with floor.agenda.store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM session")
    floor.pass_time(120)
    floor.finish_all_work()
    assert floor.rows("SELECT count(*) FROM session") == [(0,)]
    assert floor.terminal.context.today.next_free is None  # it was looked up all the same


def test_what_could_not_be_planned_is_planned_a_minute_later(
    floor: Floor, clock: MovingClock, caplog: pytest.LogCaptureFixture
) -> None:
    ((before,),) = floor.rows(LAST_DAY)
    clock.pass_time(days=1)
    with out_of_reach(floor):
        floor.terminal.tick()
        floor.until(lambda: "A job failed" in caplog.text, "the failure")
    floor.pass_time(60)
    floor.until(lambda: floor.rows(LAST_DAY) > [(before,)], "a day more")


def test_planning_waits_for_a_program_that_writes_for_long(
    floor: Floor, clock: MovingClock
) -> None:
    """Nobody waits for it: it has a minute, on a file as on a server."""
    ((before,),) = floor.rows(LAST_DAY)
    clock.pass_time(days=1)
    with locked_by_another_process(floor.data / "kiosk.db"):
        floor.terminal.tick()
    floor.until(lambda: floor.rows(LAST_DAY) > [(before,)], "a day more")


# In and out of service


@pytest.fixture
def staffed(floor: Floor) -> Floor:
    choose_pin(floor.data / "staff-pin", "2580")
    floor.tries_pin("2580")
    floor.sees(StaffView)
    return floor


def test_out_of_service_outlives_a_restart_until_staff_put_it_back(staffed: Floor) -> None:
    staffed.touch("Mettre hors service")
    staffed.sees(OutOfServiceView)
    staffed.restart()
    staffed.sees(OutOfServiceView)
    staffed.tries_pin("2580")
    staffed.touch("Remettre en service")
    staffed.sees(AttractView)
    staffed.restart()
    staffed.sees(AttractView)


def test_nobody_wakes_a_terminal_that_is_out_of_service(staffed: Floor) -> None:
    staffed.touch("Mettre hors service")
    staffed.wakes()
    staffed.scans("anything")
    staffed.sees(OutOfServiceView)


def test_staff_end_a_visit_and_quit(staffed: Floor) -> None:
    stopped = threading.Event()
    staffed.terminal.on_stop = stopped.set
    staffed.touch("Quitter le programme")
    assert stopped.is_set()
    assert not staffed.terminal.running
    assert staffed.wipes == 1


def test_the_mark_of_service_may_be_set_twice(floor: Floor) -> None:
    for in_service in (False, False, True, True):
        set_in_service(floor.data, in_service)
        assert is_in_service(floor.data) == in_service


def test_what_became_of_the_last_paper_is_written_down_before_the_program_ends(
    tmp_path: Path, clock: MovingClock
) -> None:
    with TcpPrinter("silent") as machine:
        floor = Floor(tmp_path, impatient(machine), clock)
        floor.opens()
        floor.books()
        floor.stop()
    assert floor.paper_was("unknown")


# The loop


def test_after_a_fault_the_visit_is_over_and_its_seat_is_given_back(floor: Floor) -> None:
    floor.walks_until_stuck()
    floor.finds_times()
    floor.holds()
    floor.terminal.recover()
    floor.sees(AttractView)
    assert floor.wipes == 1
    floor.until(lambda: [one.status for one in floor.agenda.bookings()] == ["expired"])


def test_a_terminal_asked_to_stop_ends_the_visit_and_gives_the_seat_back(floor: Floor) -> None:
    floor.walks_until_stuck()
    floor.finds_times()
    floor.holds()
    floor.terminal.stop()
    assert not floor.terminal.running
    floor.sees(AttractView)
    floor.runner.stop()
    assert [one.status for one in floor.agenda.bookings()] == ["expired"]


def test_the_screen_is_redrawn_only_when_it_has_changed(floor: Floor, clock: MovingClock) -> None:
    floor.finish_all_work()
    assert not floor.terminal.drain()
    assert not floor.terminal.tick()
    clock.pass_time(seconds=20)
    assert floor.terminal.tick()  # the next still picture


def test_a_terminal_with_nobody_to_do_things_says_so_and_goes_on(
    floor: Floor, caplog: pytest.LogCaptureFixture
) -> None:
    alone = Terminal(floor.terminal.context, floor.terminal._clock)
    alone.send(Wake())
    alone.send(CallNow())
    assert "Nobody is there to do CallSomeone" in caplog.text
    assert not alone.is_at_rest


def test_who_stands_before_the_screen_is_known(floor: Floor) -> None:
    assert floor.terminal.is_at_rest
    floor.wakes()
    floor.sees(HomeView)
    assert not floor.terminal.is_at_rest


# Workers


def test_a_worker_does_jobs_in_order_and_one_that_fails_stops_no_other(
    caplog: pytest.LogCaptureFixture,
) -> None:
    done: list[object] = []
    worker: Worker[object] = Worker("trial", done.append)
    worker.do(lambda: (1, 2))
    worker.do(lambda: (1 // 0,), lambda error: (type(error).__name__,))
    worker.do(lambda: (1 // 0,))
    worker.do(lambda: (3,))
    assert worker.stop()
    assert done == [1, 2, "ZeroDivisionError", 3]
    assert caplog.text.count("A job failed") == 2


def test_a_worker_that_does_not_come_to_an_end_is_left_behind() -> None:
    go_on = threading.Event()
    done: list[object] = []
    worker: Worker[object] = Worker("trial", done.append)
    worker.do(lambda: (go_on.wait(10),))
    assert not worker.stop(seconds=0.05)
    go_on.set()
    assert worker.stop()
    assert done == [True]


def test_what_waits_for_the_loop_wakes_it(floor: Floor) -> None:
    floor.finish_all_work()
    floor.woken.clear()
    worker = threading.Thread(target=floor.terminal.deliver, args=(Wake(),))
    worker.start()
    assert floor.woken.wait(5)
    worker.join()
    assert floor.terminal.drain()
    floor.sees(HomeView)


def test_the_first_screen_follows_what_others_book_within_a_minute(floor: Floor) -> None:
    free = floor.terminal.context.today.next_free
    assert free
    floor.agenda.hold("someone", free.session_id, "other", "face", None, "fr", seconds=900)
    floor.pass_time(60)
    floor.until(lambda: floor.terminal.context.today.next_free != free, "another free time")
    floor.sees(AttractView)

"""A terminal whose machine shows a wrong hour: nothing is lost, staff are told, visitors served;
and names that go when they have served."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.terminal.lockout import PINS, Lockout
from kiosk.visit.scenes import EnquiryOffered
from kiosk.visit.view.booking_confirmation import ConfirmView
from kiosk.visit.view.home import AttractView
from kiosk.visit.view.staff import StillThereView
from tests.agenda.world import MONDAY, DoubtfulClock, MovingClock, wrong_seats
from tests.devices.tcp_printer import TcpPrinter
from tests.terminal.floor import Floor, impatient
from tests.visit.story import said

YEAR = timedelta(days=365)
IN_DOUBT = "l'heure de cette machine est douteuse"


@pytest.fixture
def alone(tmp_path: Path, machine: TcpPrinter) -> Iterator[Floor]:
    """A terminal that has only its own machine to go by."""
    floor = Floor(tmp_path, impatient(machine), DoubtfulClock())
    floor.opens()
    yield floor
    floor.stop()
    assert wrong_seats(floor.agenda.store) == []
    floor.agenda.store.close()


def banner(floor: Floor) -> str:
    text = floor.terminal.view.frame.for_staff
    return said(text) if text else ""


def a_minute(floor: Floor) -> None:
    """Housekeeping has been done once more, and what came of it is taken."""
    floor.clock.pass_time(seconds=60)
    floor.terminal.tick()
    done = threading.Event()

    def all_done() -> tuple[()]:
        done.set()
        return ()

    floor.runner._house.do(all_done)
    floor.until(done.is_set, "housekeeping")


@pytest.mark.parametrize("jump", [YEAR, -timedelta(days=13 * 365)], ids=["ahead", "behind"])
def test_a_running_terminal_keeps_everything_and_tells_staff_until_the_hour_is_right(
    jump: timedelta, alone: Floor, caplog: pytest.LogCaptureFixture
) -> None:
    alone.books()
    alone.finishes()
    planned = alone.rows("SELECT id, starts_at, withdrawn, taken FROM session ORDER BY id")
    alone.clock.now += jump
    for _minute in range(3):
        a_minute(alone)
    told = [one for one in caplog.records if one.levelno >= logging.ERROR]
    assert len(told) == 1, "once, not each minute"
    assert f"{alone.clock.now:%d/%m/%Y}" in told[0].getMessage()
    assert f"{IN_DOUBT} ({alone.clock.now:%d/%m/%Y %H:%M})" in banner(alone)
    assert alone.rows("SELECT id, starts_at, withdrawn, taken FROM session ORDER BY id") == planned
    assert alone.rows("SELECT status, first_name FROM booking") == [("confirmed", "Zoé")]

    alone.clock.now -= jump
    a_minute(alone)
    assert banner(alone) == ""
    assert "juste à nouveau" in caplog.text


def test_visitors_notice_nothing_of_a_jump(alone: Floor) -> None:
    alone.walks_until_stuck()
    alone.finds_times()
    alone.clock.now += YEAR
    alone.holds("9 h")
    assert alone.reads("encore 2 min 00 s")
    alone.clock.now -= 2 * YEAR
    alone.pass_time(59)
    assert alone.reads("encore 1 min 01 s")
    alone.sees(ConfirmView)
    alone.pass_time(1)
    assert alone.sees(StillThereView).seconds_left == 30


def test_while_the_hour_is_unknown_a_wish_is_noted_instead_of_a_time(
    tmp_path: Path, machine: TcpPrinter
) -> None:
    """It was right yesterday; today the machine believes itself in another century."""
    yesterday = Floor(tmp_path, impatient(machine), DoubtfulClock())
    yesterday.opens()
    yesterday.stop()
    floor = Floor(tmp_path, impatient(machine), DoubtfulClock(MONDAY - 20 * YEAR))
    a_minute(floor)
    assert isinstance(floor.sees(AttractView), AttractView)
    assert IN_DOUBT in banner(floor)
    floor.walks_until_stuck()
    floor.touch("Ici, en face à face")
    floor.until(lambda: isinstance(floor.terminal.visit.scene, EnquiryOffered), "a way on")
    floor.stop()


# Waits after wrong PINs


def wrong_three_times(guard: Lockout) -> None:
    for _time in range(3):
        guard.was_wrong()


@pytest.mark.parametrize("jump", [-YEAR, YEAR], ids=["back", "on"])
def test_setting_the_hour_neither_opens_the_pad_nor_locks_it(jump: timedelta) -> None:
    clock = DoubtfulClock()
    guard = Lockout(PINS, lambda: clock.now, elapsed=clock.elapsed)
    wrong_three_times(guard)
    clock.now += jump
    assert guard.seconds_left == 30
    assert guard.waits_until() == clock.now + timedelta(seconds=30)
    clock.pass_time(seconds=29)
    assert guard.seconds_left == 1
    clock.pass_time(seconds=1)
    assert guard.waits_until() is None


@pytest.mark.parametrize("jump", [-YEAR, YEAR], ids=["back", "on"])
def test_starting_again_with_another_hour_neither_opens_the_pad_nor_locks_it(
    jump: timedelta, tmp_path: Path
) -> None:
    file, clock = tmp_path / "staff-guard.json", DoubtfulClock()
    wrong_three_times(Lockout(PINS, lambda: clock.now, file, clock.elapsed))
    clock.pass_time(seconds=10)
    clock.now += jump
    again = Lockout(PINS, lambda: clock.now, file, clock.elapsed)
    assert again.seconds_left == 20  # the machine went on: its seconds were counted
    kept = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(kept | {"boot": "another run of the machine"}), encoding="utf-8")
    after_power_cut = Lockout(PINS, lambda: clock.now, file, lambda: 0.0)
    assert after_power_cut.seconds_left == 30
    assert str(MONDAY.year) not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "kept",
    [
        '{"wrong": 3, "left": 1e9, "boot": "", "until": 1e9}',
        '{"wrong": 3, "left": -5, "boot": "", "until": null}',
        '{"wrong": 3, "until": "2099-01-01T00:00:00+00:00"}',
    ],
)
def test_no_file_locks_the_pad_for_ever(kept: str, tmp_path: Path) -> None:
    """Damaged, or of an earlier version, which kept a date."""
    file = tmp_path / "staff-guard.json"
    file.write_text(kept, encoding="utf-8")
    assert Lockout(PINS, MovingClock(), file, lambda: 0.0).seconds_left == 0


# Names


def on_disk(floor: Floor) -> bytes:
    return b"".join(one.read_bytes() for one in floor.data.iterdir() if one.is_file())


def test_a_name_goes_within_a_minute_of_the_appointments_end(
    floor: Floor, clock: MovingClock
) -> None:
    floor.books()
    floor.finishes()
    clock.pass_time(minutes=89)  # it is 9:29
    a_minute(floor)
    assert floor.rows("SELECT status, first_name FROM booking") == [("over", None)]
    assert "Zoé".encode() not in on_disk(floor)


def test_before_its_end_an_appointment_keeps_its_name(floor: Floor, clock: MovingClock) -> None:
    floor.books()
    clock.pass_time(minutes=88)
    a_minute(floor)
    assert floor.rows("SELECT status, first_name FROM booking") == [("confirmed", "Zoé")]


def test_a_cancelled_name_is_not_in_the_journal_a_minute_later(floor: Floor) -> None:
    floor.books()
    floor.finishes()
    (booked,) = floor.confirmed()
    floor.agenda.cancel(booked.id)
    assert "Zoé".encode() in on_disk(floor)
    a_minute(floor)
    assert "Zoé".encode() not in on_disk(floor)
    assert "Zoé".encode() not in b"".join(one.read_bytes() for one in floor.data.glob("kiosk.db*"))

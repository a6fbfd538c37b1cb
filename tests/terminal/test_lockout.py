"""Guessing is slow: codes after five wrong ones, PINs after three, whoever tries."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.terminal.lockout import CODES, PINS, Lockout, lift
from kiosk.terminal.pin import PinError, PinKeeper, choose_pin
from kiosk.visit.view.staff import StaffPinView, StaffView
from kiosk.visit.view.ticket_lookup import AppointmentView, ResumeView
from tests.agenda.world import MovingClock
from tests.terminal.floor import Floor

NOW = datetime(2026, 9, 14, 8, 0, tzinfo=UTC)
WRONG = "BBBBBBBB"
"""A code that nobody has; its check letters fit."""


def says_no(floor: Floor) -> Callable[[], bool]:
    return lambda: floor.sees(ResumeView).note is not None and not _looking(floor)


def _looking(floor: Floor) -> bool:
    lookup = floor.terminal.visit.lookup
    return lookup is not None and lookup.attempt == "looking"


def tries_wrong_codes(floor: Floor, times: int) -> None:
    for _time in range(times):
        floor.types(WRONG)
        floor.until(says_no(floor), "an answer")


# Codes


def test_five_wrong_codes_are_answered_at_once_and_the_next_one_has_to_wait(floor: Floor) -> None:
    floor.wakes()
    floor.touch("J'ai un ticket")
    tries_wrong_codes(floor, 4)
    assert floor.sees(ResumeView).letters[0].enabled
    tries_wrong_codes(floor, 1)
    assert not floor.sees(ResumeView).letters[0].enabled
    assert floor.reads("On réessaie dans 10 s, sans se presser.")
    floor.pass_time(10)
    assert floor.sees(ResumeView).letters[0].enabled
    tries_wrong_codes(floor, 1)
    assert floor.reads("On réessaie dans 20 s")


def test_starting_a_new_visit_does_not_make_guessing_quick_again(floor: Floor) -> None:
    floor.books()
    code = floor.code
    floor.finishes()
    floor.wakes()
    floor.touch("J'ai un ticket")
    tries_wrong_codes(floor, 5)
    floor.touch("Terminer", "Terminer sans répondre", "Fermer")

    floor.resumes_with(code)  # even the right one is not looked up yet
    floor.until(says_no(floor), "an answer")
    assert floor.reads("On réessaie dans 10 s")
    floor.pass_time(10)
    floor.types(code)
    floor.until_sees(AppointmentView)


def test_a_code_that_is_found_makes_the_next_ones_quick_again(floor: Floor) -> None:
    floor.books()
    code = floor.code
    floor.finishes()
    floor.wakes()
    floor.touch("J'ai un ticket")
    tries_wrong_codes(floor, 4)
    floor.types(code)
    floor.until_sees(AppointmentView)
    floor.touch("Accueil", "J'ai un ticket")
    tries_wrong_codes(floor, 4)
    assert floor.sees(ResumeView).letters[0].enabled


def test_a_mistyped_letter_is_told_as_such(floor: Floor) -> None:
    floor.resumes_with("BCDFGHJK")
    floor.until_reads("Une lettre ne va pas.")


def test_barcodes_of_other_things_are_no_guesses(floor: Floor) -> None:
    floor.wakes()
    floor.touch("J'ai un ticket")
    for _time in range(8):
        floor.scans("3017620422003")
        floor.until_reads("Ce n'est pas un ticket d'ici.")
    assert floor.sees(ResumeView).letters[0].enabled
    tries_wrong_codes(floor, 4)
    assert floor.sees(ResumeView).letters[0].enabled


def test_slips_of_the_finger_are_no_guesses(floor: Floor) -> None:
    floor.wakes()
    floor.touch("J'ai un ticket")
    for _time in range(8):
        floor.types("BCDFGHJK")
        floor.until_reads("Une lettre ne va pas.")
        floor.until(says_no(floor), "an answer")
    assert floor.sees(ResumeView).letters[0].enabled


def test_tickets_of_elsewhere_are_no_guesses(floor: Floor) -> None:
    for at in range(8):
        floor.scans(f"HTTPS://AILLEURS.EXAMPLE/T/{'ABCDEFGH'[at] * 26}")
        floor.until_reads("Nous ne trouvons pas ce ticket.")
        floor.touch("Accueil")
    floor.touch("J'ai un ticket")
    assert floor.sees(ResumeView).letters[0].enabled


def test_a_ticket_is_scanned_while_codes_have_to_wait(floor: Floor) -> None:
    floor.books()
    url = floor.url
    floor.finishes()
    floor.wakes()
    floor.touch("J'ai un ticket")
    tries_wrong_codes(floor, 5)
    assert not floor.sees(ResumeView).letters[0].enabled
    floor.scans(url)
    floor.until_sees(AppointmentView)
    floor.touch("Accueil", "J'ai un ticket")
    tries_wrong_codes(floor, 1)
    assert floor.reads("On réessaie dans"), "a ticket in hand does not make guessing quick again"


def test_a_scanned_code_is_a_guess_as_a_typed_one_is(floor: Floor) -> None:
    for said in (*["Nous ne trouvons pas ce ticket."] * 4, "On réessaie dans 10 s"):
        floor.scans("bbbb bbbb")
        floor.until_reads(said)
        floor.touch("Accueil")


# The PIN


@pytest.fixture
def guarded(floor: Floor) -> Floor:
    choose_pin(floor.data / "staff-pin", "2580")
    return floor


def test_staff_come_in_with_their_pin(guarded: Floor) -> None:
    guarded.tries_pin("2580")
    guarded.sees(StaffView)
    guarded.touch("Revenir à l'écran")


def test_a_wrong_pin_stays_outside_and_may_try_again(guarded: Floor) -> None:
    guarded.tries_pin("1111")
    assert guarded.reads("Ce n'est pas le bon code.")
    guarded.tries_pin("2580")
    guarded.sees(StaffView)


def test_a_hand_that_plays_with_a_few_keys_keeps_nobody_out(guarded: Floor) -> None:
    for _time in range(5):
        guarded.tries_pin("111")
        assert guarded.reads("Ce n'est pas le bon code.")
    guarded.tries_pin("2580")
    guarded.sees(StaffView)


def test_after_three_wrong_pins_even_the_right_one_waits_longer_and_longer(
    guarded: Floor, clock: MovingClock
) -> None:
    for _time in range(3):
        guarded.tries_pin("1111")
    assert guarded.reads("Trop d'essais.")
    assert "Valider" not in guarded.labels()
    assert guarded.terminal.visit.staff
    assert guarded.terminal.visit.staff.wait_until == clock.elapsed() + 30

    clock.pass_time(seconds=30)
    guarded.touch("Revenir")
    guarded.tries_pin("1111")
    assert guarded.terminal.visit.staff.wait_until == clock.elapsed() + 60


def test_switching_the_terminal_off_and_on_does_not_shorten_the_wait(
    guarded: Floor, clock: MovingClock
) -> None:
    for _time in range(3):
        guarded.tries_pin("1111")
    guarded.restart()
    guarded.tries_pin("2580")
    guarded.sees(StaffPinView)
    assert guarded.reads("Trop d'essais.")
    clock.pass_time(seconds=31)
    guarded.touch("Revenir")
    guarded.tries_pin("2580")
    guarded.sees(StaffView)


def test_the_right_pin_forgives_the_wrong_ones_before_it(guarded: Floor) -> None:
    for pin in ("1111", "1111", "2580"):
        guarded.tries_pin(pin)
    guarded.touch("Revenir à l'écran")
    for pin in ("1111", "1111"):
        guarded.tries_pin(pin)
    assert guarded.reads("Ce n'est pas le bon code.")


def test_a_terminal_without_a_pin_says_how_to_choose_one(floor: Floor) -> None:
    floor.tries_pin("2580")
    assert floor.reads("kiosk staff pin")


def test_a_pin_that_cannot_be_read_keeps_the_door_shut_without_locking_the_pad(
    floor: Floor,
) -> None:
    (floor.data / "staff-pin").mkdir()
    floor.tries_pin("2580")
    floor.sees(StaffPinView)
    assert floor.reads("Ce n'est pas le bon code.")


def test_only_a_hash_of_the_pin_is_kept_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    choose_pin(tmp_path / "staff-pin", "2580")
    kept = (tmp_path / "staff-pin").read_text()
    assert kept.startswith("$argon2id$")
    assert "2580" not in kept
    assert (tmp_path / "staff-pin").stat().st_mode & 0o077 == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only the administrator gives files away")
def test_a_pin_that_the_administrator_chooses_is_read_by_the_terminal(tmp_path: Path) -> None:
    os.chown(tmp_path, 65534, 65534)
    choose_pin(tmp_path / "staff-pin", "2580")
    kept = (tmp_path / "staff-pin").stat()
    assert (kept.st_uid, kept.st_mode & 0o777) == (65534, 0o600)


@pytest.mark.parametrize("pin", ["", "123", "0000", "1234", "9876", "25 80", "abcd", "1" * 13])
def test_a_pin_that_is_no_pin_or_soon_guessed_is_refused(pin: str, tmp_path: Path) -> None:
    with pytest.raises(PinError, match=r"\.$"):
        choose_pin(tmp_path / "staff-pin", pin)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_hash_lets_nobody_in(tmp_path: Path) -> None:
    (tmp_path / "staff-pin").write_text("nonsense")
    keeper = PinKeeper(tmp_path / "staff-pin", Lockout(PINS, lambda: NOW))
    assert not keeper.is_right("nonsense")


def test_a_wait_is_lifted_on_the_running_terminal_while_its_pad_is_looked_at(
    guarded: Floor,
) -> None:
    for _time in range(3):
        guarded.tries_pin("1111")
    assert guarded.reads("Trop d'essais.")
    lift(guarded.data / "staff-guard.json")
    guarded.pass_time(1)
    guarded.until(lambda: guarded.sees(StaffPinView).enabled, "the pad")
    guarded.types("2580")
    guarded.touch("Valider")
    guarded.until_sees(StaffView)


def test_a_lifted_wait_begins_from_the_first_try_again(guarded: Floor) -> None:
    for _time in range(3):
        guarded.tries_pin("1111")
    lift(guarded.data / "staff-guard.json")
    guarded.touch("Revenir")
    for _time in range(2):
        guarded.tries_pin("1111")
    assert not guarded.reads("Trop d'essais.")
    guarded.tries_pin("1111")
    assert guarded.reads("Trop d'essais.")


def test_whoever_plays_at_the_pad_keeps_the_team_out_ten_minutes_at_most() -> None:
    assert PINS.wait(1_000) == timedelta(minutes=10)
    a_day = timedelta(days=1) / PINS.longest_wait
    assert a_day <= 150, "half of ten thousand PINs still take a month"


# The guard itself


def test_two_programs_count_in_one_file(tmp_path: Path) -> None:
    file = tmp_path / "staff-guard.json"
    one, other = (Lockout(PINS, lambda: NOW, file, elapsed=lambda: 100.0) for _ in range(2))
    one.was_wrong()
    other.was_wrong()
    assert one.was_wrong() == NOW + timedelta(seconds=30)
    assert other.waits_until() == NOW + timedelta(seconds=30)
    other.was_right()
    assert one.waits_until() is None


@pytest.mark.parametrize("patience", [CODES, PINS])
def test_waits_double_and_have_an_end(patience: object) -> None:
    assert patience in (CODES, PINS)
    kind = CODES if patience == CODES else PINS
    assert kind.wait(kind.free_tries - 1) is None
    assert kind.wait(kind.free_tries) == kind.first_wait
    assert kind.wait(kind.free_tries + 1) == 2 * kind.first_wait
    assert kind.wait(10_000) == kind.longest_wait


@pytest.mark.parametrize("kept", ["", "{}", "[]", "null", '{"wrong": "x", "until": null}', "\x00"])
def test_a_count_that_does_not_read_starts_again_and_is_told(
    kept: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "staff-guard.json"
    file.write_text(kept)
    guard = Lockout(PINS, lambda: NOW, file, lambda: 0.0)
    assert guard.waits_until() is None
    assert "staff-guard.json does not read" in caplog.text
    assert [guard.was_wrong() for _time in range(3)][-1] == NOW + timedelta(seconds=30)


def test_a_count_that_cannot_be_written_still_counts(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "a-file").touch()
    guard = Lockout(PINS, lambda: NOW, tmp_path / "a-file" / "staff-guard.json", lambda: 0.0)
    assert [guard.was_wrong() for _time in range(3)][-1] == NOW + timedelta(seconds=30)
    assert "cannot be written down" in caplog.text

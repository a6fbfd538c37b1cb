"""A USB scanner is a keyboard: what it types is heard by the places of its keys."""

from __future__ import annotations

from kivy.core.window import Window

from kiosk.devices.scanner import ScanReader
from kiosk.visit.events import Scanned
from tests.ui.conftest import Hand, Shown
from tests.ui.fake_terminal import FakeTerminal


def types(hand: Hand, text: str, seconds: float, *, end: bool = True) -> None:
    """The keys of an American keyboard, whatever letters the layout makes of them."""
    for letter in text.upper():
        hand.now += seconds
        Window.dispatch("on_key_down", 0, 4 + ord(letter) - ord("A"), "?", ["shift"])
        Window.dispatch("on_key_up", 0, 4 + ord(letter) - ord("A"))
    if end:
        hand.now += seconds
        Window.dispatch("on_key_down", 13, 40, None, [])


def heard(terminal: FakeTerminal) -> list[str]:
    """The likeliest reading of each scan; nothing else was sent."""
    for event in terminal.sent:
        assert isinstance(event, Scanned)
    return [event.text for event in terminal.sent if isinstance(event, Scanned)]


def test_a_scanned_ticket_is_heard_whatever_the_layout(shown: Shown, hand: Hand) -> None:
    driver, terminal = shown("resume", clock=hand, scanner=ScanReader())
    types(hand, "HJLNBCDF", 0.01)
    driver.settle()
    assert heard(terminal) == ["HJLNBCDF"]


def test_a_slow_scanner_is_heard(shown: Shown, hand: Hand) -> None:
    driver, terminal = shown("resume", clock=hand, scanner=ScanReader())
    types(hand, "HJLNBCDF", 0.2)
    driver.settle()
    assert heard(terminal) == ["HJLNBCDF"]


def test_a_scanner_that_sends_no_enter_is_heard_soon_after(shown: Shown, hand: Hand) -> None:
    driver, terminal = shown("resume", clock=hand, scanner=ScanReader())
    types(hand, "HJLNBCDF", 0.01, end=False)
    driver.settle()
    assert heard(terminal) == []
    hand.now += 0.6
    driver.settle()
    assert heard(terminal) == ["HJLNBCDF"]


def test_a_scanner_that_types_numbers_with_alt_is_heard(shown: Shown, hand: Hand) -> None:
    driver, terminal = shown("resume", clock=hand, scanner=ScanReader())
    for letter in "HJLNBCDF":
        hand.now += 0.01
        Window.dispatch("on_key_down", 308, 226, None, ["alt"])
        for digit in f"0{ord(letter)}":
            scancode = 98 if digit == "0" else 88 + int(digit)
            Window.dispatch("on_key_down", 0, scancode, None, ["alt", "numlock"])
        Window.dispatch("on_key_up", 308, 226)
    Window.dispatch("on_key_down", 13, 40, None, [])
    driver.settle()
    assert heard(terminal) == ["HJLNBCDF"]


def test_a_scan_while_a_name_is_typed_leaves_no_letter_behind(shown: Shown, hand: Hand) -> None:
    driver, terminal = shown("name", clock=hand, scanner=ScanReader())
    types(hand, "HJLNBCDF", 0.01)
    driver.settle()
    assert heard(terminal) == ["HJLNBCDF"]


def test_a_hand_on_a_keyboard_is_no_scanner(shown: Shown, hand: Hand) -> None:
    driver, terminal = shown("resume", clock=hand, scanner=ScanReader())
    types(hand, "HJLNBCDF", 0.3)
    driver.settle()
    assert terminal.sent == []


def test_half_a_scan_is_forgotten_with_the_visit(shown: Shown, hand: Hand) -> None:
    driver, terminal = shown("resume", clock=hand, scanner=ScanReader())
    Window.dispatch("on_key_down", 0, 4, "?", [])
    terminal.on_wipe()
    types(hand, "HJLNBCDF", 0.01)
    driver.settle()
    assert heard(terminal) == ["HJLNBCDF"]

"""A USB scanner is a keyboard: what it types is heard by the places of its keys."""

from __future__ import annotations

from kivy.core.window import Window

from kiosk.devices.scanner import ScanReader
from kiosk.visit.events import Scanned
from tests.ui.conftest import Hand, Shown


def types(hand: Hand, text: str, seconds: float) -> None:
    """The keys of an American keyboard, whatever letters the layout makes of them."""
    for letter in text.upper():
        hand.now += seconds
        Window.dispatch("on_key_down", 0, 4 + ord(letter) - ord("A"), "?", ["shift"])
    hand.now += seconds
    Window.dispatch("on_key_down", 13, 40, None, [])


def test_a_scanned_ticket_is_heard_whatever_the_layout(shown: Shown, hand: Hand) -> None:
    driver, terminal = shown("resume", clock=hand, scanner=ScanReader())
    types(hand, "HJLNBCDF", 0.01)
    driver.settle()
    assert terminal.sent == [Scanned("HJLNBCDF")]


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
    assert terminal.sent == [Scanned("HJLNBCDF")]

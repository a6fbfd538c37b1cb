"""What a browser is given of a scan, from any scanner on any computer."""

from __future__ import annotations

import unicodedata

import pytest

from kiosk.devices.keyboard_layouts import (
    AMERICAN,
    CZECH,
    FRENCH,
    KEYPAD_DIGITS,
    LAYOUTS,
    SPANISH,
    KeyboardLayout,
)
from kiosk.devices.typed_scan import meant_by
from kiosk.terminal.scanned_ticket import sought_in
from kiosk.ticket.codes import with_check
from kiosk.visit.badges import badges_in
from kiosk.visit.tickets import CODE_LETTERS
from tests.devices.test_scanner import where

TOKEN = "QWZYM234567ABCDEFGHIJKLMNO"
ADDRESS = "HTTPS://RDV2.QUAI-A.EXAMPLE:8443/T/{}"


def arrives(text: str, scanner: KeyboardLayout, computer: KeyboardLayout) -> str:
    """The characters that a computer makes of the scanner's keys."""
    return "".join(computer.character(*where(scanner, character)) for character in text)


def test_an_american_scanner_on_a_french_computer() -> None:
    came = arrives("HTTPS://A-Z.EXAMPLE/T/23", AMERICAN, FRENCH)
    assert came == 'HTTPSM!!Q)W:EXQ?PLE!T!é"'
    assert meant_by(came)[1] == "HTTPS://A-Z.EXAMPLE/T/23"


@pytest.mark.parametrize("computer", LAYOUTS, ids=lambda one: one.name)
def test_a_ticket_and_a_badge_from_any_scanner_on_any_computer(computer: KeyboardLayout) -> None:
    for scanner in LAYOUTS:
        came = arrives(ADDRESS.format(TOKEN), scanner, computer)
        assert TOKEN in sought_in(meant_by(came)).tokens, scanner.name
        came = arrives(f"BADGE/{TOKEN}", scanner, computer)
        assert f"BADGE/{TOKEN}" in badges_in(meant_by(came)), scanner.name


@pytest.mark.parametrize("computer", [FRENCH, AMERICAN, SPANISH], ids=lambda one: one.name)
def test_caps_lock_on_the_computer_is_no_hindrance(computer: KeyboardLayout) -> None:
    address = ADDRESS.format(TOKEN)
    keys = [where(AMERICAN, character) for character in address]
    shift_lock = "".join(computer.character(key, not shift, alt) for key, shift, alt in keys)
    letters_alone = arrives(address, AMERICAN, computer).swapcase()
    for came in (shift_lock, letters_alone):
        assert TOKEN in sought_in(meant_by(came)).tokens


def test_digits_of_the_keypad_are_right_already() -> None:
    keypad = {digit: digit for digit in KEYPAD_DIGITS.values()}
    came = "".join(keypad.get(one) or arrives(one, AMERICAN, FRENCH) for one in f"/T/{TOKEN}")
    assert TOKEN in sought_in(meant_by(came)).tokens


def test_an_accent_that_the_computer_put_onto_the_next_letter_is_a_key_of_its_own() -> None:
    """A Czech scanner's slash is the French key of the two dots."""
    badge = f"BADGE/E{TOKEN[:25]}"
    came = arrives(badge, CZECH, FRENCH)
    composed = unicodedata.normalize("NFC", came.replace("¨E", "E\u0308"))
    assert composed.startswith("BQDGEË")
    assert badge in badges_in(meant_by(composed))


def test_a_code_is_the_same_on_each_and_no_wrong_letter_becomes_a_right_one() -> None:
    code = with_check("HJLNRN")
    for scanner in LAYOUTS:
        for computer in LAYOUTS:
            assert sought_in(meant_by(arrives(code, scanner, computer))).codes == (code,)
    others = [chr(sign) for sign in range(33, 600) if chr(sign).upper() not in CODE_LETTERS]
    for other in others:
        assert not {read.upper() for read in meant_by(other)} & set(CODE_LETTERS), other


@pytest.mark.parametrize(
    "text", ["", "3017620422003", "https://example.org/produit?id=7", "é" * 999]
)
def test_what_is_no_ticket_is_none(text: str) -> None:
    readings = meant_by(text)
    assert sought_in(readings).is_nothing
    assert badges_in(readings) == ()

"""A scanner types, and so may a hand."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.scanner import ScanReader

ENTER, TAB, LEFT_SHIFT, UP = 40, 43, 225, 82

AMERICAN = {
    **{letter: (4 + at, False) for at, letter in enumerate(string.ascii_lowercase)},
    **{letter: (4 + at, True) for at, letter in enumerate(string.ascii_uppercase)},
    **{digit: (30 + at, False) for at, digit in enumerate("1234567890")},
    ":": (51, True),
    "/": (56, False),
    ".": (55, False),
    "-": (45, False),
    "?": (56, True),
    "_": (45, True),
    "=": (46, False),
    "&": (36, True),
    " ": (44, False),
}
"""Where the characters of addresses and codes stand on the American layout."""


def scan(
    reader: ScanReader, text: str, *, every: float = 0.005, start: float = 100.0, end: int = ENTER
) -> list[str]:
    """What comes out when a scanner types `text`, holding shift as a scanner does."""
    at, found = start, []
    for character in text:
        scancode, shift = AMERICAN[character]
        if shift:
            found.append(reader.feed(LEFT_SHIFT, True, at))
        found.append(reader.feed(scancode, shift, at))
        at += every
    found.append(reader.feed(end, False, at))
    return [text for text in found if text is not None]


@given(st.text(alphabet="".join(AMERICAN), min_size=6, max_size=80))
def test_what_is_scanned_comes_out_whole_whatever_the_layout(text: str) -> None:
    assert scan(ScanReader(), text) == [text]


@pytest.mark.parametrize("end", [ENTER, TAB, 88])
def test_scanners_end_with_enter_or_tab(end: int) -> None:
    assert scan(ScanReader(), "HTTPS://ICI.EXAMPLE/T/ABC", end=end) == ["HTTPS://ICI.EXAMPLE/T/ABC"]


def test_a_slow_scanner_is_still_a_scanner() -> None:
    assert scan(ScanReader(), "hjlnnfjk", every=0.05) == ["hjlnnfjk"]


def test_a_hand_that_types_is_no_scanner() -> None:
    assert scan(ScanReader(), "hjlnnfjk", every=0.12) == []


def test_a_few_keys_at_once_are_an_elbow() -> None:
    assert scan(ScanReader(), "hjkl") == []


def test_what_a_hand_typed_before_is_not_mixed_with_the_scan() -> None:
    reader = ScanReader()
    reader.feed(AMERICAN["x"][0], False, 99.0)
    assert scan(reader, "hjlnnfjk", start=100.0) == ["hjlnnfjk"]


def test_enter_long_after_the_keys_ends_nothing() -> None:
    reader = ScanReader()
    for at, letter in enumerate("hjlnnfjk"):
        reader.feed(AMERICAN[letter][0], False, at / 100)
    assert reader.feed(ENTER, False, 5.0) is None


def test_a_key_that_no_scanner_has_ends_what_was_coming() -> None:
    reader = ScanReader()
    for letter in "hjlnnfjk":
        reader.feed(AMERICAN[letter][0], False, 1.0)
    reader.feed(UP, False, 1.0)
    assert reader.feed(ENTER, False, 1.0) is None


def test_two_scans_are_two_texts() -> None:
    reader = ScanReader()
    assert scan(reader, "hjlnnfjk", start=1.0) + scan(reader, "bcdfghjk", start=1.045) == [
        "hjlnnfjk",
        "bcdfghjk",
    ]


def test_a_keypad_gives_its_digits() -> None:
    reader = ScanReader()
    for scancode in (89, 90, 91, 97, 98, 99, 84):
        reader.feed(scancode, False, 1.0)
    assert reader.feed(88, False, 1.0) == "12390./"


def test_half_a_scan_is_forgotten_with_its_visitor() -> None:
    reader = ScanReader()
    for letter in "hjlnnfjk":
        reader.feed(AMERICAN[letter][0], False, 1.0)
    reader.forget()
    assert reader.feed(ENTER, False, 1.0) is None

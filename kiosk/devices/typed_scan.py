"""What a scanner meant by the text that a computer wrote of it.

A browser is given characters and no keys: those that the computer's layout makes of the keys
that the scanner pressed, believing in another. With an American scanner on a French computer
`HTTPS://` arrives as `HTTPSM!!`. From each layout that the computer may have the keys are found
again, and read in each that the scanner may be set to. Which pair is right, whoever knows tickets
and badges says.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterator, Mapping
from functools import cache

from kiosk.devices.keyboard_layouts import (
    AMERICAN,
    FRENCH,
    KEYPAD_DIGITS,
    LAYOUTS,
    NOTHING,
    KeyboardLayout,
)

LONGEST = 200
"""Characters that are looked at; our addresses have half of it."""

_COMPUTERS = (FRENCH, *(one for one in LAYOUTS if one is not FRENCH))
_SCANNERS = (AMERICAN, *(one for one in LAYOUTS if one is not AMERICAN))

_Key = tuple[int, bool, bool]
"""The scancode, and whether shift and AltGr are held."""

_BESIDE_SHIFT = 100

_ACCENTS = {"\u0300": "`", "\u0301": "´", "\u0302": "^", "\u0303": "~", "\u0308": "¨"}


def meant_by(text: str) -> tuple[str, ...]:
    """What may have been scanned, each once: first the text as it is, then what an American
    scanner on a French computer sends so."""
    text = text[:LONGEST]
    return tuple(dict.fromkeys((text, *_readings(text))))


def _readings(text: str) -> Iterator[str]:
    for on_layout, tables in _ways():
        typed = "".join(one if one in on_layout else _as_keys(one, on_layout) for one in text)
        if not on_layout.issuperset(typed):
            continue
        for keys in dict.fromkeys((typed, typed.translate(_TO_KEYPAD))):
            for table in tables:
                read = keys.translate(table)
                if NOTHING not in read:
                    yield read


def _as_keys(character: str, on_layout: Container[str]) -> str:
    """`é` for `É`, by caps lock; and `¨A` for `Ä`: the key of an accent writes it onto the letter
    that comes next."""
    if character.lower() in on_layout:
        return character.lower()
    parts = unicodedata.normalize("NFD", character)
    return "".join(_ACCENTS.get(one, one) for one in parts[1:]) + parts[0]


_TO_KEYPAD = {ord(digit): chr(0xE000 + int(digit)) for digit in KEYPAD_DIGITS.values()}
"""Some scanners type digits there, where each layout writes the same."""

_FROM_KEYPAD = {ord(key): chr(digit) for digit, key in _TO_KEYPAD.items()}

_Table = dict[int, str]
"""What each character of the computer is in the scanner's layout, as `str.translate` takes it."""


@cache
def _ways() -> tuple[tuple[frozenset[str], tuple[_Table, ...]], ...]:
    """For each layout of the computer its characters, and how each scanner meant them. Where two
    keys write one character, nobody knows which was pressed: all without shift, or all with it."""
    return tuple(
        (frozenset((*places, *_FROM_KEYPAD.values())), _tables(places))
        for computer in _COMPUTERS
        for first in (False, True)
        for places in [_places(computer, shifted_first=first)]
    )


def _tables(places: Mapping[str, _Key]) -> tuple[_Table, ...]:
    return tuple(
        _FROM_KEYPAD
        | {
            ord(character): scanner.character(key, shift != turned, alt_gr)
            for character, (key, shift, alt_gr) in places.items()
        }
        for scanner in _SCANNERS
        for turned in (False, True)  # caps lock is on, or believed to be
    )


def _places(layout: KeyboardLayout, *, shifted_first: bool) -> Mapping[str, _Key]:
    """The key of each character. The one beside the left shift last: American boards have none."""
    found: dict[str, _Key] = {" ": (44, False, False)}
    layers = [(layout.plain, False), (layout.shifted, True)]
    if shifted_first:
        layers.reverse()
    for at_the_edge in (False, True):
        for keys, shift in layers:
            for scancode, character in keys.items():
                if (scancode == _BESIDE_SHIFT) is at_the_edge:
                    found.setdefault(character, (scancode, shift, False))
    for scancode, character in layout.alt_gr.items():
        found.setdefault(character, (scancode, False, True))
    return found

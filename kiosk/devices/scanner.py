"""What a scanner types, read from the places of the keys and not from their letters.

A USB scanner is a keyboard that believes in an American layout; under a French or an
Arabic one its letters arrive garbled, but the scancodes are exact. SDL's scancodes are
the usage numbers of USB HID's keyboard page (HID Usage Tables, page 0x07).
"""

from __future__ import annotations

FASTEST_HAND = 0.08
"""Seconds between two keys: a scanner takes 1 to 50 ms, a hand more than 80 on the whole."""

SHORTEST = 6
"""Fewer keys in a row may be a hand that is lucky."""

_ENTER, _TAB, _KEYPAD_ENTER = 40, 43, 88
_ENDS = frozenset((_ENTER, _TAB, _KEYPAD_ENTER))
_MODIFIERS = frozenset((57, *range(224, 232)))
"""Caps lock, and both sides of control, shift, alt and the system key."""


def _keys() -> dict[int, tuple[str, str]]:
    """Each printing key: what it gives alone, and with shift."""
    keys = {4 + number: (chr(97 + number), chr(65 + number)) for number in range(26)}
    keys |= {
        30 + at: (plain, high)
        for at, (plain, high) in enumerate(zip("1234567890", "!@#$%^&*()", strict=True))
    }
    keys[44] = (" ", " ")
    symbols = zip(
        (45, 46, 47, 48, 49, 51, 52, 53, 54, 55, 56), "-=[]\\;'`,./", '_+{}|:"~<>?', strict=True
    )
    keys |= {scancode: (plain, high) for scancode, plain, high in symbols}
    keypad = zip((84, 85, 86, 87, 99), "/*-+.", strict=True)
    keys |= {scancode: (character, character) for scancode, character in keypad}
    keys |= {89 + at: (digit, digit) for at, digit in enumerate("1234567890")}
    return keys


_KEYS = _keys()


class ScanReader:
    """Fed every key pressed, gives a text when a scanner has sent a whole one."""

    def __init__(self, fastest_hand: float = FASTEST_HAND, shortest: int = SHORTEST) -> None:
        self._fastest_hand = fastest_hand
        self._shortest = shortest
        self._text = ""
        self._last = float("-inf")

    def feed(self, scancode: int, shift: bool, at: float) -> str | None:
        """One key going down; `at` is monotonic seconds.

        Gives the scanned text at Enter or Tab, and None for every other key and for
        keys that a hand pressed. Keys that print nothing, such as the arrows, end what
        was coming: a scanner has no such keys.
        """
        if at - self._last > self._fastest_hand:
            self._text = ""
        self._last = at
        if scancode in _MODIFIERS:
            return None
        if scancode in _ENDS:
            text, self._text = self._text, ""
            return text if len(text) >= self._shortest else None
        plain, shifted = _KEYS.get(scancode, ("", ""))
        self._text = self._text + (shifted if shift else plain) if plain else ""
        return None

    def forget(self) -> None:
        """Drop what has been received so far, at the end of a visit."""
        self._text = ""

"""What a scanner types, read from the places of the keys and not from their letters.

A USB scanner is a keyboard that believes in a layout of its own: under another one its
letters arrive garbled, but the scancodes are exact. SDL's scancodes are the usage numbers
of USB HID's keyboard page (HID Usage Tables, page 0x07). Which layout the scanner is set
to is known to nobody: all are tried, and whoever knows tickets says which reading is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.devices.keyboard_layouts import KEYPAD_DIGITS, LAYOUTS, NOTHING, PRINTING, KeyboardLayout
from kiosk.visit.values import Reading

LONGEST_GAP = 0.5
"""Seconds between two keys of one scan; what waits longer is another, or a hand."""

SLOWEST_SCANNER = 0.25
"""Seconds a key, on the whole: slow scanners take 0.2, a hand that looks for its keys more."""

SHORTEST = 6
"""Fewer keys in a row may be a hand that is lucky."""

LONGEST = 500
"""Keys that are kept of one scan, several times what our own tickets have. A key that something
lies on sends more, and a driving licence too; neither may fill the memory or hold the screen."""

_LEFT_ALT, _RIGHT_ALT = 226, 230
_MODIFIERS = frozenset((57, 83, *range(224, 232)))
"""Caps and num lock, and both sides of control, shift, alt and the system key."""


@dataclass(frozen=True, slots=True)
class _Key:
    scancode: int
    shift: bool
    alt_gr: bool


_Typed = _Key | str
"""A key, or the character of a number typed on the keypad with Alt held."""


class ScanReader:
    """Fed every key pressed, gives what a scanner has sent, in each layout it may be set to.

    A scan ends at Enter or Tab, at a key that writes nothing, or in silence: `rest` is to be
    asked while something is `pending`. Times are monotonic seconds.
    """

    def __init__(
        self,
        *,
        longest_gap: float = LONGEST_GAP,
        slowest_scanner: float = SLOWEST_SCANNER,
        shortest: int = SHORTEST,
        layouts: Sequence[KeyboardLayout] = LAYOUTS,
    ) -> None:
        self._longest_gap = longest_gap
        self._slowest = slowest_scanner
        self._shortest = shortest
        self._layouts = layouts
        self._alt_gr = False
        self.forget()

    def forget(self) -> None:
        """Drop what has been received so far, at the end of a visit."""
        self._typed: list[_Typed] = []
        self._count = 0
        self._number = ""
        self._first = self._last = float("-inf")

    @property
    def pending(self) -> bool:
        """Keys have come that may be a scan without an end: ask `rest` soon."""
        return bool(self._typed or self._number)

    def feed(
        self, scancode: int, shift: bool, at: float, *, alt: bool = False, ctrl: bool = False
    ) -> tuple[Reading, ...] | None:
        """One key going down. Gives the readings of a whole scan, the likeliest first, and None
        for every other key and for keys that a hand pressed."""
        if at - self._last > self._longest_gap:
            self.forget()
        if not self.pending:
            self._first = at
        self._last = at
        if scancode in _MODIFIERS:
            return self._modifier(scancode)
        if alt and scancode in KEYPAD_DIGITS and not self._alt_gr:
            self._number = (self._number + KEYPAD_DIGITS[scancode])[-LONGEST:]
            return None
        self._close_number()
        alt_gr = alt and (self._alt_gr or ctrl)
        if scancode not in PRINTING or ((ctrl or alt) and not alt_gr):
            return self._end()
        self._keep(_Key(scancode, shift, alt_gr))
        return None

    def release(self, scancode: int) -> tuple[Reading, ...] | None:
        """One key going up: only those of Alt mean something."""
        if scancode == _RIGHT_ALT:
            self._alt_gr = False
        return self._close_number() if scancode == _LEFT_ALT else None

    def rest(self, at: float) -> tuple[Reading, ...] | None:
        """What has come when nothing follows: some scanners send no Enter."""
        if not self.pending or at - self._last <= self._longest_gap:
            return None
        self._close_number()
        return self._end()

    def _modifier(self, scancode: int) -> tuple[Reading, ...] | None:
        if scancode == _RIGHT_ALT:
            self._alt_gr = True
        return self._close_number() if scancode == _LEFT_ALT else None

    def _close_number(self) -> tuple[Reading, ...] | None:
        """The character of Alt and digits is complete; one that is Enter or Tab ends the scan."""
        number, self._number = self._number, ""
        if not number:
            return None
        character = _character(number)
        if character in "\t\n\r":
            return self._end()
        self._keep(character)
        return None

    def _keep(self, typed: _Typed) -> None:
        self._count += 1
        if self._count <= LONGEST:
            self._typed.append(typed)

    def _end(self) -> tuple[Reading, ...] | None:
        typed, count, lasted = self._typed, self._count, self._last - self._first
        self.forget()
        if count < self._shortest or lasted / count > self._slowest:
            return None
        return self._readings(typed)

    def _readings(self, typed: Sequence[_Typed]) -> tuple[Reading, ...]:
        """One for each layout that makes a difference; last, those of a scanner that believes
        caps lock to be the other way round."""
        found: dict[str, str] = {}
        for turned in (False, True):
            for layout in self._layouts:
                found.setdefault(_text(typed, layout, turned), layout.name)
        readable = [Reading(name, text) for text, name in found.items() if NOTHING not in text]
        return tuple(readable) or (Reading(self._layouts[0].name, "?" * len(typed)),)


def _text(typed: Sequence[_Typed], layout: KeyboardLayout, turned: bool) -> str:
    return "".join(
        one
        if isinstance(one, str)
        else layout.character(one.scancode, one.shift != turned, one.alt_gr)
        for one in typed
    )


def _character(number: str) -> str:
    """As Windows reads Alt and a number: with a leading zero in its own letters, else in DOS's."""
    value = int(number[-5:])
    if value > 255:
        return chr(value) if value < 0xD800 else NOTHING
    page = "cp1252" if number.startswith("0") or value < 32 else "cp437"
    return bytes([value]).decode(page, errors="replace")

"""A scanner types, and so may a hand; on which keyboard, nobody knows."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.keyboard_layouts import (
    AMERICAN,
    FRENCH,
    GERMAN,
    LAYOUTS,
    NOTHING,
    SPANISH,
    KeyboardLayout,
)
from kiosk.devices.scanner import LONGEST, ScanReader
from kiosk.terminal.scanned_ticket import Sought, sought_in, tried
from kiosk.ticket.codes import with_check
from kiosk.visit.badges import badges_in
from kiosk.visit.effects import FindTicket
from kiosk.visit.values import Reading

ENTER, TAB, KEYPAD_ENTER = 40, 43, 88
LEFT_SHIFT, RIGHT_ALT, LEFT_ALT, UP, F1, ESCAPE = 225, 230, 226, 82, 58, 41
TOKEN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
URL = f"HTTPS://ICI-ET-LA.EXAMPLE/T/{TOKEN}"
CODE = with_check("HJLNRN")

Scan = tuple[Reading, ...] | None


class Device:
    """A scanner set to a keyboard, as its leaflet sets it."""

    def __init__(
        self,
        reader: ScanReader,
        layout: KeyboardLayout = AMERICAN,
        *,
        every: float = 0.005,
        start: float = 100.0,
    ) -> None:
        self.reader = reader
        self.layout = layout
        self.every = every
        self.now = start
        self.scans: list[tuple[Reading, ...]] = []

    def texts(self) -> list[str]:
        """The likeliest reading of each scan."""
        return [scan[0].text for scan in self.scans]

    def key(self, scancode: int, shift: bool = False, *, alt: bool = False) -> None:
        self._take(self.reader.feed(scancode, shift, self.now, alt=alt))
        self.now += self.every

    def types(self, text: str, end: int | None = ENTER) -> Device:
        for character in text:
            self.character(character)
        if end is not None:
            self.key(end)
        return self

    def character(self, character: str) -> None:
        scancode, shift, alt_gr = where(self.layout, character)
        if shift:
            self.key(LEFT_SHIFT, True)
        if alt_gr:
            self.key(RIGHT_ALT, alt=True)
        self.key(scancode, shift, alt=alt_gr)
        if alt_gr:
            self._take(self.reader.release(RIGHT_ALT))

    def by_number(self, character: str, *, zero: bool = True) -> None:
        """Alt held, the number on the keypad, Alt let go."""
        self.key(LEFT_ALT, alt=True)
        for digit in f"{'0' if zero else ''}{ord(character)}":
            self.key(98 if digit == "0" else 88 + int(digit), alt=True)
        self._take(self.reader.release(LEFT_ALT))

    def waits(self, seconds: float) -> Device:
        self.now += seconds
        self._take(self.reader.rest(self.now))
        return self

    def _take(self, scan: Scan) -> None:
        if scan is not None:
            self.scans.append(scan)


def where(layout: KeyboardLayout, character: str) -> tuple[int, bool, bool]:
    """The key of a character, and what is held with it."""
    if character == " ":
        return 44, False, False
    for keys, shift, alt_gr in (
        (layout.plain, False, False),
        (layout.shifted, True, False),
        (layout.alt_gr, False, True),
    ):
        for scancode, written in keys.items():
            if written == character:
                return scancode, shift, alt_gr
    raise AssertionError(f"{character} is not on the {layout.name}")


def sought(device: Device) -> Sought:
    """What is looked up of the one scan."""
    (scan,) = device.scans
    return sought_in([one.text for one in scan])


ON_THE_AMERICAN = string.ascii_letters + string.digits + ":/.-?_=&"


@given(st.text(alphabet=ON_THE_AMERICAN, min_size=6, max_size=80))
def test_what_is_scanned_comes_out_whole_whatever_the_layout_of_the_system(text: str) -> None:
    assert Device(ScanReader()).types(text).texts() == [text]


@given(st.sampled_from(LAYOUTS), st.text(alphabet=TOKEN + "234567", min_size=26, max_size=26))
def test_a_ticket_is_read_whatever_keyboard_the_scanner_is_set_to(
    layout: KeyboardLayout, token: str
) -> None:
    url = f"HTTPS://RDV2.QUAI-A.EXAMPLE:8443/T/{token}"
    assert token in sought(Device(ScanReader(), layout).types(url)).tokens


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda one: one.name)
def test_a_code_of_eight_letters_is_read_whatever_keyboard_the_scanner_is_set_to(
    layout: KeyboardLayout,
) -> None:
    assert sought(Device(ScanReader(), layout).types(CODE.lower())).codes == (CODE,)


@pytest.mark.parametrize("layout", [AMERICAN, FRENCH, GERMAN], ids=lambda one: one.name)
@pytest.mark.parametrize(
    "text", ["3017620422003", "978-2-07-036822-8", "ABC-1234/5", "https://example.org/produit?id=7"]
)
def test_the_barcode_of_something_else_is_nothing(layout: KeyboardLayout, text: str) -> None:
    assert sought(Device(ScanReader(), layout).types(text)).is_nothing


def test_staff_are_told_which_keyboard_the_scanner_is_set_to() -> None:
    (scan,) = Device(ScanReader(), FRENCH).types(URL).scans
    seen = tried(scan)
    assert (seen.keyboard, seen.understood) == (FRENCH.name, True)
    assert seen.shown == "…/T/ABCD…", "not enough to open it"
    (scan,) = Device(ScanReader(), FRENCH).types("3017620422003").scans
    seen = tried(scan)
    assert (seen.shown, seen.keyboard, seen.understood) == ("3017620422003", FRENCH.name, False)


def test_the_token_is_not_in_what_may_come_into_a_log() -> None:
    (scan,) = Device(ScanReader()).types(URL).scans
    assert TOKEN not in repr(scan) + repr(FindTicket(scanned=URL, readings=scan))


@pytest.mark.parametrize("zero", [True, False])
def test_a_scanner_that_types_numbers_with_alt_is_read(zero: bool) -> None:
    device = Device(ScanReader())
    for character in URL:
        device.by_number(character, zero=zero)
    device.key(ENTER)
    assert device.texts() == [URL]


def test_a_scanner_that_types_even_enter_as_a_number_is_read() -> None:
    device = Device(ScanReader())
    for character in (*URL, "\r"):
        device.by_number(character)
    assert device.texts() == [URL]


def test_letters_outside_the_keyboard_are_read_by_their_number() -> None:
    device = Device(ScanReader())
    for character in "éàçœur":
        number = character.encode("cp1252")[0]
        device.by_number(chr(number))
    device.key(ENTER)
    assert device.texts() == ["éàçœur"]


@pytest.mark.parametrize("end", [ENTER, TAB, KEYPAD_ENTER, UP, F1])
def test_scanners_end_with_enter_or_tab_or_another_key(end: int) -> None:
    assert Device(ScanReader()).types(URL, end=end).texts() == [URL]


def test_a_scanner_that_ends_with_nothing_is_read_when_nothing_follows() -> None:
    device = Device(ScanReader()).types(URL, end=None)
    pending = [device.reader.pending]
    assert device.waits(0.1).texts() == []
    assert device.waits(0.6).texts() == [URL]
    pending.append(device.reader.pending)
    assert device.waits(10).texts() == [URL]
    assert pending == [True, False]


@pytest.mark.parametrize("before", ["]Q1", "\x02", "QR ", "#12;", "AB "])
def test_what_the_scanner_puts_before_the_address_is_no_part_of_it(before: str) -> None:
    assert sought_in([before + URL]).tokens == (TOKEN,)


@pytest.mark.parametrize("after", [" X", "\x03", "#", ";", ".", " \r", "/", "?utm=1"])
def test_nor_is_what_it_puts_behind(after: str) -> None:
    assert sought_in([URL + after]).tokens == (TOKEN,)


@pytest.mark.parametrize("around", ["]C0{}", "\x02{}\x03", "*{}*", "{}#", " {} "])
def test_a_code_is_known_whatever_stands_around_it(around: str) -> None:
    assert sought_in([around.format(CODE)]).codes == (CODE,)


def test_a_key_before_the_text_is_no_part_of_it() -> None:
    device = Device(ScanReader())
    device.key(ESCAPE)
    device.reader.feed(5, False, device.now, ctrl=True)
    assert device.types(URL).texts() == [URL]


@pytest.mark.parametrize("every", [0.001, 0.05, 0.09, 0.2])
def test_a_slow_scanner_is_still_a_scanner(every: float) -> None:
    assert Device(ScanReader(), every=every).types(CODE.lower()).texts() == [CODE.lower()]


def test_a_machine_that_is_busy_for_a_moment_loses_no_key() -> None:
    device = Device(ScanReader()).types(URL[:20], end=None)
    device.waits(0.4)
    assert device.types(URL[20:]).texts() == [URL]


def test_a_hand_that_types_is_no_scanner() -> None:
    assert Device(ScanReader(), every=0.3).types("bonjour").texts() == []
    assert Device(ScanReader(), every=0.3).types("bonjour", end=None).waits(1).texts() == []


def test_a_few_keys_at_once_are_an_elbow() -> None:
    assert Device(ScanReader()).types("hjkl").texts() == []


def test_what_a_hand_typed_before_is_not_mixed_with_the_scan() -> None:
    reader = ScanReader()
    Device(reader, start=99.0).types("x", end=None)
    assert Device(reader, start=100.0).types("hjlnnfjk").texts() == ["hjlnnfjk"]


def test_enter_long_after_the_keys_ends_nothing() -> None:
    device = Device(ScanReader()).types("hjlnnfjk", end=None)
    device.now += 5
    device.key(ENTER)
    assert device.texts() == []


def test_two_scans_are_two_texts() -> None:
    device = Device(ScanReader()).types("hjlnnfjk").types("bcdfghjk")
    assert device.texts() == ["hjlnnfjk", "bcdfghjk"]


def test_a_ticket_read_twice_in_one_breath_is_that_ticket() -> None:
    device = Device(ScanReader()).types(URL + URL)
    assert sought(device).tokens == (TOKEN,)


def test_half_a_ticket_is_none() -> None:
    assert sought(Device(ScanReader()).types(URL[:-3])).is_nothing


def test_a_scanner_that_takes_caps_lock_the_other_way_round_is_read() -> None:
    device = Device(ScanReader(), FRENCH)
    for character in URL:
        scancode, shift, _alt_gr = where(FRENCH, character)
        device.key(scancode, not shift)
    device.key(ENTER)
    assert TOKEN in sought(device).tokens


def test_signs_that_need_alt_gr_are_read() -> None:
    (scan,) = Device(ScanReader(), SPANISH).types("a@b#c{d}").scans
    assert "a@b#c{d}" in [reading.text for reading in scan]


def test_a_keypad_gives_its_digits() -> None:
    device = Device(ScanReader())
    for scancode in (89, 90, 91, 97, 98, 99, 84, KEYPAD_ENTER):
        device.key(scancode)
    assert device.texts() == ["12390./"]


def test_half_a_scan_is_forgotten_with_its_visitor() -> None:
    device = Device(ScanReader()).types("hjlnnfjk", end=None)
    device.reader.forget()
    device.key(ENTER)
    assert device.texts() == []


@given(
    st.lists(st.tuples(st.integers(0, 300), *[st.booleans()] * 3, st.floats(0, 0.6)), max_size=60)
)
def test_no_keys_whatever_break_the_reader(
    keys: list[tuple[int, bool, bool, bool, float]],
) -> None:
    reader, at = ScanReader(), 0.0
    for scancode, shift, alt, ctrl, pause in keys:
        at += pause
        for scan in (
            reader.feed(scancode, shift, at, alt=alt, ctrl=ctrl),
            reader.release(scancode),
        ):
            assert scan is None or (scan and NOTHING not in scan[0].text)
    reader.rest(at + 1)
    assert not reader.pending


def test_a_key_that_something_lies_on_fills_no_memory_and_holds_no_screen() -> None:
    device = Device(ScanReader(), every=0.033)
    for _time in range(20_000):
        device.key(4)
    device.key(ENTER)
    (scan,) = device.scans
    assert all(len(reading.text) <= LONGEST for reading in scan)
    slow = Device(ScanReader(), every=0.4)
    for _time in range(2 * LONGEST):
        slow.key(4)
    slow.key(ENTER)
    assert not slow.scans, "the rhythm is that of every key"


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda one: one.name)
def test_a_badge_is_read_whatever_keyboard_the_scanner_is_set_to(layout: KeyboardLayout) -> None:
    badge = "BADGE/QWZYM234567ABCDEFGHIJKLMNO"
    (scan,) = Device(ScanReader(), layout).types(badge).scans
    assert badge in badges_in(one.text for one in scan)

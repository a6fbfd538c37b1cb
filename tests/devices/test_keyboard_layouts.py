"""Our tables of keyboards against those of the system (libxkbcommon with xkb-data)."""

from __future__ import annotations

import ctypes
from ctypes.util import find_library
from pathlib import Path

import pytest

from kiosk.devices.keyboard_layouts import LAYOUTS, KeyboardLayout

COUNTRIES = ("us", "fr", "be", "ch", "de", "es", "it", "gb", "pt", "se", "ca", "tr", "cz")

LINUX_KEYS = {
    53: 41,
    **{30 + at: 2 + at for at in range(10)},
    **dict(zip((45, 46, 47, 48, 49, 51), (12, 13, 26, 27, 43, 39), strict=True)),
    **dict(zip((52, 54, 55, 56, 100), (40, 51, 52, 53, 86), strict=True)),
    **dict(zip((20, 26, 8, 21, 23, 28, 24, 12, 18, 19), range(16, 26), strict=True)),
    **dict(zip((4, 22, 7, 9, 10, 11, 13, 14, 15), range(30, 39), strict=True)),
    **dict(zip((29, 27, 6, 25, 5, 17, 16), range(44, 51), strict=True)),
}
"""The kernel's numbers of keys (linux/input-event-codes.h) by HID usage."""

NAME = find_library("xkbcommon")
pytestmark = pytest.mark.skipif(
    NAME is None or not Path("/usr/share/X11/xkb/symbols/fr").exists(),
    reason="no keyboards here: sudo apt-get install -y libxkbcommon0 xkb-data",
)


class Names(ctypes.Structure):
    _fields_ = [
        (name, ctypes.c_char_p) for name in ("rules", "model", "layout", "variant", "options")
    ]


class System:
    """What a key writes on a layout of the system."""

    def __init__(self, country: str) -> None:
        self.xkb = xkb = ctypes.CDLL(NAME)
        pointer, number = ctypes.c_void_p, ctypes.c_uint32
        xkb.xkb_context_new.restype = pointer
        xkb.xkb_keymap_new_from_names.restype = pointer
        xkb.xkb_keymap_new_from_names.argtypes = [pointer, ctypes.POINTER(Names), ctypes.c_int]
        symbols = ctypes.POINTER(ctypes.POINTER(number))
        xkb.xkb_keymap_key_get_syms_by_level.argtypes = [pointer, number, number, number, symbols]
        xkb.xkb_keysym_to_utf32.argtypes = [number]
        xkb.xkb_keysym_to_utf32.restype = number
        names = Names(b"evdev", b"pc105", country.encode(), b"", b"")
        self.keymap = xkb.xkb_keymap_new_from_names(xkb.xkb_context_new(0), ctypes.byref(names), 0)

    def writes(self, usage: int, level: int) -> str:
        found = ctypes.POINTER(ctypes.c_uint32)()
        key = LINUX_KEYS[usage] + 8
        count = self.xkb.xkb_keymap_key_get_syms_by_level(
            self.keymap, key, 0, level, ctypes.byref(found)
        )
        code = self.xkb.xkb_keysym_to_utf32(found[0]) if count == 1 else 0
        return chr(code) if code else ""


@pytest.mark.parametrize(("layout", "country"), list(zip(LAYOUTS, COUNTRIES, strict=True)))
def test_the_keys_that_tickets_need_stand_where_the_system_has_them(
    layout: KeyboardLayout, country: str
) -> None:
    """An accent that waits for its letter writes nothing there; no ticket has one."""
    system = System(country)
    for level, keys in enumerate((layout.plain, layout.shifted, layout.alt_gr)):
        for usage, ours in keys.items():
            theirs = system.writes(usage, level)
            if ours.isascii() and theirs:
                assert theirs == ours, f"{layout.name}: key {usage}, level {level}"

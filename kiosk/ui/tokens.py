"""Sizes and colours: the only place where millimetres become pixels.

Sources of the figures: touch targets of 20 mm serve people standing at a kiosk (Colle and
Hiszem 2004), 12.7 mm with 2.54 mm between them is the least for keys (VVSG); capitals of
4.8 mm (Section 508, 402.4) and 7.3 mm at the large size (EN 301 549, 5.1.4, at 60 cm).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import Literal

from kiosk.catalog.model import ThemeColour

Colour = tuple[int, int, int]
Size = Literal["small", "body", "strong", "title", "hour", "sign", "huge"]

CAP_HEIGHT = 0.668
"""Height of Atkinson Hyperlegible Next's capitals, as a share of its size."""

TARGET_MM = 20.0
GAP_MM = 3.0
KEY_MM = 12.7
KEY_GAP_MM = 2.54
CAPITALS_MM = 4.8

INCHES = {(1080, 1920): 32.0, (1920, 1080): 32.0, (1280, 800): 15.6}
"""The diagonal of a screen of that many pixels, where the operator says nothing."""

UNKNOWN_INCHES = 24.0
"""The same for any other screen."""


def _hex(value: str) -> Colour:
    return int(value[0:2], 16), int(value[2:4], 16), int(value[4:6], 16)


PAPER = _hex("FBF6EC")
WHITE = _hex("FFFFFF")
INK = _hex("14213D")
SOFT = _hex("33405E")
GO = _hex("0B4F4A")
GO_EDGE = _hex("07332F")
GO_PRESSED = _hex("083D39")
PERSON = _hex("9F2D0C")
PERSON_EDGE = _hex("6F1E06")
PERSON_PRESSED = _hex("842408")
PERSON_SOFT = _hex("FCE3D2")
LINE = _hex("E6DECC")
LINE_STRONG = _hex("C9C2B2")
OUTLINE = _hex("6B6656")
"""Edges that say "this can be touched": at least 3:1 on paper and on white."""
ARROW = _hex("857E6C")
QUIET = _hex("F1EADB")
PRESSED = _hex("E4DBC6")
HINT = _hex("F6E7B4")
HINT_INK = _hex("3D2E00")
GLOW = _hex("F2B705")
WEB_BLUE = _hex("1E3A8A")
WEB_FRAME = _hex("5B6478")
WEB_STRIP = _hex("E4E8F2")
WEB_INK = _hex("1B2333")

THEMES: dict[ThemeColour, tuple[Colour, Colour]] = {
    "mint": (_hex("D9EFEA"), _hex("0B4F4A")),
    "peach": (_hex("FCE3D2"), _hex("8A2A0C")),
    "blue": (_hex("DDE6FA"), _hex("1E3A8A")),
    "yellow": (_hex("F6E7B4"), _hex("5B4300")),
    "violet": (_hex("EADCF5"), _hex("4B1F6F")),
    "green": (_hex("DDF0D3"), _hex("22531A")),
    "pink": (_hex("F9D9E2"), _hex("7C1238")),
    "sky": (_hex("D5ECF7"), _hex("0C4466")),
}
"""Ground and ink of each theme."""


def share(colour: Colour) -> tuple[float, float, float, float]:
    """The colour as OpenGL has it, opaque."""
    return colour[0] / 255, colour[1] / 255, colour[2] / 255, 1.0


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of WCAG 2, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def mixed(one: Colour, other: Colour, much: float) -> Colour:
    """`one` with that much (0 to 1) of `other` in it."""
    red, green, blue = (round(a + (b - a) * much) for a, b in zip(one, other, strict=True))
    return red, green, blue


@dataclass(frozen=True, slots=True)
class Tokens:
    """The sizes of one screen. Everything is in pixels unless its name says otherwise.

    Sizes grow with the screen, and never below what a finger and an eye need.
    """

    width: int
    height: int
    inches: float = 0.0
    """The diagonal; 0 where it is not known."""
    text_scale: float = 1.0

    @property
    def px_per_mm(self) -> float:
        inches = self.inches or INCHES.get((self.width, self.height), UNKNOWN_INCHES)
        return hypot(self.width, self.height) / (inches * 25.4)

    def mm(self, length: float) -> float:
        return length * self.px_per_mm

    @property
    def landscape(self) -> bool:
        return self.width > self.height

    @property
    def cramped(self) -> bool:
        """A small screen, where the least sizes take most of the room."""
        return self.height < self.mm(200)

    @property
    def unit(self) -> float:
        """1 on a portrait screen 1080 wide."""
        return (self.height * 0.85 if self.landscape else self.width) / 1080

    def grown(self, least_mm: float, drawn: float) -> float:
        """`drawn` pixels on the portrait screen, never below so many millimetres."""
        return max(self.mm(least_mm), drawn * self.unit)

    @property
    def target(self) -> float:
        """The least side of what can be touched."""
        return self.mm(TARGET_MM)

    @property
    def gap(self) -> float:
        return self.grown(GAP_MM, 24)

    @property
    def margin(self) -> float:
        return self.grown(4.5, 56)

    @property
    def pad(self) -> float:
        """Between a card's edge and its words."""
        return self.grown(2.6, 32)

    @property
    def button(self) -> float:
        """The height of a button of one line."""
        return self.grown(TARGET_MM, 136)

    @property
    def radius(self) -> int:
        return round(28 * max(self.unit, 0.8))

    @property
    def edge(self) -> int:
        """The soft lower edge under cards and buttons."""
        return max(3, round(7 * self.unit))

    @property
    def stroke(self) -> int:
        return max(2, round(3 * self.unit))

    @property
    def icon(self) -> float:
        return self.grown(8, 64)

    def size(self, name: Size) -> int:
        """The size of type, for the font."""
        least = self.mm(CAPITALS_MM) / CAP_HEIGHT
        drawn, times = {
            "small": (30, 1.0),
            "body": (37, 1.0),
            "strong": (46, 1.0),
            "title": (68, 1.16),
            "hour": (104, 1.6),
            "sign": (150, 2.0),
            "huge": (190, 2.2),
        }[name]
        return round(max(least * times, drawn * self.unit) * self.text_scale + 0.49)

    def line(self, size: int, bold: bool = False) -> int:
        """The height of one line of type of that size."""
        return round(size * (1.18 if bold else 1.3))

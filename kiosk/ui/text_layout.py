"""Type: how wide words are, where their lines break, and the textures they are drawn with.

A line is drawn once in white and tinted where it is used. What has been drawn is kept for
the next screen, and forgotten with the visit: a visitor's words stay nowhere.

Kivy draws what our own face has, and fast; a line with letters of other scripts is drawn by
`kiosk.type`, which joins Arabic and Indic letters and knows which face has which.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from functools import cache
from math import ceil
from typing import Any, Literal

from kivy.core.text import Label
from PIL import Image, ImageDraw

from kiosk.type.cleaning import cleaned, is_own
from kiosk.type.faces import ICONS, OWN
from kiosk.type.files import icon_codes
from kiosk.type.line import Hand
from kiosk.type.lines import balanced, broken
from kiosk.ui.nine_patch import texture_of

Face = Literal["regular", "bold", "icon"]

FACES: dict[Face, str] = {
    "regular": str(OWN.regular),
    "bold": str(OWN.bold),
    "icon": str(ICONS),
}
KEPT_LINES = 600
UNKNOWN_ICON = "circle"


@cache
def icon_names() -> dict[str, int]:
    """Every icon's code point, by name. Raises FaceError when their file is broken."""
    return icon_codes()


def icon_letter(name: str) -> str:
    names = icon_names()
    return chr(names.get(name, names[UNKNOWN_ICON]))


class Letters:
    """Measures, breaks and draws words; one for the whole screen."""

    def __init__(self) -> None:
        self.rtl = False
        """Whether the screen's language is read from right to left: what goes both ways stands in a
        line as its reader expects."""
        self._rulers: dict[tuple[Face, int], Any] = {}
        self._widths: dict[tuple[str, Face, int, bool], float] = {}
        self._textures: OrderedDict[tuple[str, Face, int, bool], Any] = OrderedDict()

    def width(self, words: str, face: Face, size: int) -> float:
        key = (words, face, size, self.rtl)
        found = self._widths.get(key)
        if found is None:
            found = self._widths[key] = self._measured(words, face, size)
        return found

    def _measured(self, words: str, face: Face, size: int) -> float:
        if face != "icon":
            words = cleaned(words)
            if not is_own(words):
                return float(ceil(Hand(size, face == "bold", self.rtl).width(words)))
        return float(self._ruler(face, size).get_extents(words)[0])

    def _ruler(self, face: Face, size: int) -> Any:
        ruler = self._rulers.get((face, size))
        if ruler is None:
            ruler = Label(font_name=FACES[face], font_size=size)
            self._rulers[face, size] = ruler
        return ruler

    def texture(self, words: str, face: Face, size: int) -> Any:
        """One line in white; its width is the words', its height the font's own."""
        key = (words, face, size, self.rtl)
        found = self._textures.get(key)
        if found is not None:
            self._textures.move_to_end(key)
            return found
        texture = self._textures[key] = self._drawn(words, face, size)
        if len(self._textures) > KEPT_LINES:
            self._textures.popitem(last=False)
        return texture

    def _drawn(self, words: str, face: Face, size: int) -> Any:
        if face != "icon":
            words = cleaned(words)
            if not is_own(words):
                hand = Hand(size, face == "bold", self.rtl)
                width = ceil(hand.width(words))
                return texture_of(_white(words, hand, width), nearest=True)
        label = Label(text=words, font_name=FACES[face], font_size=size, color=(1, 1, 1, 1))
        label.refresh()
        # Drawn at its own size on whole pixels: software rendering need not blend four of them.
        label.texture.mag_filter = label.texture.min_filter = "nearest"
        return label.texture

    def lines(self, words: str, face: Face, size: int, width: float) -> list[str]:
        """The words broken into lines no wider than `width`, in pixels."""
        return broken(words, width, lambda part: self.width(part, face, size))

    def balanced(self, words: str, face: Face, size: int, width: float) -> list[str]:
        """As few lines, of much the same width: for titles."""
        return balanced(words, width, lambda part: self.width(part, face, size))

    def word_spans(self, words: str, face: Face, size: int) -> list[tuple[str, float, float]]:
        """Each word of a line, in the order of reading: where it begins from the line's left end,
        and how wide it is."""
        words = cleaned(words)
        if not is_own(words):
            return Hand(size, face == "bold", self.rtl).word_spans(words)

        def until(end: int) -> float:
            return self.width(words[:end], face, size) if end else 0.0

        return [
            (word[0], until(word.start()), until(word.end()) - until(word.start()))
            for word in re.finditer(r"\S+", words)
        ]

    def forget(self) -> None:
        """Drop every word drawn and measured so far."""
        self._textures.clear()
        self._widths.clear()
        self._rulers.clear()

    def holds(self, words: str) -> bool:
        """Whether these words are kept somewhere here."""
        kept = (key[0] for keys in (self._textures, self._widths) for key in keys)
        return any(words in one for one in kept)


def _white(words: str, hand: Hand, width: int) -> Image.Image:
    """One line in white on nothing: its middle is where our own letters' would be, so that it
    stands on their line."""
    above, below = hand.own.getmetrics()
    high, deep = hand.extent(words)
    more = max(high - above, deep - below)
    ink = Image.new("L", (max(1, width), above + below + 2 * more), 0)
    hand.draw(ImageDraw.Draw(ink), 0, more + above, words, 255)
    white = Image.new("L", ink.size, 255)
    return Image.merge("RGBA", (white, white, white, ink))

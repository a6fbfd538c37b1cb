"""Type: how wide words are, where their lines break, and the textures they are drawn with.

A line is drawn once in white and tinted where it is used. What has been drawn is kept for
the next screen, and forgotten with the visit: a visitor's words stay nowhere.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from functools import cache
from typing import Any, Literal

from kivy.core.text import Label

from kiosk.paths import ASSETS, FONTS

Face = Literal["regular", "bold", "icon"]

FACES: dict[Face, str] = {
    "regular": str(FONTS / "AtkinsonHyperlegibleNext-Regular.ttf"),
    "bold": str(FONTS / "AtkinsonHyperlegibleNext-Bold.ttf"),
    "icon": str(ASSETS / "icons" / "lucide.ttf"),
}
KEPT_LINES = 600
UNKNOWN_ICON = "circle"
BREAKS_AFTER = "/.@-?&=_"
"""Where a word too long for its line, such as an address, may be broken."""


@cache
def icon_names() -> dict[str, int]:
    """Every icon's code point, by name."""
    names: dict[str, int] = json.loads((ASSETS / "icons" / "codepoints.json").read_text())
    return names


def icon_letter(name: str) -> str:
    names = icon_names()
    return chr(names.get(name, names[UNKNOWN_ICON]))


class Letters:
    """Measures, breaks and draws words; one for the whole screen."""

    def __init__(self) -> None:
        self._rulers: dict[tuple[Face, int], Any] = {}
        self._widths: dict[tuple[str, Face, int], float] = {}
        self._textures: OrderedDict[tuple[str, Face, int], Any] = OrderedDict()

    def width(self, words: str, face: Face, size: int) -> float:
        key = (words, face, size)
        found = self._widths.get(key)
        if found is None:
            ruler = self._rulers.get((face, size))
            if ruler is None:
                ruler = Label(font_name=FACES[face], font_size=size)
                self._rulers[face, size] = ruler
            found = self._widths[key] = float(ruler.get_extents(words)[0])
        return found

    def texture(self, words: str, face: Face, size: int) -> Any:
        """One line in white; its width is the words', its height the font's own."""
        key = (words, face, size)
        found = self._textures.get(key)
        if found is not None:
            self._textures.move_to_end(key)
            return found
        label = Label(text=words, font_name=FACES[face], font_size=size, color=(1, 1, 1, 1))
        label.refresh()
        # Drawn at its own size on whole pixels: software rendering need not blend four of them.
        label.texture.mag_filter = label.texture.min_filter = "nearest"
        self._textures[key] = label.texture
        if len(self._textures) > KEPT_LINES:
            self._textures.popitem(last=False)
        return label.texture

    def lines(self, words: str, face: Face, size: int, width: float) -> list[str]:
        """The words broken into lines no wider than `width`; a no-break space never breaks."""
        found: list[str] = []
        for paragraph in words.split("\n"):
            found += self._broken(paragraph, face, size, width)
        return found

    def balanced(self, words: str, face: Face, size: int, width: float) -> list[str]:
        """As few lines, of much the same width: for titles."""
        lines = self.lines(words, face, size, width)
        if len(lines) < 2:
            return lines
        narrow, wide = width / len(lines), width
        while wide - narrow > size / 4:
            middle = (narrow + wide) / 2
            if len(self.lines(words, face, size, middle)) > len(lines):
                narrow = middle
            else:
                wide = middle
        return self.lines(words, face, size, wide)

    def forget(self) -> None:
        """Drop every word drawn and measured so far."""
        self._textures.clear()
        self._widths.clear()
        self._rulers.clear()

    def holds(self, words: str) -> bool:
        """Whether these words are kept somewhere here."""
        kept = [key[0] for key in (*self._textures, *self._widths)]
        return any(words in one for one in kept)

    def _broken(self, paragraph: str, face: Face, size: int, width: float) -> list[str]:
        lines: list[str] = []
        line = ""
        for word in paragraph.split(" "):
            for part in self._fitting(word, face, size, width):
                longer = f"{line} {part}"
                if line and part == word and self.width(longer, face, size) <= width:
                    line = longer
                    continue
                if line:
                    lines.append(line)
                line = part
        return [*lines, line]

    def _fitting(self, word: str, face: Face, size: int, width: float) -> list[str]:
        """The word whole, or in pieces when it alone is wider than a line."""
        if self.width(word, face, size) <= width or len(word) < 2:
            return [word]
        end = len(word) - 1
        while end > 1 and self.width(word[:end], face, size) > width:
            end -= 1
        good = max(
            (at + 1 for at, sign in enumerate(word[:end]) if sign in BREAKS_AFTER), default=0
        )
        cut = good if good > end // 3 else end
        return [word[:cut], *self._fitting(word[cut:], face, size, width)]

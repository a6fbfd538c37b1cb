"""What one screen is made of while it is on: drawing instructions, texts with their
boxes, and what can be touched. It is dropped whole when the next one comes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from kivy.graphics import BorderImage, Color, InstructionGroup, Rectangle

from kiosk.i18n.languages import Direction
from kiosk.i18n.text import Text
from kiosk.ui.geometry import Box
from kiosk.ui.nine_patch import Plate, plate_texture
from kiosk.ui.text_layout import Face, Letters, icon_letter
from kiosk.ui.tokens import PAPER, Colour, Tokens, share
from kiosk.ui.touch_target import Meaning, TouchTarget

Say = Callable[[Text | str], str]
Align = Literal["start", "centre", "end"]

MIRRORED = {
    "arrow-left": "arrow-right",
    "arrow-right": "arrow-left",
    "chevron-right": "chevron-left",
    "chevron-left": "chevron-right",
}
"""Icons that point on or back: where lines start at the right, on is to the left."""


@dataclass(frozen=True, slots=True)
class Written:
    """A line of words on the screen: where it is, and where it has to stay inside."""

    words: str
    box: Box
    place: Box
    source: str
    """The whole text that it is a line of, as it is said: what a voice reads, and marks."""
    face: Face
    size: int


class Drawing:
    """Collects one screen. `page` is the part shown of what is longer than the screen."""

    def __init__(
        self,
        tokens: Tokens,
        letters: Letters,
        say: Say,
        page: int | None = None,
        direction: Direction = "ltr",
    ) -> None:
        self.tokens = tokens
        self.mirrored = letters.rtl = direction == "rtl"
        self.letters = letters
        self.say = say
        self.page = page
        self.pages = 1
        self.wanted = ""
        """What the visitor has to see now, of what is longer than the screen."""
        self.ground: Colour = PAPER
        self.canvas = InstructionGroup()
        self.texts: list[Written] = []
        self.buttons: list[TouchTarget] = []

    def placed(self, box: Box) -> Box:
        """Where a box of the layout is on the glass: the one place that knows of right to left.

        Whatever is drawn goes through it once; places to touch and `texts` are on the glass.
        """
        return replace(box, x=self.tokens.width - box.end) if self.mirrored else box

    def plate(self, plate: Plate, box: Box) -> Any:
        """A ground."""
        return self.plate_at(plate, self.placed(box))

    def plate_at(self, plate: Plate, box: Box) -> Any:
        """A ground on the glass, as of a place to touch; returns its instruction, whose picture may
        be exchanged later."""
        texture, border = plate_texture(plate)
        self.canvas.add(Color(1, 1, 1, 1))
        image = BorderImage(
            texture=texture,
            border=border,
            pos=(round(box.x), round(box.y)),
            size=(round(box.width), round(box.height)),
        )
        self.canvas.add(image)
        return image

    def touchable(
        self, box: Box, event: Meaning, words: str, enabled: bool = True, key: bool = False
    ) -> TouchTarget:
        """A new place to touch."""
        target = TouchTarget(self.placed(box), event, words, enabled)
        target.key = key
        self.buttons.append(target)
        return target

    def fill(self, colour: Colour, box: Box) -> None:
        box = self.placed(box)
        self.canvas.add(Color(*share(colour)))
        pos, size = (round(box.x), round(box.y)), (round(box.width), round(box.height))
        self.canvas.add(Rectangle(pos=pos, size=size))

    def picture(self, texture: Any, box: Box) -> None:
        box = self.placed(box)
        self.canvas.add(Color(1, 1, 1, 1))
        pos, size = (round(box.x), round(box.y)), (round(box.width), round(box.height))
        self.canvas.add(Rectangle(texture=texture, pos=pos, size=size))

    def line(
        self,
        words: str,
        face: Face,
        size: int,
        colour: Colour,
        box: Box,
        align: Align = "start",
        *,
        source: str | None = None,
    ) -> None:
        """One line of words, upright in the middle of `box`; `source` is the text that it is of,
        where that has more lines."""
        if not words:
            return
        texture = self.letters.texture(words, face, size)
        box = self.placed(box)
        wide, high = texture.size
        free = box.width - wide
        before = {"start": 0.0, "centre": free / 2, "end": free}[align]
        x = box.x + (free - before if self.mirrored else before)
        # A capital's middle lies above the line box's middle by the descender's excess.
        y = box.y + (box.height - high) / 2
        drawn = Box(round(x), round(y), wide, high)
        self.canvas.add(Color(*share(colour)))
        self.canvas.add(Rectangle(texture=texture, pos=(drawn.x, drawn.y), size=texture.size))
        self.texts.append(Written(words, drawn, box, source or words, face, size))

    def word_boxes(self, written: Written) -> list[tuple[str, Box]]:
        """Each word of a line and where it is on the glass, in the order of reading. Worked out
        when it is asked for: most screens are never spoken."""
        spans = self.letters.word_spans(written.words, written.face, written.size)
        box = written.box
        return [(word, Box(box.x + x, box.y, wide, box.height)) for word, x, wide in spans]

    def icon(self, name: str, size: float, colour: Colour, box: Box) -> None:
        """An icon in the middle of `box`; no words, so it is not among the texts."""
        shown = MIRRORED.get(name, name) if self.mirrored else name
        texture = self.letters.texture(icon_letter(shown), "icon", round(size))
        x, y = self.placed(box).middle
        wide, high = texture.size
        self.canvas.add(Color(*share(colour)))
        pos = (round(x - wide / 2), round(y - high / 2))
        self.canvas.add(Rectangle(texture=texture, pos=pos, size=texture.size))

    def button_at(self, x: float, y: float) -> TouchTarget | None:
        return next((one for one in self.buttons if one.enabled and one.box.holds(x, y)), None)

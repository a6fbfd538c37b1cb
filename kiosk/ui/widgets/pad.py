"""Pads: the digits of a telephone or a code, the sixteen letters of a ticket."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.i18n.text import as_is
from kiosk.ui.drawing import Drawing
from kiosk.ui.geometry import Box
from kiosk.ui.tokens import KEY_MM
from kiosk.ui.widgets.element import Element
from kiosk.ui.widgets.keyboard import ERASE
from kiosk.ui.widgets.keys import draw_key
from kiosk.visit.events import EraseKey, TypeKey
from kiosk.visit.views import Button


class Pad(Element):
    """Keys in columns. They are 20 mm and more, or 12.7 where the screen is small."""

    grows = 1.0
    most = 1.9

    def __init__(self, keys: Sequence[Button], columns: int) -> None:
        self._keys = keys
        self._columns = columns

    def _gap(self, drawing: Drawing) -> float:
        return max(drawing.tokens.mm(3), 16 * drawing.tokens.unit)

    def height(self, drawing: Drawing, _width: float) -> float:
        tokens = drawing.tokens
        rows = -(-len(self._keys) // self._columns)
        high = tokens.mm(KEY_MM + 4) if tokens.cramped else max(tokens.target, 116 * tokens.unit)
        return high * rows + self._gap(drawing) * (rows - 1)

    def draw(self, drawing: Drawing, box: Box) -> None:
        gap = self._gap(drawing)
        rows = -(-len(self._keys) // self._columns)
        high = (box.height - gap * (rows - 1)) / rows
        y = box.top
        for start in range(0, len(self._keys), self._columns):
            self._row(drawing, Box(box.x, y - high, box.width, high), start, gap)
            y -= high + gap

    def _row(self, drawing: Drawing, box: Box, start: int, gap: float) -> None:
        """The last row may hold a wide key: what is left over belongs to its last one."""
        keys = self._keys[start : start + self._columns]
        wide = (box.width - gap * (self._columns - 1)) / self._columns
        for number, said in enumerate(keys):
            place = Box(box.x + number * (wide + gap), box.y, wide, box.height)
            if number == len(keys) - 1:
                place = box.without_start(place.x - box.x)
            letter = len(drawing.say(said.label)) == 1
            draw_key(
                drawing,
                place,
                said.event,
                drawing.say(said.label),
                icon=said.icon,
                size="title" if letter else "body",
                enabled=said.enabled,
                quiet=not letter,
            )


def digits(enabled: bool = True, plus: bool = False) -> Pad:
    """1 to 9, then 0 and what erases; with the sign that begins a number from abroad."""
    signs = "123456789+0" if plus else "1234567890"
    keys = [Button(label=as_is(sign), event=TypeKey(sign), enabled=enabled) for sign in signs]
    keys.append(Button(label=ERASE, event=EraseKey(), icon="delete", enabled=enabled))
    return Pad(keys, 3)

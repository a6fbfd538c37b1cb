"""Where typed letters stand, and the screen with the keyboard."""

from __future__ import annotations

from kiosk.i18n.text import Text
from kiosk.ui.frame import Area
from kiosk.ui.geometry import Box
from kiosk.ui.plan import Plan, lay
from kiosk.ui.scene import Align, Scene
from kiosk.ui.tokens import GO, INK, SOFT, Size
from kiosk.ui.widgets.block import Block, Row
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.keyboard import Keyboard
from kiosk.ui.widgets.looks import field_plate
from kiosk.ui.widgets.words import Words, sentence, title
from kiosk.visit.views import Button


class Field(Block):
    """One line of typed letters, with the place of the next one."""

    def __init__(
        self, typed: str, size: Size = "title", *, centred: bool = False, empty: str = ""
    ) -> None:
        self._typed = typed
        self._size: Size = size
        self._centred = centred
        self._empty = empty

    def height(self, scene: Scene, _width: float) -> float:
        line = scene.tokens.line(scene.tokens.size(self._size))
        return max(line + scene.tokens.pad * 0.8, scene.tokens.button)

    def draw(self, scene: Scene, box: Box) -> None:
        tokens = scene.tokens
        scene.plate(field_plate(tokens), box)
        inner = box.inset(tokens.pad, 0)
        if not self._typed and self._empty:
            hint = Words(self._empty, "small", colour=SOFT)
            if hint.height(scene, inner.width) <= box.height:
                hint.draw(scene, inner)
            return
        size = self._fitting(scene, inner.width)
        wide = scene.letters.width(self._typed, "bold", size)
        align: Align = "centre" if self._centred else "left"
        scene.line(self._typed, "bold", size, INK, inner, align)
        if not self._centred:
            high = size * 0.9
            caret = Box(inner.x + wide + 4, box.middle[1] - high / 2, max(3, tokens.stroke), high)
            scene.fill(GO, caret)

    def _fitting(self, scene: Scene, width: float) -> int:
        """A long name is written smaller, never cut."""
        size = scene.tokens.size(self._size)
        while size > 12 and scene.letters.width(self._typed, "bold", size) > width - 8:
            size -= 2
        return size


def lay_typing(
    scene: Scene,
    area: Area,
    heading: Text,
    under: Text,
    typed: str,
    accept: Button,
    keyboard: Keyboard,
) -> None:
    """A title, what is typed, the keyboard over the whole width, and the way on."""
    if not scene.tokens.landscape:
        head: list[Block] = [title(scene, heading), sentence(scene, under)]
        lay(scene, area, Plan([*head, Field(typed)], [keyboard], [Press(accept)]))
        return
    body = area.body
    gap = scene.tokens.gap
    name, band = title(scene, heading), area.beside_header
    if not band.height:
        band = body.upper(name.height(scene, body.width))
        body = body.without_top(band.height + gap)
    name.draw(scene, band)
    if not scene.tokens.cramped:
        told = sentence(scene, under)
        height = told.height(scene, body.width)
        told.draw(scene, body.upper(height))
        body = body.without_top(height + gap)
    empty = scene.say(under) if scene.tokens.cramped else ""
    row = Row([Field(typed, empty=empty), Press(accept)], [3, 2])
    height = row.height(scene, body.width)
    row.draw(scene, body.upper(height))
    keyboard.draw(scene, body.without_top(height + gap))

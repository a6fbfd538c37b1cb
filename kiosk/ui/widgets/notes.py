"""Notes, the hint, and how far one is."""

from __future__ import annotations

from kiosk.i18n.text import Text
from kiosk.ui.geometry import Box
from kiosk.ui.plates import Plate
from kiosk.ui.scene import Scene
from kiosk.ui.tokens import GO, HINT, HINT_INK, LINE, SOFT, THEMES, Colour
from kiosk.ui.widgets.block import Block
from kiosk.ui.widgets.looks import box_plate
from kiosk.ui.widgets.words import Beside, Words


class Note(Block):
    """A sentence on a coloured ground, with an icon."""

    def __init__(
        self,
        words: str,
        icon: str = "lightbulb",
        ground: Colour = HINT,
        ink: Colour = HINT_INK,
        wanted: bool = False,
    ) -> None:
        self._inside = Beside(icon, Words(words, "body", colour=ink), ink)
        self._ground = ground
        self.wanted = words if wanted else ""

    def height(self, scene: Scene, width: float) -> float:
        pad = scene.tokens.pad
        return self._inside.height(scene, width - 2 * pad) + 1.5 * pad

    def draw(self, scene: Scene, box: Box) -> None:
        pad = scene.tokens.pad
        scene.plate(box_plate(scene.tokens, self._ground), box)
        self._inside.draw(scene, box.inset(pad, 0.75 * pad))


def good_note(words: str, wanted: bool = True) -> Note:
    """What went well, or what an answer teaches."""
    ground, ink = THEMES["mint"]
    return Note(words, "circle-check", ground, ink, wanted)


class Progress(Block):
    """ "S'actualiser · Étape 2 sur 6", and a bar in as many parts."""

    def __init__(self, words: str, position: int, total: int, colour: Colour = GO) -> None:
        self._words = Words(words, "small", colour=SOFT)
        self._position = position
        self._total = total
        self._colour = colour

    def _thick(self, scene: Scene) -> int:
        return max(6, round(14 * scene.tokens.unit))

    def height(self, scene: Scene, width: float) -> float:
        words = self._words.height(scene, width)
        return words + self._thick(scene) * 1.8

    def draw(self, scene: Scene, box: Box) -> None:
        thick = self._thick(scene)
        self._words.draw(scene, box.without_bottom(thick * 1.8))
        gap = max(3.0, thick * 0.6)
        wide = (box.width - gap * (self._total - 1)) / self._total
        for number in range(self._total):
            colour = self._colour if number < self._position else LINE
            part = Box(box.x + number * (wide + gap), box.y + thick * 0.4, wide, thick)
            scene.plate(Plate(colour, thick // 2), part)


class Facts(Block):
    """Lines of an icon and a sentence each, on a white card."""

    def __init__(self, facts: tuple[tuple[str, Text], ...], plate: Plate) -> None:
        self._facts = facts
        self._plate = plate

    def _lines(self, scene: Scene) -> list[Beside]:
        return [Beside(icon, Words(scene.say(text), "body"), GO) for icon, text in self._facts]

    def height(self, scene: Scene, width: float) -> float:
        pad, gap = scene.tokens.pad, scene.tokens.gap * 0.6
        heights = [line.height(scene, width - 2 * pad) for line in self._lines(scene)]
        return sum(heights) + gap * (len(heights) - 1) + 1.6 * pad

    def draw(self, scene: Scene, box: Box) -> None:
        pad, gap = scene.tokens.pad, scene.tokens.gap * 0.6
        scene.plate(self._plate, box)
        inner = box.inset(pad, 0.8 * pad)
        for line in self._lines(scene):
            height = line.height(scene, inner.width)
            line.draw(scene, inner.upper(height))
            inner = inner.without_top(height + gap)

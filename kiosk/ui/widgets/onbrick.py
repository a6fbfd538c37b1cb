"""Buttons on the brick ground of the sign."""

from __future__ import annotations

from kiosk.ui.geometry import Box
from kiosk.ui.plates import Plate
from kiosk.ui.scene import Scene
from kiosk.ui.tokens import PERSON, PERSON_PRESSED, PERSON_SOFT, WHITE, Size
from kiosk.ui.widgets.block import Block
from kiosk.ui.widgets.button import touchable
from kiosk.ui.widgets.words import Words
from kiosk.visit.views import Button


class OnBrick(Block):
    """White and large for who comes to help; a white edge for the rest."""

    def __init__(self, said: Button, filled: bool = False) -> None:
        self.said = said
        self._filled = filled

    def _words(self, scene: Scene) -> Words:
        size: Size = "strong" if self._filled or not scene.tokens.cramped else "body"
        ink = PERSON if self._filled else WHITE
        words = scene.say(self.said.label)
        return Words(words, size, bold=True, colour=ink, align="left", balanced=True)

    def _side(self, scene: Scene) -> float:
        return scene.tokens.size("strong") * (1.4 if self._filled else 1.0)

    def _room(self, scene: Scene, width: float) -> float:
        return width - self._side(scene) - scene.tokens.pad * 2.2

    def height(self, scene: Scene, width: float) -> float:
        words = self._words(scene).height(scene, self._room(scene, width))
        high = scene.tokens.button * (1.25 if self._filled and not scene.tokens.cramped else 1.0)
        return max(high, words + scene.tokens.pad)

    def draw(self, scene: Scene, box: Box) -> None:
        tokens, said = scene.tokens, self.said
        if self._filled:
            up = Plate(WHITE, tokens.radius)
            down = Plate(PERSON_SOFT, tokens.radius)
        else:
            up = Plate(PERSON, tokens.radius, WHITE, tokens.stroke)
            down = Plate(PERSON_PRESSED, tokens.radius, WHITE, tokens.stroke)
        touchable(scene, box, said.event, scene.say(said.label)).wear(scene, up, down)
        words = self._words(scene)
        side, gap = self._side(scene), tokens.pad * 0.6
        room = self._room(scene, box.width)
        size = tokens.size(words.size)
        lines = words.lines(scene, room)
        wide = max(scene.letters.width(line, "bold", size) for line in lines) + 2
        group = box.centred(side + gap + wide, box.height)
        scene.icon(said.icon, side, words.colour, group.left_part(side))
        words.draw(scene, group.without_left(side + gap))

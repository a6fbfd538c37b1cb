"""A face to touch, and what it says."""

from __future__ import annotations

from kiosk.catalog.model import ThemeColour
from kiosk.ui.geometry import Box
from kiosk.ui.scene import Scene
from kiosk.ui.widgets.block import Block
from kiosk.ui.widgets.button import touchable
from kiosk.ui.widgets.looks import tile_look
from kiosk.ui.widgets.words import Words
from kiosk.visit.views import Button


class FaceCard(Block):
    grows = 0.4

    def __init__(self, said: Button, colour: ThemeColour) -> None:
        self.said = said
        self._colour: ThemeColour = colour

    def _words(self, scene: Scene) -> Words:
        ink = tile_look(scene.tokens, self._colour).ink
        return Words(scene.say(self.said.label), "strong", bold=True, colour=ink, align="centre")

    def _side(self, scene: Scene, width: float) -> float:
        return min(width * 0.62, scene.tokens.icon * 2.6)

    def height(self, scene: Scene, width: float) -> float:
        tokens = scene.tokens
        words = self._words(scene).height(scene, width - tokens.pad)
        return self._side(scene, width) + words + 2.4 * tokens.pad

    def draw(self, scene: Scene, box: Box) -> None:
        tokens, said = scene.tokens, self.said
        look = tile_look(tokens, self._colour)
        touchable(scene, box, said.event, scene.say(said.label)).wear(scene, look.up, look.down)
        words = self._words(scene)
        inner = box.inset(tokens.pad / 2, 0).without_bottom(tokens.edge)
        side = self._side(scene, box.width)
        height = words.height(scene, inner.width)
        group = inner.centred(inner.width, side + tokens.pad * 0.5 + height)
        scene.icon(said.icon, side, look.ink, group.upper(side))
        words.draw(scene, group.lower(height))

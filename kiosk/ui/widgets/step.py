"""What steps have in common: the head, "Je bloque" and "C'est fait"."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.catalog.model import ThemeColour
from kiosk.i18n.text import Text
from kiosk.ui.geometry import Box
from kiosk.ui.scene import Scene
from kiosk.ui.tokens import INK, THEMES, Size
from kiosk.ui.widgets.block import Block, Row, Stack
from kiosk.ui.widgets.buttons import Press, pictogram
from kiosk.ui.widgets.notes import Progress
from kiosk.ui.widgets.words import Words, sentences, title
from kiosk.visit.views import Button, StepHead


def step_head(scene: Scene, head: StepHead) -> list[Block]:
    place = scene.say(head.place).replace(" ", "\u00a0")
    where = f"{scene.say(head.service)} · {place}"
    colour = THEMES[head.colour][1]
    return [Progress(where, head.position, head.total, colour), title(scene, head.title)]


def step_text(scene: Scene, text: Sequence[Text]) -> list[Block]:
    return [sentences(scene, text)] if text else []


def step_foot(stuck: Button, done: Button | None) -> Block:
    """Both at the bottom; the way on is larger, to the right."""
    if done is None:
        return Press(stuck)
    return Row([Press(stuck), Press(done)], [4, 5])


class Reading(Block):
    """Sentences to read, one idea each, beside their picture."""

    def __init__(self, icon: str, text: Sequence[Text], colour: ThemeColour) -> None:
        self._icon = icon
        self._text = text
        self._colour: ThemeColour = colour

    def _side(self, scene: Scene) -> float:
        return scene.tokens.icon * (1.2 if scene.tokens.cramped else 2.2)

    def _beside(self, scene: Scene) -> bool:
        return scene.tokens.landscape

    def _words(self, scene: Scene) -> Stack:
        size: Size = "body" if scene.tokens.cramped else "strong"
        words = [Words(scene.say(text), size, colour=INK) for text in self._text]
        return Stack(words, scene.tokens.gap * 0.9)

    def height(self, scene: Scene, width: float) -> float:
        side, gap = self._side(scene), scene.tokens.gap * 1.2
        words = self._words(scene)
        if self._beside(scene):
            return max(side, words.height(scene, width - side - gap))
        return side + gap + words.height(scene, width)

    def draw(self, scene: Scene, box: Box) -> None:
        side, gap = self._side(scene), scene.tokens.gap * 1.2
        spot = box.upper(side).left_part(side)
        pictogram(scene, self._icon, self._colour, spot)
        beside = self._beside(scene)
        rest = box.without_left(side + gap) if beside else box.without_top(side + gap)
        words = self._words(scene)
        words.draw(scene, rest.upper(words.height(scene, rest.width)))

    def parts(self, scene: Scene, width: float) -> Sequence[Block]:
        return self._words(scene).parts(scene, width)

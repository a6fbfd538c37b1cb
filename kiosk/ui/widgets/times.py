"""Times and appointments: the hour in large, the day, what to know."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.i18n.text import Text
from kiosk.ui.geometry import Box
from kiosk.ui.plates import Plate
from kiosk.ui.scene import Scene
from kiosk.ui.tokens import GO, INK, LINE_STRONG, SOFT, Size
from kiosk.ui.widgets.block import Block, Stack
from kiosk.ui.widgets.button import touchable
from kiosk.ui.widgets.looks import button_look, card_look
from kiosk.ui.widgets.notes import Facts
from kiosk.ui.widgets.words import Beside, Words
from kiosk.visit.views import Button


class TimeCard(Block):
    """A free time to choose."""

    grows = 0.5
    most = 1.3

    def __init__(self, said: Button) -> None:
        self.said = said

    def _words(self, scene: Scene) -> Stack:
        words: list[Block] = [Words(scene.say(self.said.label), "title", bold=True, colour=INK)]
        if self.said.detail:
            words.append(Words(scene.say(self.said.detail), "body", colour=SOFT))
        return Stack(words, 0)

    def _arrow(self, scene: Scene) -> float:
        return scene.tokens.size("strong") * 1.1

    def _inner(self, scene: Scene, width: float) -> float:
        return width - self._arrow(scene) - 2.5 * scene.tokens.pad

    def height(self, scene: Scene, width: float) -> float:
        words = self._words(scene).height(scene, self._inner(scene, width))
        return max(words + scene.tokens.pad * 1.1, scene.tokens.button)

    def draw(self, scene: Scene, box: Box) -> None:
        tokens, said = scene.tokens, self.said
        look = button_look(tokens, "plain", said.enabled, said.picked)
        words = scene.say(said.label)
        touchable(scene, box, said.event, words, said.enabled).wear(scene, look.up, look.down)
        inner = box.inset(tokens.pad, 0)
        arrow = self._arrow(scene)
        scene.icon("arrow-right", arrow, GO, inner.right_part(arrow))
        inner = inner.left_part(self._inner(scene, box.width))
        stack = self._words(scene)
        stack.draw(scene, inner.centred(inner.width, stack.height(scene, inner.width)))


class Appointment(Block):
    """Everything about one appointment, on a white card."""

    def __init__(self, hour: str, day: str, lines: tuple[tuple[str, Text], ...]) -> None:
        self._hour = hour
        self._day = day
        self._lines = lines

    def _inside(self, scene: Scene) -> Stack:
        gap = scene.tokens.gap
        size: Size = "title" if scene.tokens.cramped else "hour"
        when: list[Block] = [
            Words(self._hour, size, bold=True),
            Words(self._day, "strong", bold=True, colour=SOFT),
        ]
        size_told: Size = "body" if scene.tokens.landscape else "strong"
        side = scene.tokens.size(size_told) * 1.1
        lines = [
            Beside(icon, Words(scene.say(text), size_told), GO, side) for icon, text in self._lines
        ]
        told = [Stack(lines, gap * 0.6)] if lines else []
        return Stack([Stack(when, 0), *told], gap)

    def height(self, scene: Scene, width: float) -> float:
        pad = scene.tokens.pad * 1.2
        return self._inside(scene).height(scene, width - 2 * pad) + 2 * pad

    def parts(self, scene: Scene, _width: float) -> Sequence[Block]:
        """When, then each thing to know on a card of its own."""
        plate = card_look(scene.tokens).up
        alone = [Facts((line,), plate) for line in self._lines]
        return [Appointment(self._hour, self._day, ()), *alone]

    def draw(self, scene: Scene, box: Box) -> None:
        scene.plate(card_look(scene.tokens).up, box)
        tokens = scene.tokens
        self._inside(scene).draw(scene, box.inset(tokens.pad * 1.2))


class Held(Block):
    """For how long the seat is kept: words, and a line that gets shorter."""

    def __init__(self, words: str, share_left: float) -> None:
        self._words = Words(words, "body", bold=True, colour=INK)
        self._share = max(0.0, min(1.0, share_left))

    def _thick(self, scene: Scene) -> int:
        return max(8, round(18 * scene.tokens.unit))

    def height(self, scene: Scene, width: float) -> float:
        return self._words.height(scene, width) + self._thick(scene) * 2

    def draw(self, scene: Scene, box: Box) -> None:
        thick = self._thick(scene)
        self._words.draw(scene, box.without_bottom(2 * thick))
        line = Box(box.x, box.y + thick / 2, box.width, thick)
        scene.plate(Plate(LINE_STRONG, thick // 2 - 1), line)
        left = line.width * self._share
        if left > thick:
            scene.plate(Plate(GO, thick // 2 - 1), line.left_part(left))

"""Words on the ground: titles, sentences, lists."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.i18n.text import Text
from kiosk.ui.geometry import Box
from kiosk.ui.letters import Face
from kiosk.ui.scene import Align, Scene
from kiosk.ui.tokens import INK, SOFT, Colour, Size
from kiosk.ui.widgets.block import Block, Stack


class Words(Block):
    """A paragraph. Balanced ones have lines of much the same width."""

    def __init__(
        self,
        words: str,
        size: Size = "body",
        *,
        bold: bool = False,
        colour: Colour = INK,
        align: Align = "left",
        balanced: bool = False,
    ) -> None:
        self.words = words
        self.size: Size = size
        self.bold = bold
        self.colour = colour
        self.align: Align = align
        self.balanced = balanced

    def lines(self, scene: Scene, width: float) -> list[str]:
        breaking = scene.letters.balanced if self.balanced else scene.letters.lines
        return breaking(self.words, self._face, scene.tokens.size(self.size), width)

    @property
    def _face(self) -> Face:
        return "bold" if self.bold else "regular"

    def _line(self, scene: Scene) -> int:
        return scene.tokens.line(scene.tokens.size(self.size), self.bold)

    def height(self, scene: Scene, width: float) -> float:
        return len(self.lines(scene, width)) * self._line(scene)

    def draw(self, scene: Scene, box: Box) -> None:
        step = self._line(scene)
        lines = self.lines(scene, box.width)
        top = box.top - max(0.0, (box.height - step * len(lines)) / 2)
        size = scene.tokens.size(self.size)
        for number, line in enumerate(lines):
            place = Box(box.x, top - step * (number + 1), box.width, step)
            scene.line(line, self._face, size, self.colour, place, self.align)

    def parts(self, scene: Scene, width: float) -> Sequence[Block]:
        lines = self.lines(scene, width)
        if len(lines) < 4:
            return (self,)
        return [self._with("\n".join(lines[at : at + 3])) for at in range(0, len(lines), 3)]

    def _with(self, words: str) -> Words:
        return Words(words, self.size, bold=self.bold, colour=self.colour, align=self.align)


def title(scene: Scene, text: Text | str, align: Align = "left", size: Size = "title") -> Words:
    return Words(scene.say(text), size, bold=True, align=align, balanced=True)


def sentence(scene: Scene, text: Text | str, align: Align = "left", size: Size = "body") -> Words:
    return Words(scene.say(text), size, colour=SOFT, align=align, balanced=align == "centre")


def sentences(scene: Scene, texts: Sequence[Text], size: Size = "body") -> Block:
    """One after the other with a little air: one idea each."""
    gap = scene.tokens.gap * 0.7
    return Stack([Words(scene.say(text), size, colour=SOFT) for text in texts], gap)


class Beside(Block):
    """An icon, and a block beside it."""

    def __init__(self, icon: str, block: Block, colour: Colour = INK, size: float = 0.0) -> None:
        self.icon = icon
        self.block = block
        self.colour = colour
        self._size = size

    def _side(self, scene: Scene) -> float:
        return self._size or scene.tokens.size("body") * 1.15

    def _taken(self, scene: Scene) -> float:
        return self._side(scene) + scene.tokens.pad * 0.6

    def height(self, scene: Scene, width: float) -> float:
        return max(self.block.height(scene, width - self._taken(scene)), self._side(scene))

    def draw(self, scene: Scene, box: Box) -> None:
        side = self._side(scene)
        rest = box.without_left(self._taken(scene))
        height = self.block.height(scene, rest.width)
        size = self.block.size if isinstance(self.block, Words) else "body"
        first = min(box.height, scene.tokens.line(scene.tokens.size(size)))
        spare = max(0.0, (box.height - height) / 2)
        at = Box(box.x, box.top - spare - first, side, first)
        scene.icon(self.icon, side, self.colour, at)
        self.block.draw(scene, rest)

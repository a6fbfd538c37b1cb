"""Parts of a screen that know how high they are at a width, and draw themselves in a box."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.ui.drawing import Drawing
from kiosk.ui.geometry import Box


class Element:
    """Base of every part."""

    grows = 0.0
    """How much of the room to spare it likes to take; 0 is none."""
    most = 1.5
    """So many times its height at most."""
    wanted = ""
    """Set on what has to be seen now, where not everything fits."""
    divides = False
    """Cut into its parts rather than left for a next page, where this one would be mostly empty."""

    def height(self, drawing: Drawing, width: float) -> float:
        raise NotImplementedError

    def draw(self, drawing: Drawing, box: Box) -> None:
        raise NotImplementedError

    def compact(self) -> Element:
        """The same with less said, where not everything fits."""
        return self

    def parts(self, _drawing: Drawing, _width: float) -> Sequence[Element]:
        """What it can be cut into where it is too high for the screen."""
        return (self,)


class Nothing(Element):
    """Holds a place."""

    def __init__(self, height: float = 0.0) -> None:
        self._height = height

    def height(self, _drawing: Drawing, _width: float) -> float:
        return self._height

    def draw(self, _drawing: Drawing, _box: Box) -> None:
        return


class Stack(Element):
    """One under the other; `gap` in pixels, None is the screen's usual one."""

    def __init__(self, blocks: Sequence[Element], gap: float | None = None) -> None:
        self.blocks = blocks
        self._gap = gap
        self.wanted = next((block.wanted for block in blocks if block.wanted), "")

    def _between(self, drawing: Drawing) -> float:
        return drawing.tokens.gap if self._gap is None else self._gap

    def height(self, drawing: Drawing, width: float) -> float:
        heights = [block.height(drawing, width) for block in self.blocks]
        return sum(heights) + self._between(drawing) * max(0, len(heights) - 1)

    def draw(self, drawing: Drawing, box: Box) -> None:
        for block in self.blocks:
            height = block.height(drawing, box.width)
            block.draw(drawing, box.upper(height))
            box = box.without_top(height + self._between(drawing))

    def parts(self, drawing: Drawing, width: float) -> Sequence[Element]:
        return [part for block in self.blocks for part in block.parts(drawing, width)]


class Row(Element):
    """Side by side, all as high as the highest; `weights` share out the width."""

    def __init__(
        self,
        blocks: Sequence[Element],
        weights: Sequence[float] | None = None,
        gap: float | None = None,
        grows: float = 0.0,
    ) -> None:
        self.blocks = blocks
        self._weights = weights or [1.0] * len(blocks)
        self._gap = gap
        self.grows = grows or max((block.grows for block in blocks), default=0.0)
        self.most = max((block.most for block in blocks), default=1.5)
        self.wanted = next((block.wanted for block in blocks if block.wanted), "")

    def boxes(self, drawing: Drawing, box: Box) -> list[Box]:
        gap = drawing.tokens.gap if self._gap is None else self._gap
        room = box.width - gap * (len(self.blocks) - 1)
        whole = sum(self._weights)
        boxes, x = [], box.x
        for weight in self._weights:
            width = room * weight / whole
            boxes.append(Box(x, box.y, width, box.height))
            x += width + gap
        return boxes

    def height(self, drawing: Drawing, width: float) -> float:
        boxes = self.boxes(drawing, Box(0, 0, width, 0))
        return max(
            block.height(drawing, place.width)
            for block, place in zip(self.blocks, boxes, strict=True)
        )

    def draw(self, drawing: Drawing, box: Box) -> None:
        for block, place in zip(self.blocks, self.boxes(drawing, box), strict=True):
            block.draw(drawing, place)


def grid(blocks: Sequence[Element], columns: int, gap: float | None = None) -> list[Element]:
    """Rows of so many; the last one is filled up with nothing."""
    rows: list[Element] = []
    for start in range(0, len(blocks), columns):
        row = list(blocks[start : start + columns])
        row += [Nothing() for _ in range(columns - len(row))]
        rows.append(Row(row, gap=gap))
    return rows


class Centred(Element):
    """In the middle of the room it is given, no wider than `widest`."""

    def __init__(self, block: Element, widest: float, grows: float = 0.0) -> None:
        self.block = block
        self.widest = widest
        self.grows = grows
        self.wanted = block.wanted

    def height(self, drawing: Drawing, width: float) -> float:
        return self.block.height(drawing, min(width, self.widest))

    def draw(self, drawing: Drawing, box: Box) -> None:
        width = min(box.width, self.widest)
        height = self.block.height(drawing, width)
        self.block.draw(drawing, box.centred(width, max(height, min(box.height, height))))

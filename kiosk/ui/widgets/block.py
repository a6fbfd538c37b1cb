"""Parts of a screen that know how high they are at a width, and draw themselves in a box."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.ui.geometry import Box
from kiosk.ui.scene import Scene


class Block:
    """Base of every part."""

    grows = 0.0
    """How much of the room to spare it likes to take; 0 is none."""
    most = 1.5
    """So many times its height at most."""
    wanted = ""
    """Set on what has to be seen now, where not everything fits."""

    def height(self, scene: Scene, width: float) -> float:
        raise NotImplementedError

    def draw(self, scene: Scene, box: Box) -> None:
        raise NotImplementedError

    def compact(self) -> Block:
        """The same with less said, where not everything fits."""
        return self

    def parts(self, _scene: Scene, _width: float) -> Sequence[Block]:
        """What it can be cut into where it is too high for the screen."""
        return (self,)


class Nothing(Block):
    """Holds a place."""

    def __init__(self, height: float = 0.0) -> None:
        self._height = height

    def height(self, _scene: Scene, _width: float) -> float:
        return self._height

    def draw(self, _scene: Scene, _box: Box) -> None:
        return


class Stack(Block):
    """One under the other; `gap` in pixels, None is the screen's usual one."""

    def __init__(self, blocks: Sequence[Block], gap: float | None = None) -> None:
        self.blocks = blocks
        self._gap = gap
        self.wanted = next((block.wanted for block in blocks if block.wanted), "")

    def _between(self, scene: Scene) -> float:
        return scene.tokens.gap if self._gap is None else self._gap

    def height(self, scene: Scene, width: float) -> float:
        heights = [block.height(scene, width) for block in self.blocks]
        return sum(heights) + self._between(scene) * max(0, len(heights) - 1)

    def draw(self, scene: Scene, box: Box) -> None:
        for block in self.blocks:
            height = block.height(scene, box.width)
            block.draw(scene, box.upper(height))
            box = box.without_top(height + self._between(scene))

    def parts(self, scene: Scene, width: float) -> Sequence[Block]:
        return [part for block in self.blocks for part in block.parts(scene, width)]


class Row(Block):
    """Side by side, all as high as the highest; `weights` share out the width."""

    def __init__(
        self,
        blocks: Sequence[Block],
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

    def boxes(self, scene: Scene, box: Box) -> list[Box]:
        gap = scene.tokens.gap if self._gap is None else self._gap
        room = box.width - gap * (len(self.blocks) - 1)
        whole = sum(self._weights)
        boxes, x = [], box.x
        for weight in self._weights:
            width = room * weight / whole
            boxes.append(Box(x, box.y, width, box.height))
            x += width + gap
        return boxes

    def height(self, scene: Scene, width: float) -> float:
        boxes = self.boxes(scene, Box(0, 0, width, 0))
        return max(
            block.height(scene, place.width)
            for block, place in zip(self.blocks, boxes, strict=True)
        )

    def draw(self, scene: Scene, box: Box) -> None:
        for block, place in zip(self.blocks, self.boxes(scene, box), strict=True):
            block.draw(scene, place)


def grid(blocks: Sequence[Block], columns: int, gap: float | None = None) -> list[Block]:
    """Rows of so many; the last one is filled up with nothing."""
    rows: list[Block] = []
    for start in range(0, len(blocks), columns):
        row = list(blocks[start : start + columns])
        row += [Nothing() for _ in range(columns - len(row))]
        rows.append(Row(row, gap=gap))
    return rows


class Centred(Block):
    """In the middle of the room it is given, no wider than `widest`."""

    def __init__(self, block: Block, widest: float, grows: float = 0.0) -> None:
        self.block = block
        self.widest = widest
        self.grows = grows
        self.wanted = block.wanted

    def height(self, scene: Scene, width: float) -> float:
        return self.block.height(scene, min(width, self.widest))

    def draw(self, scene: Scene, box: Box) -> None:
        width = min(box.width, self.widest)
        height = self.block.height(scene, width)
        self.block.draw(scene, box.centred(width, max(height, min(box.height, height))))

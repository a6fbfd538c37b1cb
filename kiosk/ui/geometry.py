"""Rectangles in pixels, from the bottom corner where lines start.

Screens are laid out as if all were written from left to right; where it is the other way,
`kiosk.ui.drawing` alone mirrors what is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float

    @property
    def end(self) -> float:
        return self.x + self.width

    @property
    def top(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2

    def inset(self, across: float, up: float | None = None) -> Box:
        up = across if up is None else up
        return Box(self.x + across, self.y + up, self.width - 2 * across, self.height - 2 * up)

    def upper(self, height: float) -> Box:
        return Box(self.x, self.top - height, self.width, height)

    def lower(self, height: float) -> Box:
        return Box(self.x, self.y, self.width, height)

    def start_part(self, width: float) -> Box:
        return Box(self.x, self.y, width, self.height)

    def end_part(self, width: float) -> Box:
        return Box(self.end - width, self.y, width, self.height)

    def without_top(self, height: float) -> Box:
        return Box(self.x, self.y, self.width, self.height - height)

    def without_bottom(self, height: float) -> Box:
        return Box(self.x, self.y + height, self.width, self.height - height)

    def without_start(self, width: float) -> Box:
        return Box(self.x + width, self.y, self.width - width, self.height)

    def without_end(self, width: float) -> Box:
        return Box(self.x, self.y, self.width - width, self.height)

    def centred(self, width: float, height: float) -> Box:
        x, y = self.middle
        return Box(x - width / 2, y - height / 2, width, height)

    def holds(self, x: float, y: float) -> bool:
        return self.x <= x < self.end and self.y <= y < self.top

    def contains(self, other: Box, slack: float = 0.0) -> bool:
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.end <= self.end + slack
            and other.top <= self.top + slack
        )

    def distance(self, other: Box) -> float:
        """Between the nearest edges, along the wider of both ways; negative when they overlap."""
        across = max(self.x, other.x) - min(self.end, other.end)
        up = max(self.y, other.y) - min(self.top, other.top)
        return max(across, up)

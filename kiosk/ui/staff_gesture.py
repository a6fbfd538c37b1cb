"""The staff's gesture: two far corners held for three seconds.

With two fingers at once, or one corner after the other where there is a mouse, or a screen that
knows one finger only. Visitors do not do it by accident, and nothing on the screen invites to it.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from kiosk.ui.tokens import Tokens

HOLD_SECONDS = 3.0
BETWEEN_SECONDS = 4.0
"""The second corner is touched no later than this after the first one was left."""
CORNER_MM = 45.0
LONGEST_SECONDS = 30.0
"""What is in a corner for longer is no gesture: something leans there, or its end never came."""

Corner = tuple[bool, bool]
"""Right or left, top or bottom."""


@dataclass(slots=True)
class _HeldCorner:
    corner: Corner
    since: float


class CornerWatch:
    """Fed every finger; times are monotonic seconds."""

    def __init__(self, tokens: Tokens) -> None:
        self._width = tokens.width
        self._height = tokens.height
        self._side = min(tokens.mm(CORNER_MM), min(tokens.width, tokens.height) * 0.2)
        self._held: dict[Hashable, _HeldCorner] = {}
        self._before: _HeldCorner | None = None
        """A corner that was held long enough; `since` is when it was left."""

    @property
    def watching(self) -> bool:
        """A corner is being held: look again soon."""
        return bool(self._held)

    def down(self, finger: Hashable, x: float, y: float, at: float) -> None:
        corner = self._corner(x, y)
        if corner is not None:
            self._held[finger] = _HeldCorner(corner, at)

    def move(self, finger: Hashable, x: float, y: float) -> None:
        held = self._held.get(finger)
        if held and self._corner(x, y) != held.corner:
            del self._held[finger]

    def up(self, finger: Hashable, at: float) -> None:
        held = self._held.pop(finger, None)
        if held and at - held.since >= HOLD_SECONDS:
            self._before = _HeldCorner(held.corner, at)

    def forget(self, finger: Hashable) -> None:
        """It was never lifted, and is there no more."""
        self._held.pop(finger, None)

    def forget_all(self) -> None:
        self._held.clear()
        self._before = None

    def done(self, at: float) -> bool:
        """True once when the gesture is complete."""
        for finger in [one for one, held in self._held.items() if _is_too_long(held, at)]:
            del self._held[finger]
        for held in self._held.values():
            if at - held.since < HOLD_SECONDS:
                continue
            if self._both_at_once(held, at) or self._one_after_the_other(held):
                self._held.clear()
                self._before = None
                return True
        return False

    def _both_at_once(self, held: _HeldCorner, at: float) -> bool:
        return any(
            _are_far(held.corner, other.corner) and at - other.since >= HOLD_SECONDS
            for other in self._held.values()
        )

    def _one_after_the_other(self, held: _HeldCorner) -> bool:
        before = self._before
        if before is None or not _are_far(held.corner, before.corner):
            return False
        return 0 <= held.since - before.since <= BETWEEN_SECONDS

    def _corner(self, x: float, y: float) -> Corner | None:
        across = x < self._side, x >= self._width - self._side
        up = y < self._side, y >= self._height - self._side
        if not any(across) or not any(up):
            return None
        return across[1], up[1]


def _are_far(one: Corner, other: Corner) -> bool:
    return one[0] != other[0] and one[1] != other[1]


def _is_too_long(held: _HeldCorner, at: float) -> bool:
    return at - held.since > LONGEST_SECONDS

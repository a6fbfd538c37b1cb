"""The usual arrangement: a head, what it is about, and the way on at the bottom.

On a high screen one under the other; on a wide one the head and the ways on stand left,
what it is about stands right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kiosk.ui.flow import flow
from kiosk.ui.frame import Area, header_of
from kiosk.ui.geometry import Box
from kiosk.ui.scene import Scene
from kiosk.ui.widgets.block import Block


@dataclass(frozen=True, slots=True)
class Plan:
    head: Sequence[Block]
    main: Sequence[Block]
    foot: Sequence[Block] = field(default=())
    left_share: float = 0.42
    middle: bool = False
    """`main` stands in the middle of its room."""
    gap: float | None = None


def lay(scene: Scene, area: Area, plan: Plan) -> None:
    """Draw a plan into the room that the frame leaves."""
    if scene.tokens.landscape:
        _wide(scene, area, plan)
    else:
        _high(scene, area.body, plan)


def _high(scene: Scene, body: Box, plan: Plan) -> None:
    gap = scene.tokens.gap
    taken = _from_top(scene, body, plan.head)
    body = body.without_top(taken + gap * 0.5 if taken else 0.0)
    foot = _foot_height(scene, plan.foot, body.width)
    _from_bottom(scene, body, plan.foot)
    if foot:
        body = body.without_bottom(foot + gap * 1.2)
    flow(scene, body, plan.main, gap=plan.gap, middle=plan.middle)


def lay_tidings(scene: Scene, area: Area, told: Sequence[Block], ways: Sequence[Block]) -> None:
    """Something to know stands in the middle, the ways on under it or to its right."""
    if not scene.tokens.landscape:
        _high(scene, area.body, Plan((), told, ways, middle=True))
        return
    left, header, right = columns(scene, area, 0.5)
    header_of(scene, area.frame, header)
    flow(scene, left.without_top(header.height), told, middle=True)
    flow(scene, right, ways, middle=True)


def columns(scene: Scene, area: Area, left_share: float) -> tuple[Box, Box, Box]:
    """The left column from the very top, the header's part above the right one, the right one."""
    tokens = scene.tokens
    between = tokens.gap * 1.6
    whole = area.body
    width = (whole.width - between) * left_share
    left = Box(whole.x, whole.y, width, area.beside_header.top - whole.y)
    right = whole.without_left(width + between)
    header = Box(right.x, area.beside_header.y, 0, area.beside_header.height)
    room = max(0.0, area.beside_header.right - right.x)
    return left, Box(header.x, header.y, room, header.height), right


def _wide(scene: Scene, area: Area, plan: Plan) -> None:
    tokens = scene.tokens
    left, header, right = columns(scene, area, plan.left_share)
    header_of(scene, area.frame, header)
    foot = _foot_height(scene, plan.foot, left.width)
    _from_bottom(scene, left, plan.foot)
    above = left.without_bottom(foot + tokens.gap if foot else 0.0)
    head, more = _head_that_fits(scene, above, plan.head)
    air = 0.0 if tokens.cramped else tokens.gap
    _from_top(scene, above.without_top(air), head)
    flow(scene, right, [*more, *plan.main], gap=plan.gap, middle=plan.middle)


def _head_that_fits(
    scene: Scene, box: Box, head: Sequence[Block]
) -> tuple[list[Block], list[Block]]:
    """What of the head fits into the left column; the rest goes before the main part."""
    kept: list[Block] = []
    left = box.height
    for block in head:
        height = block.height(scene, box.width)
        if height > left and kept:
            break
        kept.append(block)
        left -= height + scene.tokens.gap
    return kept, list(head[len(kept) :])


def _from_top(scene: Scene, box: Box, blocks: Sequence[Block]) -> float:
    """Draw from the top; the height taken, with a gap under it."""
    taken = 0.0
    for block in blocks:
        height = block.height(scene, box.width)
        block.draw(scene, box.without_top(taken).upper(height))
        taken += height + scene.tokens.gap
    return taken


def _foot_height(scene: Scene, blocks: Sequence[Block], width: float) -> float:
    heights = [block.height(scene, width) for block in blocks]
    return sum(heights) + scene.tokens.gap * max(0, len(heights) - 1)


def _from_bottom(scene: Scene, box: Box, blocks: Sequence[Block]) -> None:
    box = box.lower(_foot_height(scene, blocks, box.width))
    _from_top(scene, box, blocks)

"""The usual arrangement: a head, what it is about, and the way on at the bottom.

On a high screen one under the other; on a wide one the head and the ways on stand first,
what it is about stands second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area, header_of
from kiosk.ui.geometry import Box
from kiosk.ui.paging import flow
from kiosk.ui.widgets.element import Element


@dataclass(frozen=True, slots=True)
class Plan:
    head: Sequence[Element]
    main: Sequence[Element]
    foot: Sequence[Element] = field(default=())
    start_share: float = 0.42
    middle: bool = False
    """`main` stands in the middle of its room."""
    gap: float | None = None


def lay(drawing: Drawing, area: Area, plan: Plan) -> None:
    """Draw a plan into the room that the frame leaves."""
    if drawing.tokens.landscape:
        _wide(drawing, area, plan)
    else:
        _high(drawing, area.body, plan)


def _high(drawing: Drawing, body: Box, plan: Plan) -> None:
    gap = drawing.tokens.gap
    taken = _from_top(drawing, body, plan.head)
    body = body.without_top(taken + gap * 0.5 if taken else 0.0)
    foot = _foot_height(drawing, plan.foot, body.width)
    _from_bottom(drawing, body, plan.foot)
    if foot:
        body = body.without_bottom(foot + gap * 1.2)
    flow(drawing, body, plan.main, gap=plan.gap, middle=plan.middle)


def lay_tidings(
    drawing: Drawing, area: Area, told: Sequence[Element], ways: Sequence[Element]
) -> None:
    """Something to know stands in the middle, the ways on under it or to its second."""
    if not drawing.tokens.landscape:
        _high(drawing, area.body, Plan((), told, ways, middle=True))
        return
    first, header, second = columns(drawing, area, 0.5)
    header_of(drawing, area.frame, header)
    flow(drawing, first.without_top(header.height), told, middle=True)
    flow(drawing, second, ways, middle=True)


def columns(drawing: Drawing, area: Area, start_share: float) -> tuple[Box, Box, Box]:
    """The first column from the very top, the header's part above the second, the second."""
    tokens = drawing.tokens
    between = tokens.gap * 1.6
    whole = area.body
    width = (whole.width - between) * start_share
    first = Box(whole.x, whole.y, width, area.beside_header.top - whole.y)
    second = whole.without_start(width + between)
    header = Box(second.x, area.beside_header.y, 0, area.beside_header.height)
    room = max(0.0, area.beside_header.end - second.x)
    return first, Box(header.x, header.y, room, header.height), second


def _wide(drawing: Drawing, area: Area, plan: Plan) -> None:
    tokens = drawing.tokens
    first, header, second = columns(drawing, area, plan.start_share)
    header_of(drawing, area.frame, header)
    foot = _foot_height(drawing, plan.foot, first.width)
    _from_bottom(drawing, first, plan.foot)
    above = first.without_bottom(foot + tokens.gap if foot else 0.0)
    head, more = _head_that_fits(drawing, above, plan.head)
    air = 0.0 if tokens.cramped else tokens.gap
    _from_top(drawing, above.without_top(air), head)
    flow(drawing, second, [*more, *plan.main], gap=plan.gap, middle=plan.middle)


def _head_that_fits(
    drawing: Drawing, box: Box, head: Sequence[Element]
) -> tuple[list[Element], list[Element]]:
    """What of the head fits into the first column; the rest goes before the main part."""
    kept: list[Element] = []
    first = box.height
    for block in head:
        height = block.height(drawing, box.width)
        if height > first and kept:
            break
        kept.append(block)
        first -= height + drawing.tokens.gap
    return kept, list(head[len(kept) :])


def _from_top(drawing: Drawing, box: Box, blocks: Sequence[Element]) -> float:
    """Draw from the top; the height taken, with a gap under it."""
    taken = 0.0
    for block in blocks:
        height = block.height(drawing, box.width)
        block.draw(drawing, box.without_top(taken).upper(height))
        taken += height + drawing.tokens.gap
    return taken


def _foot_height(drawing: Drawing, blocks: Sequence[Element], width: float) -> float:
    heights = [block.height(drawing, width) for block in blocks]
    return sum(heights) + drawing.tokens.gap * max(0, len(heights) - 1)


def _from_bottom(drawing: Drawing, box: Box, blocks: Sequence[Element]) -> None:
    box = box.lower(_foot_height(drawing, blocks, box.width))
    _from_top(drawing, box, blocks)

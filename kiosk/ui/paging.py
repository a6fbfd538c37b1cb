"""Puts blocks under one another; what does not fit is reached by "Plus bas", never cut."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from kiosk.i18n.text import _
from kiosk.ui.drawing import Drawing
from kiosk.ui.geometry import Box
from kiosk.ui.tokens import GAP_MM, Size
from kiosk.ui.touch_target import TurnPage
from kiosk.ui.widgets.button_styles import button_look
from kiosk.ui.widgets.element import Element
from kiosk.ui.widgets.paragraph import Paragraph

LOWER = _("Plus bas")
HIGHER = _("Plus haut")

MOST_EMPTY = 0.35
"""How much of a page may stay empty before what comes next is cut into its parts: on an empty page
nobody looks for a second one."""

MOST_SHORTER = 2
"""How often blocks are made shorter before they are put on pages."""


def flow(
    drawing: Drawing,
    box: Box,
    blocks: Sequence[Element],
    *,
    gap: float | None = None,
    middle: bool = False,
) -> None:
    """Draw the blocks from the top of `box`, or in its middle; in pages when too many."""
    gap = drawing.tokens.gap if gap is None else gap
    heights = [block.height(drawing, box.width) for block in blocks]
    least = min(gap, drawing.tokens.mm(GAP_MM))
    if _sum(heights, gap) > box.height and _sum(heights, least) <= box.height:
        gap = least
    if _sum(heights, gap) <= box.height:
        _spread(drawing, box, blocks, heights, gap, middle)
        return
    shorter = blocks
    for _shorter in range(MOST_SHORTER):
        shorter = [block.compact() for block in shorter]
        heights = [block.height(drawing, box.width) for block in shorter]
        if _sum(heights, least) <= box.height:
            _spread(drawing, box, shorter, heights, least, middle)
            return
    _paged(drawing, box, blocks, gap)


def _sum(heights: Sequence[float], gap: float) -> float:
    return sum(heights) + gap * max(0, len(heights) - 1)


def _spread(
    drawing: Drawing,
    box: Box,
    blocks: Sequence[Element],
    heights: Sequence[float],
    gap: float,
    middle: bool,
) -> None:
    spare = box.height - _sum(heights, gap)
    hunger = sum(block.grows for block in blocks)
    grown = []
    for block, height in zip(blocks, heights, strict=True):
        share = spare * block.grows / hunger if hunger else 0.0
        grown.append(height + min(share, height * (block.most - 1)))
    if middle:
        box = box.centred(box.width, _sum(grown, gap))
    for block, height in zip(blocks, grown, strict=True):
        block.draw(drawing, box.upper(height))
        box = box.without_top(height + gap)


def _paged(drawing: Drawing, box: Box, blocks: Sequence[Element], gap: float) -> None:
    body, turners = _rooms(drawing, box)
    pages = _pages(drawing, body, blocks, gap)
    drawing.pages = len(pages)
    drawing.wanted = next((block.wanted for block in blocks if block.wanted), "")
    if drawing.page is None:
        shown = (at for at, page in enumerate(pages) if any(block.wanted for block in page))
        drawing.page = next(shown, 0)
    drawing.page = max(0, min(drawing.page, len(pages) - 1))
    for block in pages[drawing.page]:
        height = block.height(drawing, body.width)
        block.draw(drawing, body.upper(height))
        body = body.without_top(height + gap)
    _turners(drawing, turners, len(pages))


def _rooms(drawing: Drawing, box: Box) -> tuple[Box, Box]:
    """For the blocks, and for the two buttons: beside on a wide screen, under on a high one."""
    tokens = drawing.tokens
    if not tokens.landscape:
        high = tokens.button
        return box.without_bottom(high + tokens.gap), box.lower(high)
    wide = max(tokens.target, tokens.button, _widest(drawing) + tokens.pad * 0.6)
    return box.without_end(wide + tokens.gap), box.end_part(wide)


def _widest(drawing: Drawing) -> float:
    size = drawing.tokens.size("small")
    words = f"{drawing.say(LOWER)} {drawing.say(HIGHER)}".split(" ")
    return max(drawing.letters.width(word, "bold", size) for word in words)


def _pages(
    drawing: Drawing, body: Box, blocks: Sequence[Element], gap: float
) -> list[list[Element]]:
    pages: list[list[Element]] = [[]]
    left = body.height
    to_come = deque(blocks)
    while to_come:
        block = to_come.popleft()
        height = block.height(drawing, body.width)
        divides = block.divides and left > body.height * MOST_EMPTY
        if height > left and (height > body.height or divides):
            parts = block.parts(drawing, body.width)
            if len(parts) > 1:
                to_come.extendleft(reversed(parts))
                continue
        if pages[-1] and height > left:
            pages.append([])
            left = body.height
        pages[-1].append(block)
        left -= height + gap
    return pages


def _turners(drawing: Drawing, box: Box, pages: int) -> None:
    tokens = drawing.tokens
    page = drawing.page or 0
    if tokens.landscape:
        half = min((box.height - tokens.gap) / 2, tokens.button * 1.7)
        places = box.upper(half), box.lower(half)
    else:
        half = (box.width - tokens.gap) / 2
        places = box.start_part(half), box.end_part(half)
    if page > 0:
        _turner(drawing, places[0], -1)
    if page < pages - 1:
        _turner(drawing, places[1], +1)


def _turner(drawing: Drawing, box: Box, step: int) -> None:
    words = drawing.say(LOWER if step > 0 else HIGHER)
    look = button_look(drawing.tokens, "plain")
    drawing.touchable(box, TurnPage(step), words).wear(drawing.plate_at, look.up, look.down)
    icon = "arrow-down" if step > 0 else "arrow-up"
    side = drawing.tokens.size("strong") * 1.1
    size: Size = "small" if drawing.tokens.landscape else "strong"
    label = Paragraph(words, size, bold=True, colour=look.ink, align="centre")
    inner = box.inset(drawing.tokens.pad * 0.25, 0)
    if drawing.tokens.landscape:
        height = label.height(drawing, inner.width)
        group = inner.centred(inner.width, min(side + height, inner.height))
        drawing.icon(icon, side, look.ink, group.upper(side))
        label.draw(drawing, group.lower(height))
        return
    wide = drawing.letters.width(words, "bold", drawing.tokens.size(size)) + 2
    group = inner.centred(min(inner.width, wide + side * 1.4), inner.height)
    drawing.icon(icon, side, look.ink, group.start_part(side))
    label.draw(drawing, group.without_start(side * 1.2))

"""Puts blocks under one another; what does not fit is reached by "Plus bas", never cut."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.i18n.text import _
from kiosk.ui.geometry import Box
from kiosk.ui.scene import Scene
from kiosk.ui.tokens import GAP_MM, Size
from kiosk.ui.widgets.block import Block
from kiosk.ui.widgets.button import TurnPage, touchable
from kiosk.ui.widgets.looks import button_look
from kiosk.ui.widgets.words import Words

LOWER = _("Plus bas")
HIGHER = _("Plus haut")

MOST_SHORTER = 2
"""How often blocks are made shorter before they are put on pages."""


def flow(
    scene: Scene,
    box: Box,
    blocks: Sequence[Block],
    *,
    gap: float | None = None,
    middle: bool = False,
) -> None:
    """Draw the blocks from the top of `box`, or in its middle; in pages when too many."""
    gap = scene.tokens.gap if gap is None else gap
    heights = [block.height(scene, box.width) for block in blocks]
    least = min(gap, scene.tokens.mm(GAP_MM))
    if _sum(heights, gap) > box.height and _sum(heights, least) <= box.height:
        gap = least
    if _sum(heights, gap) <= box.height:
        _spread(scene, box, blocks, heights, gap, middle)
        return
    shorter = blocks
    for _shorter in range(MOST_SHORTER):
        shorter = [block.compact() for block in shorter]
        heights = [block.height(scene, box.width) for block in shorter]
        if _sum(heights, least) <= box.height:
            _spread(scene, box, shorter, heights, least, middle)
            return
    _paged(scene, box, blocks, gap)


def _sum(heights: Sequence[float], gap: float) -> float:
    return sum(heights) + gap * max(0, len(heights) - 1)


def _spread(
    scene: Scene,
    box: Box,
    blocks: Sequence[Block],
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
        block.draw(scene, box.upper(height))
        box = box.without_top(height + gap)


def _paged(scene: Scene, box: Box, blocks: Sequence[Block], gap: float) -> None:
    body, turners = _rooms(scene, box)
    pages = _pages(scene, body, blocks, gap)
    scene.pages = len(pages)
    scene.wanted = next((block.wanted for block in blocks if block.wanted), "")
    if scene.page is None:
        shown = (at for at, page in enumerate(pages) if any(block.wanted for block in page))
        scene.page = next(shown, 0)
    scene.page = max(0, min(scene.page, len(pages) - 1))
    for block in pages[scene.page]:
        height = block.height(scene, body.width)
        block.draw(scene, body.upper(height))
        body = body.without_top(height + gap)
    _turners(scene, turners, len(pages))


def _rooms(scene: Scene, box: Box) -> tuple[Box, Box]:
    """For the blocks, and for the two buttons: beside on a wide screen, under on a high one."""
    tokens = scene.tokens
    if not tokens.landscape:
        high = tokens.button
        return box.without_bottom(high + tokens.gap), box.lower(high)
    wide = max(tokens.target, tokens.button, _widest(scene) + tokens.pad * 0.6)
    return box.without_right(wide + tokens.gap), box.right_part(wide)


def _widest(scene: Scene) -> float:
    size = scene.tokens.size("small")
    words = f"{scene.say(LOWER)} {scene.say(HIGHER)}".split(" ")
    return max(scene.letters.width(word, "bold", size) for word in words)


def _pages(scene: Scene, body: Box, blocks: Sequence[Block], gap: float) -> list[list[Block]]:
    whole: list[Block] = []
    for block in blocks:
        if block.height(scene, body.width) > body.height:
            whole += block.parts(scene, body.width)
        else:
            whole.append(block)
    pages: list[list[Block]] = [[]]
    left = body.height
    for block in whole:
        height = block.height(scene, body.width)
        if pages[-1] and height > left:
            pages.append([])
            left = body.height
        pages[-1].append(block)
        left -= height + gap
    return pages


def _turners(scene: Scene, box: Box, pages: int) -> None:
    tokens = scene.tokens
    page = scene.page or 0
    if tokens.landscape:
        half = min((box.height - tokens.gap) / 2, tokens.button * 1.7)
        places = box.upper(half), box.lower(half)
    else:
        half = (box.width - tokens.gap) / 2
        places = box.left_part(half), box.right_part(half)
    if page > 0:
        _turner(scene, places[0], -1)
    if page < pages - 1:
        _turner(scene, places[1], +1)


def _turner(scene: Scene, box: Box, step: int) -> None:
    words = scene.say(LOWER if step > 0 else HIGHER)
    look = button_look(scene.tokens, "plain")
    touchable(scene, box, TurnPage(step), words).wear(scene, look.up, look.down)
    icon = "arrow-down" if step > 0 else "arrow-up"
    side = scene.tokens.size("strong") * 1.1
    size: Size = "small" if scene.tokens.landscape else "strong"
    label = Words(words, size, bold=True, colour=look.ink, align="centre")
    inner = box.inset(scene.tokens.pad * 0.25, 0)
    if scene.tokens.landscape:
        height = label.height(scene, inner.width)
        group = inner.centred(inner.width, min(side + height, inner.height))
        scene.icon(icon, side, look.ink, group.upper(side))
        label.draw(scene, group.lower(height))
        return
    wide = scene.letters.width(words, "bold", scene.tokens.size(size)) + 2
    group = inner.centred(min(inner.width, wide + side * 1.4), inner.height)
    scene.icon(icon, side, look.ink, group.left_part(side))
    label.draw(scene, group.without_left(side * 1.2))

"""One key of a keyboard or a pad."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.geometry import Box
from kiosk.ui.nine_patch import Plate
from kiosk.ui.tokens import INK, LINE_STRONG, OUTLINE, PAPER, PRESSED, QUIET, SOFT, WHITE, Size
from kiosk.ui.widgets.paragraph import Paragraph
from kiosk.visit.events import Touch


def draw_key(
    drawing: Drawing,
    box: Box,
    event: Touch,
    words: str,
    *,
    icon: str = "",
    size: Size = "strong",
    enabled: bool = True,
    quiet: bool = False,
) -> None:
    tokens = drawing.tokens
    ground = QUIET if quiet else WHITE
    radius = round(tokens.radius * 0.6)
    up = Plate(ground, radius, OUTLINE, tokens.stroke, OUTLINE, max(2, tokens.edge // 2))
    down = Plate(PRESSED, radius, OUTLINE, tokens.stroke, OUTLINE, up.edge, sunk=True)
    if not enabled:
        up = down = Plate(PAPER, radius, LINE_STRONG, tokens.stroke)
    drawing.touchable(box, event, words, enabled, key=True).wear(drawing.plate_at, up, down)
    ink = INK if enabled else SOFT
    inner = box.without_bottom(up.edge)
    if icon:
        inner = _beside(drawing, inner, icon, words, size)
    label = Paragraph(words, size, bold=True, colour=ink, align="centre")
    label.draw(drawing, inner)


def _beside(drawing: Drawing, box: Box, icon: str, words: str, size: Size) -> Box:
    """Draw the icon where there is room for it too; the room left for the words."""
    side = drawing.tokens.size(size)
    wide = drawing.letters.width(words, "bold", side) + 2
    if wide + side * 1.5 > box.width:
        return box
    group = box.centred(wide + side * 1.3, box.height)
    drawing.icon(icon, side, INK, group.start_part(side))
    return group.without_start(side * 1.3)

"""A composed ticket as one black and white picture, dot for dot as it is printed.

Drawn once and sent everywhere: to any ESC/POS printer, to a PNG, to a PDF, to the
screen. Sizes are dots of 1/8 mm (203 dpi); no text is smaller than 10 points.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kiosk.i18n.languages import Direction
from kiosk.paper import ROLL_58_MM, ROLL_80_MM
from kiosk.ticket.parts import (
    Code,
    Divider,
    HelperNote,
    Label,
    Qr,
    Size,
    Step,
    Steps,
    TicketPart,
    TicketText,
)
from kiosk.ticket.qr import qr_image
from kiosk.type.cleaning import cleaned
from kiosk.type.line import Hand
from kiosk.type.lines import balanced, unbreakable

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

SMALLEST = 29
"""10 points at 203 dots to the inch are 28.2 dots."""

BLACK, WHITE = 0, 255
INK_FROM = 150
"""Greys darker than this become ink: a little more than half, as thermal paper eats
thin strokes."""

RULE_DOT, RULE_STEP = 5, 14


@dataclass(frozen=True, slots=True)
class Roll:
    """How a ticket is set on one width of paper; all in dots."""

    width: int
    margin: int
    sizes: dict[Size, int]
    code: int
    box: int
    gap: int
    rtl: bool = False
    """Whether the ticket's language is written from right to left: lines start at the right."""

    def hand(self, size: int, bold: bool = False) -> Hand:
        return Hand(size, bold, self.rtl)


ROLLS = {
    ROLL_80_MM: Roll(
        width=ROLL_80_MM,
        margin=16,
        sizes={"huge": 136, "large": 54, "heading": 38, "normal": 32, "small": SMALLEST},
        code=88,
        box=34,
        gap=12,
    ),
    ROLL_58_MM: Roll(
        width=ROLL_58_MM,
        margin=8,
        sizes={"huge": 100, "large": 44, "heading": 34, "normal": 30, "small": SMALLEST},
        code=62,
        box=32,
        gap=10,
    ),
}


def draw(
    lines: tuple[TicketPart, ...], width: int = ROLL_80_MM, direction: Direction = "ltr"
) -> Image:
    """The ticket as a 1-bit picture `width` dots wide (576 or 384).

    Raises TicketError when the address is too long for a QR that this paper can carry.
    """
    from PIL import Image as Images

    roll = replace(ROLLS[width], rtl=direction == "rtl")
    parts = [_part(line, roll) for line in lines]
    gaps = [_gap(before, after, roll) for before, after in pairwise(lines)]
    height = sum(part.height for part in parts) + sum(gaps) + 4 * roll.gap
    paper = Images.new("L", (width, height), WHITE)
    top = 2 * roll.gap
    for part, gap in zip(parts, [*gaps, 0], strict=True):
        paper.paste(part, ((width - part.width) // 2, top))
        top += part.height + gap
    return paper.point([BLACK if grey < INK_FROM else WHITE for grey in range(256)], "1")


def _gap(before: TicketPart, after: TicketPart, roll: Roll) -> int:
    """The white between two lines: more around what must be found at a glance."""
    if isinstance(before, Qr) or isinstance(after, Qr):
        return 0  # its quiet zone is white enough
    if isinstance(before, Code) and isinstance(after, Divider):
        return roll.gap * 3  # capitals have no descenders to keep the dots away
    if _stands_out(before) or _stands_out(after):
        return roll.gap * 2
    if isinstance(before, Divider) or isinstance(after, Divider):
        return roll.gap * 2
    return roll.gap // 2


def _stands_out(line: TicketPart) -> bool:
    return isinstance(line, Code | Steps | Label | HelperNote) or (
        isinstance(line, TicketText) and line.size == "huge"
    )


def _part(line: TicketPart, roll: Roll) -> Image:
    match line:
        case TicketText():
            return _words(line, roll)
        case Label():
            return _label(line, roll)
        case HelperNote():
            return _note(line, roll)
        case Steps():
            return _stacked([_step(step, roll) for step in line.steps], roll.gap + 4)
        case Code():
            return _code(line, roll)
        case Qr():
            return qr_image(line.url, roll.width)
        case Divider():
            return _rule(roll)


def _blank(width: int, height: int) -> tuple[Image, ImageDraw]:
    from PIL import Image as Images
    from PIL import ImageDraw as Draws

    image = Images.new("L", (width, height), WHITE)
    return image, Draws.Draw(image)


def _stacked(parts: list[Image], gap: int) -> Image:
    height = sum(part.height for part in parts) + gap * (len(parts) - 1)
    image, _ = _blank(max(part.width for part in parts), height)
    top = 0
    for part in parts:
        image.paste(part, ((image.width - part.width) // 2, top))
        top += part.height + gap
    return image


def _paragraph(text: str, hand: Hand, width: int, *, centred: bool) -> Image:
    """A text wrapped to `width`; every line is as high as our own letters ask for, and higher
    where those of another script stand or hang out."""
    lines = balanced(cleaned(text), width, hand.width)  # a name has no lines of its own
    extents = [hand.extent(line) for line in lines]
    image, pen = _blank(width, sum(above + below for above, below in extents))
    top = 0
    for line, (above, below) in zip(lines, extents, strict=True):
        if centred:
            hand.draw_centred(pen, width / 2, top + above, line, BLACK)
        else:
            start = width - hand.width(line) if hand.rtl else 0
            hand.draw(pen, start, top + above, line, BLACK)
        top += above + below
    return image


def _fitting(text: str, size: int, width: int, roll: Roll, *, bold: bool = True) -> Hand:
    """Letters of that `size`, or as much smaller as `text` needs to fit in `width`."""
    hand = roll.hand(size, bold)
    length = hand.width(text)
    return hand if length <= width else roll.hand(max(SMALLEST, int(size * width / length)), bold)


def _words(words: TicketText, roll: Roll) -> Image:
    width = roll.width - 2 * roll.margin
    size = roll.sizes[words.size]
    if words.size == "huge":
        hand = _fitting(words.text, size, width, roll)
        return _without_white(_paragraph(words.text, hand, width, centred=True))
    widest = max(unbreakable(words.text), key=roll.hand(size, words.bold).width)
    hand = _fitting(widest, size, width, roll, bold=words.bold)
    own = _paragraph(words.text, hand, width, centred=True)
    if words.beneath is None:
        return own
    french = _paragraph(words.beneath, Hand(SMALLEST), width, centred=True)
    return _stacked([own, french], 0)


def _note(note: HelperNote, roll: Roll) -> Image:
    width = roll.width - 2 * roll.margin
    hand = roll.hand(SMALLEST)
    inside = width - 2 * roll.gap
    text = _stacked([_paragraph(line, hand, inside, centred=True) for line in note.lines], 0)
    image, pen = _blank(width, text.height + roll.gap)
    pen.rounded_rectangle((0, 0, width - 1, image.height - 1), 10, WHITE, BLACK, 2)
    image.paste(text, (roll.gap, roll.gap // 2))
    return image


def _without_white(image: Image) -> Image:
    """The picture without the empty rows above and below its ink."""
    ink = image.point([255 if grey < WHITE else 0 for grey in range(256)]).getbbox()
    return image.crop((0, ink[1], image.width, ink[3])) if ink else image


def _label(label: Label, roll: Roll) -> Image:
    hand = roll.hand(roll.sizes["heading"], True)
    ascent, descent = hand.extent(label.text)
    width = min(roll.width, int(hand.width(label.text)) + 2 * ascent)
    image, pen = _blank(width, ascent + descent + 16)
    pen.rounded_rectangle((0, 0, width - 1, image.height - 1), image.height // 2, BLACK)
    hand.draw_centred(pen, width / 2, 8 + ascent, label.text, WHITE)
    return image


def _code(code: Code, roll: Roll) -> Image:
    hand = _fitting(code.text, roll.code, roll.width - 2 * roll.margin, roll)
    return _without_white(_paragraph(code.text, hand, roll.width, centred=True))


def _rule(roll: Roll) -> Image:
    """A row of round dots: softer than a line, and easier on the print head."""
    dots = (roll.width - 2 * roll.margin) // RULE_STEP
    image, pen = _blank(dots * RULE_STEP - RULE_STEP + RULE_DOT, RULE_DOT)
    for left in range(0, image.width, RULE_STEP):
        pen.ellipse((left, 0, left + RULE_DOT - 1, RULE_DOT - 1), BLACK)
    return image


def _step(step: Step, roll: Roll) -> Image:
    """A box, ticked or empty, and what it stands for; what is left to do is bold."""
    indent = roll.box + 16
    width = roll.width - 2 * roll.margin - indent
    hand = roll.hand(roll.sizes["normal"], not step.done)
    texts = [_paragraph(step.text, hand, width, centred=False)]
    if step.beneath is not None:
        texts.append(_paragraph(step.beneath, roll.hand(SMALLEST), width, centred=False))
    image, pen = _blank(roll.width - 2 * roll.margin, max(roll.box, sum(t.height for t in texts)))
    top = 0
    for text in texts:
        image.paste(text, (0 if roll.rtl else indent, top))
        top += text.height
    at = image.width - roll.box if roll.rtl else 0
    _box(pen, at, (sum(hand.own.getmetrics()) - roll.box) // 2, roll.box, done=step.done)
    return image


def _box(pen: ImageDraw, at: int, top: int, side: int, *, done: bool) -> None:
    ground, end = BLACK if done else WHITE, at + side - 1
    pen.rounded_rectangle((at, top, end, top + side - 1), 7, ground, BLACK, 4)
    if done:
        tick = [(0.22, 0.54), (0.42, 0.74), (0.80, 0.28)]
        pen.line([(at + x * side, top + y * side) for x, y in tick], WHITE, 5, joint="curve")

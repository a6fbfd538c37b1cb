"""The ticket as it is on paper, and its code in large letters."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from kiosk.i18n.text import _
from kiosk.ui.drawing import Drawing
from kiosk.ui.geometry import Box
from kiosk.ui.nine_patch import Plate, texture_of
from kiosk.ui.tokens import INK, LINE, LINE_STRONG, SOFT, WHITE, Size
from kiosk.ui.widgets.element import Element
from kiosk.ui.widgets.paragraph import Paragraph

CODE = _("Votre code")
MOST_TIMES = 1.6
"""So many times larger than on paper at most."""
BLANK_ROWS = 8
SIZES: tuple[Size, ...] = ("title", "strong", "body", "small")
"""Of the code: the largest that fits."""

BEING_DRAWN = _("Un instant, le ticket arrive.")


class TicketPicture(Element):
    """White paper; as large as the room allows."""

    grows = 1.0
    most = 99.0

    def __init__(self, picture: bytes | None) -> None:
        self._picture = picture

    def height(self, drawing: Drawing, _width: float) -> float:
        return drawing.tokens.button * 2

    def draw(self, drawing: Drawing, box: Box) -> None:
        tokens = drawing.tokens
        air = tokens.pad * 0.5
        if self._picture is None:
            paper = box.centred(min(box.width * 0.6, box.height * 0.6), box.height)
            self._paper(drawing, paper)
            words = Paragraph(drawing.say(BEING_DRAWN), "body", colour=SOFT, align="centre")
            words.draw(drawing, paper.inset(air))
            return
        image = Image.open(BytesIO(self._picture)).convert("L")
        sheets = _folded(image, box.width / max(1.0, box.height))
        gap = tokens.gap if len(sheets) > 1 else 0.0
        room = (box.width - gap * (len(sheets) - 1)) / len(sheets) - 2 * air
        high = max(sheet.height for sheet in sheets)
        times = min(room / image.width, (box.height - 2 * air) / high, MOST_TIMES)
        wide = round(image.width * times)
        x = box.x + (box.width - (wide + 2 * air) * len(sheets) - gap * (len(sheets) - 1)) / 2
        for sheet in sheets:
            paper = Box(x, box.y, wide + 2 * air, box.height)
            self._sheet(drawing, sheet, paper, (wide, round(high * times)))
            x += paper.width + gap

    def _sheet(self, drawing: Drawing, sheet: Image.Image, box: Box, size: tuple[int, int]) -> None:
        """One piece of paper; `size` is the highest one's, in pixels of the screen."""
        air = drawing.tokens.pad * 0.5
        paper = box.centred(box.width, size[1] + 2 * air)
        self._paper(drawing, paper)
        shown = size[0], max(1, round(size[0] * sheet.height / sheet.width))
        way = Image.Resampling.BOX if shown[0] < sheet.width else Image.Resampling.BICUBIC
        inner = paper.inset(air)
        drawing.picture(texture_of(sheet.resize(shown, way)), inner.upper(shown[1]))

    def _paper(self, drawing: Drawing, box: Box) -> None:
        tokens = drawing.tokens
        drawing.plate(Plate(WHITE, 6, LINE, tokens.stroke, LINE_STRONG, tokens.edge), box)


class CodePlate(Element):
    """ "Votre code" and its letters, to copy or to read aloud."""

    def __init__(self, code: str) -> None:
        self._code = code

    def _label(self, drawing: Drawing) -> Paragraph:
        return Paragraph(drawing.say(CODE), "body", colour=SOFT)

    def height(self, drawing: Drawing, _width: float) -> float:
        return max(
            drawing.tokens.line(drawing.tokens.size("title")) + drawing.tokens.pad * 0.6,
            drawing.tokens.button * 0.7,
        )

    def draw(self, drawing: Drawing, box: Box) -> None:
        tokens = drawing.tokens
        drawing.plate(Plate(WHITE, tokens.radius // 2, LINE_STRONG, tokens.stroke), box)
        inner = box.inset(tokens.pad, 0)
        words = drawing.say(CODE)
        wide = drawing.letters.width(words, "regular", tokens.size("body")) + tokens.pad
        drawing.line(words, "regular", tokens.size("body"), SOFT, inner.start_part(wide))
        rest = inner.without_start(wide)
        sizes = [tokens.size(name) for name in SIZES]
        fits = (
            size for size in sizes if drawing.letters.width(self._code, "bold", size) <= rest.width
        )
        drawing.line(self._code, "bold", next(fits, sizes[-1]), INK, rest, "end")


def _folded(image: Image.Image, room: float) -> list[Image.Image]:
    """A long ticket in two pieces side by side, cut where nothing is printed.

    `room` is the width of the place for it, as a share of the height.
    """
    whole = min(room / (image.width / image.height), 1.0)
    halves = min(room / (2 * image.width / (image.height / 2)), 1.0) * 2
    if whole >= halves * 0.8:
        return [image]
    cut = _blank_row(image)
    top = image.crop((0, 0, image.width, cut))
    return [top, image.crop((0, cut, image.width, image.height))]


def _blank_row(image: Image.Image) -> int:
    """The row nearest to the middle with white above and below."""
    narrow = image.resize((1, image.height), Image.Resampling.BOX)
    white = [value >= 254 for value in narrow.tobytes()]
    middle = image.height // 2
    for away in range(image.height // 3):
        for row in (middle - away, middle + away):
            if all(white[row - BLANK_ROWS : row + BLANK_ROWS]):
                return row
    return middle

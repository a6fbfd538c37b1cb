"""A French keyboard with its accents, for a first name; large keys, nothing to learn."""

from __future__ import annotations

from kiosk.i18n.text import _
from kiosk.ui.drawing import Drawing
from kiosk.ui.geometry import Box
from kiosk.ui.tokens import KEY_GAP_MM, KEY_MM
from kiosk.ui.widgets.element import Element
from kiosk.ui.widgets.keys import draw_key
from kiosk.visit.events import EraseKey, TypeKey

ACCENTS = "éèêëàâîïôûùç"
ROWS = ("azertyuiop", "qsdfghjklm", "wxcvbn'-")
SPACE = _("Espace")
ERASE = _("Effacer")


class Keyboard(Element):
    """Keys are at least 12.7 mm (VVSG's figure): forty keys of 20 mm do not fit on a tablet."""

    grows = 1.0
    most = 1.75

    def __init__(self, marks: str = "") -> None:
        """`marks` of a sentence, which a name has not."""
        self._marks = marks

    def _gap(self, drawing: Drawing) -> float:
        return max(drawing.tokens.mm(KEY_GAP_MM), 10 * drawing.tokens.unit)

    def _rows(self, drawing: Drawing) -> int:
        return 4 if drawing.tokens.cramped else 5

    def height(self, drawing: Drawing, _width: float) -> float:
        gap, rows = self._gap(drawing), self._rows(drawing)
        key = max(drawing.tokens.mm(KEY_MM), 84 * drawing.tokens.unit)
        return key * rows + gap * (rows - 1)

    def draw(self, drawing: Drawing, box: Box) -> None:
        gap, rows = self._gap(drawing), self._rows(drawing)
        high = (box.height - gap * (rows - 1)) / rows
        lines = [ACCENTS, *ROWS]
        for number, letters in enumerate(lines):
            place = Box(box.x, box.top - high * (number + 1) - gap * number, box.width, high)
            if letters == ROWS[-1]:
                self._last(drawing, place, letters, gap)
            else:
                self._letters(drawing, place, letters, len(letters), gap, quiet=letters == ACCENTS)
        if rows == len(lines) + 1:
            spot = box.lower(high)
            space = spot.centred(box.width * 0.62, high)
            draw_key(drawing, space, TypeKey(" "), drawing.say(SPACE), size="body")

    def _letters(
        self,
        drawing: Drawing,
        box: Box,
        letters: str,
        columns: int,
        gap: float,
        quiet: bool = False,
    ) -> float:
        """Where the next key would begin."""
        wide = (box.width - gap * (columns - 1)) / columns
        for number, letter in enumerate(letters):
            place = Box(box.x + number * (wide + gap), box.y, wide, box.height)
            draw_key(drawing, place, TypeKey(letter), letter.upper(), quiet=quiet)
        return box.x + len(letters) * (wide + gap)

    def _last(self, drawing: Drawing, box: Box, letters: str, gap: float) -> None:
        """The last letters, and what erases; where room is short, the space as well."""
        short = self._rows(drawing) == 4
        marks = self._marks[-1:] if short else self._marks  # keys stay as wide as a finger
        letters += marks
        columns = (12 if short else 10) + len(marks)
        x = self._letters(drawing, box, letters, columns, gap)
        rest = box.without_start(x - box.x)
        if short:
            half = (rest.width - gap) / 2
            draw_key(drawing, rest.start_part(half), TypeKey(" "), drawing.say(SPACE), size="body")
            rest = rest.end_part(half)
        draw_key(
            drawing, rest, EraseKey(), drawing.say(ERASE), icon="delete", size="body", quiet=True
        )

"""A French keyboard with its accents, for a first name; large keys, nothing to learn."""

from __future__ import annotations

from kiosk.i18n.text import _
from kiosk.ui.geometry import Box
from kiosk.ui.scene import Scene
from kiosk.ui.tokens import KEY_GAP_MM, KEY_MM
from kiosk.ui.widgets.block import Block
from kiosk.ui.widgets.keys import draw_key
from kiosk.visit.events import EraseKey, TypeKey

ACCENTS = "éèêëàâîïôûùç"
ROWS = ("azertyuiop", "qsdfghjklm", "wxcvbn'-")
SPACE = _("Espace")
ERASE = _("Effacer")


class Keyboard(Block):
    """Keys are at least 12.7 mm (VVSG's figure): forty keys of 20 mm do not fit on a tablet."""

    grows = 1.0
    most = 1.75

    def _gap(self, scene: Scene) -> float:
        return max(scene.tokens.mm(KEY_GAP_MM), 10 * scene.tokens.unit)

    def _rows(self, scene: Scene) -> int:
        return 4 if scene.tokens.cramped else 5

    def height(self, scene: Scene, _width: float) -> float:
        gap, rows = self._gap(scene), self._rows(scene)
        key = max(scene.tokens.mm(KEY_MM), 84 * scene.tokens.unit)
        return key * rows + gap * (rows - 1)

    def draw(self, scene: Scene, box: Box) -> None:
        gap, rows = self._gap(scene), self._rows(scene)
        high = (box.height - gap * (rows - 1)) / rows
        lines = [ACCENTS, *ROWS]
        for number, letters in enumerate(lines):
            place = Box(box.x, box.top - high * (number + 1) - gap * number, box.width, high)
            if letters == ROWS[-1]:
                self._last(scene, place, letters, gap)
            else:
                self._letters(scene, place, letters, len(letters), gap, quiet=letters == ACCENTS)
        if rows == len(lines) + 1:
            spot = box.lower(high)
            space = spot.centred(box.width * 0.62, high)
            draw_key(scene, space, TypeKey(" "), scene.say(SPACE), size="body")

    def _letters(
        self, scene: Scene, box: Box, letters: str, columns: int, gap: float, quiet: bool = False
    ) -> float:
        """Where the next key would begin."""
        wide = (box.width - gap * (columns - 1)) / columns
        for number, letter in enumerate(letters):
            place = Box(box.x + number * (wide + gap), box.y, wide, box.height)
            draw_key(scene, place, TypeKey(letter), letter.upper(), quiet=quiet)
        return box.x + len(letters) * (wide + gap)

    def _last(self, scene: Scene, box: Box, letters: str, gap: float) -> None:
        """The last letters, and what erases; where room is short, the space as well."""
        short = self._rows(scene) == 4
        x = self._letters(scene, box, letters, 12 if short else 10, gap)
        rest = box.without_left(x - box.x)
        if short:
            half = (rest.width - gap) / 2
            draw_key(scene, rest.left_part(half), TypeKey(" "), scene.say(SPACE), size="body")
            rest = rest.right_part(half)
        draw_key(scene, rest, EraseKey(), scene.say(ERASE), icon="delete", size="body", quiet=True)

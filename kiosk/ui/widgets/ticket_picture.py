"""The ticket as it is on paper, and its code in large letters."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from kiosk.i18n.text import _
from kiosk.ui.geometry import Box
from kiosk.ui.plates import Plate, texture_of
from kiosk.ui.scene import Scene
from kiosk.ui.tokens import INK, LINE, LINE_STRONG, SOFT, WHITE
from kiosk.ui.widgets.block import Block
from kiosk.ui.widgets.words import Words

CODE = _("Votre code")
BEING_DRAWN = _("Un instant, le ticket arrive.")


class TicketPicture(Block):
    """White paper; as large as the room allows."""

    grows = 1.0
    most = 99.0

    def __init__(self, picture: bytes | None) -> None:
        self._picture = picture

    def height(self, scene: Scene, width: float) -> float:
        return scene.tokens.button * 2

    def draw(self, scene: Scene, box: Box) -> None:
        tokens = scene.tokens
        air = tokens.pad * 0.5
        if self._picture is None:
            paper = box.centred(min(box.width * 0.6, box.height * 0.6), box.height)
            self._paper(scene, paper)
            words = Words(scene.say(BEING_DRAWN), "body", colour=SOFT, align="centre")
            words.draw(scene, paper.inset(air))
            return
        image = Image.open(BytesIO(self._picture)).convert("L")
        room = box.inset(air)
        times = min(room.width / image.width, room.height / image.height, 1.6)
        size = max(1, round(image.width * times)), max(1, round(image.height * times))
        paper = box.centred(size[0] + 2 * air, size[1] + 2 * air)
        self._paper(scene, paper)
        shrunk = image.resize(size, Image.Resampling.BOX if times < 1 else Image.Resampling.BICUBIC)
        scene.picture(texture_of(shrunk), paper.centred(*size))

    def _paper(self, scene: Scene, box: Box) -> None:
        tokens = scene.tokens
        scene.plate(Plate(WHITE, 6, LINE, tokens.stroke, LINE_STRONG, tokens.edge), box)


class Code(Block):
    """ "Votre code" and its letters, to copy or to read aloud."""

    def __init__(self, code: str) -> None:
        self._code = code

    def _label(self, scene: Scene) -> Words:
        return Words(scene.say(CODE), "body", colour=SOFT)

    def height(self, scene: Scene, width: float) -> float:
        return max(
            scene.tokens.line(scene.tokens.size("title")) + scene.tokens.pad * 0.6,
            scene.tokens.button * 0.7,
        )

    def draw(self, scene: Scene, box: Box) -> None:
        tokens = scene.tokens
        scene.plate(Plate(WHITE, tokens.radius // 2, LINE_STRONG, tokens.stroke), box)
        inner = box.inset(tokens.pad, 0)
        words = scene.say(CODE)
        wide = scene.letters.width(words, "regular", tokens.size("body")) + tokens.pad
        scene.line(words, "regular", tokens.size("body"), SOFT, inner.left_part(wide))
        scene.line(self._code, "bold", tokens.size("title"), INK, inner.without_left(wide), "right")

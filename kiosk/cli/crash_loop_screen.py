"""After a crash loop: a plain screen that says where to find a person, by as little of the program
as can be. No catalogue, no database, no Kivy; whatever of it fails is left out."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kiosk.i18n.text import Text, _
from kiosk.settings import Settings
from kiosk.terminal.fault_record import WINDOW

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

    from kiosk.cli.stop_signals import StopRequests

log = logging.getLogger(__name__)

SECONDS = WINDOW.total_seconds()
"""Then it is tried again by itself."""

LINE = 1.35
"""From one line to the next, in heights of letters."""

PAPER, INK, SOFT = (251, 246, 236), (20, 31, 61), (61, 70, 94)

RESTS = _("Cette borne est en panne. Ce n'est pas vous.")
PERSON = _("Demandez à quelqu'un de l'équipe, ou essayez une autre borne.")
PHONE = _("Pour une question à France Travail : le 39 49, par téléphone, en semaine.")
FOR_STAFF = (
    "Pour l'équipe : la borne réessaie dans dix minutes. "
    "Pour réessayer maintenant, laissez un doigt sur l'écran cinq secondes."
)


def show(settings: Settings, stop: StopRequests) -> bool:
    """Until it is time to try again: True; False when somebody asked the program to stop.

    Raises DisplayError.
    """
    from kiosk.cli.service_manager import ServiceManager
    from kiosk.ui.bare_screen import BareScreen

    manager = ServiceManager(os.environ)

    def is_over() -> bool:
        manager.turned("Hors service après trop de pannes")
        return stop.requested is not None

    stop.tell = lambda: None  # it is looked at twice a second
    with BareScreen(settings.screen) as screen:
        screen.keep(picture(settings, screen.size), SECONDS, is_over)
    manager.stopping()
    return stop.requested is None


def picture(settings: Settings, size: tuple[int, int]) -> Image:
    """What it says, in each language of the terminal, in lines that fit."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", size, PAPER)
    draw = ImageDraw.Draw(image)
    unit = max(12, min(size[0] // 17, size[1] // 24))
    y = size[1] * 0.08
    for number, (words, large) in enumerate(_said(settings)):
        face = _face(unit * 1.2 if large else unit * 0.8)
        y += unit if large and number else 0
        lines = list(_lines(draw, words, face, size[0] * 0.86))
        if y + len(lines) * face.size * LINE > size[1]:
            break  # the last languages, where there are many
        for line in lines:
            draw.text((size[0] / 2, y), line, INK if large else SOFT, face, "ma")
            y += face.size * LINE
        y += unit * 0.5
    return image


def _said(settings: Settings) -> Iterator[tuple[str, bool]]:
    """Each sentence, and whether it is a large one."""
    first, *others = settings.languages
    yield from _in_one(first)
    if where := _place(settings):
        yield where, False
    yield FOR_STAFF, False
    for language in others:
        yield from _in_one(language)


def _in_one(language: str) -> Iterator[tuple[str, bool]]:
    for text, large in ((RESTS, True), (PERSON, False), (PHONE, False)):
        if words := _in(language, text):
            yield words, large


def _in(language: str, text: Text) -> str:
    """Empty in a language that cannot be spoken now."""
    from kiosk.i18n.translator import Translator

    try:
        return Translator(language).say(text)
    except Exception:
        log.exception("Nothing can be said in %s", language)
        return text.msgid if language == "fr" else ""


def _place(settings: Settings) -> str:
    """Its name and its address, as they were known last."""
    try:
        kept = json.loads((settings.data / "last-place.json").read_text(encoding="utf-8"))
        return f"{kept['name']}, {kept['address']}"
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _face(size: float) -> FreeTypeFont:
    """Ours; Pillow's own where its file is broken."""
    from PIL import ImageFont

    from kiosk.type.faces import OWN

    try:
        return ImageFont.truetype(str(OWN.bold), round(size))
    except OSError:
        plain = ImageFont.load_default(round(size))
        assert isinstance(plain, ImageFont.FreeTypeFont)
        return plain


def _lines(draw: ImageDraw, words: str, face: FreeTypeFont, width: float) -> Iterator[str]:
    line = ""
    for word in words.split(" "):
        longer = f"{line} {word}".strip()
        if line and draw.textlength(longer, face) > width:
            yield line
            longer = word
        line = longer
    yield line

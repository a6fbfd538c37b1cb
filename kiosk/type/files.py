"""The files of the faces: opened when they are needed, and said when they are broken."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.errors import KioskError
from kiosk.type.faces import ICON_CODES, ICONS, OWN, every_face

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_NEEDED = (OWN.regular, OWN.bold, ICONS)
log = logging.getLogger(__name__)

TRIED_SIZE = 20
"""At this size a file shows whether it is a font at all; any other would do."""


class FaceError(KioskError):
    """A file of letters cannot be read; without ours nothing can be drawn."""


@lru_cache(maxsize=128)
def font(path: Path, size: int) -> FreeTypeFont:
    """Raises FaceError when the file is no font."""
    from PIL import ImageFont

    try:
        return ImageFont.truetype(str(path), size)
    except (OSError, ValueError) as error:
        raise FaceError(_broken(path)) from error


@cache
def letters_of(path: Path) -> frozenset[int]:
    """The code points that a file has letters for; none when it cannot be read."""
    from fontTools.ttLib import TTFont  # only names in other scripts pay for it

    logging.getLogger("fontTools").setLevel(logging.ERROR)  # it remarks on what does no harm
    try:
        with TTFont(path, lazy=True) as read:
            known = frozenset(read.getBestCmap() or ())
        font(path, TRIED_SIZE)
    except Exception:  # a file that was cut fails wherever it is cut
        log.warning("%s", _broken(path))
        return frozenset()
    return known


def icon_codes(path: Path = ICON_CODES) -> dict[str, int]:
    """Every icon's code point, by name. Raises FaceError when the file says nothing of it."""
    try:
        codes = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): int(code) for name, code in codes.items()}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise FaceError(_broken(path, "n'est pas une liste d'icônes")) from error


def check_own_letters() -> None:
    """Raises FaceError when what every screen and ticket is drawn with is broken."""
    for path in _NEEDED:
        font(path, TRIED_SIZE)
    icon_codes()


def broken_files() -> Iterator[tuple[str, bool]]:
    """What is wrong with each file that is, and whether nothing can be drawn without it."""
    try:
        icon_codes()
    except FaceError as error:
        yield str(error), True
    faces = {face.file(bold) for face in every_face() for bold in (False, True)}
    for path in sorted(faces.union(_NEEDED)):
        if not letters_of(path):
            yield _broken(path), path in _NEEDED


def shapes_words() -> bool:
    """Whether Arabic and Indic letters can be joined here: Pillow finds FriBiDi at run time."""
    from PIL import features

    return bool(features.check("raqm"))


def _broken(path: Path, otherwise: str = "n'est pas une police de lettres") -> str:
    try:
        says = otherwise if path.stat().st_size else "est vide"
    except OSError as error:
        says = f"ne se lit pas ({error.strerror})"
    return f"{path} {says}. Remettez ce fichier : réinstallez le programme."

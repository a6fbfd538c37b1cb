"""The files of the faces: opened when they are needed, and said when they are broken."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.errors import KioskError
from kiosk.system_errors import reason
from kiosk.type.faces import ICON_CODES, ICONS, OWN, every_face

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont
    from PIL.ImageFont import FreeTypeFont

_NEEDED = (OWN.regular, OWN.bold, ICONS)
log = logging.getLogger(__name__)

_TRIED_LETTERS = "azAZ09éœ€" + "".join(map(chr, range(0xE038, 0xE060, 8)))
"""Some of our own face's, some of the icons'."""
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
    """The code points that a file has letters for; none when it is cut or is no font, so that
    nothing is ever drawn from such a file."""
    try:
        with _opened(path) as read:
            known = frozenset(read.getBestCmap() or ())
        font(path, TRIED_SIZE)
    except Exception:  # it may fail in any way, wherever it was cut
        log.warning("%s", _broken(path))
        return frozenset()
    return known


def _opened(path: Path, *, every_byte: bool = False) -> TTFont:
    """Raises one of many errors when the file is not whole."""
    from fontTools.ttLib import TTFont, TTLibError  # only names in other scripts pay for it

    logging.getLogger("fontTools").setLevel(logging.ERROR)  # it remarks on what does no harm
    read = TTFont(path, lazy=True, checkChecksums=2 if every_byte else 0)
    tables = read.reader.tables
    if any(table.offset + table.length > path.stat().st_size for table in tables.values()):
        raise TTLibError("cut")
    for table in tables if every_byte else ():
        read.reader[table]
    return read


def _is_whole(path: Path) -> bool:
    try:
        _opened(path, every_byte=True).close()
    except Exception:  # as above
        return False
    return bool(letters_of(path))


def icon_codes(path: Path = ICON_CODES) -> dict[str, int]:
    """Every icon's code point, by name. Raises FaceError when the file says nothing of it."""
    try:
        codes = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): int(code) for name, code in codes.items()}
    except (OSError, ValueError, AttributeError, TypeError, RecursionError) as error:
        raise FaceError(_broken(path, "n'est pas une liste d'icônes")) from error


def check_own_letters() -> None:
    """Raises FaceError when what every screen and ticket is drawn with is broken."""
    for path in _NEEDED:
        try:
            font(path, TRIED_SIZE).getbbox(_TRIED_LETTERS)
        except OSError as error:  # a file that was cut opens, and has no letters
            raise FaceError(_broken(path)) from error
    icon_codes()


def broken_files() -> Iterator[tuple[str, bool]]:
    """What is wrong with each file that is, and whether nothing can be drawn without it."""
    try:
        icon_codes()
    except FaceError as error:
        yield str(error), True
    faces = {face.file(bold) for face in every_face() for bold in (False, True)}
    for path in sorted(faces.union(_NEEDED)):
        if not _is_whole(path):
            yield _broken(path), path in _NEEDED


def shapes_words() -> bool:
    """Whether Arabic and Indic letters can be joined here: Pillow finds FriBiDi at run time."""
    from PIL import features

    return bool(features.check("raqm"))


def _broken(path: Path, otherwise: str = "n'est pas une police de lettres") -> str:
    try:
        says = otherwise if path.stat().st_size else "est vide"
    except OSError as error:
        says = f"ne se lit pas ({reason(error)})"
    return f"{path} {says}. Remettez ce fichier : réinstallez le programme."

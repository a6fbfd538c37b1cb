"""`kiosk catalog check [FILE]`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TextIO

from kiosk.catalog.load import examine
from kiosk.catalog.model import Catalog
from kiosk.catalog.text_checks import CutWord
from kiosk.type.faces import ICON_CODES
from kiosk.type.files import icon_codes


def known_icons(path: Path = ICON_CODES) -> frozenset[str] | None:
    """The names of the icons that a screen can draw; None when they are not installed.

    Raises FaceError when their file is broken.
    """
    if not path.exists():
        return None
    return frozenset(icon_codes(path))


def run(
    path: Path,
    out: TextIO,
    *,
    translated: Mapping[str, Callable[[str], bool]] | None = None,
    cut_word: CutWord | None = None,
) -> int:
    """Print the problems of a catalogue, then how many there are; 1 if one must be corrected.

    `translated` tells for each language whether it has a text (`Translator.knows`), `cut_word`
    which word of a text is wider than the screen.
    """
    examined = examine(path, icons=known_icons(), translated=translated, cut_word=cut_word)
    for problem in examined.problems:
        print(problem, file=out)
    advices = sum(problem.advice for problem in examined.problems)
    wrong = len(examined.problems) - advices
    verdict = _counted(wrong, "chose à corriger", "choses à corriger", "rien à corriger")
    advice = f", {_counted(advices, 'conseil', 'conseils')}" if advices else ""
    print(f"{_holds(examined.catalog)}{verdict}{advice}.", file=out)
    return 1 if wrong else 0


def _holds(catalog: Catalog | None) -> str:
    if catalog is None:
        return ""
    services = _counted(len(catalog.services), "service", "services")
    return f"{services}, {_counted(len(catalog.themes), 'thème', 'thèmes')} : "


def _counted(count: int, one: str, many: str, none: str | None = None) -> str:
    if count == 0 and none is not None:
        return none
    return f"{count} {one if count < 2 else many}"

"""Ids are long, and nobody types them whole: their beginning will do, where it is of one alone."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.errors import KioskError
from kiosk.text_files import shortened

FEWEST = 4
"""Letters: with fewer, the next one that is made may begin so too."""


def the_one(known: Iterable[str], begins: str, none: str, command: str) -> str:
    """The id that begins so. Raises KioskError, which says what lists them."""
    known = list(known)
    if begins in known:
        return begins
    found = [one for one in known if one.startswith(begins)]
    if len(begins) < FEWEST or not found:
        raise KioskError(
            f"{none} sous « {shortened(begins)} » : « {command} » les donne ; les {FEWEST}"
            " premières lettres suffisent."
        )
    if len(found) > 1:
        raise KioskError(f"« {begins} » est le début de {len(found)} : écrivez-en plus de lettres.")
    return found[0]

"""A long id is said by its first letters, as long as they fit one alone."""

from __future__ import annotations

from collections.abc import Collection

from kiosk.errors import KioskError

FEWEST = 4
"""Letters: fewer fit by chance."""


def whole_id(said: str, ids: Collection[str], *, none: str) -> str:
    """The id that is meant. Raises KioskError, with `none` as its sentence where nothing fits."""
    if said in ids:
        return said
    fitting = [one for one in ids if one.startswith(said)] if said else []
    if not fitting:
        raise KioskError(none)
    if len(said) < FEWEST:
        raise KioskError(f"« {said} » est trop court : écrivez au moins {FEWEST} lettres du nom.")
    if len(fitting) > 1:
        names = ", ".join(short_id(one, ids) for one in sorted(fitting))
        raise KioskError(f"« {said} » peut être {names} : écrivez une lettre de plus.")
    return fitting[0]


def short_id(whole: str, ids: Collection[str]) -> str:
    """The fewest letters that fit this one alone."""
    others = [one for one in ids if one != whole]
    for length in range(FEWEST, len(whole)):
        if not any(other.startswith(whole[:length]) for other in others):
            return whole[:length]
    return whole

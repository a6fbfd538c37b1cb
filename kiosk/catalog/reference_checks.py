"""Ids and icons: well formed, told apart, leading to something that exists."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from kiosk.catalog.model import END
from kiosk.catalog.problems import FieldPath, Mistake, among, did_you_mean
from kiosk.limits import ID, unfit

OTHER = "other"
"""The topic of whoever does not know: no theme or service may take this id."""

_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


def wrong_ids(
    ids: Iterable[str], path: FieldPath, taken: Collection[str] = (END, OTHER)
) -> Iterator[Mistake]:
    """Ids of one list that are doubled, already `taken` elsewhere, or hard to write down."""
    seen: set[str] = set()
    for place, name in enumerate(ids):
        here = (*path, place, "id")
        if not name:
            continue
        if not _ID.fullmatch(name):
            says = f"« {name} » n'est pas un id"
            instead = f"écrivez-le en minuscules, sans accent ni espace : « {_as_id(name)} »"
            yield Mistake(here, says, instead)
        elif why := unfit(name, ID):
            instead = f"écrivez un nom plus court, comme « {name[:24].rstrip('-_')} »"
            yield Mistake(here, f"un id trop long : {why}", instead)
        elif name in seen:
            yield Mistake(here, f"« {name} » est déjà pris", f"écrivez par exemple « {name}-2 »")
        elif name in taken:
            says = f"« {name} » est déjà pris, ou réservé"
            yield Mistake(here, says, f"écrivez par exemple « {name}-2 »")
        seen.add(name)


def _as_id(words: str) -> str:
    import unicodedata  # only a badly written id pays for it

    plain = unicodedata.normalize("NFKD", words.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "un-nom-court"


def unknown(name: str, ids: Collection[str], path: FieldPath, what: str) -> Iterator[Mistake]:
    """`name` should be one of `ids`; silent when some of these could not be read."""
    if name and ids and name not in ids and "" not in ids:
        instead = did_you_mean(name, ids, f"choisissez parmi {among(ids)}")
        yield Mistake(path, f"{what} ne s'appelle « {name} »", instead)


def wrong_icon(
    icon: str | None, icons: Collection[str] | None, path: FieldPath
) -> Iterator[Mistake]:
    """`icons` is None where the set is not known: nothing is checked then."""
    if icon and icons is not None and icon not in icons:
        says = f"aucune icône ne s'appelle « {icon} »"
        yield Mistake(path, says, did_you_mean(icon, icons, "choisissez-en une sur lucide.dev"))


def too_few(
    values: Collection[object], least: int, path: FieldPath, what: str
) -> Iterator[Mistake]:
    if len(values) < least:
        yield Mistake(path, f"il faut au moins {least} {what}", "ajoutez ce qui manque")


def too_small(value: int, path: FieldPath) -> Iterator[Mistake]:
    if value < 1:
        yield Mistake(path, f"« {value} » est trop petit", "écrivez 1 ou plus")

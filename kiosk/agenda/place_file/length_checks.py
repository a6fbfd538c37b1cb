"""What a place is called, and who is there: no longer than what the database keeps."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk import limits
from kiosk.agenda.place_file.described_place import DescribedPlace
from kiosk.agenda.plain_names import plain
from kiosk.catalog.problems import FieldPath, Mistake


def too_long(place: DescribedPlace) -> Iterator[Mistake]:
    yield from _words(place.name, limits.PLACE_NAME, ("name",))
    yield from _words(place.address, limits.PLACE_ADDRESS, ("address",))
    yield from _key(place)
    for n, helper in enumerate(place.helpers):
        path: FieldPath = ("helpers", n)
        yield from _words(helper.name, limits.HELPER, (*path, "name"))
        yield from _words(helper.desk, limits.DESK, (*path, "desk"))
        yield from _without_letters(helper.name, (*path, "name"))
    for n, booth in enumerate(place.booths):
        yield from _words(booth, limits.LOCATION, ("booths", n))
    for path, workshop in place.with_others:
        yield from _words(workshop.bring or "", limits.BRING, (*path, "bring"))
        yield from _words(workshop.title, limits.ACTIVITY, (*path, "title"))
        yield from _words(workshop.about or "", limits.ABOUT, (*path, "about"))
        yield from _words(workshop.location or "", limits.LOCATION, (*path, "location"))
        for name in ("seats", "waiting_list"):
            wanted = getattr(workshop, name)
            if wanted > limits.SEATS:
                says = f"« {wanted} » est trop grand"
                yield Mistake((*path, name), says, f"écrivez {limits.SEATS} ou moins")


def _words(words: str, most: int, path: FieldPath) -> Iterator[Mistake]:
    if len(words) > most:  # what is no letter is told by the signs' own check
        why = limits.unfit(words, most)
        yield Mistake(path, f"ne peut pas être gardé : {why}", f"écrivez {most} lettres ou moins")


def _key(place: DescribedPlace) -> Iterator[Mistake]:
    """Two places whose keys were cut alike would be taken for one."""
    path: FieldPath = ("name",) if place.id is None else ("id",)
    yield from _without_letters(place.id or place.name, path)
    if len(place.key) > limits.PLACE_KEY:
        says = f"fait plus de {limits.PLACE_KEY} lettres une fois sans majuscules ni accents"
        yield Mistake(path, says, "donnez au lieu un « id » court, comme « lille »")


def _without_letters(words: str, path: FieldPath) -> Iterator[Mistake]:
    if words and not plain(words):
        yield Mistake(path, f"« {words} » n'a aucune lettre", "écrivez un nom")

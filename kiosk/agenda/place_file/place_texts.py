"""All that is drawn of a described place, with the place where it is written."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.agenda.place_file.described_place import DescribedPlace
from kiosk.catalog.problems import FieldPath


def described_texts(place: DescribedPlace) -> Iterator[tuple[FieldPath, str]]:
    yield ("name",), place.name
    yield ("address",), place.address
    if place.id:
        yield ("id",), place.id
    for n, helper in enumerate(place.helpers):
        yield ("helpers", n, "name"), helper.name
        yield ("helpers", n, "desk"), helper.desk
    for n, booth in enumerate(place.booths):
        yield ("booths", n), booth
    for path, activity in place.with_others:
        yield (*path, "title"), activity.title
        for name in ("about", "helper", "location", "bring"):
            written = getattr(activity, name)
            if written:
                yield (*path, name), written

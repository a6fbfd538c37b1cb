"""All that is wrong with a described place, whoever wrote it: in its file, or on the board."""

from __future__ import annotations

from collections.abc import Collection
from itertools import chain

from kiosk.agenda.place_file.described_place import DescribedPlace
from kiosk.agenda.place_file.place_check import findings
from kiosk.agenda.place_file.place_texts import described_texts
from kiosk.catalog.problems import FieldPath, Mistake
from kiosk.catalog.unwanted_characters import unwanted_characters


def judged(
    place: DescribedPlace, topics: Collection[str], told: Collection[FieldPath] = ()
) -> list[Mistake]:
    """`topics` are the ids of the themes and services; `told`, the fields that could not be read
    and are told already."""
    every = chain(findings(place, topics, told), unwanted_characters(described_texts(place)))
    return [one for one in every if not _within(one.path, told)]


def _within(path: FieldPath, told: Collection[FieldPath]) -> bool:
    return any(path[:length] in told for length in range(len(path) + 1))

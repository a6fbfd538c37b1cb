"""On which line of its file each rule of a place is written, for whoever sees it elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.agenda.place_file.described_place import Away, DescribedPlace, Hours
from kiosk.agenda.place_file.described_place import DescribedActivity as Activity
from kiosk.agenda.plain_names import plain
from kiosk.agenda.rules_file import Lines, RulesFile
from kiosk.catalog.problems import FieldPath


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFile:
    """What a file says of a place, and where."""

    place: DescribedPlace
    rules: RulesFile


def lines_of(place: DescribedPlace, lines: Lines) -> dict[FieldPath, int]:
    """The lines of what the database has, which may be in another order than in the file."""
    found: dict[FieldPath, int] = {}
    for path, words in said(place):
        if words in lines:
            found.setdefault(path, lines[words])
    return found


def said(place: DescribedPlace) -> Iterator[tuple[FieldPath, str]]:
    """Each thing that has a line of its own, and what tells it from the others."""
    for n, helper in enumerate(place.helpers):
        path: FieldPath = ("helpers", n)
        name = plain(helper.name)
        yield path, f"helper {name}"
        for k, hours in enumerate(helper.hours):
            yield from _each_day((*path, "hours", k), hours, f"hours {name}")
        for k, away in enumerate(helper.absences):
            yield (*path, "absences", k), _away(away, name)
    for path, activity in place.with_others:
        yield from _each_day(path, activity, f"{activity.kind} {plain(activity.title)}")
    for n, public in enumerate(place.opening):
        for day in public.days:
            yield ("opening", n), f"open {day} {public.starts} {public.valid_from or '-'}"
    for n, closed in enumerate(place.closed):
        yield ("closed", n), _away(closed, "")


def _each_day(
    path: FieldPath, what: Hours | Activity, name: str
) -> Iterator[tuple[FieldPath, str]]:
    for weekday, first, _last in what.holding:
        yield path, f"{name} {weekday} {what.starts} {first or '-'}"


def _away(away: Away, name: str) -> str:
    return f"away {name} {away.starts} {away.until}"

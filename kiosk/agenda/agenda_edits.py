"""One edit of the place's rules, as a manager makes it: a helper, or an activity, with what it was
before. Whoever else changed the same meanwhile is not overwritten."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from kiosk.agenda.agenda_changes import put_described, rename_activity, rename_helper
from kiosk.agenda.errors import AgendaError
from kiosk.agenda.place_file.described_place import (
    DescribedActivity,
    DescribedHelper,
    DescribedPlace,
)
from kiosk.agenda.plain_names import plain
from kiosk.agenda.unit_of_work import UnitOfWork

One = TypeVar("One")


class NotAsBefore(AgendaError):  # noqa: N818
    """Somebody else changed it, or ended it, since this edit was begun."""


def with_helper(
    place: DescribedPlace, before: DescribedHelper | None, after: DescribedHelper | None
) -> DescribedPlace:
    """Added, changed or ended; under another name it is the same person, also for what they
    receive. Raises NotAsBefore."""
    helpers = _with(place.helpers, before, after)
    if before is None or after is None or before.name == after.name:
        return replace(place, helpers=helpers)
    names = (before.name, after.name)
    return replace(
        place,
        helpers=helpers,
        workshops=_received_by(place.workshops, *names),
        activities=_received_by(place.activities, *names),
    )


def _received_by(
    activities: tuple[DescribedActivity, ...], before: str, after: str
) -> tuple[DescribedActivity, ...]:
    return tuple(replace(one, helper=after) if one.helper == before else one for one in activities)


def with_activity(
    place: DescribedPlace, before: DescribedActivity | None, after: DescribedActivity | None
) -> DescribedPlace:
    """The same of what several people come to. Raises NotAsBefore."""
    return replace(place, activities=_with(place.activities, before, after))


def change_helper(
    work: UnitOfWork, before: DescribedHelper | None, after: DescribedHelper | None
) -> None:
    """Raises NotAsBefore, KeptInFile."""
    if before is not None and after is not None and before.name != after.name:
        rename_helper(work, before.name, after.name)
        before = replace(before, name=after.name)
    put_described(work, lambda place: with_helper(place, before, after))


def change_activity(
    work: UnitOfWork, before: DescribedActivity | None, after: DescribedActivity | None
) -> None:
    """Raises NotAsBefore, KeptInFile."""

    def edit(place: DescribedPlace) -> DescribedPlace:
        if before is not None and after is not None and before.title != after.title:
            alone = [_what(one) for one in place.activities].count(_what(before)) == 1
            if alone and before.kind == after.kind:
                rename_activity(work, before.kind, before.title, after.title)
        return with_activity(place, before, after)

    put_described(work, edit)


def _what(one: DescribedActivity) -> tuple[str, str]:
    """What is the same activity at another hour."""
    return one.kind, plain(one.title)


def _with(items: tuple[One, ...], before: One | None, after: One | None) -> tuple[One, ...]:
    added = () if after is None else (after,)
    if before is None:
        return (*items, *added)
    if before not in items:
        raise NotAsBefore(repr(before))
    at = items.index(before)
    return (*items[:at], *added, *items[at + 1 :])

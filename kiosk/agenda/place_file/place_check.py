"""All that can be wrong in a description that could be read.

A record with a field that could not be read is not judged as a whole: what is wrong with it
has been told already.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kiosk.agenda.opening import DAYS
from kiosk.agenda.place_file.described_place import (
    Away,
    DescribedActivity,
    DescribedHelper,
    DescribedPlace,
    Holding,
    Hours,
    PublicHours,
    falls,
)
from kiosk.agenda.place_file.french_fields import clock
from kiosk.agenda.place_file.length_checks import too_long
from kiosk.agenda.plain_names import plain
from kiosk.catalog.problems import FieldPath, Mistake
from kiosk.catalog.reference_checks import too_few, too_small, unknown
from kiosk.i18n.languages import language_codes
from kiosk.visit.values import OTHER_TOPIC

SHORTEST = 5
"""Minutes of the shortest appointment: a smaller number is a slip of the hand."""


def findings(
    place: DescribedPlace, topics: Collection[str], unread: Collection[FieldPath]
) -> Iterator[Mistake]:
    """`topics` are the ids of the themes and services; `unread` the fields already told of."""
    yield from too_long(place)
    yield from too_few(place.helpers, 1, ("helpers",), "personne")
    yield from _same_names(place.helpers)
    for n, away in _read(place.closed, ("closed",), unread):
        yield from _away(away, ("closed", n))
    yield from _opening(place.opening, unread)
    yield from _booths(place.booths)
    for n, helper in enumerate(place.helpers):
        yield from _helper(helper, ("helpers", n), topics, unread)
    names = [helper.name for helper in place.helpers]
    for path, workshop in place.with_others:
        if workshop.helper is not None:
            yield from unknown(workshop.helper, names, (*path, "helper"), "personne")
        elif workshop.location is None and not _any_in(unread, path):
            says = "personne n'est nommé pour recevoir, ni l'endroit écrit"
            instead = "écrivez « helper: », un nom, ou « location: », comme Salle 2"
            yield Mistake((*path, "location"), says, instead)
        yield from _weekly(workshop, path, topics)
        if not _any_in(unread, path):
            yield from _dated(workshop, path)
            yield from _workshop(workshop, path)
            yield from _series(workshop, path)
            yield from _people(workshop, path)
    yield from _crossings(place, unread)


def _any_in(unread: Collection[FieldPath], path: FieldPath) -> bool:
    return any(one[: len(path)] == path for one in unread)


def _read(
    items: Iterable[Away], path: FieldPath, unread: Collection[FieldPath]
) -> Iterator[tuple[int, Away]]:
    return ((n, one) for n, one in enumerate(items) if not _any_in(unread, (*path, n)))


def _same_names(helpers: Iterable[DescribedHelper]) -> Iterator[Mistake]:
    seen: set[str] = set()
    for n, helper in enumerate(helpers):
        name = plain(helper.name)
        if name and name in seen:
            says = f"deux personnes s'appellent « {helper.name} »"
            instead = f"ajoutez de quoi les distinguer, comme « {helper.name} B. »"
            yield Mistake(("helpers", n, "name"), says, instead)
        seen.add(name)


def _opening(opening: Iterable[PublicHours], unread: Collection[FieldPath]) -> Iterator[Mistake]:
    for n, hours in enumerate(opening):
        path: FieldPath = ("opening", n)
        if not _any_in(unread, path):
            yield from _dated(hours, path)
            yield from _ends_later(hours, path)


def _booths(booths: Iterable[str]) -> Iterator[Mistake]:
    seen: set[str] = set()
    for n, name in enumerate(booths):
        if plain(name) in seen:
            says = f"deux cabines s'appellent « {name} »"
            yield Mistake(("booths", n), says, f"distinguez-les, comme « {name} 2 »")
        seen.add(plain(name))


def _helper(
    helper: DescribedHelper, path: FieldPath, topics: Collection[str], unread: Collection[FieldPath]
) -> Iterator[Mistake]:
    for n, hours in enumerate(helper.hours):
        here: FieldPath = (*path, "hours", n)
        yield from _weekly(hours, here, topics)
        if not _any_in(unread, here):
            yield from _dated(hours, here)
            yield from _hours(hours, here)
    for n, away in _read(helper.absences, (*path, "absences"), unread):
        yield from _away(away, (*path, "absences", n))


def _ends_later(hours: Hours | PublicHours, path: FieldPath) -> Iterator[Mistake]:
    if hours.ends <= hours.starts:
        says = f"la fin, {clock(hours.ends)}, n'est pas après le début, {clock(hours.starts)}"
        yield Mistake((*path, "to"), says, f"écrivez une heure après {clock(hours.starts)}")


def _hours(hours: Hours, path: FieldPath) -> Iterator[Mistake]:
    if hours.ends <= hours.starts:
        yield from _ends_later(hours, path)
        return
    if hours.minutes < SHORTEST:
        says = f"un rendez-vous de {hours.minutes} minutes est trop court"
        yield Mistake((*path, "minutes"), says, f"écrivez {SHORTEST} ou plus")
        return
    room = datetime.combine(date.min, hours.ends) - datetime.combine(date.min, hours.starts)
    if timedelta(minutes=hours.minutes) > room:
        most = int(room.total_seconds()) // 60
        span = f"entre {clock(hours.starts)} et {clock(hours.ends)}"
        says = f"un rendez-vous de {hours.minutes} minutes ne tient pas {span}"
        yield Mistake((*path, "minutes"), says, f"écrivez {most} ou moins, ou changez les heures")


def _workshop(workshop: DescribedActivity, path: FieldPath) -> Iterator[Mistake]:
    yield from too_small(workshop.seats, (*path, "seats"))
    if workshop.waiting_list < 0:
        says = f"« {workshop.waiting_list} » est trop petit"
        yield Mistake((*path, "waiting_list"), says, "écrivez 0, s'il n'y a pas de liste, ou plus")
    if workshop.minutes < SHORTEST:
        says = f"une séance de {workshop.minutes} minutes est trop courte"
        yield Mistake((*path, "minutes"), says, f"écrivez {SHORTEST} ou plus")
    elif workshop.ends is None:
        says = f"une séance de {workshop.minutes} minutes finirait après minuit"
        yield Mistake((*path, "minutes"), says, "écrivez un nombre plus petit")


LONGEST_SERIES = timedelta(weeks=12)
"""From its first day to its last: what is longer is another series."""


def _series(activity: DescribedActivity, path: FieldPath) -> Iterator[Mistake]:
    if not activity.series:
        return
    first, last = activity.valid_from, activity.valid_to
    if activity.dates:
        says = "une série se donne par ses jours de la semaine, pas par des dates"
        yield Mistake((*path, "dates"), says, "écrivez « days », « valid_from » et « valid_to »")
        return
    for name, day in (("valid_from", first), ("valid_to", last)):
        if day is None:
            says = "une série a un premier et un dernier jour"
            yield Mistake((*path, name), says, f"ajoutez une ligne « {name}: 2026-11-30 »")
    if first and last and last - first > LONGEST_SERIES:
        says = f"une série dure {LONGEST_SERIES.days // 7} semaines au plus"
        yield Mistake((*path, "valid_to"), says, f"écrivez {first + LONGEST_SERIES} ou avant")


def _people(activity: DescribedActivity, path: FieldPath) -> Iterator[Mistake]:
    """Of how many it takes, and what they speak."""
    if activity.minimum < 0:
        says = f"« {activity.minimum} » est trop petit"
        yield Mistake((*path, "minimum"), says, "écrivez 0, s'il n'y en a pas, ou plus")
    elif activity.minimum > activity.seats > 0:
        says = f"il faudrait {activity.minimum} personnes pour {activity.seats} places"
        yield Mistake((*path, "minimum"), says, f"écrivez {activity.seats} ou moins")
    if activity.languages == ():
        yield Mistake((*path, "languages"), "est vide", "écrivez par exemple [fr, en]")
    for n, code in enumerate(activity.languages or ()):
        yield from unknown(code, language_codes(), (*path, "languages", n), "aucune langue")


def _weekly(
    what: Hours | DescribedActivity, path: FieldPath, topics: Collection[str]
) -> Iterator[Mistake]:
    """What hours and workshops have in common."""
    if what.modes == ():
        yield Mistake((*path, "modes"), "est vide", "écrivez par exemple [face, phone]")
    if what.topics == ():
        yield Mistake((*path, "topics"), "est vide", "retirez cette ligne : ce sera tout sujet")
    for n, topic in enumerate(what.topics or ()):
        known = (*topics, OTHER_TOPIC)
        yield from unknown(topic, known, (*path, "topics", n), "aucun thème ni service")


def _dated(what: Hours | DescribedActivity | PublicHours, path: FieldPath) -> Iterator[Mistake]:
    if isinstance(what, DescribedActivity) and what.dates:
        if what.days:
            says = "des jours de la semaine et des dates sont écrits tous les deux"
            yield Mistake((*path, "dates"), says, "gardez l'un des deux")
        return
    if not what.days:
        yield Mistake((*path, "days"), "est vide", "écrivez au moins un jour, comme lundi")
    first, last = what.valid_from, what.valid_to
    if first is None or last is None:
        return
    if last < first:
        says = f"le dernier jour, {last}, est avant le premier, {first}"
        yield Mistake((*path, "valid_to"), says, f"écrivez {first} ou un jour plus tardif")
    elif what.days and not any(falls(day, first, last) for day in what.days):
        says = f"aucun des jours écrits ne tombe entre le {first} et le {last}"
        instead = f"écrivez par exemple {DAYS[first.weekday()]}, ou changez ces dates"
        yield Mistake((*path, "days"), says, instead)


def _away(away: Away, path: FieldPath) -> Iterator[Mistake]:
    if away.until <= away.starts:
        says = "la fin n'est pas après le début"
        after = away.starts.date() if away.starts.time() == time() else away.starts
        instead = f"écrivez un moment après {after:%Y-%m-%d %H:%M}"
        if not isinstance(after, datetime):
            instead = f"écrivez {after} ou un jour plus tardif"
        yield Mistake((*path, "to"), says, instead)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """When a helper is busy, and where that is written."""

    path: FieldPath
    helper: str
    what: Hours | DescribedActivity
    ends: time

    def crosses(self, other: _Span) -> int | None:
        """The first weekday on which one helper would be twice at work."""
        mine, theirs = self.what, other.what
        apart = (
            plain(self.helper) != plain(other.helper)
            or mine.starts >= other.ends
            or theirs.starts >= self.ends
        )
        if apart:
            return None
        pairs = itertools.product(mine.holding, theirs.holding)
        return next((one[0] for one, other in pairs if _same_day(one, other)), None)


def _same_day(one: Holding, other: Holding) -> bool:
    """Whether there may be a day of both."""
    weekday, first, last = one
    its_weekday, its_first, its_last = other
    return (
        weekday == its_weekday
        and (first or date.min) <= (its_last or date.max)
        and (its_first or date.min) <= (last or date.max)
    )


def _crossings(place: DescribedPlace, unread: Collection[FieldPath]) -> Iterator[Mistake]:
    """A helper twice at work: each span is told once, against the first that it crosses."""
    spans = [span for span in _spans(place) if not _any_in(unread, span.path)]
    for later, span in enumerate(spans):
        for other in itertools.islice(spans, later):
            day = span.crosses(other)
            if day is not None:
                taken = f"le {DAYS[day]} de {clock(other.what.starts)} à {clock(other.ends)}"
                says = f"« {span.helper} » reçoit déjà {taken}"
                instead = f"commencez à {clock(other.ends)} ou après, ou changez les autres heures"
                yield Mistake((*span.path, "from"), says, instead)
                break


def _spans(place: DescribedPlace) -> Iterator[_Span]:
    for n, helper in enumerate(place.helpers):
        for k, hours in enumerate(helper.hours):
            path: FieldPath = ("helpers", n, "hours", k)
            if hours.starts < hours.ends:
                yield _Span(path=path, helper=helper.name, what=hours, ends=hours.ends)
    for path, workshop in place.with_others:
        if workshop.ends is not None and workshop.helper is not None:
            yield _Span(path=path, helper=workshop.helper, what=workshop, ends=workshop.ends)

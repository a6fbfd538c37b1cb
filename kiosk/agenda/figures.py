"""How it goes at a place: counts of a period, none of them so small that it tells of somebody.

Everything that is shown of one period fits together: what is hidden can be worked out from none of
it. Of two periods that overlap it can, by whoever asks for both: figures are for the team.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from kiosk.agenda import figure_sources as sources
from kiosk.agenda.small_counts import LEAST, Shown, beneath, line, shown, tree
from kiosk.agenda.unit_of_work import UnitOfWork

By = Literal["day", "week"]

LONGEST = timedelta(days=3 * 366)
"""The longest period: as long as counts are kept."""

YEARS = range(2000, 2200)
"""Of days whose midnight can be told in any time zone, with room to spare."""

NOT_PRINTED = ("no_paper", "busy", "failed")
"""What became of papers that did not come out."""

SeriesName = Literal[
    "visits",
    "with_person",
    "walks",
    "walks_alone",
    "somebody_came",
    "nobody_came",
    "challenges_taken",
    "challenges_done",
    "tickets_printed",
    "tickets_failed",
]

SERIES: Mapping[SeriesName, tuple[str, ...]] = {
    "visits": ("visit",),
    "with_person": ("with_person",),
    "walks": ("walk",),
    "walks_alone": ("walk_alone",),
    "somebody_came": ("came_within",),
    "nobody_came": ("nobody_came",),
    "challenges_taken": ("challenge",),
    "challenges_done": ("challenges done",),
    "tickets_printed": ("ticket printed",),
    "tickets_failed": tuple(f"ticket {one}" for one in NOT_PRINTED),
}
"""What is told day by day or week by week, and which counts it is the sum of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One figure along the days or weeks."""

    total: Shown
    counts: tuple[Shown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFigures:
    step: str
    seen: Shown
    """Visits that came to it."""
    asked: Shown
    """In which somebody was asked for there."""
    stopped: Shown
    """Which ended there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFigures:
    service: str
    begun: Shown
    finished: Shown
    alone: Shown
    """Finished, and nobody was asked for on the way."""
    steps: tuple[StepFigures, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Until somebody came to whoever called, in minutes begun; None where too few called."""

    median: int | None
    nine_in_ten: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFigures:
    kind: str
    sessions: int
    booked: Shown
    came: Shown
    absent: Shown
    """As the team said; of the others nobody said anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    first: date
    last: date
    by: By
    periods: tuple[Period, ...]
    series: Mapping[SeriesName, Series]
    share_with_person: int | None
    """In a hundred visits."""
    wait: Wait
    services: tuple[ServiceFigures, ...]
    sessions: tuple[SessionFigures, ...]
    tickets: Mapping[str, Shown]
    languages: Mapping[str, Shown]
    faces: Mapping[str, Shown]


def figures(work: UnitOfWork, first: date, last: date, by: By = "day") -> Figures:
    """Of the days from `first` to `last`, both included."""
    return assembled(sources.read_sources(work, first, last), first, last, by)


def assembled(read: sources.Sources, first: date, last: date, by: By) -> Figures:
    """Pure: what is shown of what was counted."""
    weeks, counts = _weeks(first, last), read.counts
    totals = _totals(read.by_day)
    return Figures(
        first=first,
        last=last,
        by=by,
        periods=tuple(_periods(weeks, by)),
        series={
            name: _series(_summed(read.by_day, SERIES[name]), weeks, by, totals[name])
            for name in SERIES
        },
        share_with_person=_share(totals["with_person"], totals["visits"]),
        wait=_wait(counts),
        services=tuple(_services(counts, totals)),
        sessions=tuple(_attended(one) for one in read.attended),
        tickets=_tickets(counts),
        languages=_named(_about(counts, "language"), totals["visits"]),
        faces=_alone(read.faces),
    )


def _attended(one: sources.Attended) -> SessionFigures:
    """Who had booked came, did not, or nobody said, which is not told: so there is no telling the
    one that is hidden from the others."""
    booked = shown(one.booked)
    came, absent = beneath(one.came, booked), beneath(one.absent, booked)
    rest = one.booked - (came or 0) - (absent or 0)
    alone = rest == one.came or rest == one.absent
    if None in (came, absent) and (alone or rest < LEAST):
        came, absent = line([one.came, one.absent], None)
    return SessionFigures(
        kind=one.kind,
        sessions=one.sessions,
        booked=booked,
        came=came,
        absent=absent,
    )


# Along the days


def _weeks(first: date, last: date) -> list[list[date]]:
    """The days of each week, which begins on Monday; of the first and last, those that count."""
    weeks: list[list[date]] = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if not weeks or day.weekday() == 0:
            weeks.append([])
        weeks[-1].append(day)
    return weeks


def _periods(weeks: Sequence[Sequence[date]], by: By) -> Iterable[Period]:
    if by == "week":
        return (Period(first=week[0], last=week[-1]) for week in weeks)
    return (Period(first=day, last=day) for week in weeks for day in week)


def _summed(by_day: Mapping[str, Counter[date]], names: Iterable[str]) -> Counter[date]:
    return sum((by_day.get(name, Counter()) for name in names), Counter())


def _totals(by_day: Mapping[str, Counter[date]]) -> dict[SeriesName, Shown]:
    return {name: shown(_summed(by_day, counted).total()) for name, counted in SERIES.items()}


def _series(days: Counter[date], weeks: Sequence[Sequence[date]], by: By, total: Shown) -> Series:
    """Days are hidden so that they tell no week that is hidden, and the other way round: whoever
    looks at both sees no more."""
    of_weeks, of_days = tree([[days[day] for day in week] for week in weeks], total)
    counts = of_weeks if by == "week" else [count for week in of_days for count in week]
    return Series(total=total, counts=tuple(counts))


def _share(part: Shown, whole: Shown) -> int | None:
    if part is None or not whole:
        return None
    return round(100 * part / whole)


# Of the whole period


def _about(counts: Counter[sources.Key], what: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for (kind, about, _step), count in counts.items():
        if kind == what:
            found[about] += count
    return found


def _named(counted: Counter[str], total: Shown) -> dict[str, Shown]:
    """The most first; as often, by name."""
    names = sorted(counted, key=lambda name: (-counted[name], name))
    return dict(zip(names, line([counted[name] for name in names], total), strict=True))


def _alone(counted: Counter[str]) -> dict[str, Shown]:
    """Of which no sum is shown."""
    return {name: shown(count) for name, count in counted.items()}


def _tickets(counts: Counter[sources.Key]) -> dict[str, Shown]:
    counted = _about(counts, "ticket")
    grouped = Counter({name: counted[name] for name in ("printed", "shown", "unknown")})
    grouped["failed"] = sum(counted[name] for name in NOT_PRINTED)
    return _alone(grouped)


def _services(
    counts: Counter[sources.Key], totals: Mapping[SeriesName, Shown]
) -> Iterable[ServiceFigures]:
    begun = _named(_about(counts, "walk"), totals["walks"])
    alone = _about(counts, "walk_alone")
    alone_shown = line([alone[service] for service in begun], totals["walks_alone"])
    for (service, of_begun), of_alone in zip(begun.items(), alone_shown, strict=True):
        yield _service(counts, service, of_begun, of_alone)


def _service(
    counts: Counter[sources.Key], service: str, begun: Shown, alone: Shown
) -> ServiceFigures:
    """Walks that were begun were finished, or stopped at a step: the one is the sum of the others.
    Where it is hidden nothing of the steps is shown either: nearly all see the first.
    """
    steps = sorted({step for what, about, step in counts if step and about == service})
    stopped = [counts["stopped", service, step] for step in steps]
    finished, *stopped_shown = line([counts["walk_finished", service, ""], *stopped], begun)
    return ServiceFigures(
        service=service,
        begun=begun,
        finished=finished,
        alone=alone,
        steps=tuple(
            StepFigures(
                step=step,
                seen=beneath(counts["step", service, step], begun),
                asked=beneath(counts["asked", service, step], begun),
                stopped=at,
            )
            for step, at in zip(steps, stopped_shown, strict=True)
        ),
    )


def _wait(counts: Counter[sources.Key]) -> Wait:
    came = Counter({int(about): n for about, n in _about(counts, "came_within").items()})
    if came.total() < LEAST:
        return Wait(median=None, nine_in_ten=None)
    return Wait(median=_within(came, 0.5), nine_in_ten=_within(came, 0.9))


def _within(came: Counter[int], share: float) -> int:
    """In how many minutes somebody came to so many of all."""
    reached = 0
    for minutes in sorted(came):
        reached += came[minutes]
        if reached >= share * came.total():
            return minutes
    raise AssertionError("nobody came")

"""Counts for the demonstration place, so that whoever tries it sees figures: invented, and the same
for a day whenever they are made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.agenda.visit_counts import take_in
from kiosk.catalog.model import Catalog, Service
from kiosk.store.counts_file import DayCount
from kiosk.visit.counts import Count

COUNTER = "demonstration"
DAYS = 28
SERVICES = 5
"""As many services are walked there."""


def add_figures(work: UnitOfWork, catalog: Catalog) -> None:
    """Of the four weeks before today. Idempotent; nothing for a real place."""
    if not work.place.demonstration:
        return
    today = work.place.day_of(work.now)
    days = [today - timedelta(days=number) for number in range(1, DAYS + 1)]
    services = catalog.services[:: max(1, len(catalog.services) // SERVICES)][:SERVICES]
    counts = [
        DayCount(day=day, what=one.what, about=one.about, step=one.step, count=one.number)
        for day in days
        if day.weekday() != 6
        for one in _of_a_day(day, services)
    ]
    take_in(work, COUNTER, [one for one in counts if one.count])


def _of_a_day(day: date, services: Sequence[Service]) -> Iterator[Count]:
    luck = Random(day.toordinal())
    walks = [luck.randint(6, 15) for _service in services]
    for service, begun in zip(services, walks, strict=True):
        yield from _walks(service, begun, luck)
    visits = sum(walks) + luck.randint(5, 12)
    english = luck.randint(2, 9)
    yield Count(what="visit", number=visits)
    yield Count(what="with_person", number=visits * luck.randint(35, 60) // 100)
    yield Count(what="language", about="fr", number=visits - english)
    yield Count(what="language", about="en", number=english)
    for minutes in (1, 2, 3, 5, 8):
        yield Count(what="came_within", about=str(minutes), number=luck.randint(0, 4))
    yield Count(what="nobody_came", number=luck.randint(0, 2))
    printed = visits * luck.randint(40, 60) // 100
    yield Count(what="ticket", about="printed", number=printed)
    yield Count(what="ticket", about="no_paper", number=luck.choice((0, 0, 0, 1, 3)))
    yield Count(what="challenge", number=luck.randint(0, 8))


def _walks(service: Service, begun: int, luck: Random) -> Iterator[Count]:
    """Some stop at a step or ask there, the others go on to the next."""
    left, helped = begun, 0
    for step in service.steps:
        asked = min(left, luck.choice((0, 0, 1, 2)))
        stopped = 0 if step is service.steps[0] else min(left, luck.choice((0, 0, 1, 2)))
        helped += min(asked, left - stopped)
        yield Count(what="step", about=service.id, step=step.id, number=left)
        yield Count(what="asked", about=service.id, step=step.id, number=asked)
        yield Count(what="stopped", about=service.id, step=step.id, number=stopped)
        left -= stopped
    yield Count(what="walk", about=service.id, number=begun)
    yield Count(what="walk_finished", about=service.id, number=left)
    yield Count(what="walk_alone", about=service.id, number=max(left - helped, 0))

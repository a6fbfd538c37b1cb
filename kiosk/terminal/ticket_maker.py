"""A visitor's ticket: its code and token, and the value that is drawn, from what was booked and
walked."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from kiosk.agenda.agenda import Agenda
from kiosk.catalog.model import Catalog
from kiosk.ticket.codes import new_code, new_token, url_for
from kiosk.visit.bookings import Booking, in_order, is_ahead
from kiosk.visit.notes import Note
from kiosk.visit.sponsoring import Sponsorship
from kiosk.visit.tickets import (
    OnPaper,
    PrintedBooking,
    PrintedChallenge,
    PrintedWalk,
    TakenChallenge,
    Ticket,
)
from kiosk.visit.values import Progress
from kiosk.visit.walk_paths import lines

REMEMBERED = 50
"""Papers to come; one visit has a few."""


class Papers:
    """The code and the token of a ticket to come: the same ones however often it is asked for.

    A booking in doubt and the enquiry written in its place share them, so that both papers
    lead to whatever there is in the end.
    """

    def __init__(self) -> None:
        self._made: OrderedDict[str, tuple[str, str]] = OrderedDict()

    def of(self, key: str) -> tuple[str, str]:
        """A code and a token."""
        made = self._made.setdefault(key, (new_code(), new_token()))
        while len(self._made) > REMEMBERED:
            self._made.popitem(last=False)
        return made

    def forget(self, key: str) -> None:
        """It was answered for good: nobody will ask for it again."""
        self._made.pop(key, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketMaker:
    """Makes tickets of this place."""

    agenda: Agenda
    catalog: Catalog
    public_url: Callable[[], str]
    """Asked for each ticket: a network may come up, or change, after the start."""
    clock: Callable[[], datetime]
    booked_elsewhere: Callable[[str], bool]
    """Whether appointments about a topic are taken in another system."""
    papers: Papers = field(default_factory=Papers)

    def now(self) -> datetime:
        return self.clock()

    def make(
        self,
        code: str,
        token: str,
        language: str,
        bookings: Sequence[Booking] = (),
        walks: Sequence[Progress] = (),
        wanted_at: datetime | None = None,
        *,
        challenges: Sequence[TakenChallenge] = (),
        notes: Sequence[Note] = (),
        sponsorship: Sponsorship | None = None,
    ) -> Ticket:
        place = self.agenda.place
        return make_ticket(
            catalog=self.catalog,
            code=code,
            url=url_for(self.public_url(), token),
            language=language,
            place_name=place.name,
            place_address=place.address,
            time_zone=place.zone.key,
            bookings=bookings,
            walks=walks,
            now=self.clock(),
            wanted_at=wanted_at,
            challenges=challenges,
            notes=notes,
            sponsorship=sponsorship,
            booked_elsewhere=not bookings
            and any(self.booked_elsewhere(walk.service) for walk in walks),
        )


def make_ticket(
    *,
    catalog: Catalog,
    code: str,
    url: str,
    language: str,
    place_name: str,
    place_address: str,
    time_zone: str,
    bookings: Iterable[Booking],
    walks: Iterable[Progress],
    now: datetime,
    wanted_at: datetime | None = None,
    challenges: Iterable[TakenChallenge] = (),
    notes: Iterable[Note] = (),
    sponsorship: Sponsorship | None = None,
    booked_elsewhere: bool = False,
) -> Ticket:
    """Everything that is drawn on a ticket. `now` has a time zone.

    `wanted_at` is the time that a written enquiry could not be given.
    """
    return Ticket(
        code=code,
        url=url,
        language=language,
        place_name=place_name,
        place_address=place_address,
        bookings=tuple(
            PrintedBooking(
                booking=booking, topic=catalog.name_of(booking.topic), wanted_at=wanted_at
            )
            for booking in _on_paper(bookings, now)
        ),
        walks=tuple(_walks(catalog, walks)),
        challenges=tuple(_challenges(catalog, challenges)),
        notes=tuple(notes),
        sponsorship=sponsorship,
        time_zone=time_zone,
        booked_elsewhere=booked_elsewhere,
    )


def _on_paper(bookings: Iterable[Booking], now: datetime) -> tuple[OnPaper, ...]:
    """What is to come; of what is past, the latest alone, and only if nothing else is left."""
    ordered: list[OnPaper] = [one for one in in_order(bookings, now) if isinstance(one, OnPaper)]
    return tuple(one for one in ordered if is_ahead(one, now)) or tuple(ordered[:1])


def _walks(catalog: Catalog, walks: Iterable[Progress]) -> Iterator[PrintedWalk]:
    """A service that the catalogue has no more is left out."""
    for progress in walks:
        if catalog.has_service(progress.service):
            service = catalog.service(progress.service)
            yield PrintedWalk(service=service.name, steps=lines(service, progress))


def _challenges(catalog: Catalog, taken: Iterable[TakenChallenge]) -> Iterator[PrintedChallenge]:
    """What was left is not on paper, nor what the catalogue has no more."""
    for one in taken:
        known = catalog.challenge(one.id)
        if known is not None and one.status != "left":
            yield PrintedChallenge(
                title=known.title,
                if_stuck=known.if_stuck,
                minutes=known.minutes,
                done=one.status == "done",
            )

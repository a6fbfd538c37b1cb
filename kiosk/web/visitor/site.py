"""What the page works with, and one request for one ticket."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property, lru_cache
from urllib.parse import urlencode

from kiosk.agenda.agenda import Agenda
from kiosk.catalog.model import Catalog, Service
from kiosk.i18n.languages import languages
from kiosk.i18n.text import Text
from kiosk.i18n.translator import Translator
from kiosk.visit.bookings import (
    Appointment,
    Booking,
    Call,
    NotedEnquiry,
    SeatBooking,
    WaitingPlace,
    in_order,
    is_active,
)
from kiosk.visit.tickets import CalendarEvent, FoundTicket
from kiosk.visit.values import OTHER_TOPIC, Mode, Progress
from kiosk.web.rate_limits import PER_ADDRESS, PER_TICKET, RateLimit
from kiosk.web.visitor.external_pages import Outside

ABOUT = "rdv"
"""In an address: the booking that a page is about, where the ticket holds several."""


@dataclass(frozen=True, kw_only=True)
class Site:
    """Opened elsewhere, used here; the same for every request."""

    agenda: Agenda
    catalog: Catalog
    public_url: Callable[[], str]
    """What the addresses told to others start with; a machine may get another one. Empty: no
    telephone can open it, or the page is found where it was opened."""
    secret: bytes = field(repr=False)
    languages: tuple[str, ...] = field(default_factory=languages)
    modes: tuple[Mode, ...] = ("face", "phone", "video")
    video_url: str = ""
    outside: Outside = field(default_factory=Outside)
    webhook_secret: str = field(default="", repr=False)
    """Of RDV-Service-Public's deliveries; empty: none are taken in."""
    proxies: int = 0
    """How many proxies of our own stand before us; what others say of an address is a lie."""
    per_address: RateLimit = PER_ADDRESS
    per_ticket: RateLimit = PER_TICKET

    def translator(self, language: str) -> Translator:
        return _translator(language, self.agenda.place.zone.key)

    @property
    def today(self) -> date:
        return self.agenda.place.day_of(self.agenda.clock())


@lru_cache(maxsize=32)
def _translator(language: str, zone: str) -> Translator:
    return Translator(language, zone=zone)


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One request for one ticket: who asks, in which language."""

    site: Site
    token: str = field(repr=False)
    ticket: FoundTicket
    language: str
    about: str = ""
    """The id of the booking that was chosen, where the ticket holds several."""

    @cached_property
    def now(self) -> datetime:
        return self.site.agenda.clock()

    @cached_property
    def bookings(self) -> tuple[Booking, ...]:
        """What the ticket holds, in order; a call for someone is over when a page is opened."""
        told = (one for one in self.ticket.bookings if not isinstance(one, Call))
        return in_order(told, self.now)

    @property
    def booking(self) -> Booking | None:
        """What the page is about, whatever became of it: what was chosen from the list, else
        what comes first."""
        return self.ticket.booking(self.about) or next(iter(self.bookings), None)

    @property
    def shows_all(self) -> bool:
        """Of several things none is chosen yet."""
        return len(self.bookings) > 1 and self.ticket.booking(self.about) is None

    @property
    def appointment(self) -> SeatBooking | None:
        """The appointment that stands, until its end."""
        booking = self.booking
        if not isinstance(booking, SeatBooking) or booking.session.cancelled:
            return None
        return booking if booking.status == "confirmed" else None

    @property
    def to_come(self) -> SeatBooking | None:
        """The appointment that can still be moved or cancelled."""
        stands = self.appointment
        return stands if stands and stands.is_to_come(self.now) else None

    @property
    def has_begun(self) -> bool:
        """The appointment is going on: nothing else can be booked with the ticket meanwhile."""
        return self.appointment is not None and self.to_come is None

    @property
    def may_book(self) -> bool:
        """No appointment of the ticket stands: another one may be taken."""
        return not any(
            isinstance(one, Appointment) and one.status == "confirmed" for one in self.bookings
        )

    @property
    def enquiry(self) -> NotedEnquiry | None:
        """The enquiry that waits for a person to find a time."""
        asked = self.booking
        return asked if isinstance(asked, NotedEnquiry) and asked.status == "waiting" else None

    @property
    def waiting(self) -> WaitingPlace | None:
        """The place on a session's list."""
        found = self.booking
        return found if isinstance(found, WaitingPlace) and found.status == "waiting" else None

    @property
    def event(self) -> CalendarEvent | None:
        """What this page's booking is in a calendar; None until a time was booked."""
        return self.ticket.event(self.booking.id) if self.booking else None

    @property
    def service(self) -> Service | None:
        """The service that was walked, if the catalogue still has it."""
        progress = self.walk
        return self.site.catalog.service(progress.service) if progress else None

    @property
    def walk(self) -> Progress | None:
        """The walk that was kept last, of those whose service the catalogue still has."""
        return next(iter(self.walks), None)

    @property
    def walks(self) -> tuple[Progress, ...]:
        """The latest first."""
        known = self.site.catalog.has_service
        return tuple(walk for walk in reversed(self.ticket.walks) if known(walk.service))

    @property
    def topic(self) -> str:
        """What an appointment would be about."""
        if self.booking:
            return self.booking.topic
        return self.service.id if self.service else OTHER_TOPIC

    def say(self, text: Text | str) -> str:
        return self.site.translator(self.language).say(text)

    def link(self, page: str = "", **query: object) -> str:
        """A page of this ticket, in the language it is being read in."""
        path = f"/t/{self.token}/{page}" if page else f"/t/{self.token}"
        return path + _query({**query, **self.kept})

    @property
    def kept(self) -> Mapping[str, str]:
        """What goes from page to page in addresses, as there is no cookie: the language, and
        what the page is about."""
        about = {ABOUT: self.about} if self.about else {}
        spoken = {"lang": self.language} if self.language != self.ticket.language else {}
        return {**about, **spoken}

    @property
    def whole_ticket(self) -> Turn:
        """The same, about nothing of it in particular."""
        return replace(self, about="")

    def after(self, booked: Booking) -> Turn:
        """Once something was booked: about that, where the ticket keeps other things beside it."""
        had = self.to_come or self.enquiry
        given_up = {booked.id, had.id if had else ""}
        beside = (one for one in self.bookings if one.id not in given_up)
        stays = any(is_active(one) or one.status == "over" for one in beside)
        return replace(self, about=booked.id if stays else "")


def _query(values: Mapping[str, object]) -> str:
    said = {name: value for name, value in values.items() if value is not None}
    return f"?{urlencode(said)}" if said else ""

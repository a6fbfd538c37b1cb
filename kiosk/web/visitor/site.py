"""What the page works with, and one request for one ticket."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, lru_cache
from urllib.parse import urlencode

from kiosk.agenda.agenda import Agenda
from kiosk.agenda.tickets import FoundTicket
from kiosk.catalog.model import Catalog, Service
from kiosk.i18n.languages import SOURCE
from kiosk.i18n.text import Text
from kiosk.i18n.translator import Translator
from kiosk.visit.values import OTHER_TOPIC, Booking, Mode
from kiosk.web.rate_limits import PER_ADDRESS, PER_TICKET, RateLimit
from kiosk.web.visitor.external_pages import Outside


@dataclass(frozen=True, kw_only=True)
class Site:
    """Opened elsewhere, used here; the same for every request."""

    agenda: Agenda
    catalog: Catalog
    public_url: Callable[[], str]
    """What the addresses told to others start with; a machine may get another one. Empty: no
    telephone can open it, or the page is found where it was opened."""
    secret: bytes = field(repr=False)
    languages: tuple[str, ...] = (SOURCE, "en")
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

    @cached_property
    def now(self) -> datetime:
        return self.site.agenda.clock()

    @property
    def booking(self) -> Booking | None:
        """The appointment or the request on the ticket, whatever became of it."""
        booking = self.ticket.booking
        return booking if booking and booking.kind != "call" else None

    @property
    def appointment(self) -> Booking | None:
        """The appointment that stands, until its end."""
        return self.booking if self.booking and self.booking.status == "confirmed" else None

    @property
    def to_come(self) -> Booking | None:
        """The appointment that can still be moved or cancelled."""
        stands = self.appointment
        return stands if stands and stands.starts_at and stands.starts_at > self.now else None

    @property
    def has_begun(self) -> bool:
        """The appointment is going on: nothing else can be booked with the ticket meanwhile."""
        return self.appointment is not None and self.to_come is None

    @property
    def request(self) -> Booking | None:
        """The request that waits for a person to find a time."""
        asked = self.booking
        return asked if asked and asked.kind == "enquiry" and asked.status == "waiting" else None

    @property
    def service(self) -> Service | None:
        """The service that was walked, if the catalogue still has it."""
        progress, catalog = self.ticket.progress, self.site.catalog
        if progress is None or not catalog.has_service(progress.service):
            return None
        return catalog.service(progress.service)

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
        """The language goes from page to page in addresses: there is no cookie."""
        return {"lang": self.language} if self.language != self.ticket.language else {}


def _query(values: Mapping[str, object]) -> str:
    said = {name: value for name, value in values.items() if value is not None}
    return f"?{urlencode(said)}" if said else ""

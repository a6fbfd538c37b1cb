"""Where a visitor can stand, with what is true of each place: its facts are on its class.

A scene that is not told what is true of it has the facts of `Scene`: Back leads home, and nothing
is being booked there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from kiosk.visit.ticket_lookup import TicketLookup


@dataclass(frozen=True, slots=True)
class Scene:
    """Base of where a visitor stands."""

    in_booking: ClassVar[bool] = False
    """On the way to an appointment: what was said so far is in `Visit.draft`."""

    @property
    def parent(self) -> Scene:
        """Where Back leads, if what the visitor did says nothing else."""
        return Home()


class BookingScene(Scene):
    """Base of the screens on the way to an appointment."""

    in_booking = True


class UponAnother(Scene):
    """Base of what is shown upon another scene, which is there again afterwards."""

    origin: Scene

    @property
    def parent(self) -> Scene:
        return self.origin


class OfTicket(Scene):
    """Base of what a ticket that was found leads to."""

    @property
    def parent(self) -> Scene:
        return Resume()


class Attract(Scene): ...


class Home(Scene): ...


class Themes(Scene): ...


@dataclass(frozen=True, slots=True)
class Services(Scene):
    theme: str

    @property
    def parent(self) -> Scene:
        return Themes()


@dataclass(frozen=True, slots=True)
class ServicePage(UponAnother):
    service: str
    origin: Scene
    """The list it was chosen from."""


@dataclass(frozen=True, slots=True)
class AtStep(Scene):
    """On a step of a walk; which one is in `Visit.walks`."""

    service: str
    origin: Scene


@dataclass(frozen=True, slots=True)
class WalkDone(Scene):
    service: str
    origin: Scene


class Orienting(Scene):
    """On the first question that has no answer yet."""


class Suggestions(Scene): ...


class How(BookingScene): ...


class Topic(BookingScene): ...


class Times(BookingScene): ...


@dataclass(frozen=True, slots=True)
class Days(BookingScene):
    day: date


class Phone(BookingScene): ...


class Name(BookingScene): ...


class Confirm(BookingScene): ...


@dataclass(frozen=True, slots=True)
class Sign(UponAnother):
    """The screen is the sign that calls someone."""

    origin: Scene


@dataclass(frozen=True, slots=True)
class TicketShown(UponAnother):
    origin: Scene


class Resume(Scene): ...


class TicketContents(OfTicket):
    """A ticket that holds several things: which one?"""


class AppointmentFound(OfTicket):
    """An appointment found by its ticket."""


class CancelAsked(Scene):
    """An appointment, or an enquiry: is it to be cancelled?"""

    @property
    def parent(self) -> Scene:
        return AppointmentFound()


class AppointmentCancelled(OfTicket): ...


@dataclass(frozen=True, slots=True)
class ScanAsked(UponAnother):
    """A ticket was scanned in the middle of something: is that to be left for it?"""

    origin: Scene
    """What was begun, as it was."""
    found: TicketLookup


@dataclass(frozen=True, slots=True)
class ScanInVain(UponAnother):
    """A ticket was scanned in the middle of something, and cannot be opened."""

    origin: Scene
    silent: bool = False
    """The store did not answer; otherwise there is no such ticket."""


class AppointmentOver(OfTicket):
    """The ticket's appointment is past or cancelled."""


@dataclass(frozen=True, slots=True)
class StoreTrouble(Scene):
    """Something could not be looked up or written down."""

    origin: Scene


@dataclass(frozen=True, slots=True)
class EnquiryOffered(StoreTrouble):
    """A time could not be looked up, held or booked: it can be asked for in writing."""


class EnquiryFound(OfTicket):
    """A written enquiry found by its ticket; it waits for a time."""


@dataclass(frozen=True, slots=True)
class End(UponAnother):
    origin: Scene


@dataclass(frozen=True, slots=True)
class Thanks(Scene):
    since: float
    """As `Context.elapsed`."""


@dataclass(frozen=True, slots=True)
class StaffPin(Scene):
    origin: Scene


@dataclass(frozen=True, slots=True)
class Staff(Scene):
    origin: Scene


class OutOfService(Scene): ...

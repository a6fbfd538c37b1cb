"""Where a visitor can stand, with what is true of each place: its facts are on its class.

A scene that is not told what is true of it has the facts of `Scene`: Back leads home, and nothing
is being booked there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from kiosk.visit.commands import Command
from kiosk.visit.ticket_lookup import TicketLookup


@dataclass(frozen=True, slots=True)
class Scene:
    """Base of where a visitor stands."""

    in_booking: ClassVar[bool] = False
    """On the way to an appointment: what was said so far is in `Visit.draft`."""
    at_rest: ClassVar[bool] = False
    """Nobody's visit: the terminal waits, or is out of service."""
    has_bar: ClassVar[bool] = True
    """Back, Home, a person, the end: on every screen but those that have ways on of their own."""
    is_left_at_once: ClassVar[bool] = False
    """Nothing is under way here that a scanned ticket would interrupt, unless the visit says so."""

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


@dataclass(frozen=True, slots=True)
class Overlay(UponAnother):
    """Base of what stands over a visitor's screen: what comes for the visitor meanwhile, such as an
    answer of the store, goes on beneath it. No screen remembers it as the place to go back to."""

    origin: Scene


@dataclass(frozen=True, slots=True)
class AboutAScan(Overlay):
    """Base of what a scan says in the middle of something: going on with that answers it."""


class OfTicket(Scene):
    """Base of what a ticket that was found leads to."""

    @property
    def parent(self) -> Scene:
        return Resume()


class Attract(Scene):
    at_rest = True
    has_bar = False
    is_left_at_once = True


class Home(Scene):
    is_left_at_once = True


class Themes(Scene):
    is_left_at_once = True


@dataclass(frozen=True, slots=True)
class Services(Scene):
    is_left_at_once = True

    theme: str

    @property
    def parent(self) -> Scene:
        return Themes()


@dataclass(frozen=True, slots=True)
class ServicePage(UponAnother):
    is_left_at_once = True

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

    is_left_at_once = True


class Suggestions(Scene):
    is_left_at_once = True


class Together(Scene):
    """What happens here with others."""

    is_left_at_once = True


@dataclass(frozen=True, slots=True)
class Programme(Scene):
    """The sessions to come, of a kind or of all."""

    is_left_at_once = True

    kind: str

    @property
    def parent(self) -> Scene:
        return NeedCards() if self.kind == "sponsor" else Together()


@dataclass(frozen=True, slots=True)
class SessionPage(UponAnother):
    """One session: whether to come, and how many."""

    is_left_at_once = True

    session_id: int
    origin: Scene


class Sponsoring(Scene):
    """A hand from somebody, or for somebody."""

    is_left_at_once = True

    @property
    def parent(self) -> Scene:
        return Together()


class NeedCards(Scene):
    """What for?"""

    is_left_at_once = True

    @property
    def parent(self) -> Scene:
        return Sponsoring()


class HelpNeeds(Scene):
    """What somebody can help with."""

    @property
    def parent(self) -> Scene:
        return Sponsoring()


class HelpHours(Scene):
    """When they can."""

    @property
    def parent(self) -> Scene:
        return HelpNeeds()


class HelpName(Scene):
    """A first name: all that is asked of somebody who helps."""

    @property
    def parent(self) -> Scene:
        return HelpHours()


class SponsorshipFound(OfTicket):
    """What the bearer of a ticket offers to others."""

    is_left_at_once = True

    @property
    def parent(self) -> Scene:
        return TicketContents()


@dataclass(frozen=True, slots=True)
class GiveUpHelpAsked(OfTicket):
    """Does a sponsor not come to an hour, or stop?"""

    session_id: int | None
    """None: all of it."""

    @property
    def parent(self) -> Scene:
        return SponsorshipFound()


class Wall(Scene):
    """What was said here, and what was done."""

    is_left_at_once = True

    @property
    def parent(self) -> Scene:
        return Together()


class NoteCards(Scene):
    """An idea or a difficulty: which one?"""

    @property
    def parent(self) -> Scene:
        return Wall()


class NoteWords(Scene):
    """A sentence, if they like."""

    @property
    def parent(self) -> Scene:
        return NoteCards()


@dataclass(frozen=True, slots=True)
class NoteFound(OfTicket):
    """A note of a ticket: what became of it."""

    is_left_at_once = True

    note_id: str

    @property
    def parent(self) -> Scene:
        return TicketContents()


class Challenges(Scene):
    """All challenges, to choose from."""

    is_left_at_once = True

    @property
    def parent(self) -> Scene:
        return Together()


@dataclass(frozen=True, slots=True)
class ChallengePage(UponAnother):
    """One challenge: what, why, how."""

    is_left_at_once = True

    challenge_id: str
    origin: Scene


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

    has_bar = False

    origin: Scene


@dataclass(frozen=True, slots=True)
class TicketShown(UponAnother):
    is_left_at_once = True

    origin: Scene


class Resume(Scene):
    is_left_at_once = True


class TicketContents(OfTicket):
    """A ticket that holds several things: which one?"""

    is_left_at_once = True


class AppointmentFound(OfTicket):
    """An appointment found by its ticket."""

    is_left_at_once = True


class CancelAsked(Scene):
    """An appointment, or an enquiry: is it to be cancelled?"""

    @property
    def parent(self) -> Scene:
        return AppointmentFound()


class AppointmentCancelled(OfTicket):
    is_left_at_once = True


@dataclass(frozen=True, slots=True)
class ScanAsked(AboutAScan):
    """A ticket was scanned in the middle of something: is that to be left for it?"""

    found: TicketLookup


@dataclass(frozen=True, slots=True)
class ScanInVain(AboutAScan):
    """A ticket was scanned in the middle of something, and cannot be opened."""

    silent: bool = False
    """The store did not answer; otherwise there is no such ticket."""


class AppointmentOver(OfTicket):
    """The ticket's appointment is past or cancelled."""

    is_left_at_once = True


@dataclass(frozen=True, slots=True)
class StoreTrouble(Scene):
    """Something could not be looked up or written down."""

    origin: Scene


@dataclass(frozen=True, slots=True)
class EnquiryOffered(StoreTrouble):
    """A time could not be looked up, held or booked: it can be asked for in writing."""


class EnquiryFound(OfTicket):
    """A written enquiry found by its ticket; it waits for a time."""

    is_left_at_once = True


@dataclass(frozen=True, slots=True)
class End(UponAnother):
    is_left_at_once = True

    origin: Scene


@dataclass(frozen=True, slots=True)
class Thanks(Scene):
    has_bar = False
    is_left_at_once = True

    since: float
    """As `Context.elapsed`."""


@dataclass(frozen=True, slots=True)
class VisitEnding(Overlay):
    """Somebody of the team ends the visit from afar: whoever is still there may say so."""

    since: float
    """As `Context.elapsed`."""
    orders: tuple[Command, ...]
    """What is done when nobody says so, in this order."""


@dataclass(frozen=True, slots=True)
class StaffScene(Overlay):
    """Base of what staff stand at, over whatever the visitor saw."""

    has_bar = False


@dataclass(frozen=True, slots=True)
class StaffPin(StaffScene):
    """The code of the team is asked for."""


@dataclass(frozen=True, slots=True)
class Staff(StaffScene):
    """The menu."""


@dataclass(frozen=True, slots=True)
class StaffNotes(StaffScene):
    """What visitors told, and nobody has read."""

    shown: bool = False
    """What is on the wall."""
    removing: str = ""
    """Which one it is asked about whether it is taken down."""


@dataclass(frozen=True, slots=True)
class StaffNoteMerge(StaffScene):
    """With which note of the wall is this one to be put together?"""

    note_id: str


@dataclass(frozen=True, slots=True)
class StaffNoteAnswer(StaffScene):
    """The team's answer is typed."""

    note_id: str
    refused: bool


class FollowUpAsked(OfTicket):
    """How did it go between two?"""

    is_left_at_once = True


class FollowUpWords(OfTicket):
    """Something is told to the team after a meeting."""

    @property
    def parent(self) -> Scene:
        return FollowUpAsked()


@dataclass(frozen=True, slots=True)
class StaffTasks(StaffScene):
    """What waits for a word of the team."""

    cancelling: str = ""
    """The session of which it is asked once more whether it does not take place."""


@dataclass(frozen=True, slots=True)
class WaitingNumber(UponAnother):
    """The number at which whoever waits for a seat is called."""

    origin: Scene


@dataclass(frozen=True, slots=True)
class NumberNoted(UponAnother):
    is_left_at_once = True

    origin: Scene


class LookingFor(OfTicket):
    """What does somebody look for, who works among others?"""

    is_left_at_once = True

    @property
    def parent(self) -> Scene:
        return AppointmentFound()


@dataclass(frozen=True, slots=True)
class StaffSponsors(StaffScene):
    """Who offer their help: to be met, accepted, at an end."""

    ending: str = ""
    """Whom it is asked about whether their help ends."""


class Closed(Scene):
    """Outside the place's opening hours."""

    at_rest = True
    has_bar = False


class OutOfService(Scene):
    at_rest = True
    has_bar = False

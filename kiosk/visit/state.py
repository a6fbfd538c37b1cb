"""One visitor's visit: a frozen object that holds all that is known of them.

To reset a session is to drop this object. Back, Home and "where was I" are derived
from it (`update/navigation.py`); no screen keeps anything of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from kiosk.catalog.model import Catalog
from kiosk.visit.commands import PaperState, PlaceMessage, TicketOutcome
from kiosk.visit.counts import Tally
from kiosk.visit.draft_seat import NO_SEAT, DraftSeat
from kiosk.visit.joining import Joining, NumberDraft
from kiosk.visit.notes import Note, NoteDraft
from kiosk.visit.opening_times import OpeningTimes
from kiosk.visit.results import ScanTested
from kiosk.visit.scenes import AtStep, Attract, Closed, Orienting, OutOfService, Scene
from kiosk.visit.sponsoring import FollowUpDraft, HelpDraft, ListedSponsor
from kiosk.visit.standing_call import StandingCall
from kiosk.visit.team_tasks import TeamTask
from kiosk.visit.ticket_lookup import TicketLookup
from kiosk.visit.tickets import FoundTicket, PickedChallenges, Printing, Ticket
from kiosk.visit.today import Today
from kiosk.visit.values import FreeTime, Mode, Progress, StuckAt

PARIS = ZoneInfo("Europe/Paris")


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """How far a visitor is in one service, and what they did there."""

    service: str
    trail: tuple[str, ...]
    """The ids of the steps seen, in order; the last is where they are."""
    ticks: frozenset[tuple[str, int]] = frozenset()
    picks: tuple[tuple[str, int], ...] = ()
    """The answer picked at each choice."""
    misses: tuple[tuple[str, str], ...] = ()
    """Wrong places touched in rehearsals, in order: the step and the block."""
    found: frozenset[str] = frozenset()
    """Rehearsals whose right place was touched."""
    finished: bool = False
    kept: bool = False
    """A ticket that brings these steps back has been made."""

    @property
    def step(self) -> str:
        return self.trail[-1]

    @property
    def progress(self) -> Progress:
        return Progress(service=self.service, trail=self.trail, finished=self.finished)


Gone = Literal["taken", "not_offered"]
"""By someone else; or for nobody any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingDraft:
    """What has been said so far to meet a person."""

    origin: Scene
    """Where the visitor stood when asking; Back and "no longer needed" lead there."""
    topic: str | None
    topic_known: bool
    """The topic came from the walk: it is not asked."""
    stuck_at: StuckAt | None
    mode: Mode | None = None
    times: tuple[FreeTime, ...] | None = None
    """None while they are looked up."""
    gone: Gone | None = None
    """Why the chosen seat is free no more; None while it is, or none was chosen."""
    chosen: FreeTime | None = None
    day: date | None = None
    """The day on which it was chosen; None when it was one of the nearest. Back leads there."""
    phone: str = ""
    phone_doubtful: bool = False
    first_name: str = ""
    seat: DraftSeat = NO_SEAT
    to_be_called: bool = False
    """Asks in writing to be called back, and says where."""
    enquiry_id: str = ""
    """The id of the written enquiry, while it is written down."""
    moves: str = ""
    """The appointment of the ticket in hand that gets this hour, and gives its own back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedTicket:
    """The ticket of this visit and what became of its paper."""

    ticket: Ticket
    printing: Printing = "waiting"
    picture: bytes | None = field(default=None, repr=False)
    reprinted: bool = False


PinAttempt = Literal["none", "checking", "refused", "not_set"]
"""What became of the PIN that was given last; not_set: this terminal has none to compare with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffDesk:
    account_id: str | None = None
    """Of whoever showed a badge; None for the PIN, which is everybody's."""
    name: str = ""
    pin: str = ""
    attempt: PinAttempt = "none"
    wait_until: float | None = None
    """Until when no PIN is looked at, as `Context.elapsed`."""
    printer: str | None = None
    """What the printer says; None while it is asked."""
    no_ticket: bool = False
    notes: tuple[Note, ...] | None = None
    """What visitors told, unread or on the wall; None while it is looked up."""
    tasks: tuple[TeamTask, ...] | None = None
    """What waits for a word of theirs; None while it is looked up."""
    answer: str = ""
    """What is typed in answer to one of them."""
    answering: bool = False
    """The answer is being written down."""
    trouble: bool = False
    """What was asked of the store last had no answer."""
    sponsors: tuple[ListedSponsor, ...] | None = None
    """Who offer their help; None while it is looked up."""
    scan: ScanTested | None = None
    """What the scanner read last, while staff look at the menu."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    id: str
    scene: Scene
    touched_at: float
    """As `Context.elapsed`."""
    language: str = "fr"
    warned_at: float | None = None
    """Since when the screen asks whether somebody is still there, as `Context.elapsed`."""
    unhurried: tuple[Scene, str] | None = None
    """The screen on which the time limit is off."""
    walks: tuple[Walk, ...] = ()
    """The last one is the latest."""
    answers: tuple[tuple[str, str], ...] = ()
    """The questions of "where to begin" with their answers, in order."""
    draft: BookingDraft | None = None
    given_up: frozenset[str] = frozenset()
    """Bookings that may have been made, and that the visitor left: they are cancelled."""
    call: StandingCall | None = None
    """For someone; nobody has answered it yet."""
    issued: IssuedTicket | None = None
    lookup: TicketLookup | None = None
    carnet: FoundTicket | None = None
    """The ticket in hand, found or made in this visit: what is added goes onto it."""
    joining: Joining | None = None
    number: NumberDraft | None = None
    """At which whoever waits for a seat is called."""
    wall: tuple[Note, ...] | None = None
    """What was said here; None while it is looked up."""
    note: NoteDraft | None = None
    help: HelpDraft | None = None
    """What is being offered to others."""
    follow_up: FollowUpDraft = field(default_factory=FollowUpDraft)
    """What is said of a meeting that is over."""
    agreed: frozenset[str] = frozenset()
    """Notes to which "moi aussi" was said in this visit: once each."""
    challenges: PickedChallenges = field(default_factory=PickedChallenges)
    scanning: bool = False
    """A scanned ticket is being looked up; the screen stays as it is meanwhile."""
    staff: StaffDesk | None = None
    tally: Tally = field(default_factory=Tally)
    """What this visit will add to the place's counts."""

    def walk(self, service: str) -> Walk | None:
        return next((walk for walk in self.walks if walk.service == service), None)

    def with_walk(self, walk: Walk) -> Visit:
        others = tuple(other for other in self.walks if other.service != walk.service)
        return replace(self, walks=(*others, walk))

    @property
    def carnet_code(self) -> str:
        """Of the ticket in hand; empty when there is none."""
        return self.carnet.code if self.carnet else ""

    @property
    def unfinished(self) -> Walk | None:
        """The latest walk that was begun and not finished."""
        return next((walk for walk in reversed(self.walks) if not walk.finished), None)

    @property
    def screen(self) -> tuple[Scene, str]:
        """What the visitor sees as one screen: the scene, and the step or the question."""
        if isinstance(self.scene, Orienting):
            return (self.scene, str(len(self.answers)))
        walk = self.walk(self.scene.service) if isinstance(self.scene, AtStep) else None
        return (self.scene, walk.step if walk else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What surrounds every visit: the place, its catalogue, the time. Nothing of a visitor."""

    catalog: Catalog
    now: datetime
    """The hour, in UTC. Somebody may set it: nothing is waited for by it."""
    place_name: str
    demonstration: bool
    languages: tuple[str, ...]
    modes: tuple[Mode, ...]
    idle_seconds: int
    warning_seconds: int
    hold_seconds: int
    new_id: Callable[[], str]
    today: Today = field(default_factory=Today)
    elapsed: float = 0.0
    """Seconds on a clock that never goes back; what waits are measured by."""
    in_service: bool = True
    place_address: str = ""
    faulted_at: float | None = None
    """When a fault of the program ended a visit, as `elapsed`."""
    kept_open_until: datetime | None = None
    """Staff opened this terminal outside the opening hours, until then."""
    printer_trouble: str = ""
    """What is wrong with the printer, for staff; empty when it is well."""
    printer_state: PaperState = "unknown"
    last_tickets: tuple[TicketOutcome, ...] = ()
    """What became of the last papers, the latest first."""
    message: PlaceMessage = field(default_factory=PlaceMessage)
    """What the place says on the first screen."""
    store_trouble: str = ""
    """What is wrong with the database, and will be until somebody comes; for staff."""
    clock_trouble: str = ""
    """Why the hour is not trusted, for staff; empty when it is."""
    zone: ZoneInfo = PARIS
    """Of the place: what its clocks show."""

    @property
    def date(self) -> date:
        """The day that people at the place call today."""
        return self.now.astimezone(self.zone).date()

    @property
    def opening(self) -> OpeningTimes | None:
        """What this terminal opens and closes by; None: it is open. An hour in doubt, or weeks
        that nobody worked out, close nothing."""
        times = self.today.opening
        if times is None or self.clock_trouble or self.now >= times.known_until:
            return None
        return times

    @property
    def is_kept_open(self) -> bool:
        return self.kept_open_until is not None and self.now < self.kept_open_until

    @property
    def is_closed(self) -> bool:
        """No visit is begun now; one that is under way goes on."""
        times = self.opening
        return times is not None and times.at(self.now) is None and not self.is_kept_open

    @property
    def closes_at(self) -> datetime | None:
        """When it closes that is open now; None when nobody knows of a closing."""
        if self.opening is None:
            return None
        span = self.opening.at(self.now)
        kept = self.kept_open_until if self.is_kept_open else None
        return max((one for one in (span and span[1], kept) if one), default=None)


def new_visit(context: Context) -> Visit:
    """The next visitor's visit, of which nothing is known."""
    return Visit(id=context.new_id(), scene=_first(context), touched_at=context.elapsed)


def _first(context: Context) -> Scene:
    if not context.in_service:
        return OutOfService()
    return Closed() if context.is_closed else Attract()

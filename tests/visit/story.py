"""A story: what a visitor sees and touches, and what the place answers.

A visitor can only touch what the screen shows: every touch goes through a button or a
block of the view.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from typing import TypeVar
from zoneinfo import ZoneInfo

from kiosk.i18n.text import Text
from kiosk.i18n.translator import Translator
from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit import results
from kiosk.visit.bookings import Appointment, Booking, NotedEnquiry, Session
from kiosk.visit.state import Context, new_visit
from kiosk.visit.tickets import FoundTicket, OnPaper, PrintedBooking, Printing, Ticket
from kiosk.visit.update import update
from kiosk.visit.values import Enquiry, FreeTime, Hold, Mode, Progress, StuckAt
from kiosk.visit.view import view
from kiosk.visit.view.rehearsal import PageBlock
from kiosk.visit.views import Button, View
from tests.visit.small_catalog import CATALOG

PARIS = ZoneInfo("Europe/Paris")
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=PARIS)
FRENCH = Translator("fr")

V = TypeVar("V")
E = TypeVar("E", bound=fx.Effect)


def said(text: Text) -> str:
    """The French words, with plain spaces and apostrophes."""
    words = FRENCH.say(text)
    return words.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2019", "'")


def within(thing: object) -> Iterator[object]:
    """Everything that a view holds, itself first."""
    yield thing
    if isinstance(thing, tuple):
        for part in thing:
            yield from within(part)
    elif is_dataclass(thing) and not isinstance(thing, (Text, ev.Touch)):
        for one in fields(thing):
            yield from within(getattr(thing, one.name))


def buttons(thing: object) -> list[Button]:
    return [part for part in within(thing) if isinstance(part, Button)]


def blocks(thing: object) -> dict[str, ev.Touch]:
    """What can be touched on a rehearsal's page, by its words."""
    found: dict[str, ev.Touch] = {}
    for part in within(thing):
        if isinstance(part, PageBlock):
            found |= {said(words): touch for words, touch, _glows in part.items}
            if part.touch:
                found[said(part.text)] = part.touch
    return found


def time(session_id: int, starts_at: datetime, helper: str = "Awa") -> FreeTime:
    return FreeTime(
        session_id=session_id,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=30),
        helper=helper,
        location="Bureau 2",
    )


TIMES = (
    time(1, MONDAY.replace(hour=10)),
    time(2, MONDAY.replace(hour=11)),
    time(3, MONDAY.replace(hour=14)),
    time(4, MONDAY.replace(hour=15) + timedelta(days=1)),
    time(5, MONDAY.replace(hour=16) + timedelta(days=2)),
)


def appointment(booking_id: str = "old", **other: object) -> Appointment:
    """One in the afternoon of tomorrow; what is said of its hours goes to its session."""
    session = Session(
        id=TIMES[3].session_id,
        starts_at=TIMES[3].starts_at,
        ends_at=TIMES[3].ends_at,
        helper="Awa",
        location="Bureau 2",
    )
    of_session = {name: other.pop(name) for name in ("starts_at", "ends_at") if name in other}
    made = Appointment(
        id=booking_id,
        status="confirmed",
        topic="cv",
        mode="face",
        session=replace(session, **of_session),  # type: ignore[arg-type]
        code="BCDFGHJK",
    )
    return replace(made, **other)  # type: ignore[arg-type]


def asked_for(written: Enquiry) -> NotedEnquiry:
    """A written request, as the booking that its ticket finds."""
    return NotedEnquiry(
        id=written.id,
        status="waiting",
        topic=written.topic,
        mode=written.mode,
        stuck_at=written.stuck_at,
        code="TTTTTTTT",
    )


def found(
    *bookings: Booking, walks: tuple[Progress, ...] = (), code: str = "BCDFGHJK"
) -> FoundTicket:
    return FoundTicket(code=code, language="fr", bookings=bookings, walks=walks)


def request(mode: Mode = "phone") -> NotedEnquiry:
    return asked_for(Enquiry(id="asked", topic="cv", mode=mode, language="fr", asked_at=MONDAY))


def ticket(code: str = "BCDFGHJK", booking: OnPaper | None = None) -> Ticket:
    return Ticket(
        code=code,
        url="HTTPS://EXAMPLE.ORG/T/ABC",
        language="fr",
        place_name="Maison de l'emploi",
        place_address="1 rue du Port",
        bookings=(PrintedBooking(booking=booking, topic=None),) if booking else (),
        walks=(),
    )


class Story:
    """One terminal and whoever stands before it."""

    def __init__(self, *, idle_seconds: int = 60) -> None:
        ids = count(1)
        self.context = Context(
            catalog=CATALOG,
            now=MONDAY,
            place_name="Maison de l'emploi",
            demonstration=False,
            languages=("fr", "en"),
            modes=("face", "phone", "video"),
            idle_seconds=idle_seconds,
            warning_seconds=30,
            hold_seconds=120,
            new_id=lambda: f"id{next(ids)}",
        )
        self.visit = new_visit(self.context)
        self.effects: list[fx.Effect] = []

    # What happens

    def send(self, event: ev.Event) -> None:
        self.visit, effects = update(self.visit, event, self.context)
        self.effects += effects
        for effect in effects:
            if isinstance(effect, fx.SetService):
                self.context = replace(self.context, in_service=effect.in_service)
            if isinstance(effect, fx.KeepOpen):
                self.context = replace(self.context, kept_open_until=effect.until)

    def wait(self, seconds: int) -> None:
        """So many seconds without a touch."""
        for _second in range(seconds):
            now, elapsed = self.context.now + timedelta(seconds=1), self.context.elapsed + 1
            self.context = replace(self.context, now=now, elapsed=elapsed)
            self.send(ev.Tick())

    # What the visitor does

    @property
    def screen(self) -> View:
        return view(self.visit, self.context)

    def sees(self, kind: type[V]) -> V:
        body = self.screen.body
        assert isinstance(body, kind), f"the screen shows {type(body).__name__}"
        return body

    def labels(self) -> list[str]:
        return [said(button.label) for button in buttons(self.screen)]

    def offers(self, label: str) -> bool:
        found = [button for button in buttons(self.screen) if said(button.label) == label]
        return any(button.enabled for button in found)

    def button(self, label: str) -> Button:
        shown = buttons(self.screen)
        found = next((button for button in shown if said(button.label) == label), None)
        assert found, f"« {label} » is not on the screen: {self.labels()}"
        return found

    def touch(self, *labels: str) -> None:
        """Touch one button after the other, by their French words."""
        for label in labels:
            button = self.button(label)
            assert button.enabled, f"« {label} » cannot be touched now"
            self.send(button.event)

    def touch_block(self, words: str) -> None:
        found = blocks(self.screen.body)
        assert words in found, f"« {words} » is not for touching: {list(found)}"
        self.send(found[words])

    def types(self, keys: str) -> None:
        for key in keys:
            self.send(ev.TypeKey(key))

    def wake(self) -> Story:
        self.send(ev.Wake())
        return self

    def reads(self, words: str) -> bool:
        """Whether some sentence of the screen holds these words."""
        texts = [part for part in within(self.screen.body) if isinstance(part, Text)]
        return any(words in said(text) for text in texts)

    # What the place answers

    def asked(self, kind: type[E]) -> E:
        """Takes the one effect of this kind that was asked for and not yet answered."""
        found = [effect for effect in self.effects if isinstance(effect, kind)]
        assert len(found) == 1, f"{len(found)} {kind.__name__} in {self.effects}"
        self.effects.remove(found[0])
        return found[0]

    def asked_nothing(self, *kinds: type[object]) -> bool:
        return not [effect for effect in self.effects if isinstance(effect, kinds)]

    def times_are(self, *times: FreeTime) -> fx.FindTimes:
        wanted = self.asked(fx.FindTimes)
        self.send(results.TimesFound(self.visit.id, wanted.topic, wanted.mode, times))
        return wanted

    def seat_is_held(self) -> fx.HoldSeat:
        wanted = self.asked(fx.HoldSeat)
        self.send(results.SeatHeld(self.visit.id, self.hold(wanted)))
        return wanted

    def hold(self, wanted: fx.HoldSeat) -> Hold:
        return Hold(
            booking_id=wanted.booking_id,
            time=next(one for one in TIMES if one.session_id == wanted.session_id),
            expires_at=self.context.now + timedelta(seconds=120),
        )

    def is_booked(self, stuck_at: StuckAt | None = None) -> fx.Book:
        wanted = self.asked(fx.Book)
        made = appointment(wanted.booking_id, topic=wanted.topic, stuck_at=stuck_at)
        self.send(results.Booked(self.visit.id, made, ticket("HJLNNFJK", made)))
        return wanted

    def paper(self, printing: Printing) -> None:
        printed = self.asked(fx.Print)
        code = printed.ticket.code
        self.send(results.TicketDrawn(self.visit.id, code, b"png"))
        self.send(results.TicketPrinted(self.visit.id, code, printing))

    def ticket_is_found(
        self, booking: Booking | None = None, progress: Progress | None = None
    ) -> fx.FindTicket:
        wanted = self.asked(fx.FindTicket)
        scanned = not wanted.code
        ticket = found(*((booking,) if booking else ()), walks=(progress,) if progress else ())
        self.send(results.TicketFound(self.visit.id, ticket, scanned))
        return wanted

    def scans(self, text: str = "HTTPS://EXAMPLE.ORG/T/ABC") -> None:
        self.send(ev.Scanned(text))

    def store_fails(self, kind: type[E]) -> E:
        wanted = self.asked(kind)
        self.send(results.StoreFailed(self.visit.id, wanted))
        return wanted

    def enquiry_is_written(self) -> fx.WriteEnquiry:
        wanted = self.asked(fx.WriteEnquiry)
        made = ticket("TTTTTTTT", asked_for(wanted.enquiry))
        self.send(results.EnquiryWritten(self.visit.id, wanted.enquiry.id, made))
        return wanted

    # Longer ways that many stories take

    def open_service(self, theme: str = "Trouver un emploi", name: str = "S'actualiser") -> Story:
        self.wake()
        self.touch("Je sais ce que je veux faire", theme, name)
        return self

    def start_walk(self, theme: str = "Trouver un emploi", name: str = "S'actualiser") -> Story:
        self.open_service(theme, name)
        self.touch("Commencer")
        return self

    def to_confirmation(self, mode: Mode = "face") -> Story:
        """A visitor who came to talk about anything, up to the question whether it is right."""
        labels: dict[Mode, str] = {
            "face": "Ici, en face à face",
            "phone": "Par téléphone",
            "video": "Par vidéo",
        }
        self.wake()
        self.touch("Je veux parler à quelqu'un", labels[mode], "Autre chose, ou je ne sais pas")
        self.times_are(*TIMES)
        self.touch("10 h")
        if mode == "phone":
            self.types("0612345678")
            self.touch("Continuer")
        self.types("zoé")
        self.touch("Continuer")
        return self

"""What a page shows, as data; `templates/` draws it. Texts are said in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from kiosk.i18n.text import Text

Tone = Literal["go", "quiet", "person"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Something to touch that leads on. `out` leaves for another site."""

    label: Text
    href: str
    detail: Text | None = None
    tone: Tone = "quiet"
    out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """An appointment, written large."""

    day: Text
    hour: Text
    machine: str
    """The same moment for programs: ISO 8601 with its offset."""
    lines: tuple[Text, ...]
    stands: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkStep:
    title: str
    done: bool
    items: tuple[str, ...] = ()
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """The steps of a walk, and the service's own site."""

    title: Text
    service: str
    steps: tuple[WalkStep, ...]
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalBookingPage:
    """Before leaving for another booking system: what it will ask."""

    title: Text
    needs: tuple[Text, ...]
    leave: Link
    without: Text
    back: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form of ours; `hidden` goes with it as it is."""

    action: str
    hidden: dict[str, str]
    button: Text
    tone: Tone = "go"
    """"quiet" where one gives something up: to keep it stands out then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChallengeLine:
    """A challenge of the ticket, and what can be told of it."""

    title: str
    """A French msgid of the catalogue."""
    if_stuck: str
    state: Text
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """What its bearer told, and what became of it."""

    words: Text
    became: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SponsoringPart:
    """What the bearer offers to others: each hour, and what can be given up."""

    told: tuple[Text, ...]
    ways: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketPage:
    """The page that the QR opens."""

    title: Text
    said: Text | None = None
    things: tuple[Link, ...] = ()
    """Of several things, each leads to what can be done with it; what is to come first."""
    meeting: Meeting | None
    told: tuple[Text, ...]
    actions: tuple[Link, ...]
    address: str
    map: Link | None = None
    offer: Text | None = None
    elsewhere: ExternalBookingPage | None = None
    times: tuple[Link, ...] = ()
    ways: tuple[Link, ...] = ()
    walked: tuple[Walked, ...]
    challenges: tuple[ChallengeLine, ...] = ()
    sponsoring: SponsoringPart | None = None
    notes: tuple[NoteLine, ...] = ()
    code: str
    back: Link | None = None
    """To all that the ticket holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimesPage:
    """Free times: the nearest and the days, or the hours of one day."""

    title: Text
    lead: Text | None
    note: Text | None
    nearest: tuple[Link, ...] = ()
    days: tuple[Link, ...] = ()
    hours: tuple[Link, ...] = ()
    back: Link
    ways: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmPage:
    """Asked once more before anything changes."""

    title: Text
    meeting: Meeting | None
    lines: tuple[Text, ...] = ()
    form: Form
    back: Link
    asks_name: bool = False
    asks_phone: bool = False
    name: str = ""
    phone: str = ""
    phone_doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePage:
    """A page that only says something."""

    title: Text
    lines: tuple[Text, ...] = field(default=())
    back: Link | None = None

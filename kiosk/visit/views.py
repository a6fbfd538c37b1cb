"""What each screen shows, as data: one dataclass a screen, drawn by the file of the same name.

`HomeView` is drawn by `kiosk/ui/screens/home.py`. A screen draws its view and sends the
events that the buttons carry; it knows nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.catalog.model import ThemeColour
from kiosk.i18n.text import Text
from kiosk.visit.events import Touch
from kiosk.visit.tickets import Printing

Tone = Literal["go", "plain", "quiet", "person"]
"""go: the main way on (green); plain: an outlined choice; quiet: small, second to others;
person: leads to people (brick, and only that)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    label: Text
    event: Touch
    icon: str = ""
    detail: Text | None = None
    tone: Tone = "plain"
    enabled: bool = True
    picked: bool = False
    colour: ThemeColour | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around every screen."""

    place_name: str
    demonstration: bool
    languages: tuple[Button, ...]
    """One a language on offer, named in itself; the one in use is picked."""
    for_staff: Text | None
    """What staff should know, said where no visitor is in the middle of something."""
    bar: tuple[Button, ...]
    """Retour, Accueil, Parler à quelqu'un, Terminer: in that order, always the same."""


# Attract, home, services


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting:
    language: str
    hello: str
    invitation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttractView:
    greetings: tuple[Greeting, ...]
    picture: int
    """Which still picture is on, counted from 0; it changes now and then."""
    pictures: tuple[tuple[str, Text], ...]
    """An icon and a sentence each."""
    today: tuple[Text, ...]
    next_free: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    title: Text
    subtitle: Text
    doors: tuple[Button, ...]
    unfinished: Button | None
    """Back to the steps that were left in this visit."""
    ticket: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemesView:
    title: Text
    themes: tuple[Button, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicesView:
    title: Text
    subtitle: Text
    colour: ThemeColour
    icon: str
    services: tuple[Button, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceView:
    theme: Text
    colour: ThemeColour
    icon: str
    title: Text
    purpose: tuple[Text, ...]
    at_hand_title: Text
    at_hand: tuple[Text, ...]
    facts: tuple[tuple[str, Text], ...]
    """How long, whether an account is needed: an icon and a sentence each."""
    start: Button


# Steps


@dataclass(frozen=True, slots=True, kw_only=True)
class StepHead:
    """What stands above every step."""

    service: Text
    place: Text
    """ "Étape 2 sur 6"."""
    position: int
    total: int
    title: Text
    colour: ThemeColour


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadStepView:
    head: StepHead
    icon: str
    text: tuple[Text, ...]
    tip: Text | None
    stuck: Button
    done: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistStepView:
    head: StepHead
    text: tuple[Text, ...]
    items: tuple[Button, ...]
    """Ticked when picked."""
    tip: Text | None
    stuck: Button
    done: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceStepView:
    head: StepHead
    text: tuple[Text, ...]
    answers: tuple[Button, ...]
    feedback: Text | None
    stuck: Button
    done: Button | None
    """None until an answer is picked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBlock:
    """One part of the drawn page; `touch` is set where touching means something."""

    kind: Literal["header", "text", "field", "button", "list"]
    text: Text
    value: Text | None = None
    items: tuple[tuple[Text, Touch, bool], ...] = ()
    """Of a list: each line, its touch, and whether it glows."""
    touch: Touch | None = None
    glows: bool = False
    found: bool = False
    """It was the right place and has been touched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearseStepView:
    head: StepHead
    text: tuple[Text, ...]
    safe: Text
    """ "Rien n'est envoyé, vous ne pouvez rien casser."""
    page: tuple[PageBlock, ...]
    lesson: Text | None
    """What the last touch taught, or where the right place is, or that it is found."""
    found: bool
    stuck: Button
    done: Button
    """ "C'est fait" once found; before that "Passer cette étape", quieter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneStepView:
    head: StepHead
    text: tuple[Text, ...]
    address: str
    """What the QR holds, and what stands under it in large letters."""
    without_phone: Text
    stuck: Button
    done: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkDoneView:
    title: Text
    text: tuple[Text, ...]
    colour: ThemeColour
    ways: tuple[Button, ...]


# Where to begin


@dataclass(frozen=True, slots=True, kw_only=True)
class OrientationView:
    place: Text
    position: int
    total: int
    title: Text
    text: Text | None
    answers: tuple[Button, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionsView:
    title: Text
    subtitle: Text
    suggestions: tuple[Button, ...]
    """At most three; the detail is the reason."""
    person: Button


# A person


@dataclass(frozen=True, slots=True, kw_only=True)
class HowView:
    title: Text
    subtitle: Text
    now: Button
    modes: tuple[Button, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicView:
    title: Text
    topics: tuple[Button, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimesView:
    title: Text
    subtitle: Text
    note: Text | None
    """Somebody else took the seat; said kindly."""
    looking: bool
    """The times are being looked up."""
    nearest: tuple[Button, ...]
    """The next three: the hour as label, the day as detail."""
    other_days: Button | None
    now: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysView:
    title: Text
    days: tuple[Button, ...]
    """Days with a free time; the one looked at is picked."""
    times: tuple[Button, ...]
    """The free times of the picked day."""
    now: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class NameView:
    title: Text
    subtitle: Text
    typed: str
    accept: Button
    """ "Continuer sans prénom" while nothing is typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneView:
    title: Text
    subtitle: Text
    typed: str
    """Digits as typed, grouped in pairs."""
    note: Text | None
    accept: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmView:
    title: Text
    hour: Text
    day: Text
    lines: tuple[tuple[str, Text], ...]
    """An icon and a sentence each: who, where, how, about what."""
    held: Text
    """ "La place vous est gardée encore 1 min 40"."""
    share_left: float
    """Of the hold's time, from 1 to 0."""
    confirm: Button
    change: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class SignView:
    """The screen itself is the sign, seen across the room."""

    title: Text
    """Not what about: nobody has to read that across the room."""
    reassurance: Text
    came: Button
    meanwhile: Button | None
    no_longer: Button


# Ticket, resume


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketView:
    title: Text
    text: Text
    """The truth about the paper."""
    printing: Printing
    picture: bytes | None
    """PNG of the ticket as on paper; None while it is being drawn."""
    code: str
    """In groups of four."""
    reprint: Button | None
    ways: tuple[Button, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeView:
    title: Text
    subtitle: Text
    typed: str
    """In groups of four, a dot for each letter to come."""
    letters: tuple[Button, ...]
    """The pad's sixteen letters; not enabled while one has to wait."""
    erase: Button
    note: Text | None
    person: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketContentsView:
    """A ticket that holds several things."""

    title: Text
    subtitle: Text
    things: tuple[Button, ...]
    """What is to come first; the day and the hour as label, what it is as detail."""
    print: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentView:
    title: Text
    hour: Text
    day: Text
    lines: tuple[tuple[str, Text], ...]
    ways: tuple[Button, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """Something to know, and the ways on."""

    icon: str
    title: Text
    text: tuple[Text, ...]
    ways: tuple[Button, ...]


# Idle, end


@dataclass(frozen=True, slots=True, kw_only=True)
class StillThereView:
    title: Text
    text: Text
    seconds_left: int
    share_left: float
    stay: Button
    need_time: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class EndView:
    title: Text
    subtitle: Text
    faces: tuple[Button, ...]
    keep_steps: Button | None
    skip: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class ThanksView:
    title: Text
    text: Text
    leave: Button


# Staff


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPinView:
    title: Text
    dots: int
    """How many digits are typed; never which."""
    note: Text | None
    enabled: bool
    accept: Button
    leave: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffView:
    title: Text
    printer: Text
    scan: Text
    """What the scanner read last, or how to try it."""
    enquiries: Text | None
    """How many written enquiries need a time."""
    actions: tuple[Button, ...]
    leave: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfServiceView:
    title: Text
    text: Text


Body = (
    AttractView
    | HomeView
    | ThemesView
    | ServicesView
    | ServiceView
    | ReadStepView
    | ChecklistStepView
    | ChoiceStepView
    | RehearseStepView
    | PhoneStepView
    | WalkDoneView
    | OrientationView
    | SuggestionsView
    | HowView
    | TopicView
    | TimesView
    | DaysView
    | NameView
    | PhoneView
    | ConfirmView
    | SignView
    | TicketView
    | ResumeView
    | TicketContentsView
    | AppointmentView
    | NoticeView
    | StillThereView
    | EndView
    | ThanksView
    | StaffPinView
    | StaffView
    | OutOfServiceView
)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    language: str
    frame: Frame
    body: Body

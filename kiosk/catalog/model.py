"""The catalogue as values: themes, services, their steps, and where to begin.

Every sentence is plain French, exactly as in `services_catalog.yaml`; it is
translated where it is drawn. `kiosk.catalog.load` reads and checks the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Account = Literal["none", "optional", "needed"]
"""Whether the service asks for an account of its own."""

ThemeColour = Literal["mint", "peach", "blue", "yellow", "violet", "green", "pink", "sky"]

ActivityKind = Literal["workshop", "coworking", "group", "coaching", "trial", "sponsor"]
"""What people come to together at a place; `appointment` is the other kind of session."""

END = "end"
"""What `goes_to` and `next` say to finish the walk there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    id: str
    name: str
    icon: str
    """A Lucide icon's name, e.g. `search`."""
    colour: ThemeColour


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadStep:
    """Something to read and do; the plainest step."""

    kind: Literal["read"] = "read"
    id: str
    title: str
    text: tuple[str, ...]
    tip: str | None = None
    icon: str | None = None
    next: str | None = None
    """The id of the step that follows; None is the next one in the file, `end` finishes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistStep:
    """What to have at hand, ticked one by one; nothing has to be ticked to go on."""

    kind: Literal["checklist"]
    id: str
    title: str
    text: tuple[str, ...] = ()
    items: tuple[str, ...]
    tip: str | None = None
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    label: str
    feedback: str | None = None
    """Shown after the touch, before going on."""
    goes_to: str | None = None
    """The id of the step that follows this answer; None is the step's own `next`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceStep:
    """A question whose answers branch, or teach by their feedback."""

    kind: Literal["choice"]
    id: str
    title: str
    text: tuple[str, ...] = ()
    answers: tuple[Answer, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One part of a drawn page.

    header: the site's name across the top; text: words that are not for touching;
    field: a box to fill, `text` is its label, `value` what stands in it, `fills` what
    appears in it once it has been rightly touched; button; list: its `items` are lines.
    """

    kind: Literal["header", "text", "field", "button", "list"]
    id: str
    text: str = ""
    value: str = ""
    fills: str = ""
    items: tuple[str, ...] = ()
    teach: str | None = None
    """What a wrong touch here teaches, kindly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearseStep:
    """A drawn, simplified page of the service: the visitor touches the right place."""

    kind: Literal["rehearse"]
    id: str
    title: str
    """What to do: "Touchez le bouton qui lance la recherche"."""
    text: tuple[str, ...] = ()
    page: tuple[Block, ...]
    target: str
    """The id of the block to touch; for one line of a list: `<block id>.<line number from 1>`."""
    hint: str
    """Where it is, in words; said and glowing after two wrong touches."""
    done: str
    """Said after the right touch."""
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneStep:
    """A QR on the screen, to go on with one's own telephone."""

    kind: Literal["phone"]
    id: str
    title: str
    text: tuple[str, ...]
    address: str
    """https only; what the QR holds."""
    next: str | None = None


Step = ReadStep | ChecklistStep | ChoiceStep | RehearseStep | PhoneStep


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    id: str
    theme: str
    name: str
    """As people say it: "S'actualiser", "Faire un CV"."""
    icon: str
    purpose: tuple[str, ...]
    """What it is for: one to three short sentences."""
    at_hand: tuple[str, ...] = ()
    """What to have at hand, a few words each."""
    minutes: int
    """How long the walk takes here, without hurry."""
    account: Account
    account_note: str | None = None
    address: str
    """https only."""
    known_on: date
    """The day these steps were last checked against what is known of the service."""
    activities: tuple[ActivityKind, ...] = ()
    """Kinds of activity that go with it: the next is shown at the end, and to whoever is stuck."""
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrientationAnswer:
    id: str
    label: str
    icon: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrientationQuestion:
    """One kind question about need or ease; never age, diploma or status."""

    id: str
    title: str
    text: str | None = None
    answers: tuple[OrientationAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrientationRule:
    """Suggests a service when every question named in `when` got one of the answers listed."""

    when: dict[str, tuple[str, ...]]
    suggest: str
    reason: str
    """Why, said to the visitor: "Vous cherchez une formation"."""
    weight: int = 1
    """Heavier rules come first; weights of rules that suggest the same service add up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Orientation:
    questions: tuple[OrientationQuestion, ...]
    rules: tuple[OrientationRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge:
    """A small, kind thing to do, mostly without a computer: never a proof of anything."""

    id: str
    title: str
    """In the infinitive: "Écrire mon plan de la semaine"."""
    theme: str
    why: str
    how: tuple[str, ...]
    minutes: int
    if_stuck: str
    """ "Si ça coince, je …"."""
    persons: int = 1
    """2: it is done with somebody."""
    computer: bool = False
    """A computer or a telephone is needed."""
    service: str | None = None
    activity: ActivityKind | None = None
    """What it leads to: a service, or a kind of activity of the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    themes: tuple[Theme, ...]
    services: tuple[Service, ...]
    orientation: Orientation
    challenges: tuple[Challenge, ...] = ()

    def theme(self, theme_id: str) -> Theme:
        return next(theme for theme in self.themes if theme.id == theme_id)

    def service(self, service_id: str) -> Service:
        return next(service for service in self.services if service.id == service_id)

    def challenge(self, challenge_id: str) -> Challenge | None:
        """None when the catalogue has it no more."""
        return next((one for one in self.challenges if one.id == challenge_id), None)

    def has_service(self, service_id: str) -> bool:
        return any(service.id == service_id for service in self.services)

    def name_of(self, topic: str) -> str | None:
        """The name of a theme or a service; None when the catalogue has no such id."""
        named: tuple[Theme | Service, ...] = (*self.themes, *self.services)
        return next((one.name for one in named if one.id == topic), None)

    def of_theme(self, theme_id: str) -> tuple[Service, ...]:
        return tuple(service for service in self.services if service.theme == theme_id)

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
    notice: Text | None = None
    """What everybody who is there should know, whatever they do: a quiet line over the screen."""


@dataclass(frozen=True, slots=True)
class Body:
    """Base of what a screen shows: `HomeView` is drawn by `kiosk/ui/screens/home.py`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardsView(Body):
    """Cards to touch; with `go`, several may be picked first."""

    title: Text
    subtitle: Text
    cards: tuple[Button, ...]
    go: Button | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView(Body):
    """Something to know, and the ways on."""

    icon: str
    title: Text
    text: tuple[Text, ...]
    ways: tuple[Button, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEntry:
    """One thing of a list, with what can be done of it."""

    words: Text
    lines: tuple[Text, ...] = ()
    ways: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryListView(Body):
    """As many pages as it takes: nothing is left out."""

    title: Text
    subtitle: Text
    entries: tuple[ListEntry, ...]
    ways: tuple[Button, ...] = ()
    leave: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    language: str
    frame: Frame
    body: Body

"""What a ticket is made of, from top to bottom; drawn by `draw.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Size = Literal["huge", "large", "heading", "normal", "small"]


@dataclass(frozen=True, slots=True)
class TicketText:
    """One paragraph; `beneath` is the same in French, for the helper."""

    text: str
    size: Size = "normal"
    bold: bool = False
    beneath: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A few words in white on black."""

    text: str


@dataclass(frozen=True, slots=True)
class HelperNote:
    """In French for the helper, framed: what the visitor read above in their language."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    text: str
    done: bool
    beneath: str | None = None


@dataclass(frozen=True, slots=True)
class Steps:
    """A list with a box before each line, ticked when it is done."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """The short code, in groups of four."""

    text: str


@dataclass(frozen=True, slots=True)
class Qr:
    url: str


@dataclass(frozen=True, slots=True)
class Divider:
    """A line across the paper, between two parts."""


TicketPart = TicketText | Label | HelperNote | Steps | Code | Qr | Divider

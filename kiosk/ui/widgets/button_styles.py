"""How buttons, cards and notes look: their grounds, raised and pressed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.catalog.model import ThemeColour
from kiosk.ui.nine_patch import Plate
from kiosk.ui.tokens import (
    GO,
    GO_EDGE,
    GO_PRESSED,
    INK,
    LINE,
    LINE_STRONG,
    OUTLINE,
    PAPER,
    PERSON,
    PERSON_EDGE,
    PERSON_PRESSED,
    PRESSED,
    QUIET,
    SOFT,
    THEMES,
    WHITE,
    Colour,
    Tokens,
    mixed,
)
from kiosk.visit.views import Tone


@dataclass(frozen=True, slots=True)
class ButtonStyle:
    up: Plate
    down: Plate
    ink: Colour
    soft: Colour


def _raised(plate: Plate, pressed: Colour, ink: Colour, soft: Colour) -> ButtonStyle:
    down = replace(plate, fill=pressed, sunk=bool(plate.edge))
    return ButtonStyle(plate, down, ink, soft)


def button_look(
    tokens: Tokens, tone: Tone, enabled: bool = True, picked: bool = False
) -> ButtonStyle:
    radius, edge, stroke = tokens.radius, tokens.edge, tokens.stroke
    if not enabled:
        off = Plate(PAPER, radius, LINE_STRONG, stroke)
        return ButtonStyle(off, off, mixed(SOFT, PAPER, 0.25), SOFT)
    if tone == "go":
        return _raised(Plate(GO, radius, under=GO_EDGE, edge=edge), GO_PRESSED, WHITE, WHITE)
    if tone == "person":
        plate = Plate(PERSON, radius, under=PERSON_EDGE, edge=edge)
        return _raised(plate, PERSON_PRESSED, WHITE, WHITE)
    if tone == "quiet":
        return _raised(Plate(QUIET, radius, LINE_STRONG, stroke), PRESSED, INK, SOFT)
    ground = THEMES["mint"][0] if picked else WHITE
    plate = Plate(ground, radius, GO, stroke + (stroke if picked else 0))
    return _raised(plate, THEMES["mint"][0], GO, SOFT)


def card_look(tokens: Tokens, picked: bool = False) -> ButtonStyle:
    """White paper with a soft lower edge; picked has a green edge as well."""
    line = GO if picked else LINE
    stroke = tokens.stroke + (1 if picked else 0)
    fill = mixed(WHITE, THEMES["mint"][0], 0.5) if picked else WHITE
    under = GO if picked else LINE
    plate = Plate(fill, tokens.radius, line, stroke, under, tokens.edge)
    return _raised(plate, mixed(QUIET, WHITE, 0.2), INK, SOFT)


def tile_look(tokens: Tokens, colour: ThemeColour) -> ButtonStyle:
    """A ground in the colour of a theme."""
    ground, ink = THEMES[colour]
    under = mixed(ground, ink, 0.18)
    plate = Plate(ground, tokens.radius, under=under, edge=tokens.edge)
    return _raised(plate, mixed(ground, ink, 0.12), ink, ink)


def field_plate(tokens: Tokens) -> Plate:
    """Where typed letters stand."""
    return Plate(WHITE, tokens.radius, OUTLINE, tokens.stroke)


def box_plate(tokens: Tokens, ground: Colour, line: Colour | None = None) -> Plate:
    return Plate(ground, tokens.radius, line, tokens.stroke if line else 0)

"""Which words the narrowest screen would cut in two; told before a visitor sees it.

Measured with the faces that draw them. No Kivy here: `kiosk catalog check` opens no window.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.type.line import Hand
from kiosk.type.lines import unbreakable
from kiosk.ui.tokens import Size, Tokens

SCREENS = (
    Tokens(1080, 1920, 32.0),
    Tokens(1920, 1080, 32.0),
    Tokens(1280, 800, 15.6),
    Tokens(1280, 800, 10.1),
)
"""Those that every screen is tried on."""

LONGEST_TURNER = 3.0
"""The width of "Higher" and the air beside it, as a share of the size of its letters."""


class Narrowest:
    """The terminal's own screen, and those on which everything is `tried`."""

    def __init__(self, *own: Tokens, tried: tuple[Tokens, ...] = SCREENS) -> None:
        self._screens = (*own, *tried)

    def cut_word(self, field: str, words: str) -> str:
        """The first word of a text that would be cut; nothing when all are whole.

        `field` is the catalogue's name for what the text is: titles are the largest.
        """
        parts = (part.strip() for part in unbreakable(words))
        return next((part for part in parts if part and self._is_cut(field, part)), "")

    def _is_cut(self, field: str, word: str) -> bool:
        return any(
            Hand(tokens.size(spot.size), spot.bold).width(word) > spot.room
            for tokens in self._screens
            for spot in _spots(field, tokens)
        )


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a text is drawn: its letters, and the pixels that a word has."""

    size: Size
    room: float
    bold: bool = True


def _spots(field: str, tokens: Tokens) -> tuple[Spot, ...]:
    """The narrowest of the places where a field of the catalogue is drawn: see `screens/`."""
    pad, icon = tokens.pad, tokens.icon
    match field:
        case "title":
            return (Spot("title", _left(tokens, 0.42)),)
        case "name":
            banner = icon * (1.0 if tokens.landscape else 1.5) + 2.8 * pad
            tile = (_right(tokens, 0.3) - tokens.gap) / 2 - 2 * pad
            return Spot("strong", _left(tokens, 0.36) - banner), Spot("strong", tile)
        case "label":
            return (Spot("strong", _right(tokens, 0.42) - _card(tokens)),)
        case "purpose":
            card = Spot("small", _right(tokens, 0.36) - _card(tokens), bold=False)
            return card, *_sentences(tokens)
        case "hint" | "done":
            return (Spot("body", _left(tokens, 0.4) - _note(tokens), bold=False),)
        case "items":
            return (Spot("strong", _right(tokens, 0.42) - icon - 2.8 * pad),)
    return _sentences(tokens)


def _sentences(tokens: Tokens) -> tuple[Spot, ...]:
    """Beside a picture, in a note beside its icon, on top of a page to rehearse on."""
    room = _right(tokens, 0.42)
    size: Size = "body" if tokens.cramped else "strong"
    picture = tokens.icon * (1.2 if tokens.cramped else 2.2) + 1.2 * tokens.gap
    beside = room - picture if tokens.landscape else room
    note = room - _note(tokens)
    header = Spot("body" if tokens.landscape else "strong", room - 1.8 * tokens.pad)
    return Spot(size, beside, bold=False), Spot("body", note, bold=False), header


def _card(tokens: Tokens) -> float:
    """What a card needs beside its words."""
    return tokens.icon * 1.75 + tokens.size("strong") * 0.9 + 3.6 * tokens.pad


def _note(tokens: Tokens) -> float:
    """What a note needs beside its words."""
    return 2.6 * tokens.pad + tokens.size("body") * 1.15


def _left(tokens: Tokens, share: float) -> float:
    """The column of titles on a wide screen; the whole width of a high one."""
    whole = tokens.width - 2 * tokens.margin
    return (whole - 1.6 * tokens.gap) * share if tokens.landscape else whole


def _right(tokens: Tokens, share: float) -> float:
    """The other column, beside the buttons that turn its pages."""
    if not tokens.landscape:
        return _left(tokens, 1.0)
    turners = max(tokens.target, tokens.button, tokens.size("small") * LONGEST_TURNER)
    return _left(tokens, 1 - share) - turners - tokens.gap

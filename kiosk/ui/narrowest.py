"""Which words the narrowest screen would cut in two; told before a visitor sees it.

Measured with the faces that draw them. No Kivy here: `kiosk catalog check` opens no window.
"""

from __future__ import annotations

import re

from kiosk.type.cleaning import cleaned
from kiosk.type.clusters import breakable
from kiosk.type.line import Hand
from kiosk.ui.tokens import Size, Tokens

SCREENS = (
    Tokens(1080, 1920, 32.0),
    Tokens(1920, 1080, 32.0),
    Tokens(1280, 800, 15.6),
    Tokens(1280, 800, 10.1),
)
"""Those that every screen is tried on."""

COLUMN = 0.36
"""The narrowest column of titles on a wide screen, as a share of its width (`screens/`)."""

_TITLES = frozenset(("title", "name"))
_BUTTONS = frozenset(("label", "items"))
_MAY_BREAK = re.compile(r"(?<=[/.@\-?&=_])|[ \u00a0\u202f]")
"""Spaces, and the signs after which a long address is broken (`kiosk.ui.letters`)."""


class Narrowest:
    """The screens in use, and the terminal's own."""

    def __init__(self, own: Tokens | None = None) -> None:
        self._screens = (*SCREENS, *([own] if own else ()))

    def cut_word(self, field: str, words: str) -> str:
        """The first word of a text that would be cut; nothing when all are whole.

        `field` is the catalogue's name for what the text is: titles are the largest.
        """
        parts = [piece for part in _MAY_BREAK.split(cleaned(words)) for piece in breakable(part)]
        return next((part for part in parts if part and self._is_cut(field, part)), "")

    def _is_cut(self, field: str, word: str) -> bool:
        return any(_width(word, field, tokens) > _room(field, tokens) for tokens in self._screens)


def _width(word: str, field: str, tokens: Tokens) -> float:
    size: Size = "title" if field in _TITLES else "strong" if field in _BUTTONS else "body"
    return Hand(tokens.size(size), bold=size != "body").width(word)


def _room(field: str, tokens: Tokens) -> float:
    room = tokens.width - 2 * tokens.margin
    if tokens.landscape:
        room = (room - 1.6 * tokens.gap) * COLUMN
    return room - 2 * tokens.pad if field in _BUTTONS else room

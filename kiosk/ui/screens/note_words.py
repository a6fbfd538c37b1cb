"""A sentence, if they like."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.widgets.keyboard import Keyboard
from kiosk.ui.widgets.typed_field import SentenceField, lay_typing
from kiosk.visit.view.notes import NoteWordsView

SHOWN = 34
"""Where there is one line, the end of what was typed: the rest is kept, and comes back with the key
that erases."""

FULL = True


def draw(drawing: Drawing, view: NoteWordsView, area: Area) -> None:
    typed = view.typed if len(view.typed) <= SHOWN else f"…{view.typed[-SHOWN:]}"
    lay_typing(
        drawing,
        area,
        view.title,
        view.subtitle,
        typed,
        view.accept,
        Keyboard(marks=",."),
        view.leave,
        SentenceField(view.typed),
    )

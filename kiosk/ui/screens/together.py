"""What happens here with others: the kinds, and the next sessions."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.buttons import Card, Press, Tile
from kiosk.ui.widgets.element import Element, grid
from kiosk.ui.widgets.notes import NoteBox
from kiosk.ui.widgets.paragraph import sentence, title
from kiosk.visit.view.together import TogetherView


def draw(drawing: Drawing, view: TogetherView, area: Area) -> None:
    head: list[Element] = [title(drawing, view.title), sentence(drawing, view.subtitle)]
    main: list[Element] = []
    if view.note:
        main.append(NoteBox(drawing.say(view.note), "info"))
    main += [Card(one, "yellow", detail="small") for one in view.soon]
    main += grid([Tile(kind) for kind in view.kinds], 2)
    foot = [Press(view.all)] if view.all else []
    lay(drawing, area, Plan(head, main, foot, start_share=0.36))

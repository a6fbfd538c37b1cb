"""What visitors told and nobody has read, each with what can be done of it."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.element import Element, Row, Stack
from kiosk.ui.widgets.paragraph import Paragraph, sentence, title
from kiosk.visit.view.staff import StaffNotesView


def draw(drawing: Drawing, view: StaffNotesView, area: Area) -> None:
    head = [title(drawing, view.title), sentence(drawing, view.subtitle)]
    main: list[Element] = [
        Stack(
            [
                Paragraph(drawing.say(one.words), "strong", bold=True),
                Row([Press(one.remove, "body"), Press(one.accept, "body")]),
            ],
            drawing.tokens.gap * 0.5,
        )
        for one in view.notes
    ]
    lay(drawing, area, Plan(head, main, [Press(view.leave)], start_share=0.38))

"""What waits for a word of the team, each with what can be said."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.element import Element, Row, Stack
from kiosk.ui.widgets.paragraph import Paragraph, sentence, title
from kiosk.visit.view.team_tasks import StaffTasksView


def draw(drawing: Drawing, view: StaffTasksView, area: Area) -> None:
    head = [title(drawing, view.title), sentence(drawing, view.subtitle)]
    main: list[Element] = [
        Stack(
            [
                Paragraph(drawing.say(one.title), "strong", bold=True),
                *(Paragraph(drawing.say(words), "body") for words in one.told),
                Row([Press(way, "body") for way in one.ways]),
            ],
            drawing.tokens.gap * 0.4,
        )
        for one in view.tasks
    ]
    lay(drawing, area, Plan(head, main, [Press(view.leave)], start_share=0.38))

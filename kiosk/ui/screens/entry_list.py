"""A list of things, each with what can be done of it."""

from __future__ import annotations

from kiosk.ui.drawing import Drawing
from kiosk.ui.frame import Area
from kiosk.ui.page_layout import Plan, lay
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.element import Element, Row, Stack
from kiosk.ui.widgets.paragraph import Paragraph, sentence, title
from kiosk.visit.views import EntryListView, ListEntry


def draw(drawing: Drawing, view: EntryListView, area: Area) -> None:
    head = [title(drawing, view.title), sentence(drawing, view.subtitle)]
    main: list[Element] = [_entry(drawing, one) for one in view.entries]
    foot = [Press(one) for one in (*view.ways, view.leave)]
    lay(drawing, area, Plan(head, main, foot, start_share=0.38))


def _entry(drawing: Drawing, one: ListEntry) -> Stack:
    parts: list[Element] = [Paragraph(drawing.say(one.words), "strong", bold=True)]
    if one.lines:
        parts.append(Paragraph(" · ".join(drawing.say(line) for line in one.lines), "small"))
    presses = [Press(way, "body") for way in one.ways]
    # Long words stand one under the other: side by side they would be too high for a page.
    parts.extend([Row(presses[at : at + 2]) for at in range(0, len(presses), 2)])
    return Stack(parts, drawing.tokens.gap)

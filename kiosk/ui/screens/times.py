"""When: the next three free times in large, then other days."""

from __future__ import annotations

from kiosk.ui.frame import Area
from kiosk.ui.plan import Plan, lay
from kiosk.ui.scene import Scene
from kiosk.ui.widgets.block import Block
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.emblem import Middle
from kiosk.ui.widgets.notes import Note
from kiosk.ui.widgets.times import TimeCard
from kiosk.ui.widgets.words import sentence, title
from kiosk.visit.views import TimesView


def draw(scene: Scene, view: TimesView, area: Area) -> None:
    head: list[Block] = [title(scene, view.title), sentence(scene, view.subtitle)]
    main: list[Block] = []
    if view.note:
        note = Note(scene.say(view.note), "hourglass" if view.looking else "info", wanted=True)
        main.append(note)
    main += [TimeCard(time) for time in view.nearest]
    if view.other_days:
        main.append(Press(view.other_days))
    if not main:
        main.append(Middle("hourglass" if view.looking else "calendar-x", "yellow"))
    lay(scene, area, Plan(head, main, [Press(view.now)], middle=not view.nearest))

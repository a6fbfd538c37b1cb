"""Other days, and the free times of the one looked at."""

from __future__ import annotations

from kiosk.ui.frame import Area
from kiosk.ui.plan import Plan, lay
from kiosk.ui.scene import Scene
from kiosk.ui.widgets.block import Block, grid
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.words import Words, title
from kiosk.visit.views import Button, DaysView


def draw(scene: Scene, view: DaysView, area: Area) -> None:
    """The day looked at and its hours come first; the other days stand under them."""
    main: list[Block] = []
    picked = next((day for day in view.days if day.picked), None)
    if picked and view.times:
        main.append(_day_title(scene, picked))
        main += grid([Press(time, "strong") for time in view.times], 3)
    main += grid([Press(day, "body") for day in view.days if not day.picked], 2)
    lay(scene, area, Plan([title(scene, view.title)], main, [Press(view.now)], left_share=0.3))


def _day_title(scene: Scene, day: Button) -> Words:
    words = Words(scene.say(day.label), "strong", bold=True)
    words.wanted = words.words
    return words

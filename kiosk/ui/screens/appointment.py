"""An appointment found by its code."""

from __future__ import annotations

from kiosk.ui.frame import Area
from kiosk.ui.plan import Plan, lay
from kiosk.ui.scene import Scene
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.times import Appointment
from kiosk.ui.widgets.words import title
from kiosk.visit.views import AppointmentView


def draw(scene: Scene, view: AppointmentView, area: Area) -> None:
    card = Appointment(scene.say(view.hour), scene.say(view.day), view.lines)
    ways = [Press(way) for way in view.ways]
    lay(scene, area, Plan([title(scene, view.title)], [card], ways, left_share=0.46))

"""The services of one theme."""

from __future__ import annotations

from kiosk.ui.frame import Area
from kiosk.ui.plan import Plan, lay
from kiosk.ui.scene import Scene
from kiosk.ui.widgets.banner import Banner
from kiosk.ui.widgets.buttons import Card
from kiosk.ui.widgets.words import sentence
from kiosk.visit.views import ServicesView


def draw(scene: Scene, view: ServicesView, area: Area) -> None:
    head = [
        Banner(scene.say(view.title), view.icon, view.colour),
        sentence(scene, view.subtitle),
    ]
    cards = [Card(service, view.colour, detail="small") for service in view.services]
    lay(scene, area, Plan(head, cards, left_share=0.36))

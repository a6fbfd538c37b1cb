"""One service: what it is for, what to have at hand, how long, and "Commencer"."""

from __future__ import annotations

from kiosk.ui.frame import Area
from kiosk.ui.plan import Plan, lay
from kiosk.ui.scene import Scene
from kiosk.ui.widgets.banner import Banner
from kiosk.ui.widgets.block import Block, Stack
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.looks import card_look
from kiosk.ui.widgets.notes import Facts
from kiosk.ui.widgets.words import Beside, Words, sentences
from kiosk.visit.views import ServiceView


def draw(scene: Scene, view: ServiceView, area: Area) -> None:
    head = [Banner(scene.say(view.title), view.icon, view.colour, over=scene.say(view.theme))]
    main: list[Block] = [sentences(scene, view.purpose)]
    main.append(Facts(view.facts, card_look(scene.tokens).up))
    if view.at_hand:
        main += _at_hand(scene, view)
    lay(scene, area, Plan(head, main, [Press(view.start)], left_share=0.38))


def _at_hand(scene: Scene, view: ServiceView) -> list[Block]:
    title = Words(scene.say(view.at_hand_title), "strong", bold=True)
    lines = [Beside("check", Words(scene.say(thing), "body")) for thing in view.at_hand]
    return [Stack([title, *lines], scene.tokens.gap * 0.5)]

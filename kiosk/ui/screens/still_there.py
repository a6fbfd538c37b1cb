"""Is somebody still there? One touch to go on, as often as wanted."""

from __future__ import annotations

from kiosk.ui.frame import Area
from kiosk.ui.geometry import Box
from kiosk.ui.plan import columns
from kiosk.ui.scene import Align, Scene
from kiosk.ui.widgets.block import Stack
from kiosk.ui.widgets.buttons import Press
from kiosk.ui.widgets.ring import ring
from kiosk.ui.widgets.words import sentence, title
from kiosk.visit.views import StillThereView


def draw(scene: Scene, view: StillThereView, area: Area) -> None:
    tokens = scene.tokens
    ways = Stack([Press(view.stay), Press(view.need_time)])
    align: Align = "left" if tokens.landscape else "centre"
    words = Stack(
        [
            title(scene, view.title, align, "title" if tokens.cramped else "hour"),
            sentence(scene, view.text, align),
        ]
    )
    if tokens.landscape:
        left, _header, right = columns(scene, area, 0.56)
        height = ways.height(scene, left.width)
        ways.draw(scene, left.lower(height))
        above = left.without_bottom(height + tokens.gap)
        words.draw(scene, above.centred(left.width, words.height(scene, left.width)))
        _ring(scene, view, right)
        return
    body = area.body
    body = body.without_bottom(body.height * 0.06).without_top(body.height * 0.05)
    body = _from_below(scene, body, ways)
    height = words.height(scene, body.width)
    words.draw(scene, body.upper(height))
    _ring(scene, view, body.without_top(height))


def _from_below(scene: Scene, body: Box, ways: Stack) -> Box:
    height = ways.height(scene, body.width)
    ways.draw(scene, body.lower(height))
    return body.without_bottom(height + scene.tokens.gap)


def _ring(scene: Scene, view: StillThereView, room: Box) -> None:
    side = min(room.width * 0.8, room.height * 0.86, 620 * max(scene.tokens.unit, 0.7))
    ring(scene, room.centred(side, side), view.share_left, str(view.seconds_left))

"""This terminal rests."""

from __future__ import annotations

from kiosk.ui.frame import Area
from kiosk.ui.scene import Scene
from kiosk.ui.widgets.block import Stack
from kiosk.ui.widgets.emblem import emblem
from kiosk.ui.widgets.words import sentence, title
from kiosk.visit.views import OutOfServiceView


def draw(scene: Scene, view: OutOfServiceView, area: Area) -> None:
    tokens = scene.tokens
    body = area.body
    words = Stack(
        [
            title(scene, view.title, "centre", "title" if tokens.cramped else "hour"),
            sentence(scene, view.text, "centre", "strong"),
        ],
        tokens.gap * 1.4,
    )
    height = words.height(scene, body.width)
    side = min(body.width * 0.6, body.height - height - 2 * tokens.gap, 560 * tokens.unit)
    group = body.centred(body.width, side + 2 * tokens.gap + height)
    emblem(scene, "coffee", 3, group.upper(side).centred(side, side))
    words.draw(scene, group.lower(height))

"""The screen itself is the sign: large and warm, seen across the room, still."""

from __future__ import annotations

from kiosk.ui.frame import Area
from kiosk.ui.geometry import Box
from kiosk.ui.scene import Align, Scene
from kiosk.ui.tokens import WHITE, Size
from kiosk.ui.widgets.block import Block, Row, Stack
from kiosk.ui.widgets.onbrick import OnBrick
from kiosk.ui.widgets.words import Words
from kiosk.visit.views import SignView


def draw(scene: Scene, view: SignView, area: Area) -> None:
    tokens = scene.tokens
    body = area.body
    ways: list[Block] = [OnBrick(view.came, filled=True)]
    quiet = [OnBrick(way) for way in (view.meanwhile, view.no_longer) if way]
    ways.append(Row(quiet))
    foot = Stack(ways)
    height = foot.height(scene, body.width)
    foot.draw(scene, body.lower(height))
    _call(scene, view, body.without_bottom(height + tokens.gap))


def _call(scene: Scene, view: SignView, room: Box) -> None:
    tokens = scene.tokens
    align: Align = "left" if tokens.landscape else "centre"
    if tokens.landscape:
        side = min(room.height, room.width * 0.26)
        scene.icon("hand", side * 0.9, WHITE, room.left_part(side))
        room = room.without_left(side + tokens.gap * 2)
    size: Size = "hour" if tokens.cramped else "sign"
    words: list[Block] = [
        Words(scene.say(view.title), size, bold=True, colour=WHITE, align=align, balanced=True)
    ]
    words.append(Words(scene.say(view.reassurance), "strong", bold=True, colour=WHITE, align=align))
    stack = Stack(words, tokens.gap * 1.2)
    height = stack.height(scene, room.width)
    if tokens.landscape:
        stack.draw(scene, room.centred(room.width, height))
        return
    side = min(room.height - height - tokens.gap, room.width * 0.62)
    group = room.centred(room.width, side + tokens.gap + height)
    scene.icon("hand", side, WHITE, group.upper(side))
    stack.draw(scene, group.lower(height))

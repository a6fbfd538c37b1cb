"""Nobody is here: a large hello, in every language, and what happens here today."""

from __future__ import annotations

from kiosk.i18n.text import Text, _
from kiosk.i18n.typography import apostrophes
from kiosk.ui.frame import Area, header_of
from kiosk.ui.geometry import Box
from kiosk.ui.plates import Plate
from kiosk.ui.scene import Align, Scene
from kiosk.ui.tokens import GO, LINE, SOFT, WHITE, Size
from kiosk.ui.widgets.block import Block, Stack
from kiosk.ui.widgets.button import touchable
from kiosk.ui.widgets.emblem import emblem
from kiosk.ui.widgets.words import Words
from kiosk.visit.events import Wake
from kiosk.visit.views import AttractView, Greeting

TODAY = _("Aujourd'hui ici")


def draw(scene: Scene, view: AttractView, area: Area) -> None:
    tokens = scene.tokens
    window = Box(0, 0, tokens.width, tokens.height)
    first = view.greetings[0]
    touchable(scene, window, Wake(), first.invitation)
    body = area.body
    if tokens.landscape:
        _wide(scene, view, area)
    else:
        _high(scene, view, body)
    header = area.beside_header
    if tokens.landscape:
        header_of(scene, area.frame, header)


def _high(scene: Scene, view: AttractView, body: Box) -> None:
    today = _today(view)
    if today:
        height = today.height(scene, body.width)
        today.draw(scene, body.lower(height))
        body = body.without_bottom(height + scene.tokens.gap)
    hello = _hello(scene, view)
    height = hello.height(scene, body.width)
    room = body.without_bottom(height)
    hello.draw(scene, body.lower(height))
    _picture(scene, view, room)


def _wide(scene: Scene, view: AttractView, area: Area) -> None:
    gap = scene.tokens.gap * 2
    body = area.body
    left = body.left_part(body.width * 0.56)
    right = body.without_left(left.width + gap)
    hello = _hello(scene, view)
    hello.draw(scene, left.centred(left.width, hello.height(scene, left.width)))
    today = _today(view)
    if today:
        height = today.height(scene, right.width)
        today.draw(scene, right.lower(height))
        right = right.without_bottom(height + gap / 2)
    _picture(scene, view, right)


def _picture(scene: Scene, view: AttractView, room: Box) -> None:
    icon, text = view.pictures[view.picture % len(view.pictures)]
    words = Words(scene.say(text), "body", colour=SOFT, align="centre", balanced=True)
    height = words.height(scene, room.width)
    gap = scene.tokens.gap
    side = min(room.height - height - 2 * gap, room.width * 0.86, 620 * scene.tokens.unit)
    if side < scene.tokens.icon:
        return
    group = room.centred(room.width, side + gap + height)
    emblem(scene, icon, view.picture, group.upper(side).centred(side, side))
    words.draw(scene, group.lower(height))


def _hello(scene: Scene, view: AttractView) -> Block:
    align: Align = "left" if scene.tokens.landscape else "centre"
    first, *others = view.greetings
    size: Size = "hour" if scene.tokens.cramped else "huge"
    blocks: list[Block] = [
        Words(apostrophes(first.hello), size, bold=True, align=align),
        Words(
            apostrophes(first.invitation),
            "title" if not scene.tokens.cramped else "strong",
            align=align,
        ),
    ]
    blocks += [_other(greeting, align) for greeting in others]
    return Stack(blocks, scene.tokens.gap * 0.8)


def _other(greeting: Greeting, align: Align) -> Words:
    words = apostrophes(f"{greeting.hello} {greeting.invitation}")
    return Words(words, "body", colour=SOFT, align=align)


class _Today(Block):
    def __init__(self, lines: tuple[Text, ...], next_free: Text | None) -> None:
        self._lines = lines
        self._next_free = next_free

    def _inside(self, scene: Scene) -> Stack:
        blocks: list[Block] = [Words(scene.say(TODAY), "strong", bold=True)]
        shown = self._lines[:2] if scene.tokens.cramped else self._lines[:5]
        blocks += [Words(scene.say(line), "body", colour=SOFT) for line in shown]
        if self._next_free:
            words = Words(scene.say(self._next_free), "body", bold=True, colour=GO)
            blocks.append(words)
        return Stack(blocks, scene.tokens.gap * 0.4)

    def height(self, scene: Scene, width: float) -> float:
        tokens = scene.tokens
        return self._inside(scene).height(scene, width - 2 * tokens.pad) + 1.6 * tokens.pad

    def draw(self, scene: Scene, box: Box) -> None:
        tokens = scene.tokens
        plate = Plate(WHITE, tokens.radius, LINE, tokens.stroke, LINE, tokens.edge)
        scene.plate(plate, box)
        self._inside(scene).draw(scene, box.inset(tokens.pad, 0.8 * tokens.pad))


def _today(view: AttractView) -> Block | None:
    if not view.today and view.next_free is None:
        return None
    return _Today(view.today, view.next_free)

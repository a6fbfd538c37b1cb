"""A page of the web to rehearse on. It looks like a browser, and unlike the kiosk."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.i18n.text import Text
from kiosk.ui.geometry import Box
from kiosk.ui.plates import Plate
from kiosk.ui.scene import Scene
from kiosk.ui.tokens import (
    GLOW,
    GO,
    HINT,
    THEMES,
    WEB_BLUE,
    WEB_FRAME,
    WEB_INK,
    WEB_STRIP,
    WHITE,
    Colour,
    Size,
    mixed,
)
from kiosk.ui.widgets.block import Block
from kiosk.ui.widgets.button import touchable
from kiosk.ui.widgets.words import Words
from kiosk.visit.events import Touch
from kiosk.visit.views import PageBlock


def browser_page(scene: Scene, safe: Text, page: Sequence[PageBlock]) -> list[Block]:
    """Its parts from top to bottom; each draws its own piece of the frame."""
    parts: list[Block] = [Strip(scene.say(safe))]
    for block in page:
        if block.kind == "list":
            parts += _list_parts(scene, block)
        else:
            parts.append(Part(block.kind, scene.say(block.text), _value(scene, block), block))
    parts.append(Bottom())
    return parts


def _value(scene: Scene, block: PageBlock) -> str:
    return scene.say(block.value) if block.value else ""


def _list_parts(scene: Scene, block: PageBlock) -> list[Block]:
    parts: list[Block] = []
    words = scene.say(block.text)
    if words:
        parts.append(Part("text", words, "", None))
    parts += [
        Line(scene.say(text), touch, glows, block.found) for text, touch, glows in block.items
    ]
    return parts


class Framed(Block):
    """A piece of the page: white, with the frame's edges left and right."""

    air = 0.4
    """Room above and below, as a share of the pad."""

    def _plain(self, scene: Scene) -> Size:
        """The size of the page's plain words."""
        return "small" if scene.tokens.landscape else "body"

    def _air(self, scene: Scene) -> float:
        return max(scene.tokens.mm(1.5), scene.tokens.pad * self.air)

    def _inner(self, scene: Scene, box: Box) -> Box:
        return box.inset(scene.tokens.pad * 0.9, self._air(scene))

    def _sides(self, scene: Scene, box: Box, ground: Colour = WHITE) -> None:
        stroke = scene.tokens.stroke
        scene.fill(ground, box)
        scene.fill(WEB_FRAME, box.left_part(stroke))
        scene.fill(WEB_FRAME, box.right_part(stroke))


class Strip(Framed):
    """The top: a lock, and that nothing is sent."""

    def __init__(self, words: str) -> None:
        self._words = Words(words, "small", colour=WEB_INK)

    def _side(self, scene: Scene) -> float:
        return scene.tokens.size("small") * 1.1

    def height(self, scene: Scene, width: float) -> float:
        room = width - scene.tokens.pad * 2.4 - self._side(scene)
        return self._words.height(scene, room) + scene.tokens.pad * 0.7

    def draw(self, scene: Scene, box: Box) -> None:
        tokens = scene.tokens
        radius = round(tokens.radius * 0.6)
        scene.plate(Plate(WEB_STRIP, radius, WEB_FRAME, tokens.stroke), box)
        low = box.lower(radius + tokens.stroke)
        self._sides(scene, low, WEB_STRIP)
        side = self._side(scene)
        inner = box.inset(tokens.pad * 0.9, 0)
        scene.icon("lock", side, WEB_INK, inner.left_part(side))
        self._words.draw(scene, inner.without_left(side + tokens.pad * 0.5))


class Bottom(Framed):
    """The frame's round lower corners."""

    def _radius(self, scene: Scene) -> int:
        return round(scene.tokens.radius * 0.6)

    def height(self, scene: Scene, _width: float) -> float:
        return 2.0 * self._radius(scene) + scene.tokens.stroke

    def draw(self, scene: Scene, box: Box) -> None:
        radius, stroke = self._radius(scene), scene.tokens.stroke
        scene.plate(Plate(WHITE, radius, WEB_FRAME, stroke), box)
        self._sides(scene, box.upper(box.height - radius - stroke))


class Part(Framed):
    """A header, words, a field or a button of the page."""

    def __init__(self, kind: str, words: str, value: str, block: PageBlock | None) -> None:
        self._kind = kind
        self._text = words
        self._value = value
        self._touch: Touch | None = block.touch if block else None
        self._glows = bool(block and block.glows)
        self._found = bool(block and block.found)
        if self._glows:
            self.wanted = words or value or kind

    def _words(self, scene: Scene) -> Words:
        match self._kind:
            case "header":
                return Words(
                    self._text,
                    "body" if scene.tokens.landscape else "strong",
                    bold=True,
                    colour=WHITE,
                )
            case "button":
                return Words(self._text, "body", bold=True, colour=WHITE, align="centre")
            case "field":
                return Words(self._text, self._plain(scene), bold=True, colour=WEB_INK)
            case _:
                return Words(self._text, self._plain(scene), colour=WEB_INK)

    def height(self, scene: Scene, width: float) -> float:
        tokens = scene.tokens
        inner = width - tokens.pad * 1.8
        words = self._words(scene).height(scene, inner - tokens.pad)
        core = words
        if self._kind == "header":
            core = words + tokens.pad * 0.3
        elif self._kind == "button":
            core = max(words + tokens.pad * 0.5, 100 * tokens.unit)
        elif self._kind == "field":
            entry = self._entry(scene).height(scene, inner - tokens.pad)
            core = words + max(entry + tokens.pad * 0.5, 84 * tokens.unit)
        if self._touch and self._kind != "text":
            core = max(core, tokens.target)
        return core + 2 * self._air(scene)

    def draw(self, scene: Scene, box: Box) -> None:
        ground = WEB_BLUE if self._kind == "header" else WHITE
        self._sides(scene, box, ground)
        inner = self._inner(scene, box)
        glow(scene, inner, self._glows, self._found)
        if self._touch:
            words = f"{self._text} {self._value}".strip()
            # Words are not for touching: a touch there only teaches, so they may be low.
            place = touchable(scene, inner, self._touch, words, key=self._kind == "text")
            if self._kind == "button":
                radius = round(scene.tokens.radius * 0.5)
                down = mixed(WEB_BLUE, (0, 0, 0), 0.3)
                place.wear(scene, Plate(WEB_BLUE, radius), Plate(down, radius))
        self._inside(scene, inner)

    def _inside(self, scene: Scene, inner: Box) -> None:
        words = self._words(scene)
        if self._kind == "field":
            self._field(scene, inner, words)
            return
        across = 0.0 if self._kind in ("header", "text") else scene.tokens.pad / 2
        words.draw(scene, inner.inset(across, 0))

    def _field(self, scene: Scene, inner: Box, words: Words) -> None:
        """Its label above the box to fill."""
        tokens = scene.tokens
        height = words.height(scene, inner.width)
        words.draw(scene, inner.upper(height))
        entry = inner.without_top(height + tokens.pad * 0.12)
        scene.plate(Plate(WHITE, round(tokens.radius * 0.3), WEB_FRAME, tokens.stroke), entry)
        self._entry(scene).draw(scene, entry.inset(tokens.pad * 0.5, 0))

    def _entry(self, scene: Scene) -> Words:
        """What stands in the field."""
        return Words(self._value, self._plain(scene), colour=WEB_INK)


class Line(Framed):
    """One line of a list: a link."""

    air = 0.2

    def __init__(self, words: str, touch: Touch, glows: bool, found: bool) -> None:
        self._text = words
        self._touch = touch
        self._glows = glows
        self._found = found and glows
        if glows:
            self.wanted = words

    def _words(self, scene: Scene) -> Words:
        return Words(self._text, self._plain(scene), bold=True, colour=WEB_BLUE)

    def height(self, scene: Scene, width: float) -> float:
        tokens = scene.tokens
        room = width - tokens.pad * 2.8 - tokens.size("small")
        words = self._words(scene).height(scene, room)
        return max(words + tokens.pad * 0.3, tokens.target, 90 * tokens.unit) + 2 * self._air(scene)

    def draw(self, scene: Scene, box: Box) -> None:
        tokens = scene.tokens
        self._sides(scene, box)
        inner = self._inner(scene, box)
        glow(scene, inner, self._glows, self._found)
        place = touchable(scene, inner, self._touch, self._text)
        radius = round(tokens.radius * 0.3)
        up = Plate((0xF4, 0xF6, 0xFB), radius)
        place.wear(scene, up, Plate(WEB_STRIP, radius))
        side = tokens.size("small")
        scene.icon("chevron-right", side, WEB_BLUE, inner.right_part(side * 1.4))
        self._words(scene).draw(scene, inner.inset(tokens.pad * 0.5, 0).without_right(side))


def glow(scene: Scene, box: Box, glows: bool, found: bool) -> None:
    """Yellow around the right place; green once it is found."""
    if not glows and not found:
        return
    tokens = scene.tokens
    thick = max(5, round(9 * tokens.unit))
    air = max(tokens.mm(1.5), tokens.pad * Framed.air)
    around = min(round(thick * 1.5), round(air))
    colour, ground = (GO, THEMES["mint"][0]) if found else (GLOW, HINT)
    ring = box.inset(-around - thick * 0.5, -around)
    scene.plate(Plate(ground, round(tokens.radius * 0.5) + around, colour, thick), ring)

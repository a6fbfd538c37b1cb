"""A page of the web to rehearse on. It looks like a browser, and unlike the kiosk."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.i18n.text import Text
from kiosk.ui.drawing import Drawing
from kiosk.ui.geometry import Box
from kiosk.ui.nine_patch import Plate
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
from kiosk.ui.widgets.element import Element
from kiosk.ui.widgets.paragraph import Paragraph
from kiosk.visit.events import Touch
from kiosk.visit.view.rehearsal import PageBlock


def browser_page(drawing: Drawing, safe: Text, page: Sequence[PageBlock]) -> list[Element]:
    """Its parts from top to bottom; each draws its own piece of the frame."""
    parts: list[Element] = [Strip(drawing.say(safe))]
    for block in page:
        if block.kind == "list":
            parts += _list_parts(drawing, block)
        else:
            parts.append(Part(block.kind, drawing.say(block.text), _value(drawing, block), block))
    parts.append(Bottom())
    return parts


def _value(drawing: Drawing, block: PageBlock) -> str:
    return drawing.say(block.value) if block.value else ""


def _list_parts(drawing: Drawing, block: PageBlock) -> list[Element]:
    parts: list[Element] = []
    words = drawing.say(block.text)
    if words:
        parts.append(Part("text", words, "", None))
    parts += [
        PageLink(drawing.say(text), touch, glows, block.found) for text, touch, glows in block.items
    ]
    return parts


class Framed(Element):
    """A piece of the page: white, with the frame's edges at both sides."""

    air = 0.4
    """Room above and below, as a share of the pad."""

    def _plain(self, drawing: Drawing) -> Size:
        """The size of the page's plain words."""
        return "small" if drawing.tokens.landscape else "body"

    def _air(self, drawing: Drawing) -> float:
        return max(drawing.tokens.mm(1.5), drawing.tokens.pad * self.air)

    def _inner(self, drawing: Drawing, box: Box) -> Box:
        return box.inset(drawing.tokens.pad * 0.9, self._air(drawing))

    def _sides(self, drawing: Drawing, box: Box, ground: Colour = WHITE) -> None:
        stroke = drawing.tokens.stroke
        drawing.fill(ground, box)
        drawing.fill(WEB_FRAME, box.start_part(stroke))
        drawing.fill(WEB_FRAME, box.end_part(stroke))


class Strip(Framed):
    """The top: a lock, and that nothing is sent."""

    def __init__(self, words: str) -> None:
        self._words = Paragraph(words, "small", colour=WEB_INK)

    def _side(self, drawing: Drawing) -> float:
        return drawing.tokens.size("small") * 1.1

    def height(self, drawing: Drawing, width: float) -> float:
        room = width - drawing.tokens.pad * 2.4 - self._side(drawing)
        return self._words.height(drawing, room) + drawing.tokens.pad * 0.7

    def draw(self, drawing: Drawing, box: Box) -> None:
        tokens = drawing.tokens
        radius = round(tokens.radius * 0.6)
        drawing.plate(Plate(WEB_STRIP, radius, WEB_FRAME, tokens.stroke), box)
        low = box.lower(radius + tokens.stroke)
        self._sides(drawing, low, WEB_STRIP)
        side = self._side(drawing)
        inner = box.inset(tokens.pad * 0.9, 0)
        drawing.icon("lock", side, WEB_INK, inner.start_part(side))
        self._words.draw(drawing, inner.without_start(side + tokens.pad * 0.5))


class Bottom(Framed):
    """The frame's round lower corners."""

    def _radius(self, drawing: Drawing) -> int:
        return round(drawing.tokens.radius * 0.6)

    def height(self, drawing: Drawing, _width: float) -> float:
        return 2.0 * self._radius(drawing) + drawing.tokens.stroke

    def draw(self, drawing: Drawing, box: Box) -> None:
        radius, stroke = self._radius(drawing), drawing.tokens.stroke
        drawing.plate(Plate(WHITE, radius, WEB_FRAME, stroke), box)
        self._sides(drawing, box.upper(box.height - radius - stroke))


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

    def _words(self, drawing: Drawing) -> Paragraph:
        match self._kind:
            case "header":
                return Paragraph(
                    self._text,
                    "body" if drawing.tokens.landscape else "strong",
                    bold=True,
                    colour=WHITE,
                )
            case "button":
                return Paragraph(self._text, "body", bold=True, colour=WHITE, align="centre")
            case "field":
                return Paragraph(self._text, self._plain(drawing), bold=True, colour=WEB_INK)
            case _:
                return Paragraph(self._text, self._plain(drawing), colour=WEB_INK)

    def height(self, drawing: Drawing, width: float) -> float:
        tokens = drawing.tokens
        inner = width - tokens.pad * 1.8
        words = self._words(drawing).height(drawing, inner - tokens.pad)
        core = words
        if self._kind == "header":
            core = words + tokens.pad * 0.3
        elif self._kind == "button":
            core = max(words + tokens.pad * 0.5, 100 * tokens.unit)
        elif self._kind == "field":
            entry = self._entry(drawing).height(drawing, inner - tokens.pad)
            core = words + max(entry + tokens.pad * 0.5, 84 * tokens.unit)
        if self._touch and self._kind != "text":
            core = max(core, tokens.target)
        return core + 2 * self._air(drawing)

    def draw(self, drawing: Drawing, box: Box) -> None:
        ground = WEB_BLUE if self._kind == "header" else WHITE
        self._sides(drawing, box, ground)
        inner = self._inner(drawing, box)
        glow(drawing, inner, self._glows, self._found)
        if self._touch:
            words = f"{self._text} {self._value}".strip()
            # Words are not for touching: a touch there only teaches, so they may be low.
            place = drawing.touchable(inner, self._touch, words, key=self._kind == "text")
            if self._kind == "button":
                radius = round(drawing.tokens.radius * 0.5)
                down = mixed(WEB_BLUE, (0, 0, 0), 0.3)
                place.wear(drawing.plate_at, Plate(WEB_BLUE, radius), Plate(down, radius))
        self._inside(drawing, inner)

    def _inside(self, drawing: Drawing, inner: Box) -> None:
        words = self._words(drawing)
        if self._kind == "field":
            self._field(drawing, inner, words)
            return
        across = 0.0 if self._kind in ("header", "text") else drawing.tokens.pad / 2
        words.draw(drawing, inner.inset(across, 0))

    def _field(self, drawing: Drawing, inner: Box, words: Paragraph) -> None:
        """Its label above the box to fill."""
        tokens = drawing.tokens
        height = words.height(drawing, inner.width)
        words.draw(drawing, inner.upper(height))
        entry = inner.without_top(height + tokens.pad * 0.12)
        drawing.plate(Plate(WHITE, round(tokens.radius * 0.3), WEB_FRAME, tokens.stroke), entry)
        self._entry(drawing).draw(drawing, entry.inset(tokens.pad * 0.5, 0))

    def _entry(self, drawing: Drawing) -> Paragraph:
        """What stands in the field."""
        return Paragraph(self._value, self._plain(drawing), colour=WEB_INK)


class PageLink(Framed):
    """One line of a list: a link."""

    air = 0.2

    def __init__(self, words: str, touch: Touch, glows: bool, found: bool) -> None:
        self._text = words
        self._touch = touch
        self._glows = glows
        self._found = found and glows
        if glows:
            self.wanted = words

    def _words(self, drawing: Drawing) -> Paragraph:
        return Paragraph(self._text, self._plain(drawing), bold=True, colour=WEB_BLUE)

    def height(self, drawing: Drawing, width: float) -> float:
        tokens = drawing.tokens
        room = width - tokens.pad * 2.8 - tokens.size("small")
        words = self._words(drawing).height(drawing, room)
        return max(words + tokens.pad * 0.3, tokens.target, 90 * tokens.unit) + 2 * self._air(
            drawing
        )

    def draw(self, drawing: Drawing, box: Box) -> None:
        tokens = drawing.tokens
        self._sides(drawing, box)
        inner = self._inner(drawing, box)
        glow(drawing, inner, self._glows, self._found)
        place = drawing.touchable(inner, self._touch, self._text)
        radius = round(tokens.radius * 0.3)
        up = Plate((0xF4, 0xF6, 0xFB), radius)
        place.wear(drawing.plate_at, up, Plate(WEB_STRIP, radius))
        side = tokens.size("small")
        drawing.icon("chevron-right", side, WEB_BLUE, inner.end_part(side * 1.4))
        self._words(drawing).draw(drawing, inner.inset(tokens.pad * 0.5, 0).without_end(side))


def glow(drawing: Drawing, box: Box, glows: bool, found: bool) -> None:
    """Yellow around the right place; green once it is found."""
    if not glows and not found:
        return
    tokens = drawing.tokens
    thick = max(5, round(9 * tokens.unit))
    air = max(tokens.mm(1.5), tokens.pad * Framed.air)
    context = min(round(thick * 1.5), round(air))
    colour, ground = (GO, THEMES["mint"][0]) if found else (GLOW, HINT)
    ring = box.inset(-context - thick * 0.5, -context)
    drawing.plate(Plate(ground, round(tokens.radius * 0.5) + context, colour, thick), ring)

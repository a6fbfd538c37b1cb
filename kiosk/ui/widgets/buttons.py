"""Buttons as parts of a screen: plain ones, cards, tiles, ticked lines."""

from __future__ import annotations

from dataclasses import replace

from kiosk.catalog.model import ThemeColour
from kiosk.ui.drawing import Align, Drawing
from kiosk.ui.geometry import Box
from kiosk.ui.nine_patch import Plate
from kiosk.ui.text_layout import Face
from kiosk.ui.tokens import ARROW, GO, OUTLINE, THEMES, WHITE, Size
from kiosk.ui.widgets.button_styles import button_look, card_look, tile_look
from kiosk.ui.widgets.element import Element
from kiosk.ui.widgets.paragraph import Paragraph
from kiosk.visit.views import Button as Said


class Press(Element):
    """A button of one sentence: the main way on, or another choice."""

    grows = 0.25
    most = 1.25

    def __init__(self, said: Said, size: Size = "strong", icon_first: bool | None = None) -> None:
        self.said = said
        self.size: Size = size
        go_on = said.icon in ("arrow-right", "chevron-right")
        self._icon_first = not go_on if icon_first is None else icon_first

    def _label(self, drawing: Drawing, size: Size) -> Paragraph:
        look = button_look(drawing.tokens, self.said.tone, self.said.enabled, self.said.picked)
        words = drawing.say(self.said.label)
        align: Align = "start" if self.said.detail else "centre"
        return Paragraph(words, size, bold=True, colour=look.ink, align=align, balanced=True)

    def _icon_room(self, drawing: Drawing, width: float) -> float:
        """None where the icon would cut a word in two: words come before icons."""
        if not self._icon:
            return 0.0
        room = self._icon_side(drawing) + drawing.tokens.pad * 0.5
        words = drawing.say(self.said.label).split(" ")
        small = drawing.tokens.size("small")
        widest = max(drawing.letters.width(word, "bold", small) for word in words)
        return room if widest <= width - 1.4 * drawing.tokens.pad - room else 0.0

    def _icon_side(self, drawing: Drawing) -> float:
        return drawing.tokens.size(self.size) * 1.1

    @property
    def _icon(self) -> str:
        if self.said.picked:
            return "check"
        return self.said.icon

    def _words(self, drawing: Drawing, width: float) -> list[Paragraph]:
        label = self._fitting(drawing, width)
        words = [label]
        if self.said.detail:
            look = button_look(drawing.tokens, self.said.tone, self.said.enabled)
            detail = drawing.say(self.said.detail)
            words.append(Paragraph(detail, "small", colour=look.soft, align="start"))
        return words

    def _fitting(self, drawing: Drawing, width: float) -> Paragraph:
        """The largest size in two lines at most and with no word cut; the smallest else."""
        sizes: tuple[Size, ...] = ("strong", "body", "small")
        for size in sizes[sizes.index(self.size) if self.size in sizes else 0 :]:
            label = self._label(drawing, size)
            points = drawing.tokens.size(size)
            words = label.words.split(" ")
            widest = max(drawing.letters.width(word, "bold", points) for word in words)
            if widest <= width and len(label.lines(drawing, width)) <= 2:
                break
        return label

    def _inner(self, drawing: Drawing, width: float) -> float:
        return width - 2 * drawing.tokens.pad * 0.7 - self._icon_room(drawing, width)

    def height(self, drawing: Drawing, width: float) -> float:
        inner = self._inner(drawing, width)
        words = self._words(drawing, inner)
        wanted = sum(part.height(drawing, inner) for part in words) + drawing.tokens.pad
        return max(wanted, drawing.tokens.button)

    def draw(self, drawing: Drawing, box: Box) -> None:
        said = self.said
        look = button_look(drawing.tokens, said.tone, said.enabled, said.picked)
        button = drawing.touchable(box, said.event, drawing.say(said.label), said.enabled)
        button.wear(drawing.plate_at, look.up, look.down)
        inner = box.inset(drawing.tokens.pad * 0.7, 0).without_bottom(look.up.edge)
        room = self._icon_room(drawing, box.width)
        words = self._words(drawing, inner.width - room)
        wide = max(_reach(drawing, part, inner.width - room) for part in words)
        group = inner.centred(wide + room, inner.height)
        if said.detail:
            group = Box(inner.x, inner.y, inner.width, inner.height)
        if room:
            side = self._icon_side(drawing)
            spot = group.start_part(side) if self._icon_first else group.end_part(side)
            drawing.icon(self._icon, side, look.ink, spot)
            group = group.without_start(room) if self._icon_first else group.without_end(room)
        _stacked(drawing, words, group)


class Card(Element):
    """A white card: an icon on a coloured ground, a label, a detail, an arrow."""

    grows = 1.0
    most = 1.45

    def __init__(
        self,
        said: Said,
        colour: ThemeColour = "mint",
        arrow: bool = True,
        detail: Size = "body",
        keeps_detail: bool = False,
    ) -> None:
        """`keeps_detail`: without it two cards would be alike; more pages are better."""
        self.said = said
        self._detail: Size = detail
        self._keeps_detail = keeps_detail
        self._colour: ThemeColour = said.colour or colour
        self._arrow = arrow

    def compact(self) -> Card:
        """Smaller words, then the name alone."""
        if self._detail != "small":
            return Card(self.said, self._colour, self._arrow, "small", self._keeps_detail)
        if self._keeps_detail:
            return self
        return Card(replace(self.said, detail=None), self._colour, self._arrow, "small")

    def _sides(self, drawing: Drawing) -> tuple[float, float]:
        """The icon's ground, and the arrow's room."""
        tokens = drawing.tokens
        tile = tokens.icon * 1.75 if self.said.icon else 0.0
        arrow = tokens.size("strong") * 0.9 if self._arrow else 0.0
        if self.said.picked:
            arrow = tokens.size("strong") * 1.3
        return tile, arrow

    def _words(self, drawing: Drawing) -> list[Paragraph]:
        look = card_look(drawing.tokens, self.said.picked)
        words = [Paragraph(drawing.say(self.said.label), "strong", bold=True, colour=look.ink)]
        if self.said.detail:
            words.append(Paragraph(drawing.say(self.said.detail), self._detail, colour=look.soft))
        return words

    def _inner(self, drawing: Drawing, width: float) -> float:
        tile, arrow = self._sides(drawing)
        gaps = (bool(tile) + bool(arrow)) * drawing.tokens.pad * 0.8
        return width - tile - arrow - gaps - 2 * drawing.tokens.pad

    def height(self, drawing: Drawing, width: float) -> float:
        inner = self._inner(drawing, width)
        words = sum(part.height(drawing, inner) for part in self._words(drawing))
        tile, _ = self._sides(drawing)
        return max(max(words, tile) + drawing.tokens.pad * 1.3, drawing.tokens.button)

    def draw(self, drawing: Drawing, box: Box) -> None:
        tokens, said = drawing.tokens, self.said
        look = card_look(tokens, said.picked)
        button = drawing.touchable(box, said.event, drawing.say(said.label), said.enabled)
        button.wear(drawing.plate_at, look.up, look.down)
        inner = box.inset(tokens.pad, 0).without_bottom(tokens.edge)
        tile, arrow = self._sides(drawing)
        if tile:
            pictogram(drawing, said.icon, self._colour, inner.start_part(tile).centred(tile, tile))
            inner = inner.without_start(tile + tokens.pad * 0.8)
        if arrow:
            name = "check" if said.picked else "chevron-right"
            drawing.icon(name, arrow, GO if said.picked else ARROW, inner.end_part(arrow))
            inner = inner.without_end(arrow + tokens.pad * 0.8)
        _stacked(drawing, self._words(drawing), inner)


class Tile(Element):
    """A theme: its icon over its name, on its colour."""

    grows = 1.0
    most = 1.6

    def __init__(self, said: Said) -> None:
        self.said = said

    def _name(self, drawing: Drawing) -> Paragraph:
        look = tile_look(drawing.tokens, self.said.colour or "mint")
        return Paragraph(drawing.say(self.said.label), "strong", bold=True, colour=look.ink)

    def height(self, drawing: Drawing, width: float) -> float:
        tokens = drawing.tokens
        inner = width - 2 * tokens.pad
        wanted = self._name(drawing).height(drawing, inner) + tokens.icon + tokens.pad * 1.7
        return max(wanted, tokens.button)

    def draw(self, drawing: Drawing, box: Box) -> None:
        tokens, said = drawing.tokens, self.said
        look = tile_look(tokens, said.colour or "mint")
        button = drawing.touchable(box, said.event, drawing.say(said.label), said.enabled)
        button.wear(drawing.plate_at, look.up, look.down)
        name = self._name(drawing)
        inner = box.inset(tokens.pad, tokens.pad * 0.6).without_bottom(tokens.edge)
        height = name.height(drawing, inner.width)
        group = tokens.icon + tokens.pad * 0.4 + height
        inner = inner.centred(inner.width, min(group, inner.height))
        drawing.icon(
            said.icon, tokens.icon, look.ink, inner.upper(tokens.icon).start_part(tokens.icon)
        )
        name.draw(drawing, inner.lower(height))


class TickLine(Element):
    """A line to tick, with a large box at its end."""

    grows = 0.6

    def __init__(self, said: Said) -> None:
        self.said = said

    def _words(self, drawing: Drawing) -> Paragraph:
        return Paragraph(drawing.say(self.said.label), "strong", bold=True)

    def _inner(self, drawing: Drawing, width: float) -> float:
        return width - drawing.tokens.icon - 2.8 * drawing.tokens.pad

    def height(self, drawing: Drawing, width: float) -> float:
        words = self._words(drawing).height(drawing, self._inner(drawing, width))
        return max(words + drawing.tokens.pad * 1.2, drawing.tokens.button)

    def draw(self, drawing: Drawing, box: Box) -> None:
        tokens, said = drawing.tokens, self.said
        look = card_look(tokens, said.picked)
        button = drawing.touchable(box, said.event, drawing.say(said.label), said.enabled)
        button.wear(drawing.plate_at, look.up, look.down)
        inner = box.inset(tokens.pad, 0).without_bottom(tokens.edge)
        side = round(tokens.icon * 0.9)
        spot = inner.start_part(side).centred(side, side)
        plate = Plate(
            GO if said.picked else WHITE,
            round(side * 0.22),
            GO if said.picked else OUTLINE,
            tokens.stroke + 1,
        )
        drawing.plate(plate, spot)
        if said.picked:
            drawing.icon("check", side * 0.8, WHITE, spot)
        self._words(drawing).draw(drawing, inner.without_start(side + tokens.pad * 0.8))


def pictogram(drawing: Drawing, icon: str, colour: ThemeColour, box: Box) -> None:
    """An icon on a rounded ground in a theme's colour."""
    ground, ink = THEMES[colour]
    drawing.plate(Plate(ground, round(box.height * 0.24)), box)
    drawing.icon(icon, box.height * 0.56, ink, box)


def _reach(drawing: Drawing, words: Paragraph, width: float) -> float:
    """How wide the widest line is."""
    size = drawing.tokens.size(words.size)
    face: Face = "bold" if words.bold else "regular"
    lines = words.lines(drawing, width)
    return max(drawing.letters.width(line, face, size) for line in lines) + 2


def _stacked(drawing: Drawing, words: list[Paragraph], box: Box) -> None:
    """One under the other, upright in the middle of the box."""
    heights = [part.height(drawing, box.width) for part in words]
    box = box.centred(box.width, sum(heights))
    for part, height in zip(words, heights, strict=True):
        part.draw(drawing, box.upper(height))
        box = box.without_top(height)

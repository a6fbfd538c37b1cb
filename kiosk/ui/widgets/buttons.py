"""Buttons as parts of a screen: plain ones, cards, tiles, ticked lines."""

from __future__ import annotations

from dataclasses import replace

from kiosk.catalog.model import ThemeColour
from kiosk.ui.geometry import Box
from kiosk.ui.letters import Face
from kiosk.ui.plates import Plate
from kiosk.ui.scene import Align, Scene
from kiosk.ui.tokens import ARROW, GO, OUTLINE, THEMES, WHITE, Size
from kiosk.ui.widgets.block import Block
from kiosk.ui.widgets.button import touchable
from kiosk.ui.widgets.looks import button_look, card_look, tile_look
from kiosk.ui.widgets.words import Words
from kiosk.visit.views import Button as Said


class Press(Block):
    """A button of one sentence: the main way on, or another choice."""

    grows = 0.25
    most = 1.25

    def __init__(self, said: Said, size: Size = "strong", icon_first: bool | None = None) -> None:
        self.said = said
        self.size: Size = size
        go_on = said.icon in ("arrow-right", "chevron-right")
        self._icon_first = not go_on if icon_first is None else icon_first

    def _label(self, scene: Scene, size: Size) -> Words:
        look = button_look(scene.tokens, self.said.tone, self.said.enabled, self.said.picked)
        words = scene.say(self.said.label)
        align: Align = "left" if self.said.detail else "centre"
        return Words(words, size, bold=True, colour=look.ink, align=align, balanced=True)

    def _icon_room(self, scene: Scene, width: float) -> float:
        """None where the icon would cut a word in two: words come before icons."""
        if not self._icon:
            return 0.0
        room = self._icon_side(scene) + scene.tokens.pad * 0.5
        words = scene.say(self.said.label).split(" ")
        small = scene.tokens.size("small")
        widest = max(scene.letters.width(word, "bold", small) for word in words)
        return room if widest <= width - 1.4 * scene.tokens.pad - room else 0.0

    def _icon_side(self, scene: Scene) -> float:
        return scene.tokens.size(self.size) * 1.1

    @property
    def _icon(self) -> str:
        if self.said.picked:
            return "check"
        return self.said.icon

    def _words(self, scene: Scene, width: float) -> list[Words]:
        label = self._fitting(scene, width)
        words = [label]
        if self.said.detail:
            look = button_look(scene.tokens, self.said.tone, self.said.enabled)
            detail = scene.say(self.said.detail)
            words.append(Words(detail, "small", colour=look.soft, align="left"))
        return words

    def _fitting(self, scene: Scene, width: float) -> Words:
        """The largest size in two lines at most and with no word cut; the smallest else."""
        sizes: tuple[Size, ...] = ("strong", "body", "small")
        for size in sizes[sizes.index(self.size) if self.size in sizes else 0 :]:
            label = self._label(scene, size)
            points = scene.tokens.size(size)
            words = label.words.split(" ")
            widest = max(scene.letters.width(word, "bold", points) for word in words)
            if widest <= width and len(label.lines(scene, width)) <= 2:
                break
        return label

    def _inner(self, scene: Scene, width: float) -> float:
        return width - 2 * scene.tokens.pad * 0.7 - self._icon_room(scene, width)

    def height(self, scene: Scene, width: float) -> float:
        inner = self._inner(scene, width)
        words = self._words(scene, inner)
        wanted = sum(part.height(scene, inner) for part in words) + scene.tokens.pad
        return max(wanted, scene.tokens.button)

    def draw(self, scene: Scene, box: Box) -> None:
        said = self.said
        look = button_look(scene.tokens, said.tone, said.enabled, said.picked)
        button = touchable(scene, box, said.event, scene.say(said.label), said.enabled)
        button.wear(scene, look.up, look.down)
        inner = box.inset(scene.tokens.pad * 0.7, 0).without_bottom(look.up.edge)
        room = self._icon_room(scene, box.width)
        words = self._words(scene, inner.width - room)
        wide = max(_reach(scene, part, inner.width - room) for part in words)
        group = inner.centred(wide + room, inner.height)
        if said.detail:
            group = Box(inner.x, inner.y, inner.width, inner.height)
        if room:
            side = self._icon_side(scene)
            spot = group.left_part(side) if self._icon_first else group.right_part(side)
            scene.icon(self._icon, side, look.ink, spot)
            group = group.without_left(room) if self._icon_first else group.without_right(room)
        _stacked(scene, words, group)


class Card(Block):
    """A white card: an icon on a coloured ground, a label, a detail, an arrow."""

    grows = 1.0
    most = 1.45

    def __init__(
        self,
        said: Said,
        colour: ThemeColour = "mint",
        arrow: bool = True,
        detail: Size = "body",
    ) -> None:
        self.said = said
        self._detail: Size = detail
        self._colour: ThemeColour = said.colour or colour
        self._arrow = arrow

    def compact(self) -> Card:
        """Smaller words, then the name alone."""
        if self._detail != "small":
            return Card(self.said, self._colour, self._arrow, "small")
        return Card(replace(self.said, detail=None), self._colour, self._arrow, "small")

    def _sides(self, scene: Scene) -> tuple[float, float]:
        """The icon's ground, and the arrow's room."""
        tokens = scene.tokens
        tile = tokens.icon * 1.75 if self.said.icon else 0.0
        arrow = tokens.size("strong") * 0.9 if self._arrow else 0.0
        if self.said.picked:
            arrow = tokens.size("strong") * 1.3
        return tile, arrow

    def _words(self, scene: Scene) -> list[Words]:
        look = card_look(scene.tokens, self.said.picked)
        words = [Words(scene.say(self.said.label), "strong", bold=True, colour=look.ink)]
        if self.said.detail:
            words.append(Words(scene.say(self.said.detail), self._detail, colour=look.soft))
        return words

    def _inner(self, scene: Scene, width: float) -> float:
        tile, arrow = self._sides(scene)
        gaps = (bool(tile) + bool(arrow)) * scene.tokens.pad * 0.8
        return width - tile - arrow - gaps - 2 * scene.tokens.pad

    def height(self, scene: Scene, width: float) -> float:
        inner = self._inner(scene, width)
        words = sum(part.height(scene, inner) for part in self._words(scene))
        tile, _ = self._sides(scene)
        return max(max(words, tile) + scene.tokens.pad * 1.3, scene.tokens.button)

    def draw(self, scene: Scene, box: Box) -> None:
        tokens, said = scene.tokens, self.said
        look = card_look(tokens, said.picked)
        button = touchable(scene, box, said.event, scene.say(said.label), said.enabled)
        button.wear(scene, look.up, look.down)
        inner = box.inset(tokens.pad, 0).without_bottom(tokens.edge)
        tile, arrow = self._sides(scene)
        if tile:
            pictogram(scene, said.icon, self._colour, inner.left_part(tile).centred(tile, tile))
            inner = inner.without_left(tile + tokens.pad * 0.8)
        if arrow:
            name = "check" if said.picked else "chevron-right"
            scene.icon(name, arrow, GO if said.picked else ARROW, inner.right_part(arrow))
            inner = inner.without_right(arrow + tokens.pad * 0.8)
        _stacked(scene, self._words(scene), inner)


class Tile(Block):
    """A theme: its icon over its name, on its colour."""

    grows = 1.0
    most = 1.6

    def __init__(self, said: Said) -> None:
        self.said = said

    def _name(self, scene: Scene) -> Words:
        look = tile_look(scene.tokens, self.said.colour or "mint")
        return Words(scene.say(self.said.label), "strong", bold=True, colour=look.ink)

    def height(self, scene: Scene, width: float) -> float:
        tokens = scene.tokens
        inner = width - 2 * tokens.pad
        wanted = self._name(scene).height(scene, inner) + tokens.icon + tokens.pad * 1.7
        return max(wanted, tokens.button)

    def draw(self, scene: Scene, box: Box) -> None:
        tokens, said = scene.tokens, self.said
        look = tile_look(tokens, said.colour or "mint")
        button = touchable(scene, box, said.event, scene.say(said.label), said.enabled)
        button.wear(scene, look.up, look.down)
        name = self._name(scene)
        inner = box.inset(tokens.pad, tokens.pad * 0.6).without_bottom(tokens.edge)
        height = name.height(scene, inner.width)
        group = tokens.icon + tokens.pad * 0.4 + height
        inner = inner.centred(inner.width, min(group, inner.height))
        scene.icon(
            said.icon, tokens.icon, look.ink, inner.upper(tokens.icon).left_part(tokens.icon)
        )
        name.draw(scene, inner.lower(height))


class Tick(Block):
    """A line to tick, with a large box to the right."""

    grows = 0.6

    def __init__(self, said: Said) -> None:
        self.said = said

    def _words(self, scene: Scene) -> Words:
        return Words(scene.say(self.said.label), "strong", bold=True)

    def _inner(self, scene: Scene, width: float) -> float:
        return width - scene.tokens.icon - 2.8 * scene.tokens.pad

    def height(self, scene: Scene, width: float) -> float:
        words = self._words(scene).height(scene, self._inner(scene, width))
        return max(words + scene.tokens.pad * 1.2, scene.tokens.button)

    def draw(self, scene: Scene, box: Box) -> None:
        tokens, said = scene.tokens, self.said
        look = card_look(tokens, said.picked)
        button = touchable(scene, box, said.event, scene.say(said.label), said.enabled)
        button.wear(scene, look.up, look.down)
        inner = box.inset(tokens.pad, 0).without_bottom(tokens.edge)
        side = round(tokens.icon * 0.9)
        spot = inner.left_part(side).centred(side, side)
        plate = Plate(
            GO if said.picked else WHITE,
            round(side * 0.22),
            GO if said.picked else OUTLINE,
            tokens.stroke + 1,
        )
        scene.plate(plate, spot)
        if said.picked:
            scene.icon("check", side * 0.8, WHITE, spot)
        self._words(scene).draw(scene, inner.without_left(side + tokens.pad * 0.8))


def pictogram(scene: Scene, icon: str, colour: ThemeColour, box: Box) -> None:
    """An icon on a rounded ground in a theme's colour."""
    ground, ink = THEMES[colour]
    scene.plate(Plate(ground, round(box.height * 0.24)), box)
    scene.icon(icon, box.height * 0.56, ink, box)


def _reach(scene: Scene, words: Words, width: float) -> float:
    """How wide the widest line is."""
    size = scene.tokens.size(words.size)
    face: Face = "bold" if words.bold else "regular"
    lines = words.lines(scene, width)
    return max(scene.letters.width(line, face, size) for line in lines) + 2


def _stacked(scene: Scene, words: list[Words], box: Box) -> None:
    """One under the other, upright in the middle of the box."""
    heights = [part.height(scene, box.width) for part in words]
    box = box.centred(box.width, sum(heights))
    for part, height in zip(words, heights, strict=True):
        part.draw(scene, box.upper(height))
        box = box.without_top(height)

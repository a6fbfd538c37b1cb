"""What stands around a screen: the place's name, the languages, the bar at the bottom."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.i18n.text import _
from kiosk.ui.drawing import Drawing
from kiosk.ui.geometry import Box
from kiosk.ui.nine_patch import Plate
from kiosk.ui.text_layout import Face
from kiosk.ui.tokens import (
    GAP_MM,
    GO,
    HINT,
    HINT_INK,
    INK,
    LINE,
    LINE_STRONG,
    PAPER,
    PRESSED,
    SOFT,
    THEMES,
    WHITE,
)
from kiosk.ui.widgets.button_styles import button_look
from kiosk.ui.widgets.paragraph import Paragraph
from kiosk.visit.views import Button, Frame

DEMONSTRATION = _("Démonstration")


@dataclass(frozen=True, slots=True)
class Area:
    """The room first for a screen's own things."""

    frame: Frame
    body: Box
    """Under the header, above the bar."""
    beside_header: Box
    """Left of the languages, in the header's band: a wide screen's title may stand there."""


def draw_frame(drawing: Drawing, frame: Frame) -> Area:
    """Draw the header and the bar; what is first over."""
    tokens = drawing.tokens
    window = Box(0, 0, tokens.width, tokens.height)
    if frame.notice:
        window = window.without_top(_band(drawing, drawing.say(frame.notice), window))
    above = window.without_bottom(_bar(drawing, _bar_buttons(drawing, frame), window))
    air = max(tokens.margin * 0.5, tokens.mm(GAP_MM))
    inner = above.inset(tokens.margin, 0).without_top(air).without_bottom(air)
    if tokens.cramped and frame.bar:
        return Area(frame, inner, inner.upper(0))
    band = inner.upper(max(tokens.target, 84 * tokens.unit))
    languages = _languages(drawing, frame.languages, band)
    first = band.without_end(languages + tokens.gap if languages else 0.0)
    if not tokens.landscape:
        _place(drawing, frame, first)
    return Area(frame, inner.without_top(band.height + air), first)


def _band(drawing: Drawing, words: str, window: Box) -> float:
    """One quiet line over everything; returns its height."""
    tokens = drawing.tokens
    said = Paragraph(words, "small", colour=INK, align="centre")
    inside = window.inset(tokens.margin, 0)
    air = tokens.pad * 0.35
    high = said.height(drawing, inside.width)
    band = window.upper(high + 2 * air)
    drawing.fill(LINE, band)
    said.draw(drawing, band.inset(tokens.margin, air))
    return band.height


# The place


def _place(drawing: Drawing, frame: Frame, box: Box) -> None:
    """The place's name, where it fits; and that it is a demonstration, always."""
    if box.height <= 0:
        return
    if frame.for_staff:
        _notice(drawing, drawing.say(frame.for_staff), box)
        return
    if frame.demonstration:
        if _tag_width(drawing) > box.width:
            return
        box = box.without_start(_tag(drawing, box))
    colour = SOFT if drawing.ground == PAPER else WHITE
    name = Paragraph(frame.place_name.replace(" ·", "\u00a0·"), "small", colour=colour)
    if name.height(drawing, box.width) <= box.height * 1.05:
        name.draw(drawing, box)


def _notice(drawing: Drawing, words: str, box: Box) -> None:
    """What staff should know, where the place's name stands otherwise; as high as it is long."""
    said = Paragraph(words, "small", bold=True, colour=HINT_INK)
    pad = drawing.tokens.pad * 0.6
    high = said.height(drawing, box.width - 2 * pad)
    if high > box.height:
        said = Paragraph(words, "small", colour=HINT_INK)
        high = said.height(drawing, box.width - 2 * pad) + pad
    box = box.upper(max(box.height, high))
    drawing.plate(Plate(HINT, drawing.tokens.radius), box)
    said.draw(drawing, box.inset(pad, 0))


def _tag_width(drawing: Drawing) -> float:
    size = drawing.tokens.size("small")
    words = drawing.say(DEMONSTRATION)
    return drawing.letters.width(words, "bold", size) + drawing.tokens.pad * 1.2


def _tag(drawing: Drawing, box: Box) -> float:
    """The width it takes."""
    tokens = drawing.tokens
    words = drawing.say(DEMONSTRATION)
    size = tokens.size("small")
    wide = _tag_width(drawing)
    high = tokens.line(size) * 1.3
    tag = Box(box.x, box.middle[1] - high / 2, wide, high)
    ground, ink = THEMES["violet"]
    drawing.plate(Plate(ground, round(high / 2)), tag)
    drawing.line(words, "bold", size, ink, tag, "centre")
    return wide + tokens.gap


def header_of(drawing: Drawing, frame: Frame, box: Box) -> None:
    """The place's name on a wide screen, in the part of the header that its layout leaves."""
    tokens = drawing.tokens
    wide = drawing.letters.width(frame.place_name, "regular", tokens.size("small")) + 2
    if frame.demonstration:
        wide += _tag_width(drawing) + tokens.gap
    if wide < box.width and not frame.for_staff:
        box = box.end_part(wide)
    _place(drawing, frame, box)


# The languages


def _languages(drawing: Drawing, languages: tuple[Button, ...], band: Box) -> float:
    """Pills from the second; returns the width they take."""
    if len(languages) < 2:
        return 0.0
    tokens = drawing.tokens
    gap = max(tokens.mm(3), 16 * tokens.unit)
    size = tokens.size("small")
    taken = 0.0
    for said in reversed(languages):
        words = drawing.say(said.label)
        face: Face = "bold" if said.picked else "regular"
        wide = max(drawing.letters.width(words, "bold", size) + tokens.pad * 1.6, tokens.target)
        box = Box(band.end - taken - wide, band.y, wide, band.height)
        radius = round(min(band.height / 2, tokens.radius * 1.6))
        line, stroke = (GO, tokens.stroke + 1) if said.picked else (LINE_STRONG, tokens.stroke)
        up = Plate(WHITE, radius, line, stroke)
        down = Plate(PRESSED, radius, line, stroke)
        drawing.touchable(box, said.event, words, said.enabled).wear(drawing.plate_at, up, down)
        drawing.line(words, face, size, GO if said.picked else INK, box, "centre")
        taken += wide + gap
    return taken - gap


# The bar


def _bar_buttons(drawing: Drawing, frame: Frame) -> tuple[Button, ...]:
    """On a small screen the header's room is needed: the other languages go to the bar."""
    if not (drawing.tokens.cramped and frame.bar):
        return frame.bar
    others = tuple(replace(one, icon="languages") for one in frame.languages if not one.picked)
    return (*frame.bar, *others)


def _bar(drawing: Drawing, buttons: tuple[Button, ...], window: Box) -> float:
    """Draw it; returns its height. The way to a person is last, larger, and alone in brick."""
    if not buttons:
        return 0.0
    tokens = drawing.tokens
    air = tokens.mm(1.2) if tokens.cramped else 22 * tokens.unit
    high = max(tokens.target, 150 * tokens.unit)
    box = window.lower(high + 2 * air)
    drawing.fill(WHITE, box)
    drawing.fill(LINE, box.upper(max(2, tokens.stroke - 1)))
    inner = box.inset(tokens.margin * (0.7 if tokens.cramped else 0.6), air)
    people = [one for one in buttons if one.tone == "person"]
    others = [one for one in buttons if one.tone != "person"]
    gap = max(tokens.mm(3), 16 * tokens.unit)
    side = _item_width(drawing, others, inner)
    for said in others:
        _item(drawing, said, inner.start_part(side))
        inner = inner.without_start(side + gap)
    for said in people:
        wide = min(inner.width, inner.height * 3.2)
        _person(drawing, said, inner.end_part(wide))
    return box.height


def _item_width(drawing: Drawing, buttons: list[Button], box: Box) -> float:
    """All the same width; five of them and the person must have room."""
    tokens = drawing.tokens
    size = tokens.size("small")
    words = max(
        (drawing.letters.width(drawing.say(b.label), "bold", size) for b in buttons), default=0
    )
    return max(tokens.target, box.height * 0.95, words + tokens.pad * 0.8)


def _item(drawing: Drawing, said: Button, box: Box) -> None:
    tokens = drawing.tokens
    look = button_look(tokens, "quiet", said.enabled)
    words = drawing.say(said.label)
    drawing.touchable(box, said.event, words, said.enabled).wear(
        drawing.plate_at, look.up, look.down
    )
    size = tokens.size("small")
    line = tokens.line(size)
    side = min(tokens.size("strong") * 1.15, box.height - line * 1.15)
    group = box.centred(box.width, side + line * 1.1)
    drawing.icon(said.icon, side, look.ink, group.upper(side))
    drawing.line(words, "regular", size, look.ink, group.lower(line), "centre")


def _person(drawing: Drawing, said: Button, box: Box) -> None:
    tokens = drawing.tokens
    look = button_look(tokens, "person", said.enabled)
    words = drawing.say(said.label)
    drawing.touchable(box, said.event, words, said.enabled).wear(
        drawing.plate_at, look.up, look.down
    )
    side = tokens.size("strong") * 1.35
    inner = box.inset(tokens.pad * 0.6, 0).without_bottom(look.up.edge)
    label = Paragraph(words, "body", bold=True, colour=look.ink, balanced=True)
    room = inner.width - side - tokens.pad * 0.6
    size = tokens.size("body")
    wide = max(drawing.letters.width(one, "bold", size) for one in label.lines(drawing, room)) + 2
    group = inner.centred(min(inner.width, wide + side + tokens.pad * 0.6), inner.height)
    drawing.icon(said.icon, side, look.ink, group.start_part(side))
    label.draw(drawing, group.without_start(side + tokens.pad * 0.6))

"""Nobody is here: a large hello, in every language, and what happens here today."""

from __future__ import annotations

from kiosk.i18n.text import Text, _
from kiosk.i18n.typography import apostrophes
from kiosk.ui.drawing import Align, Drawing
from kiosk.ui.frame import Area, header_of
from kiosk.ui.geometry import Box
from kiosk.ui.nine_patch import Plate
from kiosk.ui.tokens import GO, LINE, SOFT, WHITE, Size
from kiosk.ui.widgets.element import Element, Stack
from kiosk.ui.widgets.emblem import emblem
from kiosk.ui.widgets.notes import NoteBox
from kiosk.ui.widgets.paragraph import Paragraph
from kiosk.visit.events import Wake
from kiosk.visit.view.home import AttractView, Greeting

TODAY = _("Aujourd'hui ici")


def draw(drawing: Drawing, view: AttractView, area: Area) -> None:
    tokens = drawing.tokens
    window = Box(0, 0, tokens.width, tokens.height)
    first = view.greetings[0]
    drawing.touchable(window, Wake(), first.invitation)
    body = area.body
    if tokens.landscape:
        _wide(drawing, view, area)
    else:
        _high(drawing, view, body)
    header = area.beside_header
    if tokens.landscape:
        header_of(drawing, area.frame, header)


def _high(drawing: Drawing, view: AttractView, body: Box) -> None:
    today = _news(drawing, view)
    if today:
        height = today.height(drawing, body.width)
        today.draw(drawing, body.lower(height))
        body = body.without_bottom(height + drawing.tokens.gap)
    hello = _hello(drawing, view)
    height = hello.height(drawing, body.width)
    room = body.without_bottom(height)
    hello.draw(drawing, body.lower(height))
    _picture(drawing, view, room)


def _wide(drawing: Drawing, view: AttractView, area: Area) -> None:
    gap = drawing.tokens.gap * 2
    body = area.body
    first = body.start_part(body.width * 0.56)
    second = body.without_start(first.width + gap)
    first = _above_message(drawing, view, first)
    hello = _hello(drawing, view)
    hello.draw(drawing, first.centred(first.width, hello.height(drawing, first.width)))
    today = _today(view)
    if today:
        height = today.height(drawing, second.width)
        today.draw(drawing, second.lower(height))
        second = second.without_bottom(height + gap / 2)
    _picture(drawing, view, second)


def _above_message(drawing: Drawing, view: AttractView, box: Box) -> Box:
    """What the place says stands below the hello, where a wide screen has room for it."""
    message = _message(drawing, view)
    if message is None:
        return box
    height = message.height(drawing, box.width)
    message.draw(drawing, box.lower(height))
    return box.without_bottom(height + drawing.tokens.gap)


def _picture(drawing: Drawing, view: AttractView, room: Box) -> None:
    icon, text = view.pictures[view.picture % len(view.pictures)]
    words = Paragraph(drawing.say(text), "body", colour=SOFT, align="centre", balanced=True)
    height = words.height(drawing, room.width)
    gap = drawing.tokens.gap
    side = min(room.height - height - 2 * gap, room.width * 0.86, 620 * drawing.tokens.unit)
    if side < drawing.tokens.icon:
        return
    group = room.centred(room.width, side + gap + height)
    emblem(drawing, icon, view.picture, group.upper(side).centred(side, side))
    words.draw(drawing, group.lower(height))


def _hello(drawing: Drawing, view: AttractView) -> Element:
    align: Align = "start" if drawing.tokens.landscape else "centre"
    first, *others = view.greetings
    size: Size = "hour" if drawing.tokens.cramped else "huge"
    blocks: list[Element] = [
        Paragraph(apostrophes(first.hello), size, bold=True, align=align),
        Paragraph(
            apostrophes(first.invitation),
            "title" if not drawing.tokens.cramped else "strong",
            align=align,
        ),
    ]
    blocks += [_other(greeting, align) for greeting in others]
    return Stack(blocks, drawing.tokens.gap * 0.8)


def _other(greeting: Greeting, align: Align) -> Paragraph:
    words = apostrophes(f"{greeting.hello} {greeting.invitation}")
    return Paragraph(words, "body", colour=SOFT, align=align)


class _Today(Element):
    def __init__(self, lines: tuple[Text, ...], next_free: Text | None) -> None:
        self._lines = lines
        self._next_free = next_free

    def _inside(self, drawing: Drawing) -> Stack:
        blocks: list[Element] = [Paragraph(drawing.say(TODAY), "strong", bold=True)]
        shown = self._lines[:2] if drawing.tokens.cramped else self._lines[:5]
        blocks += [Paragraph(drawing.say(line), "body", colour=SOFT) for line in shown]
        if self._next_free:
            words = Paragraph(drawing.say(self._next_free), "body", bold=True, colour=GO)
            blocks.append(words)
        return Stack(blocks, drawing.tokens.gap * 0.4)

    def height(self, drawing: Drawing, width: float) -> float:
        tokens = drawing.tokens
        return self._inside(drawing).height(drawing, width - 2 * tokens.pad) + 1.6 * tokens.pad

    def draw(self, drawing: Drawing, box: Box) -> None:
        tokens = drawing.tokens
        plate = Plate(WHITE, tokens.radius, LINE, tokens.stroke, LINE, tokens.edge)
        drawing.plate(plate, box)
        self._inside(drawing).draw(drawing, box.inset(tokens.pad, 0.8 * tokens.pad))


def _news(drawing: Drawing, view: AttractView) -> Element | None:
    """What the place says, and what happens here today."""
    blocks = [one for one in (_message(drawing, view), _today(view)) if one is not None]
    return Stack(blocks) if blocks else None


def _message(drawing: Drawing, view: AttractView) -> Element | None:
    if view.message is None:
        return None
    return NoteBox(drawing.say(view.message), "megaphone", wanted=True)


def _today(view: AttractView) -> Element | None:
    if not view.today and view.next_free is None:
        return None
    return _Today(view.today, view.next_free)

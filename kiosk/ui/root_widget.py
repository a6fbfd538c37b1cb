"""The one widget: shows the present screen, and gives each touch to what lies under it.

Every finger is by itself: a hand that rests on the glass, or a touch whose end never came,
keeps no other from pressing. What two fingers press is pressed once, by the last of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kivy.core.window import Window
from kivy.uix.widget import Widget

from kiosk.i18n.languages import Direction
from kiosk.i18n.text import Text
from kiosk.ui.drawing import Drawing, Say
from kiosk.ui.frame import draw_frame
from kiosk.ui.panel import Contact, Touched
from kiosk.ui.screens import draw_of, ground_of, is_full
from kiosk.ui.staff_gesture import CornerWatch
from kiosk.ui.text_layout import Letters
from kiosk.ui.tokens import Tokens, share
from kiosk.ui.touch_target import TouchTarget, TurnPage
from kiosk.visit.events import StaffGesture, Touch
from kiosk.visit.views import View

DOUBLE_TAP_SECONDS = 0.35
"""A second tap so soon after the first was meant for the screen that is gone."""

Which = tuple[type, Text | None]


def which(view: View) -> Which:
    """What makes it the same screen still, although something on it changes."""
    body = view.body
    head = getattr(body, "head", None)
    return type(body), getattr(head or body, "title", None)


class RootWidget(Widget):
    """`send` receives the events of buttons; `clock` is monotonic seconds."""

    def __init__(
        self,
        tokens: Tokens,
        letters: Letters,
        send: Callable[[Touch], None],
        clock: Callable[[], float],
        double_tap_seconds: float = DOUBLE_TAP_SECONDS,
    ) -> None:
        super().__init__()
        self.tokens = tokens
        self.letters = letters
        self.drawing: Drawing | None = None
        self.corners = CornerWatch(tokens)
        self._send = send
        self._clock = clock
        self._double_tap = double_tap_seconds
        self._view: View | None = None
        self._say: Say | None = None
        self._direction: Direction = "ltr"
        self._pressed: dict[Contact, TouchTarget] = {}
        self._changed_at = float("-inf")

    # What is shown

    def show(self, view: View, say: Say, direction: Direction = "ltr") -> None:
        """Draw this view instead of the one before, if it is another one."""
        if view == self._view:
            return
        before, self._view, self._say = self._view, view, say
        self._direction = direction
        same = before is not None and which(before) == which(view)
        page = self.drawing.page if same and self.drawing else None
        seen = self.drawing.wanted if same and self.drawing else ""
        drawing = self._drawn(page)
        if drawing.pages > 1 and drawing.wanted and drawing.wanted != seen and page is not None:
            drawing = self._drawn(None)
        self._put(drawing, same)
        if before is not None and not same:
            self._changed_at = self._clock()

    def fit(self, tokens: Tokens) -> None:
        """The window has another size: the same view, drawn anew. What was touched is elsewhere."""
        self.tokens = tokens
        self.corners = CornerWatch(tokens)
        self._let_go()
        if self._view is not None:
            self._put(self._drawn(None), same=False)

    def turn(self, step: int) -> None:
        """The part above or below of a screen that is longer than the window."""
        if self.drawing is not None:
            self._put(self._drawn((self.drawing.page or 0) + step), same=True)

    def clear(self) -> None:
        """Show nothing, hold nothing."""
        self._let_go()
        self._drop()
        self._view = self._say = None

    def _drop(self) -> None:
        """Take the screen apart: its instructions hold each other, and would wait for gc."""
        drawing, self.drawing = self.drawing, None
        self.canvas.clear()
        if drawing is not None:
            drawing.canvas.clear()

    def _drawn(self, page: int | None) -> Drawing:
        view, say = self._view, self._say
        assert view is not None
        assert say is not None
        drawing = Drawing(self.tokens, self.letters, say, page, self._direction)
        drawing.ground = ground_of(view.body)
        frame = view.frame
        if self.tokens.cramped and is_full(view.body):
            frame = replace(frame, notice=None)
        draw_of(view.body)(drawing, view.body, draw_frame(drawing, frame))
        return drawing

    def _put(self, drawing: Drawing, same: bool) -> None:
        pressed, self._pressed = self._pressed, {}
        self._drop()
        self.drawing = drawing
        self.canvas.add(drawing.canvas)
        Window.clearcolor = share(drawing.ground)
        if same:
            for contact, button in pressed.items():
                self._press(contact, self._again(button))

    def _again(self, pressed: TouchTarget) -> TouchTarget | None:
        """The same button on the screen drawn anew: a finger may still be on it."""
        assert self.drawing is not None
        x, y = pressed.box.middle
        found = self.drawing.button_at(x, y)
        return found if found and found.event == pressed.event else None

    # Touches

    def touch(self, touched: Touched) -> None:
        """One finger comes, moves, leaves, or is lost."""
        match touched.kind:
            case "down":
                self._down(touched)
            case "move":
                self._move(touched)
            case "up":
                self._up(touched)
            case "lost":
                self.corners.forget(touched.contact)
                self._cancel(touched.contact)

    def forget_touches(self) -> None:
        """Whatever is on the screen will not act, and holds no corner."""
        self.corners.forget_all()
        self._let_go()

    def _down(self, touched: Touched) -> None:
        now = self._clock()
        self.corners.down(touched.contact, touched.x, touched.y, now)
        if self.drawing is not None and now - self._changed_at >= self._double_tap:
            self._press(touched.contact, self.drawing.button_at(touched.x, touched.y))

    def _move(self, touched: Touched) -> None:
        self.corners.move(touched.contact, touched.x, touched.y)
        pressed = self._pressed.get(touched.contact)
        if pressed is not None:
            inside = pressed.box.holds(touched.x, touched.y)
            if inside != pressed.pressed:
                (pressed.on_press if inside else pressed.on_cancel)()

    def _up(self, touched: Touched) -> None:
        self.corners.up(touched.contact, self._clock())
        pressed = self._pressed.pop(touched.contact, None)
        if pressed is None:
            return
        if not pressed.box.holds(touched.x, touched.y):
            pressed.on_cancel()
            return
        meaning = pressed.on_release()
        if isinstance(meaning, TurnPage):
            self.turn(meaning.step)
        else:
            self._send(meaning)

    def watch_corners(self) -> None:
        """To be called now and then while `corners.watching`."""
        if self.corners.done(self._clock()):
            self._let_go()
            self._send(StaffGesture())

    def _press(self, contact: Contact, button: TouchTarget | None) -> None:
        if button is None:
            return
        for other in [one for one, held in self._pressed.items() if held is button]:
            del self._pressed[other]
        self._pressed[contact] = button
        button.on_press()

    def _cancel(self, contact: Contact) -> None:
        pressed = self._pressed.pop(contact, None)
        if pressed is not None:
            pressed.on_cancel()

    def _let_go(self) -> None:
        """What is pressed will not act."""
        for contact in list(self._pressed):
            self._cancel(contact)

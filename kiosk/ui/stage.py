"""The one widget: shows the present screen, and gives each touch to what lies under it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kivy.core.window import Window
from kivy.uix.widget import Widget

from kiosk.i18n.text import Text
from kiosk.ui.corners import CornerWatch
from kiosk.ui.frame import draw_frame
from kiosk.ui.letters import Letters
from kiosk.ui.scene import Say, Scene
from kiosk.ui.screens import GROUNDS, SCREENS
from kiosk.ui.tokens import PAPER, Tokens, share
from kiosk.ui.widgets.button import Button, TurnPage
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


class Stage(Widget):
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
        self.scene: Scene | None = None
        self.corners = CornerWatch(tokens)
        self._send = send
        self._clock = clock
        self._double_tap = double_tap_seconds
        self._view: View | None = None
        self._say: Say | None = None
        self._finger: int | None = None
        self._pressed: Button | None = None
        self._changed_at = float("-inf")

    # What is shown

    def show(self, view: View, say: Say) -> None:
        """Draw this view instead of the one before, if it is another one."""
        if view == self._view:
            return
        before, self._view, self._say = self._view, view, say
        same = before is not None and which(before) == which(view)
        page = self.scene.page if same and self.scene else None
        seen = self.scene.wanted if same and self.scene else ""
        scene = self._drawn(page)
        if scene.pages > 1 and scene.wanted and scene.wanted != seen and page is not None:
            scene = self._drawn(None)
        self._put(scene, same)
        if not same:
            self._changed_at = self._clock()

    def turn(self, step: int) -> None:
        """The part above or below of a screen that is longer than the window."""
        if self.scene is not None:
            self._put(self._drawn((self.scene.page or 0) + step), same=True)

    def clear(self) -> None:
        """Show nothing, hold nothing."""
        self._let_go()
        self._drop()
        self._view = self._say = None

    def _drop(self) -> None:
        """Take the screen apart: its instructions hold each other, and would wait for gc."""
        scene, self.scene = self.scene, None
        self.canvas.clear()
        if scene is not None:
            scene.canvas.clear()

    def _drawn(self, page: int | None) -> Scene:
        view, say = self._view, self._say
        assert view is not None
        assert say is not None
        scene = Scene(self.tokens, self.letters, say, page)
        scene.ground = GROUNDS.get(type(view.body), PAPER)
        SCREENS[type(view.body)](scene, view.body, draw_frame(scene, view.frame))
        return scene

    def _put(self, scene: Scene, same: bool) -> None:
        pressed, self._pressed = self._pressed, None
        self._drop()
        self.scene = scene
        self.canvas.add(scene.canvas)
        Window.clearcolor = share(scene.ground)
        if pressed is not None and same:
            self._press(self._again(pressed))

    def _again(self, pressed: Button) -> Button | None:
        """The same button on the screen drawn anew: a finger may still be on it."""
        assert self.scene is not None
        x, y = pressed.box.middle
        found = self.scene.button_at(x, y)
        return found if found and found.event == pressed.event else None

    # Touches

    def on_touch_down(self, touch: Any) -> bool:
        if touch.is_mouse_scrolling or getattr(touch, "button", None) not in (None, "left"):
            return True
        now = self._clock()
        self.corners.down(touch.uid, touch.x, touch.y, now)
        # A second finger, or the same one told twice, presses nothing.
        if self._finger is None and self.scene is not None:
            self._finger = touch.uid
            if now - self._changed_at >= self._double_tap:
                self._press(self.scene.button_at(touch.x, touch.y))
        return True

    def on_touch_move(self, touch: Any) -> bool:
        self.corners.move(touch.uid, touch.x, touch.y)
        if touch.uid == self._finger and self._pressed is not None:
            inside = self._pressed.box.holds(touch.x, touch.y)
            if inside != self._pressed.pressed:
                (self._pressed.on_press if inside else self._pressed.on_cancel)()
        return True

    def on_touch_up(self, touch: Any) -> bool:
        self.corners.up(touch.uid, self._clock())
        if touch.uid != self._finger:
            return True
        pressed, self._pressed, self._finger = self._pressed, None, None
        if pressed is None:
            return True
        if not pressed.box.holds(touch.x, touch.y):
            pressed.on_cancel()
            return True
        meaning = pressed.on_release()
        if isinstance(meaning, TurnPage):
            self.turn(meaning.step)
        else:
            self._send(meaning)
        return True

    def watch_corners(self) -> None:
        """To be called now and then while `corners.watching`."""
        if self.corners.done(self._clock()):
            self._let_go()
            self._send(StaffGesture())

    def _press(self, button: Button | None) -> None:
        self._pressed = button
        if button is not None:
            button.on_press()

    def _let_go(self) -> None:
        """What is pressed will not act."""
        pressed, self._pressed = self._pressed, None
        if pressed is not None:
            pressed.on_cancel()

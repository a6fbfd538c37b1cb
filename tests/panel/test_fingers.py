"""Ten real fingers on a real Xorg: each is one touch, and staff always get in."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import pytest

from tests.panel.conftest import Hands

Place = tuple[float, float]

TOP_LEFT, BOTTOM_RIGHT = (20.0, 20.0), (1060.0, 1900.0)
TOP_RIGHT, BOTTOM_LEFT = (1060.0, 20.0), (20.0, 1900.0)
BLANK = (540.0, 250.0)
"""A place of Home where nothing is."""

_SLOT = count()


def _finger() -> int:
    """Of the panel's ten, another one each time."""
    return next(_SLOT) % 10


@contextmanager
def held(hands: Hands, *places: Place, between: float = 0.0) -> Iterator[list[int]]:
    fingers = [_finger() for _ in places]
    for finger, place in zip(fingers, places, strict=True):
        hands.panel.down(finger, *place)
        time.sleep(between)
    yield fingers
    for finger, place in zip(fingers, places, strict=True):
        hands.panel.up(finger, *place)


def opens_pad(hands: Hands) -> None:
    hands.terminal.wait_for("StaffPinView", 10)


def leaves_pad(hands: Hands) -> None:
    hands.touches("LeaveStaff")
    hands.terminal.wait_until(lambda shown: shown.screen != "StaffPinView")


@pytest.mark.parametrize("between", [0.0, 0.05, 0.7, 2.0])
@pytest.mark.parametrize(
    "corners",
    [(TOP_LEFT, BOTTOM_RIGHT), (BOTTOM_RIGHT, TOP_LEFT), (TOP_RIGHT, BOTTOM_LEFT)],
)
def test_two_fingers_held_in_two_far_corners_open_the_pad_every_time(
    hands: Hands, corners: tuple[Place, Place], between: float
) -> None:
    hands.wakes()
    with held(hands, *corners, between=between):
        opens_pad(hands)
    leaves_pad(hands)


def test_the_pad_opens_on_the_first_screen_too_and_with_a_hand_on_the_glass(
    hands: Hands,
) -> None:
    hands.wakes()
    hands.touches("Finish")
    hands.touches("EndVisit")
    hands.terminal.wait_for("AttractView")
    with held(hands, (500, 900), (520, 930), (560, 910), TOP_LEFT, BOTTOM_RIGHT) as fingers:
        for step in range(5):  # fingers tremble
            hands.panel.move(fingers[3], TOP_LEFT[0] + step, TOP_LEFT[1])
            hands.panel.move(fingers[0], 500, 900 + step)
        opens_pad(hands)
    leaves_pad(hands)


def test_one_corner_after_the_other_opens_it_too(hands: Hands) -> None:
    hands.wakes()
    for corner in (TOP_LEFT, BOTTOM_RIGHT):
        with held(hands, corner):
            time.sleep(3.3)
    opens_pad(hands)
    leaves_pad(hands)


def test_a_hand_that_rests_on_the_glass_keeps_no_finger_from_touching(hands: Hands) -> None:
    hands.wakes()
    with held(hands, BLANK, (560, 260), (580, 250)):
        hands.touches("OpenThemes")
        hands.terminal.wait_for("ThemesView")
        hands.touches("GoHome")
        hands.sees("OpenThemes")


def opens_keys(hands: Hands) -> dict[str, Place]:
    """The pad of letters for a ticket's code: none is typed yet."""
    hands.wakes()
    hands.touches("OpenResume")
    hands.sees("TypeKey")
    shown = hands.terminal.wait_until(lambda one: one.typed == "" and len(one.places) > 20)
    keys = [name for name in shown.places if name.startswith("TypeKey")]
    return {name.split("'")[1]: shown.places[name] for name in keys}


def typed(hands: Hands, letters: str) -> None:
    hands.terminal.wait_until(lambda shown: len(shown.typed) >= len(letters), 20)
    time.sleep(0.3)
    hands.terminal.wait_until(lambda shown: shown.typed == letters, 1)


def test_quick_taps_are_all_typed_once(hands: Hands) -> None:
    keys = opens_keys(hands)
    letters = list(keys)[:7]
    for letter in letters:
        hands.panel.tap(*keys[letter], finger=_finger())
    typed(hands, "".join(letters))


def test_fingers_that_overlap_are_all_typed_once(hands: Hands) -> None:
    keys = opens_keys(hands)
    letters = list(keys)[3:10]
    fingers = list(range(7))
    for finger, letter in zip(fingers, letters, strict=True):
        hands.panel.down(finger, *keys[letter])
    for finger, letter in zip(fingers, letters, strict=True):
        hands.panel.up(finger, *keys[letter])
    typed(hands, "".join(letters))


def test_a_drag_off_its_key_types_nothing_and_back_again_does(hands: Hands) -> None:
    keys = opens_keys(hands)
    first, second = list(keys)[:2]
    hands.panel.down(0, *keys[first])
    hands.panel.move(0, *keys[second])
    hands.panel.up(0, *keys[second])
    hands.panel.down(1, *keys[second])
    hands.panel.move(1, *BLANK)
    hands.panel.move(1, *keys[second])
    hands.panel.up(1, *keys[second])
    typed(hands, second)


def test_a_mouse_serves_as_a_finger_does(hands: Hands) -> None:
    keys = opens_keys(hands)
    first, second = list(keys)[:2]
    for letter in (first, second):
        x, y = keys[letter]
        hands.xorg.run("xdotool", "mousemove", str(round(x)), str(round(y)), "click", "1")
    hands.xorg.run("xdotool", "click", "3", "click", "4", "click", "5", "click", "2")
    typed(hands, first + second)


# A touch whose end never comes


def test_a_finger_that_is_never_lifted_keeps_nobody_out(hands: Hands) -> None:
    """On a key, beside one, and a mouse's button as well."""
    keys = opens_keys(hands)
    first, second, third = list(keys)[:3]
    x, y = (str(round(one)) for one in keys[third])
    hands.xorg.run("xdotool", "mousemove", x, y, "mousedown", "1")
    hands.panel.down(0, *keys[first])
    hands.panel.down(1, *BLANK)
    for letter in (first, second, first):
        hands.panel.tap(*keys[letter], finger=5)
        time.sleep(0.1)
    typed(hands, first + second + first)
    hands.xorg.run("xdotool", "mouseup", "1")
    hands.panel.up(0, 2, 2)
    hands.panel.up(1, 2, 2)


def test_a_touchscreen_unplugged_under_fingers_serves_when_it_is_back(hands: Hands) -> None:
    hands.wakes()
    hands.panel.down(0, *TOP_LEFT)
    hands.panel.down(1, *BLANK)
    hands.xorg.unplug()
    hands.touches("OpenThemes")
    hands.terminal.wait_for("ThemesView")
    with held(hands, TOP_LEFT, BOTTOM_RIGHT):
        opens_pad(hands)
    leaves_pad(hands)


def test_a_window_that_comes_over_it_and_takes_the_pointer_leaves_nothing_dead(
    hands: Hands,
) -> None:
    keys = opens_keys(hands)
    first, second = list(keys)[:2]
    x, y = (str(round(one)) for one in keys[first])
    hands.xorg.run("xdotool", "mousemove", x, y, "mousedown", "1")
    hands.panel.down(0, *BLANK)  # X may yet tell that it was lifted where it lay
    with _covered(hands.xorg.display):
        hands.xorg.run("xdotool", "mouseup", "1")
    hands.panel.up(0, 2, 2)
    hands.xorg.run("xdotool", "mousemove", "540", "250")
    hands.panel.tap(*keys[second], finger=3)
    hands.panel.tap(*keys[first], finger=4)
    typed(hands, second + first)


@contextmanager
def _covered(display: str) -> Iterator[None]:
    """Another program's window over everything, which holds the pointer."""
    from Xlib import X
    from Xlib.display import Display

    connection: Any = Display(display)
    screen = connection.screen()
    window = screen.root.create_window(
        0, 0, 1080, 1920, 0, screen.root_depth, override_redirect=True, event_mask=0
    )
    window.map()
    mask = X.ButtonPressMask | X.ButtonReleaseMask
    window.grab_pointer(False, mask, X.GrabModeAsync, X.GrabModeAsync, 0, 0, X.CurrentTime)
    connection.sync()
    yield
    connection.ungrab_pointer(X.CurrentTime)
    window.destroy()
    connection.sync()
    connection.close()

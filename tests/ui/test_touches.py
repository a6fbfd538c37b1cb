"""Fingers on the real window: what acts, what does not, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from kivy.core.window import Window

from kiosk.ui import sdl
from kiosk.ui.driver import Driver, DriverError, Finger
from kiosk.ui.touch_target import TurnPage
from kiosk.visit.events import (
    AskForPerson,
    ChooseLanguage,
    ConfirmBooking,
    OpenThemes,
    StaffGesture,
    TouchBlock,
    TypeKey,
    Wake,
)
from kiosk.visit.view.booking_confirmation import ConfirmView
from kiosk.visit.views import View
from tests.ui.conftest import PORTRAIT, Hand, Shown
from tests.ui.fake_terminal import FakeTerminal
from tests.ui.mouse import MIDDLE, RIGHT, Mouse, window_event
from tests.ui.samples import small, view_at


def test_every_button_of_every_screen_can_be_touched(shown: Shown, french: dict[str, View]) -> None:
    driver, terminal = shown("home", size=(540, 960), inches=16.0)
    for name, view in small(french, 3).items():
        terminal.view = view
        driver.app.show()
        driver.settle()
        for page in range(driver.pages()):
            if page:
                driver.tap(TurnPage(1))
            here = [one for one in driver.drawing.buttons if not isinstance(one.event, TurnPage)]
            for button in here:
                terminal.sent.clear()
                finger = Finger(*button.box.middle)
                finger.touch()
                finger.leave()
                driver.settle()
                assert terminal.sent == ([button.event] if button.enabled else []), name


def test_the_touch_that_wakes_presses_nothing_else(
    shown: Shown, french: dict[str, View], hand: Hand
) -> None:
    driver, terminal = shown("attract", clock=hand, double_tap_seconds=0.35)
    hand.now += 60
    terminal.answers = lambda _event: french["home"]
    x, y = PORTRAIT[0] / 2, PORTRAIT[1] / 2
    driver.press(x, y)
    assert terminal.sent == [Wake()]
    hand.now += 0.2
    driver.press(x, y)
    assert terminal.sent == [Wake()], "a second, hasty tap was meant for the first screen"
    hand.now += 0.4
    driver.tap(OpenThemes())
    assert terminal.sent == [Wake(), OpenThemes()]


def test_a_finger_that_slides_off_presses_nothing(shown: Shown) -> None:
    driver, terminal = shown("home")
    door = driver.find(OpenThemes())
    finger = Finger(*door.box.middle)
    finger.touch()
    driver.settle()
    assert [one for one in driver.drawing.buttons if one.pressed] == [door]
    finger.slide(door.box.x + 20, door.box.top + 30)
    driver.settle()
    assert not [one for one in driver.drawing.buttons if one.pressed]
    finger.leave()
    driver.settle()
    assert terminal.sent == []


def test_a_finger_that_slides_off_and_comes_back_presses(shown: Shown) -> None:
    driver, terminal = shown("home")
    door = driver.find(OpenThemes())
    finger = Finger(*door.box.middle)
    finger.touch()
    driver.settle()
    finger.slide(2, 2)
    finger.slide(*door.box.middle)
    finger.leave()
    driver.settle()
    assert terminal.sent == [OpenThemes()]


def test_each_finger_is_one_touch(shown: Shown) -> None:
    """Two thumbs on the keyboard: the second comes before the first has left."""
    driver, terminal = shown("name")
    fingers = {key: Finger(*driver.find(TypeKey(key)).box.middle) for key in "azerty"}
    for finger in fingers.values():
        finger.touch()
        driver.settle()
    for finger in fingers.values():
        finger.leave()
    driver.settle()
    assert terminal.sent == [TypeKey(key) for key in "azerty"]


def test_a_hand_that_rests_on_the_glass_keeps_nobody_from_touching(shown: Shown) -> None:
    driver, terminal = shown("home")
    palm = [Finger(540 + 9 * one, 960 - 7 * one) for one in range(4)]
    for part in palm:
        part.touch()
    driver.settle()
    driver.tap(AskForPerson())
    assert terminal.sent == [AskForPerson()]
    driver.tap(OpenThemes())
    assert terminal.sent == [AskForPerson(), OpenThemes()]
    for part in palm:
        part.slide(2, 2)
        part.leave()
    driver.settle()
    assert terminal.sent == [AskForPerson(), OpenThemes()]


def test_two_fingers_on_one_button_press_it_once(shown: Shown) -> None:
    driver, terminal = shown("name")
    x, y = driver.find(TypeKey("a")).box.middle
    one, other = Finger(x - 3, y), Finger(x + 3, y)
    for move in (one.touch, other.touch, one.leave, other.leave):
        move()
        driver.settle()
    assert terminal.sent == [TypeKey("a")]


def test_a_tap_and_a_slide_shorter_than_a_picture_are_what_they_were(shown: Shown) -> None:
    """All of it comes between two turns of the loop."""
    driver, terminal = shown("name")
    a, e = (driver.find(TypeKey(key)).box.middle for key in "ae")
    slid = Finger(*a)
    slid.touch()
    slid.slide(*e)
    slid.leave()
    tapped = Finger(*e)
    tapped.touch()
    tapped.leave()
    driver.settle()
    assert terminal.sent == [TypeKey("e")]


@pytest.mark.parametrize("which", [0, sdl.TOUCH_MOUSE])
def test_a_panel_that_speaks_as_fingers_and_as_a_mouse_presses_once(
    shown: Shown, hand: Hand, which: int
) -> None:
    driver, terminal = shown("name", clock=hand)
    place = driver.find(TypeKey("a")).box.middle
    for order in ("fmFM", "mfMF", "fFmM", "mMfF"):
        finger, mouse = Finger(*place), Mouse(which)
        moves: dict[str, Callable[[], None]] = {
            "f": finger.touch,
            "F": finger.leave,
            "m": partial(mouse.press, *place),
            "M": partial(mouse.release, *place),
        }
        for move in order:
            moves[move]()
            driver.settle()
        assert terminal.sent == [TypeKey("a")], order
        terminal.sent.clear()
        hand.now += 1


# A touch whose end never comes


def test_a_touch_that_never_ends_keeps_no_other_from_pressing(shown: Shown) -> None:
    """The panel was unplugged under a finger: on a button, and beside one."""
    driver, terminal = shown("home")
    for place in (driver.find(OpenThemes()).box.middle, (2, 2)):
        Finger(*place).touch()
    driver.settle()
    for _ in range(2):
        driver.tap(OpenThemes())
    assert terminal.sent == [OpenThemes(), OpenThemes()]


def test_a_finger_that_comes_again_without_having_left_is_a_fresh_press(shown: Shown) -> None:
    driver, terminal = shown("home")
    finger = Finger(*driver.find(OpenThemes()).box.middle)
    finger.touch()
    finger.touch()
    driver.settle()
    finger.leave()
    driver.settle()
    assert terminal.sent == [OpenThemes()]


def test_a_wipe_forgets_every_touch(shown: Shown, hand: Hand) -> None:
    driver, terminal = shown("home", clock=hand)
    held = Finger(*driver.find(OpenThemes()).box.middle)
    corner = Finger(*TOP_LEFT)
    held.touch()
    corner.touch()
    driver.settle()
    terminal.on_wipe()
    driver.settle()
    assert not [one for one in driver.drawing.buttons if one.pressed]
    assert not driver.app.stage.corners.watching
    held.leave()
    corner.leave()
    hold(driver, hand, [BOTTOM_RIGHT], 3.2)
    assert OpenThemes() not in terminal.sent
    assert StaffGesture() not in terminal.sent
    terminal.sent.clear()
    driver.tap(OpenThemes())
    assert terminal.sent == [OpenThemes()]


def test_a_corner_that_is_never_left_is_not_half_of_the_gesture(shown: Shown, hand: Hand) -> None:
    driver, terminal = shown("attract", clock=hand)
    Finger(*TOP_LEFT).touch()
    driver.settle()
    hand.now += 40
    driver.turn()
    assert not driver.app.stage.corners.watching, "the loop would never rest again"
    hold(driver, hand, [BOTTOM_RIGHT], 3.2)
    assert StaffGesture() not in terminal.sent


@pytest.mark.parametrize("what", [sdl.HIDDEN, sdl.MINIMIZED])
def test_what_was_pressed_when_the_window_went_away_does_not_act(shown: Shown, what: int) -> None:
    driver, terminal = shown("home")
    finger = Finger(*driver.find(OpenThemes()).box.middle)
    finger.touch()
    driver.settle()
    window_event(what)
    finger.leave()
    driver.settle()
    assert terminal.sent == []
    driver.tap(OpenThemes())
    assert terminal.sent == [OpenThemes()]


def test_a_mouse_let_go_over_another_window_presses_nothing(shown: Shown) -> None:
    driver, terminal = shown("home")
    place, mouse = driver.find(OpenThemes()).box.middle, Mouse()
    mouse.press(*place)
    mouse.move(*place, held=True)
    mouse.move(*place, held=False)
    driver.settle()
    mouse.release(*place)
    driver.settle()
    assert terminal.sent == []
    mouse.press(*place)
    window_event(sdl.FOCUS_LOST)
    mouse.click(*place)
    driver.settle()
    assert terminal.sent == [OpenThemes()]


def test_a_press_outlives_the_seconds_that_count_down(shown: Shown) -> None:
    """The confirmation is drawn anew every second, also while a finger is on its button."""
    driver, terminal = shown("confirm")
    finger = Finger(*driver.find(ConfirmBooking()).box.middle)
    finger.touch()
    driver.settle()
    terminal.view = view_at("confirm", "fr", seconds=1)
    assert isinstance(terminal.view.body, ConfirmView)
    driver.app.show()
    driver.settle()
    assert driver.find(ConfirmBooking()).pressed
    finger.leave()
    driver.settle()
    assert terminal.sent == [ConfirmBooking()]


def test_a_press_does_not_go_through_to_another_screen(
    shown: Shown, french: dict[str, View]
) -> None:
    driver, terminal = shown("home")
    finger = Finger(*driver.find(OpenThemes()).box.middle)
    finger.touch()
    driver.settle()
    terminal.view = french["themes"]
    driver.app.show()
    finger.leave()
    driver.settle()
    assert terminal.sent == []


def test_what_cannot_be_touched_now_does_nothing(shown: Shown) -> None:
    driver, terminal = shown("resume-waits")
    letter = driver.find(TypeKey("B"))
    assert not letter.enabled
    driver.press(*letter.box.middle)
    assert terminal.sent == []
    with pytest.raises(DriverError):
        driver.tap(TypeKey("B"))


def test_the_language_in_use_and_the_other_can_be_touched(shown: Shown) -> None:
    driver, terminal = shown("home")
    driver.tap(ChooseLanguage("en"))
    driver.tap(ChooseLanguage("fr"))
    assert terminal.sent == [ChooseLanguage("en"), ChooseLanguage("fr")]


# What is longer than the screen


def test_what_does_not_fit_is_reached_by_large_buttons(shown: Shown) -> None:
    driver, terminal = shown("services-emploi", size=(1280, 800), inches=10.1)
    assert driver.pages() > 1
    first = {text.words for text in driver.texts()}
    assert "Plus bas" in " ".join(first) or {"Plus", "bas"} <= first
    last = terminal.view.body.services[-1]  # type: ignore[attr-defined]
    assert not driver.shows(last.event)
    driver.tap(last.event)
    assert terminal.sent == [last.event]
    driver.tap(TurnPage(-1))
    assert terminal.sent == [last.event], "turning pages is between the visitor and the screen"


def test_the_place_that_glows_is_on_the_part_that_is_shown(french: dict[str, View]) -> None:
    hinted = {name: view for name, view in french.items() if name.endswith("-hinted")}
    assert len(hinted) >= 8
    terminal = FakeTerminal(french["home"])
    with Driver(terminal, size=(1280, 800), inches=10.1) as driver:
        for name, view in hinted.items():
            terminal.view = view
            driver.app.show()
            glowing = _glowing(view)
            assert driver.shows(glowing), name


def _glowing(view: View) -> TouchBlock:
    body = view.body
    blocks = body.page  # type: ignore[attr-defined]
    places = [(block.touch, block.glows) for block in blocks]
    places += [(touch, glows) for block in blocks for _words, touch, glows in block.items]
    found = next(touch for touch, glows in places if glows)
    assert isinstance(found, TouchBlock)
    return found


# Staff


def hold(driver: Driver, hand: Hand, places: list[tuple[float, float]], seconds: float) -> None:
    fingers = [Finger(*place) for place in places]
    for finger in fingers:
        finger.touch()
    driver.settle()
    for _ in range(int(seconds * 10)):
        hand.now += 0.1
        driver.turn()
    for finger in fingers:
        finger.leave()
    driver.settle()


TOP_LEFT, BOTTOM_RIGHT = (20, 1900), (1060, 20)
TOP_RIGHT = (1060, 1900)


def test_two_far_corners_held_for_three_seconds_call_the_staff_screen(
    shown: Shown, hand: Hand
) -> None:
    driver, terminal = shown("home", clock=hand)
    hold(driver, hand, [TOP_LEFT, BOTTOM_RIGHT], 3.2)
    assert terminal.sent == [StaffGesture()]


def test_one_corner_after_the_other_serves_where_one_finger_is_known(
    shown: Shown, hand: Hand
) -> None:
    driver, terminal = shown("home", clock=hand)
    hold(driver, hand, [TOP_LEFT], 3.2)
    assert terminal.sent == []
    hand.now += 1
    hold(driver, hand, [BOTTOM_RIGHT], 3.2)
    assert terminal.sent == [StaffGesture()]


@pytest.mark.parametrize(
    ("places", "seconds"),
    [
        ([TOP_LEFT, BOTTOM_RIGHT], 2.5),
        ([TOP_LEFT, TOP_RIGHT], 5.0),
        ([TOP_LEFT], 8.0),
        ([(540, 960), BOTTOM_RIGHT], 5.0),
    ],
)
def test_anything_less_does_not(
    shown: Shown, hand: Hand, places: list[tuple[float, float]], seconds: float
) -> None:
    driver, terminal = shown("attract", clock=hand)
    hold(driver, hand, places, seconds)
    assert StaffGesture() not in terminal.sent


def test_corners_held_too_far_apart_in_time_do_not_count(shown: Shown, hand: Hand) -> None:
    driver, terminal = shown("home", clock=hand)
    hold(driver, hand, [TOP_LEFT], 3.2)
    hand.now += 20
    hold(driver, hand, [BOTTOM_RIGHT], 3.2)
    assert StaffGesture() not in terminal.sent


# The keyboard of the machine


def test_escape_f1_and_closing_the_window_do_nothing(shown: Shown) -> None:
    driver, terminal = shown("home")
    for key, scancode in ((27, 41), (282, 58), (283, 59)):
        Window.dispatch("on_key_down", key, scancode, None, [])
        Window.dispatch("on_keyboard", key, scancode, None, [])
        Window.dispatch("on_key_up", key, scancode)
    assert Window.dispatch("on_request_close")
    driver.settle()
    assert terminal.sent == []
    driver.tap(OpenThemes())
    assert terminal.sent == [OpenThemes()]


def test_only_the_left_button_of_a_mouse_presses(shown: Shown) -> None:
    driver, terminal = shown("attract")
    mouse = Mouse()
    mouse.wheel()
    for button in (MIDDLE, RIGHT, 4, 5):
        mouse.click(500, 500, button)
    driver.settle()
    assert terminal.sent == []


def test_a_real_mouse_presses(shown: Shown) -> None:
    driver, terminal = shown("attract")
    mouse = Mouse()
    mouse.press(500, 500)
    driver.settle()
    assert terminal.sent == []
    mouse.release(500, 500)
    driver.settle()
    assert terminal.sent == [Wake()]


def test_other_buttons_and_the_wheel_in_the_middle_of_a_press_change_nothing(shown: Shown) -> None:
    driver, terminal = shown("attract")
    mouse = Mouse()
    mouse.release(500, 500, RIGHT)  # it was pressed before this program was there
    mouse.press(500, 500)
    mouse.press(500, 500, RIGHT)
    mouse.wheel()
    driver.settle()
    mouse.release(500, 500)
    mouse.release(500, 500, RIGHT)
    driver.settle()
    assert terminal.sent == [Wake()]
    assert terminal.recovered == 0
    mouse.click(500, 500)
    driver.settle()
    assert terminal.sent == [Wake(), Wake()]

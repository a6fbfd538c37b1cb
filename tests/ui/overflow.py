"""Looks at a drawn screen for what a designer would send back: each finding is a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from kiosk.ui.drawing import Drawing, Written
from kiosk.ui.geometry import Box
from kiosk.ui.tokens import GAP_MM, KEY_GAP_MM, KEY_MM, TARGET_MM, Tokens
from kiosk.ui.touch_target import TouchTarget
from kiosk.visit.events import TouchBlock, Wake

SLACK = 1.5
"""Pixels lost by rounding."""


def findings(scene: Drawing) -> Iterator[str]:
    window = Box(0, 0, scene.tokens.width, scene.tokens.height)
    buttons = [one for one in scene.buttons if not isinstance(one.event, Wake)]
    yield from _texts(scene.texts, window)
    yield from _words_and_buttons(scene.texts, buttons)
    yield from _targets(buttons, scene.tokens, window)


def _texts(texts: list[Written], window: Box) -> Iterator[str]:
    for text in texts:
        if text.box.x < text.place.x - SLACK or text.box.end > text.place.end + SLACK:
            yield f"« {text.words} » is wider than its place"
        if not window.contains(ink(text), SLACK):
            yield f"« {text.words} » leaves the window"
    for one, other in combinations(texts, 2):
        if ink(one).distance(ink(other)) < -SLACK:
            yield f"« {one.words} » and « {other.words} » overlap"


def _words_and_buttons(texts: list[Written], buttons: list[TouchTarget]) -> Iterator[str]:
    for text in texts:
        for button in buttons:
            apart = button.box.distance(ink(text)) >= -SLACK
            if not apart and not button.box.contains(ink(text), SLACK):
                yield f"« {text.words} » crosses the edge of « {button.words} »"


def _targets(buttons: list[TouchTarget], tokens: Tokens, window: Box) -> Iterator[str]:
    for button in buttons:
        if not window.contains(button.box, SLACK):
            yield f"« {button.words} » leaves the window"
        least = tokens.mm(KEY_MM if button.key else TARGET_MM)
        side = min(button.box.width, button.box.height)
        if side < least - SLACK and not _only_teaches(button):
            yield f"« {button.words} » is {side / tokens.px_per_mm:.1f} mm"
    for one, other in combinations(buttons, 2):
        keys = one.key and other.key
        least = tokens.mm(KEY_GAP_MM if keys else GAP_MM)
        apart = one.box.distance(other.box)
        if apart < least - SLACK and not (_only_teaches(one) or _only_teaches(other)):
            far = apart / tokens.px_per_mm
            yield f"« {one.words} » and « {other.words} » are {far:.1f} mm apart"


def _only_teaches(button: TouchTarget) -> bool:
    """Words of a page to rehearse on: a touch there says something, and is never needed."""
    return button.key and isinstance(button.event, TouchBlock)


def ink(text: Written) -> Box:
    """About where the letters are: a line's texture has air above and below them."""
    return text.box.inset(0, text.box.height * 0.2)

"""The check's idea of the widest word, against the real screens with such words in them."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from kiosk.catalog.catalog_texts import WORDS
from kiosk.catalog.model import Catalog
from kiosk.ui.drawing import Drawing
from kiosk.ui.driver import Driver
from kiosk.ui.tokens import Tokens
from kiosk.ui.word_widths import Narrowest
from tests.ui import samples
from tests.ui.fake_terminal import FakeTerminal
from tests.ui.test_layout import SCREENS

SHOWN = sorted(WORDS - {"value", "fills"})
"""What is typed on a page to rehearse on is drawn smaller, and may be cut there."""


def widest(narrowest: Narrowest, field: str) -> str:
    """The longest word that is nothing to correct in that field."""
    longest = next(k for k in range(5, 90) if narrowest.cut_word(field, "a" * (k + 1)))
    assert narrowest.cut_word(field, f"le {'a' * (longest + 1)} ici") == "a" * (longest + 1)
    return "a" * longest


def with_words(part: Any, words: dict[str, str]) -> Any:
    """The same part of a catalogue with a widest word in each of its texts."""
    changed: dict[str, Any] = {}
    for field in dataclasses.fields(part):
        value = getattr(part, field.name)
        if isinstance(value, str) and value and field.name in words:
            changed[field.name] = words[field.name]
        elif isinstance(value, tuple) and value and isinstance(value[0], str):
            if field.name in words:
                changed[field.name] = (words[field.name], *value[1:])
        elif isinstance(value, tuple):
            changed[field.name] = tuple(with_words(item, words) for item in value)
        elif dataclasses.is_dataclass(value):
            changed[field.name] = with_words(value, words)
    return dataclasses.replace(part, **changed)


def cut(scene: Drawing, whole: set[str]) -> list[str]:
    words = [word for one in scene.texts for word in one.words.replace("\u00a0", " ").split()]
    bare = [word.strip("«».,:;!?…·") for word in words]
    return [word for word in bare if len(word) > 2 and set(word) == {"a"} and word not in whole]


@pytest.mark.parametrize("screen", ["portrait-32", "tablet-10"])
def test_the_widest_words_are_whole_on_every_kind_of_screen(
    screen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    size, inches = SCREENS[screen]
    narrowest = Narrowest(Tokens(*size, inches), tried=())
    words = {field: widest(narrowest, field) for field in SHOWN}
    catalog: Catalog = with_words(samples.catalog(), words)
    monkeypatch.setattr(samples, "catalog", lambda: catalog)
    monkeypatch.setattr(samples, "ticket_picture", lambda _language: b"")
    views = {name: one for name, one in samples.samples("fr").items() if "ticket" not in name}
    terminal = FakeTerminal(views["attract"])
    wrong: list[str] = []
    with Driver(terminal, size=size, inches=inches) as driver:
        for name, one in samples.small(views).items():
            terminal.view = one
            driver.app.show()
            for page in range(driver.pages()):
                driver.app.stage.turn(page - (driver.drawing.page or 0))
                wrong += [f"{name}: {word}" for word in cut(driver.drawing, set(words.values()))]
    assert not wrong, "\n".join(wrong)

"""Names in every script on the real screen: no box, nothing cut, on the line of the others."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from kivy.core.text import Label
from kivy.core.window import Window
from PIL import Image

from kiosk.type.faces import OWN
from kiosk.ui.driver import Driver
from kiosk.ui.text_layout import Face, Letters
from kiosk.visit import scenes
from kiosk.visit.values import FreeTime
from kiosk.visit.view import view
from kiosk.visit.views import View
from tests.type.sample_names import NAMES
from tests.type.test_names_on_paper import INVISIBLE, LONG, NOBODYS, shapes
from tests.ui import samples
from tests.ui.conftest import Shown
from tests.ui.fake_terminal import FakeTerminal
from tests.ui.overflow import findings
from tests.ui.test_layout import SCREENS

SIZE = 60


def ink(texture: object) -> Image.Image:
    """Black on white, as on paper."""
    pixels = bytes(texture.pixels)  # type: ignore[attr-defined]
    alpha = Image.frombytes("RGBA", texture.size, pixels).getchannel("A")  # type: ignore[attr-defined]
    return alpha.point([0 if value > 127 else 255 for value in range(256)])


def boxes(bold: bool) -> set[bytes]:
    """What Kivy draws with our own face for a letter that it lacks, alone and after another."""
    found: set[bytes] = set()
    for words in (NOBODYS, f"l {NOBODYS}", f"Me {NOBODYS}"):
        label = Label(text=words, font_name=str(OWN.file(bold)), font_size=SIZE)
        label.refresh()
        found |= {max(shapes(ink(label.texture)), key=len)}
    return found


@pytest.fixture
def letters(shown: Shown) -> Letters:
    shown("home")
    Window.canvas.ask_update()
    return Letters()


@pytest.mark.parametrize("bold", [False, True])
def test_no_name_has_a_box_in_it_on_the_screen(letters: Letters, bold: bool) -> None:
    face: Face = "bold" if bold else "regular"
    drawn = {script: ink(letters.texture(name, face, SIZE)) for script, name in NAMES.items()}
    found = boxes(bold)
    assert found
    assert [script for script, image in drawn.items() if shapes(image) & found] == []
    alike = [
        (one, other)
        for one, other in combinations(drawn, 2)
        if drawn[one].tobytes() == drawn[other].tobytes()
    ]
    assert alike == []


def test_a_name_is_drawn_as_wide_as_it_was_measured(letters: Letters) -> None:
    for name in NAMES.values():
        for words in (name, f"Avec {name}, bureau 2"):
            assert letters.texture(words, "bold", SIZE).width == letters.width(words, "bold", SIZE)


def test_letters_of_another_script_stand_on_the_line_of_our_own(letters: Letters) -> None:
    """The foot of an H, from the middle of its line, whatever follows it."""

    def foot(words: str) -> float:
        image = ink(letters.texture(words, "bold", SIZE))
        box = image.crop((0, 0, SIZE // 2, image.height)).point([255, *([0] * 255)]).getbbox()
        assert box is not None
        return box[3] - image.height / 2

    assert all(abs(foot(f"H {name}") - foot("H")) <= 1 for name in NAMES.values())


@pytest.mark.parametrize("sign", INVISIBLE)
def test_what_cannot_be_seen_is_not_drawn_on_the_screen(letters: Letters, sign: str) -> None:
    plain = ink(letters.texture("Avec Samira", "regular", SIZE)).tobytes()
    assert ink(letters.texture(INVISIBLE[sign], "regular", SIZE)).tobytes() == plain
    lines = letters.lines(INVISIBLE[sign], "regular", SIZE, 1000)
    assert " ".join(lines) == "Avec Samira"


@pytest.mark.parametrize("script", LONG)
def test_what_has_no_spaces_is_broken_and_fits(letters: Letters, script: str) -> None:
    lines = letters.lines(LONG[script], "bold", SIZE, 500)
    assert len(lines) > 1
    assert "".join(lines) == LONG[script]
    assert all(letters.width(line, "bold", SIZE) <= 500 for line in lines)


def test_a_word_of_ten_thousand_letters_does_no_harm(letters: Letters) -> None:
    for word in ("é" * 10_000, "ệ" * 3_000):
        assert "".join(letters.lines(word, "regular", SIZE, 900)) == word


def test_names_in_other_scripts_are_forgotten_with_the_visit(letters: Letters) -> None:
    letters.texture(NAMES["Arabic"], "bold", SIZE)
    assert letters.holds(NAMES["Arabic"])
    letters.forget()
    assert not letters.holds(NAMES["Arabic"])


def views_with(names: list[str]) -> dict[str, View]:
    """The screens that show names, each with others."""
    here = samples.context(place_name=f"Maison {names[0]} · {names[1]}")
    times: tuple[FreeTime, ...] = tuple(
        replace(time, helper=names[number % len(names)], location=f"Bureau {names[2]}")
        for number, time in enumerate(samples.free_times())
    )
    draft = samples.draft(times=times, chosen=times[3], first_name=" ".join(names[3:5]))
    named = replace(samples.booking().session, helper=names[5], location=names[6])
    booked = replace(samples.booking(), session=named)
    found = samples.found(booked)
    visits = {
        "times": samples.visit(scenes.Times(), draft=draft),
        "confirm": samples.visit(scenes.Confirm(), draft=draft),
        "name": samples.visit(scenes.Name(), draft=draft),
        "appointment": samples.visit(scenes.AppointmentFound(), lookup=found),
    }
    return {name: view(one, here) for name, one in visits.items()}


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_is_cut_on_screens_with_such_names(screen: str) -> None:
    size, inches = SCREENS[screen]
    names = list(NAMES.values())
    wrong: list[str] = []
    first = views_with(names)
    terminal = FakeTerminal(first["times"])
    with Driver(terminal, size=size, inches=inches) as driver:
        for at in range(0, len(names), 7):
            for name, shown_view in views_with((names + names)[at : at + 7]).items():
                terminal.view = shown_view
                driver.app.show()
                wrong += [f"{name}: {found}" for found in findings(driver.drawing)]
    assert not wrong, "\n".join(wrong)

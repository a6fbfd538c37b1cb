"""Colours, letters, sizes and pictures, measured in the pixels that are really drawn."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from kiosk.paths import CATALOG, ROOT
from kiosk.ui import tokens as tk
from kiosk.ui.text_layout import Letters, icon_letter, icon_names
from kiosk.ui.tokens import CAP_HEIGHT, Tokens, contrast
from kiosk.ui.widgets.keyboard import ACCENTS, ROWS
from kiosk.visit.view.steps import PhoneStepView
from kiosk.visit.views import View
from tests.ui.conftest import PORTRAIT, Shown

WORDS_ON_GROUNDS = {
    "ink on paper": (tk.INK, tk.PAPER),
    "ink on white": (tk.INK, tk.WHITE),
    "soft on paper": (tk.SOFT, tk.PAPER),
    "soft on a quiet button": (tk.SOFT, tk.QUIET),
    "ink on a pressed button": (tk.INK, tk.PRESSED),
    "white on go": (tk.WHITE, tk.GO),
    "white on go, pressed": (tk.WHITE, tk.GO_PRESSED),
    "go on white": (tk.GO, tk.WHITE),
    "white on person": (tk.WHITE, tk.PERSON),
    "white on person, pressed": (tk.WHITE, tk.PERSON_PRESSED),
    "person on white": (tk.PERSON, tk.WHITE),
    "hint": (tk.HINT_INK, tk.HINT),
    "white on the web's blue": (tk.WHITE, tk.WEB_BLUE),
    "the web's blue on white": (tk.WEB_BLUE, tk.WHITE),
    "the web's ink on its strip": (tk.WEB_INK, tk.WEB_STRIP),
    **{f"theme {name}": pair for name, pair in tk.THEMES.items()},
}


@pytest.mark.parametrize("pair", WORDS_ON_GROUNDS)
def test_words_stand_out_from_their_ground(pair: str) -> None:
    assert contrast(*WORDS_ON_GROUNDS[pair]) >= 7.0


def test_the_edge_of_what_can_be_touched_stands_out() -> None:
    for ground in (tk.PAPER, tk.WHITE):
        for edge in (tk.OUTLINE, tk.GO, tk.WEB_FRAME):
            assert contrast(edge, ground) >= 3.0


@pytest.mark.parametrize(
    "screen", [Tokens(1080, 1920), Tokens(1920, 1080), Tokens(1280, 800), Tokens(1280, 800, 10.1)]
)
def test_capitals_and_targets_are_large_enough(screen: Tokens) -> None:
    capitals = screen.size("small") * CAP_HEIGHT / screen.px_per_mm
    assert capitals >= tk.CAPITALS_MM
    assert screen.button / screen.px_per_mm >= 20.0 - 1e-6
    assert screen.gap / screen.px_per_mm >= 3.0 - 1e-6


def test_large_text_has_capitals_of_seven_millimetres() -> None:
    screen = Tokens(1280, 800, 10.1, text_scale=7.3 / 4.8)
    assert screen.size("small") * CAP_HEIGHT / screen.px_per_mm >= 7.3


def test_a_capital_is_as_high_as_said(shown: Shown) -> None:
    """In the pixels that the font really fills."""
    shown("home")
    texture = Letters().texture("H", "regular", 200)
    alpha = Image.frombytes("RGBA", texture.size, bytes(texture.pixels)).getchannel("A")
    box = alpha.point(lambda value: 255 if value > 127 else 0).getbbox()
    assert box is not None
    assert box[3] - box[1] == pytest.approx(200 * CAP_HEIGHT, abs=2)


def test_every_icon_that_is_named_exists() -> None:
    named = set(re.findall(r"^\s*icon: *([a-z0-9-]+)", CATALOG.read_text(), re.MULTILINE))
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in (ROOT / "kiosk").rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    places = _places_of_icons(nodes)
    by_position: set[str] = set()
    for call in (node for node in nodes if isinstance(node, ast.Call)):
        named |= {name for key in call.keywords if key.arg == "icon" for name in _words(key.value)}
        place = places.get(_called(call.func))
        if place is not None and place < len(call.args):
            by_position |= _words(call.args[place])
    assert {"lock", "heart-handshake", "chevron-right"} <= by_position
    named |= by_position
    assert len(named) > 60
    assert named - {"", *icon_names()} == set()


def _places_of_icons(nodes: list[ast.AST]) -> dict[str, int]:
    """At which position each function and class takes an icon's name."""
    places = {"icon": 0}  # Drawing.icon, whose parameter has a name of its own
    for node in nodes:
        if isinstance(node, ast.FunctionDef):
            names = [one.arg for one in node.args.args if one.arg != "self"]
            if "icon" in names and node.name != "__init__":
                places[node.name] = names.index("icon")
        if isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef) and inner.name == "__init__":
                    names = [one.arg for one in inner.args.args[1:]]
                    if "icon" in names:
                        places[node.name] = names.index("icon")
    return places


def _called(func: ast.expr) -> str:
    return func.id if isinstance(func, ast.Name) else getattr(func, "attr", "")


def _words(value: ast.expr) -> set[str]:
    """The names that are written out; either of two, where a condition chooses."""
    if isinstance(value, ast.IfExp):
        return _words(value.body) | _words(value.orelse)
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return {value.value}
    return set()


def test_an_icon_that_does_not_exist_is_a_circle() -> None:
    assert icon_letter("no-such-icon") == icon_letter("circle")


def test_the_keyboard_has_the_letters_of_french_names() -> None:
    keys = set(ACCENTS + "".join(ROWS))
    for name in ("zoé", "anaïs", "jérôme", "noël", "benoît", "françoise", "inès", "maël-yann"):
        assert set(name) <= keys
    assert "'" in keys


# Lines


def test_lines_break_between_words_and_never_at_a_no_break_space(shown: Shown) -> None:
    shown("home")
    letters = Letters()
    words = "Que voulez-vous faire\u00a0? Prenez votre temps."
    lines = letters.lines(words, "regular", 40, 300)
    assert len(lines) > 2
    assert " ".join(lines) == words
    assert all(not line.startswith("?") for line in lines)
    assert all(letters.width(line, "regular", 40) <= 300 for line in lines)


def test_an_address_too_long_for_a_line_is_broken_after_a_sign(shown: Shown) -> None:
    shown("home")
    letters = Letters()
    address = "candidat.francetravail.fr/inscription-en-ligne/accueil"
    lines = letters.lines(address, "bold", 46, 600)
    assert "".join(lines) == address
    assert lines[0][-1] in "/.-"


def test_a_title_has_lines_of_much_the_same_width(shown: Shown) -> None:
    shown("home")
    letters = Letters()
    words = "Comment voulez-vous parler à quelqu'un maintenant"
    greedy = letters.lines(words, "bold", 60, 1000)
    lines = letters.balanced(words, "bold", 60, 1000)
    assert len(lines) == len(greedy) == 2
    wide = [letters.width(line, "bold", 60) for line in lines]
    assert max(wide) - min(wide) <= abs(
        letters.width(greedy[0], "bold", 60) - letters.width(greedy[1], "bold", 60)
    )


# What is really on the screen


def test_a_telephone_can_read_the_address_from_the_screen(
    shown: Shown, french: dict[str, View]
) -> None:
    name, view = next(
        (name, view) for name, view in french.items() if isinstance(view.body, PhoneStepView)
    )
    for size, inches in (((1080, 1920), 32.0), ((1280, 800), 10.1)):
        driver, _terminal = shown(name, size=size, inches=inches)
        for page in range(driver.pages()):
            driver.app.stage.turn(page - (driver.drawing.page or 0))
            driver.settle()
            read = zxingcpp.read_barcodes(driver.image())
            if read:
                break
        assert isinstance(view.body, PhoneStepView)
        assert [one.text for one in read] == [view.body.address]


def test_the_ticket_on_the_screen_can_be_photographed(shown: Shown) -> None:
    """Its QR is read back from the screen's own pixels."""
    for size in ((1080, 1920), (1280, 800)):
        driver, _terminal = shown("ticket-no_paper", size=size)
        read = zxingcpp.read_barcodes(driver.image())
        assert [one.text for one in read] == ["HTTPS://RDV.EXEMPLE.FR/T/ABCDEFGHIJKLMNOPQRSTUV"], (
            size
        )


def test_the_place_that_glows_is_yellow(shown: Shown, french: dict[str, View]) -> None:
    name = next(name for name in french if name.endswith("-hinted"))
    driver, terminal = shown(name)
    shot = driver.image()
    plain, _ = shown(name.removesuffix("-hinted"))
    before = plain.image()
    assert terminal.view != plain.terminal.view
    assert _yellow(shot) > _yellow(before) + 2000


def _yellow(image: Image.Image) -> int:
    red, green, blue = tk.GLOW
    pixels = image.tobytes()
    return (
        sum(
            1
            for at in range(0, len(pixels), 3 * 4)
            if abs(pixels[at] - red) + abs(pixels[at + 1] - green) + abs(pixels[at + 2] - blue) < 24
        )
        * 4
    )


def test_the_sign_is_brick_and_still(shown: Shown) -> None:
    driver, _terminal = shown("sign")
    shot = driver.image()
    assert shot.getpixel((5, PORTRAIT[1] // 2)) == tk.PERSON
    for _ in range(5):
        driver.turn()
    assert driver.image().tobytes() == shot.tobytes()


def test_the_fonts_and_icons_carry_their_licences() -> None:
    fonts, icons = ROOT / "assets" / "fonts", ROOT / "assets" / "icons"
    assert "SIL OPEN FONT LICENSE" in _text(fonts).upper()
    assert "ISC License" in _text(icons)
    assert json.loads((icons / "codepoints.json").read_text())["hand"]


def _text(folder: Path) -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in folder.glob("*.txt"))

"""A language that is written from right to left: the same screens, mirrored, and a ticket."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.i18n.text import _
from kiosk.i18n.translator import Translator
from kiosk.paths import LOCALE
from kiosk.ticket.compose import compose
from kiosk.ticket.draw import ROLLS, draw
from kiosk.ticket.parts import Step, Steps
from kiosk.type.bidi import visual_order
from kiosk.type.line import Hand
from kiosk.type.runs import runs
from kiosk.ui.drawing import Drawing
from kiosk.ui.driver import Driver
from kiosk.visit.views import View
from tests.ui.conftest import Shown
from tests.ui.fake_terminal import FakeTerminal
from tests.ui.overflow import findings
from tests.ui.samples import samples, small, ticket

SIZES = ((1080, 1920), (1280, 800))
SLACK = 1.5

HOME = {
    "Que voulez-vous faire ?": "ماذا تريدون أن تفعلوا؟",
    "Prenez votre temps. Vous ne pouvez rien casser.": "خذوا وقتكم. لا يمكنكم كسر أي شيء.",
    "Je sais ce que je veux faire": "أعرف ما أريد",
    "Voir les services, par thème": "الخدمات حسب الموضوع",
    "Je ne sais pas par où commencer": "لا أعرف من أين أبدأ",
    "Je veux parler à quelqu'un": "أريد التحدث مع شخص",
    "Maintenant, ou sur rendez-vous": "الآن أو في موعد",
    "J'ai un ticket": "لدي تذكرة",
}
STEP = "اكتبوا CV في صفحة واحدة"


@pytest.fixture(scope="module")
def arabic() -> dict[str, View]:
    return samples("ar")


def drawn(shown: tuple[Driver, FakeTerminal], view: View, translator: Translator) -> Drawing:
    driver, terminal = shown
    driver.app._translators[translator.language] = translator
    terminal.view = view
    driver.app.show()
    driver.settle()
    scene = driver.app.stage.drawing
    assert scene is not None
    return scene


def with_catalogue(locale: Path) -> Path:
    """A folder with a little Arabic in it."""
    folder = locale / "ar" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    entries = "".join(f'msgid "{one}"\nmsgstr "{other}"\n\n' for one, other in HOME.items())
    (folder / "kiosk.po").write_text(head + entries, encoding="utf-8")
    return locale


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["home", "orientation-1", "services-emploi", "staff-pin", "name"])
def test_a_screen_is_its_own_mirror_image(
    shown: Shown, french: dict[str, View], arabic: dict[str, View], name: str, size: tuple[int, int]
) -> None:
    """With the same words, as nobody translated them yet: every place to touch is at the other
    side, as large, and means the same."""
    stage = shown(name, size=size)
    there = drawn(stage, french[name], Translator("fr"))
    mirrored = drawn(stage, arabic[name], Translator("ar"))
    assert len(there.buttons) == len(mirrored.buttons) > 0
    if there.pages == mirrored.pages == 1:
        for one, other in zip(there.buttons, mirrored.buttons, strict=True):
            assert (one.event, one.box.y) == (other.event, other.box.y)
            assert other.box.x == pytest.approx(size[0] - one.box.end, abs=SLACK)
    for text in mirrored.texts:
        assert text.box.x >= text.place.x - SLACK
        assert text.box.end <= text.place.end + SLACK


@pytest.mark.parametrize("size", SIZES[1:])
def test_nothing_overlaps_or_is_cut_in_any_screen(
    shown: Shown, arabic: dict[str, View], size: tuple[int, int]
) -> None:
    stage = shown("home", size=size)
    found = {
        name: wrong
        for name, view in small(arabic).items()
        if (wrong := list(findings(drawn(stage, view, Translator("ar")))))
    }
    assert found == {}


def test_a_touch_means_what_is_under_the_finger(shown: Shown, arabic: dict[str, View]) -> None:
    driver, terminal = shown("home")
    scene = drawn((driver, terminal), arabic["home"], Translator("ar"))
    doors = [one for one in scene.buttons if one.enabled]
    assert doors
    for button in doors:
        assert scene.button_at(*button.box.middle) is button


def test_words_start_at_the_right_and_are_joined(
    shown: Shown, arabic: dict[str, View], tmp_path: Path
) -> None:
    """Real ones, from a catalogue: on the screen each has a line of its own face."""
    speaks = Translator("ar", locale=with_catalogue(tmp_path))
    scene = drawn(shown("home"), arabic["home"], speaks)
    title = next(one for one in scene.texts if "ماذا" in one.words)
    assert title.box.end == pytest.approx(title.place.end, abs=SLACK)
    assert title.box.x > scene.tokens.width / 4
    assert not list(findings(scene))


def test_a_latin_word_stands_where_whoever_reads_arabic_looks_for_it() -> None:
    """After the first word means to its left; a French sentence that stands alone stays one."""
    parts = runs("CV جديد 2026", rtl=True)
    order = visual_order([one.level for one in parts])
    assert [parts[at].words.strip() for at in order][-1] == "CV"
    french = runs("Prenez votre ticket.", rtl=True)
    assert [one.level for one in french] == [0]
    assert [one.level % 2 for one in runs("جديد.", rtl=True)] == [1]


@pytest.mark.parametrize("width", ROLLS)
def test_a_step_on_paper_has_its_box_at_the_right(width: int) -> None:
    step = (Steps((Step(STEP, done=False),)),)
    to_right, to_left = (draw(step, width, way) for way in ("rtl", "ltr"))
    roll = ROLLS[width]
    for image, box_at in ((to_right, width - roll.margin - roll.box), (to_left, roll.margin)):
        box = image.convert("L").crop((box_at, 0, box_at + roll.box, image.height))
        assert box.getextrema() == (0, 255)
        column = [box.getpixel((1, y)) for y in range(box.height)]
        assert column.count(0) > roll.box // 2  # the edge of the box, from top to bottom


@pytest.mark.parametrize("width", ROLLS)
def test_a_whole_ticket_fits_its_paper(width: int) -> None:
    image = draw(compose(ticket("ar")), width, "rtl")
    ink = image.convert("L").point([255 if grey < 128 else 0 for grey in range(256)]).getbbox()
    assert ink is not None
    assert ink[0] >= 2
    assert ink[2] <= width - 2


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_each_word_has_its_box_and_each_line_the_text_that_it_is_of(
    shown: Shown, french: dict[str, View], arabic: dict[str, View], tmp_path: Path, language: str
) -> None:
    """What a voice reads is marked where it stands, in the order of reading."""
    views = {"fr": french, "ar": arabic}[language]
    locale = with_catalogue(tmp_path) if language == "ar" else LOCALE
    scene = drawn(shown("home"), views["home"], Translator(language, locale=locale))
    spoken = {text.source for text in scene.texts}
    title = "Que voulez-vous faire ?"
    assert Translator(language, locale=locale).say(_(title)) in spoken
    for text in scene.texts:
        boxes = scene.word_boxes(text)
        assert [word for word, _box in boxes] == text.words.split()
        assert all(text.box.contains(box, SLACK) for _word, box in boxes)
        places = [box.middle[0] for _word, box in boxes]
        to_left = any("\u0600" <= letter <= "\u06ff" for letter in text.words)
        assert places == sorted(places, reverse=to_left)


def test_words_of_both_ways_are_where_they_are_drawn() -> None:
    """The first word is the rightmost; a name of two Latin words keeps their order."""
    hand = Hand(40, rtl=True)
    words = "اكتبوا CV جديد في France Travail"
    spans = {word: (x, wide) for word, x, wide in hand.word_spans(words)}
    assert list(spans) == words.split()
    assert spans["CV"][0] < spans["اكتبوا"][0]
    assert spans["France"][0] < spans["Travail"][0]
    assert sum(wide for _x, wide in spans.values()) < hand.width(words)


def test_the_french_beneath_a_step_starts_where_the_step_does() -> None:
    """Staff read it; on a ticket from right to left it stands at the right, under its own line."""
    one = Steps((Step("اكتبوا", done=False, beneath="CV"),))
    image = draw((one,), 576, "rtl").convert("L")
    ink = image.point([255 if grey < 128 else 0 for grey in range(256)]).getbbox()
    assert ink is not None
    assert ink[0] > 576 / 2

"""A name is drawn in its own letters, whatever its script: on paper, pixel by pixel."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from kiosk.paper import ROLL_58_MM, ROLL_80_MM
from kiosk.ticket.compose import compose
from kiosk.ticket.draw import draw
from kiosk.ticket.parts import HelperNote, Label, Step, Steps, TicketText
from kiosk.ticket.qr import read_qr
from kiosk.type.cleaning import is_own
from kiosk.type.faces import OWN, every_face
from kiosk.type.files import font, letters_of
from kiosk.type.line import Hand
from kiosk.type.lines import balanced
from kiosk.type.runs import lacking, runs
from kiosk.visit.tickets import StepLine
from tests.ticket.tickets import booking, ticket
from tests.type.sample_names import NAMES

NOBODYS = "\U0010fffd"
"""A private letter that no face has: what is drawn for it is a face's box."""
HIEROGLYPHS = "\U00013000\U00013001"


def on_paper(words: str, *, bold: bool = False) -> Image.Image:
    return draw((TicketText(words, "large", bold=bold),), ROLL_80_MM)


def by_hand(words: str) -> bytes:
    """One line's ink, wherever it stands."""
    image = Image.new("L", (400, 100), 0)
    Hand(40).draw(ImageDraw.Draw(image), 10, 60, words, 255)
    return image.crop(image.getbbox()).tobytes()


def shapes(image: Image.Image) -> set[bytes]:
    """Each drawn shape between two empty columns, without the white around it."""
    ink = image.convert("L").point([255 - grey for grey in range(256)])
    filled, _rows = ink.getprojection()
    found: set[bytes] = set()
    start = None
    for x, full in enumerate([*filled, False]):
        if full and start is None:
            start = x
        elif not full and start is not None:
            piece = ink.crop((start, 0, x, ink.height))
            box = piece.getbbox()
            assert box is not None
            shape = piece.crop(box)
            found.add(repr(shape.size).encode() + shape.tobytes())
            start = None
    return found


@cache
def boxes(size: int, bold: bool) -> set[bytes]:
    """The shape that our own face draws for each letter it lacks, at every place of a dot."""
    face = font(OWN.file(bold), size)
    found: set[bytes] = set()
    for part in range(8):
        image = Image.new("L", (size * 2, size * 3), 255)
        ImageDraw.Draw(image).text((10 + part / 8, size * 2), NOBODYS, 0, face, anchor="ls")
        found |= shapes(image.point([0 if grey < 150 else 255 for grey in range(256)]))
    return found


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("script", NAMES)
def test_no_name_has_a_box_in_it_on_paper(script: str, bold: bool) -> None:
    assert boxes(54, bold)
    assert not shapes(on_paper(NAMES[script], bold=bold)) & boxes(54, bold)
    assert not lacking(NAMES[script])


def test_a_letter_that_no_face_has_would_be_seen_as_a_box_by_these_tests() -> None:
    own = font(OWN.regular, 54)
    image = Image.new("L", (400, 200), 255)
    ImageDraw.Draw(image).text((20, 120), f"a {NOBODYS} b", 0, own, anchor="ls")
    paper = image.point([0 if grey < 150 else 255 for grey in range(256)])
    assert shapes(paper) & boxes(54, False)


def test_two_names_are_never_drawn_alike() -> None:
    drawn = {script: on_paper(name).tobytes() for script, name in NAMES.items()}
    assert [pair for pair in combinations(drawn, 2) if drawn[pair[0]] == drawn[pair[1]]] == []


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("script", NAMES)
def test_a_name_is_as_wide_and_as_high_as_it_was_measured(script: str, bold: bool) -> None:
    hand, name = Hand(60, bold), NAMES[script]
    width, (above, below) = hand.width(name), hand.extent(name)
    image = Image.new("L", (1200, 400), 0)
    hand.draw(ImageDraw.Draw(image), 100, 200, name, 255)
    box = image.point([0 if grey < 60 else 255 for grey in range(256)]).getbbox()
    assert box is not None
    left, top, right, bottom = box
    assert left >= 100
    assert right <= 100 + width
    assert right - left >= width * 0.7
    assert top >= 200 - above - 1
    assert bottom <= 200 + below + 2  # a stroke made bolder reaches one dot further


def test_our_own_letters_are_drawn_as_before_and_read_no_other_face() -> None:
    words = "Éloïse œuvre à Žižkov : « 10 h 30 », 5 €\u202f?"
    assert is_own(words)
    assert [run.face for run in runs(words)] == [OWN]


@pytest.mark.parametrize("bold", [False, True])
def test_what_is_taken_for_our_own_letters_is_in_our_face(bold: bool) -> None:
    known = letters_of(OWN.file(bold))
    taken = [code for code in range(0x20, 0x3000) if is_own(chr(code))]
    assert len(taken) > 300
    assert [hex(code) for code in taken if code not in known] == ["0x202f"]


def test_a_name_typed_with_separate_accents_is_the_same_name() -> None:
    name = NAMES["Vietnamese"]
    assert unicodedata.normalize("NFD", name) != name
    assert on_paper(unicodedata.normalize("NFD", name)).tobytes() == on_paper(name).tobytes()


INVISIBLE = {
    "a right-to-left override": "Avec \u202eSamira\u202c",
    "an isolate": "Avec \u2067Samira\u2069",
    "a zero-width space": "Avec Sa\u200bmira",
    "a byte order mark": "\ufeffAvec Samira",
    "a soft hyphen": "Avec Sami\u00adra",
    "NUL": "Avec Sam\x00ira",
    "a bell": "Avec Samira\x07",
    "half a surrogate pair": "Avec Samira\ud83d",
    "a filler": "Avec Sam\u3164ira",
    "a tab": "Avec\tSamira",
    "the end of a line": "Avec\nSamira",
    "a line separator": "Avec\u2028Samira",
}


@pytest.mark.parametrize("sign", INVISIBLE)
def test_what_cannot_be_seen_is_not_drawn(sign: str) -> None:
    assert on_paper(INVISIBLE[sign]).tobytes() == on_paper("Avec Samira").tobytes()


def test_every_part_of_a_ticket_takes_every_sign() -> None:
    """Where a text stands in it never makes a ticket fail."""
    for words in (*INVISIBLE.values(), HIEROGLYPHS, "\u200b", ""):
        step = Step(words, done=False, beneath=words)
        lines = (
            TicketText(words, "huge", bold=True),
            TicketText(words, beneath=words),
            Label(words),
            HelperNote((words, words)),
            Steps((step,)),
        )
        assert draw(lines, ROLL_58_MM).width == ROLL_58_MM


def test_what_no_face_has_is_one_mark_and_the_rest_of_the_name_is_there() -> None:
    assert lacking(f"{HIEROGLYPHS} Ali") == list(HIEROGLYPHS)
    assert by_hand(f"{HIEROGLYPHS} Ali") == by_hand("… Ali")
    assert by_hand(f"Ali {NOBODYS}") == by_hand("Ali …")


def test_a_name_under_a_tower_of_marks_is_no_higher_than_a_name() -> None:
    tower = "Z" + "\u0303\u0330" * 60 + "oe"
    high = draw((TicketText(tower, "large"),), ROLL_80_MM).height
    assert high < draw((TicketText("Zoe", "large"),), ROLL_80_MM).height * 3


def test_our_own_letters_need_no_library_of_other_scripts() -> None:
    """A terminal starts as fast and as small as it did without them."""
    code = (
        "import sys; from kiosk.ticket.draw import draw;"
        "from kiosk.ticket.compose import TicketText;"
        "draw((TicketText('Éloïse, bureau 2'),));"
        "print(sorted({'fontTools', 'regex'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_arabic_letters_are_joined() -> None:
    assert len(shapes(on_paper("محمد"))) == 1


def test_an_emoji_of_a_person_at_work_is_one_sign() -> None:
    hand = Hand(60)
    assert hand.width("👩\u200d💻") < hand.width("👩💻") * 0.7


def test_a_word_has_one_face() -> None:
    """Nguyễn in two faces would look patched."""
    assert [(run.words, run.face is OWN) for run in runs("Avec Nguyễn ici")] == [
        ("Avec ", True),
        ("Nguyễn", False),
        (" ici", True),
    ]


def test_chinese_signs_of_a_japanese_name_are_drawn_as_in_japan() -> None:
    assert {run.face.name for run in runs("直子さん") if run.face is not OWN} == {"SansJP"}
    assert {run.face.name for run in runs("直子") if run.face is not OWN} == {"SansSC"}


LONG = {
    "Chinese": "職業介紹所王小明很長的名字沒有空格的句子一直寫下去直到超過紙張的寬度" * 2,
    "Thai": "กรุงเทพมหานครอมรรัตนโกสินทร์มหินทรายุธยามหาดิลกภพนพรัตนราชธานีบุรีรมย์น้ำผึ้ง",
    "Japanese": "「東京都公共職業安定所」、さくらさんのラーメンは、とてもおいしいです。",
    "Vietnamese": "Nguyễn" * 30,
    "emoji": "👩\u200d💻" * 30,
}


@pytest.mark.parametrize("width", [ROLL_80_MM, ROLL_58_MM])
@pytest.mark.parametrize("script", LONG)
def test_what_has_no_spaces_is_broken_between_letters_and_fits(script: str, width: int) -> None:
    hand = Hand(32)
    lines = balanced(LONG[script], width, hand.width)
    assert len(lines) > 1
    assert all(hand.width(line) <= width for line in lines)
    assert "".join(lines) == LONG[script]
    for line in lines:
        assert not unicodedata.combining(line[0])
        assert line[0] not in "、。」ー\u200d\u0e33"
        assert line[-1] not in "「\u200d"


def test_whole_tickets_with_such_names_keep_to_their_paper_and_their_qr_reads() -> None:
    names = list(NAMES.values())
    for at in range(0, len(names), 8):
        name, desk, topic, *others = (names + names)[at : at + 8]
        steps = tuple(StepLine(title=f"Voir {other}", done=False) for other in others)
        booked = booking(helper=name, desk=desk)
        made = ticket(booked, place=f"Maison {name}", topic=topic, steps=steps)
        width = (ROLL_80_MM, ROLL_58_MM)[at // 8 % 2]
        image = draw(compose(made), width)
        assert read_qr(image) == made.url
        ink = image.convert("L").point([255 - grey for grey in range(256)]).getbbox()
        assert ink is not None
        assert ink[0] >= 4, name
        assert ink[2] <= width - 4, name


def test_every_face_stands_beside_its_licence() -> None:
    files = {face.file(bold) for face in every_face() for bold in (False, True)}
    for folder in {file.parent for file in files}:
        licences = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.txt"))
        assert "SIL OPEN FONT LICENSE" in licences.upper()
    carried = {file for folder in {f.parent for f in files} for file in Path(folder).glob("*.ttf")}
    assert carried == files

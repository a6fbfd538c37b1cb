"""Tickets on paper: nothing cut, nothing too small, and a QR that reads."""

from __future__ import annotations

import io

import pypdfium2
import pytest
import qrcode
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from kiosk.paper import DPI, pdf_bytes, png_bytes
from kiosk.ticket import draw as drawing
from kiosk.ticket.compose import compose
from kiosk.ticket.draw import ROLLS, draw
from kiosk.ticket.parts import TicketText
from kiosk.ticket.qr import TicketError, qr_image, read_qr
from kiosk.type.lines import balanced
from kiosk.visit.tickets import StepLine, Ticket
from tests.ticket.tickets import STEPS, booking, ticket

WIDTHS = [576, 384]
LONG = ticket(
    booking(helper="Marie-Christine", desk="Bureau d'accompagnement personnalisé n° 12"),
    "en",
    place="Maison de l'emploi de Saint-Maximin-la-Sainte-Baume",
    topic="Anticonstitutionnellement" * 3,
    steps=tuple(StepLine(title="Un titre plutôt long " * 4, done=n > 3) for n in range(9)),
)
TICKETS = {
    "appointment": ticket(booking()),
    "steps": ticket(None),
    "english": ticket(booking("video"), "en"),
    "phone": ticket(booking("phone"), steps=()),
    "long": LONG,
}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", TICKETS)
def test_every_ticket_is_black_and_white_as_wide_as_its_paper_and_its_qr_reads(
    name: str, width: int
) -> None:
    made = TICKETS[name]
    image = draw(compose(made), width)
    assert (image.mode, image.width) == ("1", width)
    assert read_qr(image) == made.url


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", TICKETS)
def test_nothing_touches_the_edge_of_the_paper(name: str, width: int) -> None:
    """What would be cut off would leave ink in the first or the last column or row."""
    image = draw(compose(TICKETS[name]), width).convert("L")
    left, top, right, bottom = (
        image.point([255 - grey for grey in range(256)]).getbbox() or (0,) * 4
    )
    assert left >= 4
    assert top >= 4
    assert right <= width - 4
    assert bottom <= image.height - 4


def test_no_text_is_smaller_than_ten_points() -> None:
    ten_points = 10 / 72 * DPI
    assert ten_points <= drawing.SMALLEST
    for roll in ROLLS.values():
        assert min(roll.sizes.values()) >= ten_points


def test_a_time_that_is_long_to_say_shrinks_to_one_line_and_stays_the_largest() -> None:
    short = draw((TicketText("9 h", "huge", bold=True),), 384)
    long = draw((TicketText("10:30 in the morning", "huge", bold=True),), 384)
    assert drawing.SMALLEST < long.height < short.height


def test_a_long_ticket_keeps_all_its_lines() -> None:
    more = draw(compose(ticket(booking(), steps=STEPS * 3))).height
    assert more - draw(compose(ticket(booking(), steps=STEPS))).height >= 4 * 34


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abcdéèœ -’:?\u00a0", max_size=120), st.integers(40, 400))
def test_wrapping_keeps_every_letter_and_fits(text: str, width: int) -> None:
    lines = balanced(text, width, lambda words: 17.0 * len(words))
    assert all(17 * len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_punctuation_never_begins_a_line() -> None:
    lines = balanced("Sans téléphone ? Oui : « rien »", 9, lambda words: len(words) / 1.7)
    assert len(lines) > 2
    assert not [line for line in lines if line[0] in "?:»"]


def test_lines_are_about_as_long_as_each_other() -> None:
    assert balanced("un deux trois quatre", 17, len) == ["un deux", "trois quatre"]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("length", [40, 60, 100, 180])
def test_a_qr_is_thirty_millimetres_of_modules_that_printers_print_and_phones_read(
    length: int, width: int
) -> None:
    url = "HTTPS://ICI.EXAMPLE/".ljust(length, "A")
    image = qr_image(url, width)
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_Q)
    code.add_data(url)
    code.make(fit=True)
    dots = image.width / (code.modules_count + 8)
    assert dots == int(dots)
    assert dots >= 6
    left, top, right, bottom = Image.eval(image, lambda grey: 255 - grey).getbbox() or (0,) * 4
    assert right - left == bottom - top == code.modules_count * dots >= 240
    assert left == top == 4 * dots
    assert image.width <= width
    assert read_qr(image) == url


def test_a_qr_still_reads_when_a_tenth_of_it_is_torn() -> None:
    image = qr_image("HTTPS://ICI.EXAMPLE/T/ABCDEFGHIJKLMNOPQRSTUVWXYZ", 576)
    quiet, symbol = 32, image.width - 64
    image.paste(
        255,
        (
            quiet + symbol // 2,
            quiet + symbol // 2,
            quiet + symbol * 4 // 5,
            quiet + symbol * 4 // 5,
        ),
    )
    assert read_qr(image) == "HTTPS://ICI.EXAMPLE/T/ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def test_an_address_too_long_for_the_paper_is_refused_in_a_sentence() -> None:
    with pytest.raises(TicketError, match="adresse publique plus courte"):
        qr_image("HTTPS://ICI.EXAMPLE/".ljust(400, "A"), 384)


@pytest.mark.parametrize(("width", "millimetres"), [(576, 80), (384, 58)])
def test_the_pdf_has_the_real_size_of_the_roll_and_its_qr_reads(
    width: int, millimetres: int
) -> None:
    made: Ticket = ticket(booking())
    image = draw(compose(made), width)
    document = pypdfium2.PdfDocument(pdf_bytes(image))
    page = document[0]
    points_wide, points_high = page.get_size()
    assert points_wide / 72 * 25.4 == pytest.approx(millimetres, abs=0.1)
    assert points_high / 72 * 25.4 == pytest.approx(image.height / 8, abs=0.1)
    assert len(document) == 1
    assert read_qr(page.render(scale=DPI / 72).to_pil()) == made.url
    document.close()


def test_the_png_is_the_ticket_and_says_its_resolution() -> None:
    image = draw(compose(ticket(booking())))
    with Image.open(io.BytesIO(png_bytes(image))) as png:
        assert png.tobytes() == image.tobytes()
        assert png.info["dpi"] == pytest.approx((203.2, 203.2), abs=0.1)


def test_a_picture_without_a_qr_has_nothing_to_read() -> None:
    assert read_qr(Image.new("L", (200, 200), 255)) is None

"""A telephone number is kept as somebody can call it, however it was typed or pasted."""

from __future__ import annotations

import pytest

from kiosk.visit.phone_numbers import grouped_phone, read_phone
from kiosk.visit.view.booking_confirmation import ConfirmView
from kiosk.visit.view.person import PhoneView
from tests.visit.story import TIMES, Story

PASTED = [
    "0612345678",
    "06 12 34 56 78",
    "06.12.34.56.78",
    "06-12-34-56-78",
    "06/12/34/56/78",
    "06\u201112\u201134\u201156\u201178",
    "06\u00a012\u202f34\u200956\u200278",
    "\u202a+33 6 12 34 56 78\u202c",
    "\u2066+33\u00a06\u00a012\u00a034\u00a056\u00a078\u2069",
    "\u200e06\u200f12\u200b34\u206056\ufeff78\u202e",
    "+33 (0)6 12 34 56 78",
    "+33(0)612345678",
    "(+33) 06 12 34 56 78",
    "0033 6 12 34 56 78",
    "00 33 (0) 6 12 34 56 78",
    "33 6 12 34 56 78",
    "+0033 6 12 34 56 78",
    "6 12 34 56 78",
    "tel:+33-6-12-34-56-78",
    "٠٦١٢٣٤٥٦٧٨",
    "۰۶۱۲۳۴۵۶۷۸",
    "०६१२३४५६७८",
    "＋３３ ６ １２ ３４ ５６ ７８",
    "06\n12 34\t56 78",
    "Tél. : 06 12 34 56 78",
    "Tel: +33 (0)6 12 34 56 78.",
    "« 06 12 34 56 78 »",
    "“0612345678”",
    "<tel:+33612345678>",
    "06 12 34 56 78 (ma fille) !",
    "+06 12 34 56 78",
]


@pytest.mark.parametrize("said", PASTED)
def test_one_number_is_one_number_however_it_is_written(said: str) -> None:
    assert read_phone(said) == "0612345678"


@pytest.mark.parametrize(
    ("said", "kept", "shown"),
    [
        ("01 23 45 67 89", "0123456789", "01 23 45 67 89"),
        ("09 72 34 56 78", "0972345678", "09 72 34 56 78"),
        ("0690 12 34 56", "+590690123456", "+590 690 12 34 56"),
        ("+590 (0)690 12 34 56", "+590690123456", "+590 690 12 34 56"),
        ("00590 590 27 12 34", "+590590271234", "+590 590 27 12 34"),
        ("+33 690 12 34 56", "+590690123456", "+590 690 12 34 56"),
        ("690 12 34 56", "+590690123456", "+590 690 12 34 56"),
        ("+33 508 41 12 34", "+508411234", "+508 41 12 34"),
        ("0694 20 12 34", "+594694201234", "+594 694 20 12 34"),
        ("0696 20 12 34", "+596696201234", "+596 696 20 12 34"),
        ("0692 12 34 56", "+262692123456", "+262 692 12 34 56"),
        ("+262 (0)262 16 12 34", "+262262161234", "+262 262 16 12 34"),
        ("0639 01 23 45", "+262639012345", "+262 639 01 23 45"),
        ("590 690 12 34 56", "+590690123456", "+590 690 12 34 56"),
        ("41 79 123 45 67", "+41791234567", "+41 79 123 45 67"),
        ("+687 25.12.34", "+687251234", "+687 25 12 34"),
        ("+689 87 12 34 56", "+68987123456", "+689 87 12 34 56"),
        ("0508 41 12 34", "+508411234", "+508 41 12 34"),
        ("+41 (0)79 123 45 67", "+41791234567", "+41 79 123 45 67"),
        ("+39 06 1234 5678", "+390612345678", "+39 06 1234 5678"),
        ("+44 (0)20 7946 0958", "+442079460958", "+44 20 7946 0958"),
        ("00213 551 23 45 67", "+213551234567", "+213 551 23 45 67"),
    ],
)
def test_each_country_and_territory_is_dialled_as_such(said: str, kept: str, shown: str) -> None:
    assert read_phone(said) == kept
    assert grouped_phone(kept) == shown
    assert read_phone(kept) == kept  # what was kept is read again as itself
    assert read_phone(shown) == kept


@pytest.mark.parametrize("said", ["0700123456", "06 39 98 12 34", "07 99 99 99 99"])
def test_a_french_mobile_of_a_range_that_is_opened_later_is_taken(said: str) -> None:
    assert read_phone(said) == said.replace(" ", "")


@pytest.mark.parametrize(
    "said",
    [
        "",
        "+",
        "06",
        "06 12 34 56",
        "06 12 34 56 78 9",
        "06 12 34 56 78 ou 07 12 34 56 78",
        "0012",
        "0012345678",
        "1612345678",
        "06+12345678",
        "++33612345678",
        "²²²²²²²²²²",
        "zéro six",
        "06 12 34 56 7O",
        "06 12 34 56 78 poste 12",
        "+061234567",
        "15",
        "112",
        "3949",
        "36 46",
        "118 218",
        "0 899 12 34 56",
        "0810 12 34 56",
        "0800 12 34 56",
        "+800 1234 5678",
        "+999 123 456 789",
        "+33 1 23 45",
        "+336123456789",
        "0" * 5000,
        "٠" * 59,
    ],
)
def test_what_nobody_can_be_called_at_is_asked_again(said: str) -> None:
    assert read_phone(said) is None


@pytest.mark.parametrize("written", ["", "0", "061", "+", "+33", "+3361234567890", "+0", "06 12"])
def test_a_part_of_a_number_and_an_old_one_are_shown(written: str) -> None:
    assert grouped_phone(written).replace(" ", "") == written.replace(" ", "")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("+330612345678", "Au 06 12 34 56 78"),
        ("0033612345678", "Au 06 12 34 56 78"),
        ("00590690123456", "Au +590 690 12 34 56"),
        ("0692123456", "Au +262 692 12 34 56"),
    ],
)
def test_the_terminal_keeps_what_can_be_called_and_shows_it(typed: str, shown: str) -> None:
    story = Story().wake()
    story.touch("Je veux parler à quelqu'un", "Par téléphone", "Autre chose, ou je ne sais pas")
    story.times_are(*TIMES)
    story.touch("10 h")
    story.sees(PhoneView)
    story.types(typed)
    story.touch("Continuer", "Continuer sans prénom")
    story.seat_is_held()
    story.sees(ConfirmView)
    assert story.reads(shown)

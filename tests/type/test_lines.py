"""Where lines break: the same for the screen and for paper, whatever measures the words."""

from __future__ import annotations

import pytest

from kiosk.type.line import Hand
from kiosk.type.lines import balanced, broken

ADDRESS = "candidat.francetravail.fr/inscription-en-ligne/accueil"


def by_letters(words: str) -> float:
    """As on a typewriter."""
    return len(words)


@pytest.mark.parametrize("sign", [":", ";", "?", "!", "»", "%"])
def test_no_line_begins_with_the_sign_that_ends_a_sentence(sign: str) -> None:
    lines = broken(f"vous avez un ticket {sign} oui", 19, by_letters)
    assert [line.replace("\u00a0", " ") for line in lines] == [
        "vous avez un",
        f"ticket {sign} oui",
    ]


def test_the_end_of_a_line_in_a_text_ends_a_line() -> None:
    assert broken("un\ndeux trois", 100, by_letters) == ["un", "deux trois"]


def test_an_address_breaks_between_its_parts_first() -> None:
    assert broken(ADDRESS, 40, by_letters) == [
        "candidat.francetravail.fr/",
        "inscription-en-ligne/accueil",
    ]
    assert broken(ADDRESS, 24, by_letters) == [
        "candidat.francetravail.",
        "fr/inscription-en-ligne/",
        "accueil",
    ]


def test_a_quotation_too_long_for_a_line_keeps_its_mark() -> None:
    lines = broken("lu «\u00a0" + "W" * 30 + "\u00a0»", 20, by_letters)
    assert lines == ["lu", "«\u00a0" + "W" * 18, "W" * 12 + "\u00a0»"]


def test_titles_are_even_and_take_no_more_lines() -> None:
    title = "Je veux parler à quelqu'un de la place"
    assert broken(title, 34, by_letters) == ["Je veux parler à quelqu'un de la", "place"]
    assert balanced(title, 34, by_letters) == ["Je veux parler à", "quelqu'un de la place"]


def test_a_hundred_thousand_letters_are_measured_a_line_at_a_time() -> None:
    measured: list[int] = []

    def counting(words: str) -> float:
        measured.append(len(words))
        return len(words)

    lines = broken("x" * 100_000, 50, counting)
    assert lines == ["x" * 50] * 2000
    assert max(measured) <= 300


@pytest.mark.parametrize(
    "words", ["Je ne sais pas par où commencer : aidez-moi !", "محمد بن علي, 10 h"]
)
def test_nothing_is_lost_and_nothing_is_wider_than_its_line(words: str) -> None:
    hand = Hand(40)
    for width in (90, 200, 500):
        lines = broken(words, width, hand.width)
        assert all(hand.width(line) <= width or len(line) == 1 for line in lines)
        joined = "".join(lines).replace("\u00a0", "").replace(" ", "")
        assert joined == words.replace(" ", "")

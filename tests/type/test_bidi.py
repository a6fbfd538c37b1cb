"""Names written from right to left inside French lines: the parts stand where they are read."""

from __future__ import annotations

import pytest

from kiosk.type.bidi import levels, visual_order

ALEF, BEH, DAL = "א", "ب", "د"


def shown(words: str) -> str:
    """The letters from left to right, as they stand on the line."""
    return "".join(words[at] for at in visual_order(levels(list(words))))


LINES = {
    "a French line": ("Avec Ali, bureau 2", "Avec Ali, bureau 2"),
    "a Hebrew name": ("אבג", "גבא"),
    "two words of a name": ("Avec אב גד ici", "Avec דג בא ici"),
    "a comma after a name": ("Avec אב, ici", "Avec בא, ici"),
    "the hour after a name": ("Avec אב, 10 h 30", "Avec בא, 10 h 30"),
    "the hour before a name": ("10 h 30 אב", "10 h 30 בא"),
    "a number within a name": ("Avec אב 12 גד ici", "Avec דג 12 בא ici"),
    "an Arabic name with its number, alone": ("بد 12", "12 دب"),
    "Arabic digits": ("بد ٢٥ دب", "بد ٢٥ دب"),
    "a name in brackets": ("Avec (אב) ici", "Avec (בא) ici"),
    "brackets within a name, turned by the shaper": ("אב (גד)", ")דג( בא"),
    "a mark of a name alone": ("אב!", "!בא"),
    "a name in quotes": ("« אב »", "» בא «"),
    "a name in quotes in French": ("Sujet : « אב ».", "Sujet : « בא »."),
    "two names": ("אב ou גד", "בא ou דג"),
    "an hour with a colon": ("אב 10:30 גד", "דג 10:30 בא"),
    "a price": ("Pour אב 5 €", "Pour בא 5 €"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize("line", LINES)
def test_the_parts_of_a_line_stand_in_the_order_of_reading(line: str) -> None:
    words, seen = LINES[line]
    assert shown(words) == seen

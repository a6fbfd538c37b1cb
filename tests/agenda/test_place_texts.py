"""Signs that nobody sees, in what an operator writes of their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.agenda.place_file import undrawn
from tests.agenda.test_place_file import PLACE, read, told
from tests.type.sample_names import NAMES

WRITTEN = {
    "a name": ("name: Emploi", 'name: "Em\\0ploi', "1: name: un signe de commande (U+0000)"),
    "an address": ("12 rue", "12\u202e rue", "2: address: un signe qui retourne"),
    "a helper": ("name: Amina", "name: Ami\u200bna", "4: helpers.1.name: un signe invisible"),
    "a desk": ("desk: Bureau 1", 'desk: "Bureau\\t1"', "5: helpers.1.desk: une tabulation"),
    "a workshop": ("title: Mon CV", 'title: "Mon\\nCV"', "workshops.1.title: un retour à la ligne"),
    "nothing seen": ("desk: Bureau 1", 'desk: "\\u200b"', "helpers.1.desk: n'a que des signes"),
}


@pytest.mark.parametrize("what", WRITTEN)
def test_a_sign_that_nobody_sees_is_told_with_its_line_and_field(what: str, tmp_path: Path) -> None:
    old, new, says = WRITTEN[what]
    text = PLACE.replace(old, new, 1)
    if new.startswith('name: "'):
        text = text.replace("de Fives\n", 'de Fives"\n', 1)
    (line,) = told(tmp_path, text)
    assert says in line
    assert "\u202e" not in line


@pytest.mark.parametrize("script", NAMES)
def test_names_in_every_script_are_names(script: str, tmp_path: Path) -> None:
    place = read(tmp_path, PLACE.replace("Amina", NAMES[script]))
    assert place.helpers[0].name == NAMES[script]
    assert undrawn(place) == []


def test_a_name_that_no_face_has_stops_nothing_and_can_be_told(tmp_path: Path) -> None:
    place = read(tmp_path, PLACE.replace("Amina", "𓀀mina"))
    (says,) = undrawn(place)
    assert says.startswith("helpers.1.name : aucune police de la borne n'a « 𓀀 » (U+13000)")

"""Names written from right to left keep to themselves inside a sentence."""

from __future__ import annotations

from kiosk.i18n.text import _, as_is
from kiosk.i18n.translator import Translator
from kiosk.type.line import Hand


def test_an_arabic_name_cannot_turn_the_hour_after_it() -> None:
    said = Translator("fr").say(
        _("Avec {helper}, {time}", helper=as_is("محمد"), time=as_is("10 h"))
    )
    assert said == "Avec \u2068محمد\u2069, 10 h"


def test_other_names_are_left_as_they_are() -> None:
    said = Translator("fr").say(_("Avec {helper}", helper=as_is("Nguyễn 王小明")))
    assert said == "Avec Nguyễn 王小明"


def test_the_marks_take_no_room_on_paper() -> None:
    assert Hand(40).width("Avec \u2068محمد\u2069, 10 h") == Hand(40).width("Avec محمد, 10 h")

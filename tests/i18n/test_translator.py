"""A visitor reads in their language, and in French what it has not yet."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from kiosk.i18n.catalogues import Places, compile_all
from kiosk.i18n.languages import KNOWN, direction, language_name, languages
from kiosk.i18n.text import ClockTime, Day, Text, _, as_is, plural
from kiosk.i18n.translator import Translator

PO = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plurals}\\n"

"""
ENGLISH = PO.format(plurals="nplurals=2; plural=(n != 1);")
RUSSIAN = PO.format(
    plurals="nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
    "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
)
CODE = """\
msgid "Avec {helper}, {when}"
msgstr "{when}, with {helper}"

msgid "aujourd'hui, {day}"
msgstr "today, {day}"

msgid "demain, {day}"
msgstr "tomorrow, {day}"

msgid "Étape {number}"
msgstr "Step {nombre}"

#, fuzzy
msgid "Un doute"
msgstr "A doubt"

msgid "{count} place"
msgid_plural "{count} places"
msgstr[0] "one place"
msgstr[1] "{count} places"
"""
SERVICES = """\
msgid "S'actualiser"
msgstr "Don't forget to report"
"""
MONDAY = date(2026, 11, 23)


def catalogues(locale: Path, language: str, kiosk: str, services: str = "") -> Path:
    folder = locale / language / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "kiosk.po").write_text(kiosk, encoding="utf-8")
    (folder / "services.po").write_text(services or ENGLISH, encoding="utf-8")
    return folder


@pytest.fixture
def english(tmp_path: Path) -> Translator:
    catalogues(tmp_path, "en", ENGLISH + CODE, ENGLISH + SERVICES)
    return Translator("en", locale=tmp_path)


french = Translator("fr")


def test_french_is_said_as_it_is_written_with_the_marks_of_print() -> None:
    assert french.say(_("Avez-vous un compte ?")) == "Avez-vous un compte\u202f?"
    assert french.say("L'adresse : touchez « S'actualiser » !") == (
        "L’adresse\u00a0: touchez «\u00a0S’actualiser\u00a0»\u202f!"
    )
    assert french.say("Vraiment? Oui; bien sûr.") == "Vraiment\u202f? Oui\u202f; bien sûr."


def test_an_address_and_a_name_are_left_whole() -> None:
    assert french.say("Allez sur https://pix.fr/?a=1;b=2 puis") == (
        "Allez sur https://pix.fr/?a=1;b=2 puis"
    )
    assert french.say(as_is("O'Brien ?")) == "O'Brien ?"
    assert french.say(_("Avec {helper}, {when}", helper=as_is("d'Arc"), when=_("l'été"))) == (
        "Avec d'Arc, l’été"
    )


def test_holes_are_filled_with_words_said_in_the_same_language(english: Translator) -> None:
    text = _("Avec {helper}, {when}", helper=as_is("Nadia"), when=Day(MONDAY, MONDAY))
    assert french.say(text) == "Avec Nadia, aujourd’hui, lundi 23\u00a0novembre"
    assert english.say(text) == "Today, Monday 23\u00a0November, with Nadia"


def test_a_sentence_of_the_catalogue_has_its_own_translations(english: Translator) -> None:
    assert english.say("S'actualiser") == "Don’t forget to report"
    assert english.say(Text("S'actualiser")) == "Don’t forget to report"
    named = _("Avec {helper}, {when}", helper=as_is("Nadia"), when="S'actualiser")
    assert english.say(named) == "Don’t forget to report, with Nadia"
    assert english.knows("S'actualiser")
    assert not english.knows("Faire un CV")
    assert french.knows("Faire un CV")


def test_one_word_on_our_screen_and_on_a_drawn_page_may_have_two_translations(
    tmp_path: Path,
) -> None:
    ours = ENGLISH + 'msgid "Continuer"\nmsgstr "Continue"\n'
    drawn = ENGLISH + 'msgid "Continuer"\nmsgstr "Continuer (Continue)"\n'
    catalogues(tmp_path, "en", ours, drawn)
    translator = Translator("en", locale=tmp_path)
    assert translator.say(_("Continuer")) == "Continue"
    assert translator.say(Text("Continuer", catalog=True)) == "Continuer (Continue)"


def test_what_has_no_sure_translation_is_said_in_french(english: Translator) -> None:
    assert english.say(_("C'est fait ?")) == "C’est fait\u202f?"
    assert english.say("Faire un CV") == "Faire un CV"
    assert english.say(_("Un doute")) == "Un doute"
    assert english.say("") == ""


def test_a_translation_with_a_wrong_hole_does_not_stop_a_visit(english: Translator) -> None:
    assert english.say(_("Étape {number}", number=2)) == "Étape 2"


def test_french_without_what_fills_its_hole_is_an_error() -> None:
    with pytest.raises(KeyError):
        french.say(_("Étape {number}", nombre=2))


def test_counting_follows_the_rules_of_each_language(english: Translator, tmp_path: Path) -> None:
    def places(translator: Translator) -> list[str]:
        texts = (plural("{count} place", "{count} places", count) for count in (0, 1, 2, 5))
        return [translator.say(text) for text in texts]

    assert places(french) == ["0 place", "1 place", "2 places", "5 places"]
    assert places(english) == ["0 places", "one place", "2 places", "5 places"]
    forms = 'msgid "{count} place"\nmsgid_plural "{count} places"\n'
    forms += 'msgstr[0] "{count} место"\nmsgstr[1] "{count} места"\nmsgstr[2] "{count} мест"\n'
    catalogues(tmp_path, "ru", RUSSIAN + forms)
    assert places(Translator("ru", locale=tmp_path)) == ["0 мест", "1 место", "2 места", "5 мест"]


def test_days_are_said_from_today(english: Translator) -> None:
    def said(translator: Translator, day: date) -> str:
        return translator.say(_("{day}", day=Day(day, MONDAY))).replace("\u00a0", " ")

    assert said(french, MONDAY) == "Aujourd’hui, lundi 23 novembre"
    assert said(french, date(2026, 11, 24)) == "Demain, mardi 24 novembre"
    assert said(french, date(2026, 11, 25)) == "Mercredi 25 novembre"
    assert said(french, date(2027, 2, 1)) == "Lundi 1er février"
    assert said(english, MONDAY) == "Today, Monday 23 November"
    assert said(english, date(2026, 11, 24)) == "Tomorrow, Tuesday 24 November"
    assert said(english, date(2026, 11, 25)) == "Wednesday 25 November"


def test_a_day_has_a_capital_where_a_sentence_begins_and_nowhere_else(english: Translator) -> None:
    def said(translator: Translator, french_text: str, day: date) -> str:
        inner = _("{day}", day=Day(day, MONDAY))
        return translator.say(_(french_text, when=inner)).replace("\u00a0", " ")

    wednesday = date(2026, 11, 25)
    assert said(french, "{when}, ici", MONDAY) == "Aujourd’hui, lundi 23 novembre, ici"
    assert said(french, "Venez. {when}", wednesday) == "Venez. Mercredi 25 novembre"
    assert said(french, "Venez {when}", wednesday) == "Venez mercredi 25 novembre"
    assert said(english, "Venez {when}", MONDAY) == "Venez today, Monday 23 November"
    assert said(english, "Venez {when}", wednesday) == "Venez Wednesday 25 November"


def test_times_are_said_where_the_terminal_stands(english: Translator) -> None:
    def said(translator: Translator, at: datetime) -> str:
        return translator.say(_("{at}", at=ClockTime(at))).replace("\u00a0", " ")

    winter = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    summer = datetime(2026, 7, 6, 9, 5, tzinfo=UTC)
    on_the_hour = datetime(2026, 11, 23, 14, 0, tzinfo=timezone(timedelta(hours=1)))
    assert [said(french, at) for at in (winter, summer, on_the_hour)] == [
        "10 h 30",
        "11 h 05",
        "14 h",
    ]
    assert [said(english, at) for at in (winter, summer, on_the_hour)] == [
        "10:30 am",
        "11:05 am",
        "2:00 pm",
    ]
    assert said(Translator("fr", zone="Indian/Reunion"), winter) == "13 h 30"
    assert " " not in french.say(_("{at}", at=ClockTime(winter)))


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        french.say(_("{at}", at=ClockTime(datetime(2026, 11, 23, 9, 30))))  # noqa: DTZ001


def test_other_languages_say_days_in_their_own_order(tmp_path: Path) -> None:
    wednesday = _("{day}", day=Day(date(2026, 11, 25), MONDAY))
    assert Translator("es", locale=tmp_path).say(wednesday) == "Miércoles, 25 de noviembre"
    assert Translator("ar", locale=tmp_path).say(wednesday) == "الأربعاء، 25 نوفمبر"


def test_the_compiled_catalogue_is_used_until_its_source_is_newer(tmp_path: Path) -> None:
    folder = catalogues(tmp_path, "en", ENGLISH + CODE, ENGLISH + SERVICES)
    compile_all(Places(locale=tmp_path))
    written, compiled = folder / "services.po", folder / "services.mo"
    now = compiled.stat().st_mtime
    written.write_text(ENGLISH + SERVICES.replace("Don't forget", "Remember"), encoding="utf-8")

    os.utime(written, (now - 60, now - 60))
    assert Translator("en", locale=tmp_path).say("S'actualiser") == "Don’t forget to report"
    os.utime(written, (now + 60, now + 60))
    assert Translator("en", locale=tmp_path).say("S'actualiser") == "Remember to report"
    written.unlink()
    assert Translator("en", locale=tmp_path).say("S'actualiser") == "Don’t forget to report"


@pytest.mark.parametrize("code", languages())
def test_a_language_that_is_offered_is_known_whole(code: str) -> None:
    """It greets whoever speaks it, on the screen where no language is chosen yet."""
    assert all((KNOWN[code].name, KNOWN[code].hello, KNOWN[code].invitation))


def test_french_and_each_language_with_catalogues_are_on_offer(tmp_path: Path) -> None:
    catalogues(tmp_path, "uk", ENGLISH)
    catalogues(tmp_path, "ar", ENGLISH)
    (tmp_path / "de").mkdir()
    assert languages(tmp_path) == ("fr", "ar", "uk")
    assert [language_name(language) for language in ("fr", "en", "ar", "de")] == [
        "Français",
        "English",
        "العربية",
        "Deutsch",
    ]
    assert [direction(language) for language in ("fr", "ar", "fa", "uk")] == [
        "ltr",
        "rtl",
        "rtl",
        "ltr",
    ]
    assert (Translator("ar", locale=tmp_path).direction, Translator("ar").name) == (
        "rtl",
        "العربية",
    )

"""Translators find every sentence in their file, and a check finds what they have not done."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.i18n.catalogues import Places, main
from kiosk.i18n.text import plural
from kiosk.i18n.translator import Translator
from tests.catalog.sound_catalog import SMALL

CODE = """
from kiosk.i18n.text import _, as_is, plural

HELLO = _("Bonjour {name}", name=as_is("Nadia"))
LEFT = plural("{count} place pour {name}", "{count} places pour {name}", 2, name="x")
ONLY_HOLES = _("{hour} · {title}")
NOT_TEXT = as_is("Pix")
"""


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A small program and a small catalogue, to translate into English."""
    (tmp_path / "kiosk").mkdir()
    (tmp_path / "kiosk" / "hello.py").write_text(CODE, encoding="utf-8")
    (tmp_path / "services_catalog.yaml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "locale" / "en" / "LC_MESSAGES").mkdir(parents=True)
    return Places(tmp_path / "kiosk", tmp_path / "services_catalog.yaml", tmp_path / "locale")


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def translate_all(places: Places) -> Path:
    """Everything translated; gives the file of the code's sentences."""
    main(["update"], places)
    code, services = places.po("en", "kiosk"), places.po("en", "services")
    rewrite(code, 'name}"\nmsgstr ""', 'name}"\nmsgstr "Hello {name}"')
    rewrite(code, 'msgstr[0] ""', 'msgstr[0] "One place for {name}"')
    rewrite(code, 'msgstr[1] ""', 'msgstr[1] "{count} places for {name}"')
    head, *messages = services.read_text(encoding="utf-8").split("\n\n")
    done = [message.replace('msgstr ""', 'msgstr "translated"') for message in messages]
    services.write_text("\n\n".join([head, *done]), encoding="utf-8")
    return code


def test_every_sentence_is_given_to_translators_with_its_place(places: Places) -> None:
    assert main(["update"], places) == 0
    code = places.po("en", "kiosk").read_text(encoding="utf-8")
    assert '#: kiosk/hello.py\n#, python-brace-format\nmsgid "Bonjour {name}"' in code
    assert 'msgid_plural "{count} places pour {name}"' in code
    assert "{hour}" not in code
    assert "Pix" not in code
    services = places.po("en", "services").read_text(encoding="utf-8")
    assert (
        '#. services.s-actualiser.steps.bouton.hint\n#: services_catalog.yaml\nmsgid "Il est en'
    ) in services
    assert '"123"' not in services


def test_an_update_that_finds_nothing_new_changes_nothing(places: Places) -> None:
    code = translate_all(places)
    before = code.read_bytes(), places.po("en", "services").read_bytes()
    rewrite(places.code / "hello.py", "HELLO", "\n\nHELLO")  # it only moves in its file
    assert main(["update"], places) == 0
    assert (code.read_bytes(), places.po("en", "services").read_bytes()) == before


def test_a_new_sentence_is_added_and_never_guessed(places: Places) -> None:
    code = translate_all(places)
    rewrite(places.code / "hello.py", "Bonjour {name}", "Bonjour à {name}")
    main(["update"], places)
    text = code.read_text(encoding="utf-8")
    assert 'msgid "Bonjour à {name}"\nmsgstr ""' in text
    assert "Hello" not in text
    assert "fuzzy" not in text


def test_the_check_is_silent_when_all_is_translated(
    places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    translate_all(places)
    assert main(["check"], places) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"Hello {name}"', '""', "not translated"),
        ('"Hello {name}"', '"Hello {nom}"', "holes differ: ['name'] became ['nom']"),
        ('"Hello {name}"', '"Hello"', "holes differ: ['name'] became []"),
        ('"Hello {name}"', '"Hello {name"', "a brace is not closed"),
        ('#, python-brace-format\nmsgid "Bonjour', '#, fuzzy\nmsgid "Bonjour', "fuzzy"),
        ('msgid "Bonjour {name}"', 'msgid "Bonsoir {name}"', "missing"),
    ],
)
def test_what_a_visitor_would_not_read_rightly_is_named(
    places: Places, capsys: pytest.CaptureFixture[str], old: str, new: str, says: str
) -> None:
    rewrite(translate_all(places), old, new)
    assert main(["check"], places) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("en: kiosk: Bonjour {name}: ")
    assert says in line


def test_a_plural_without_one_of_its_forms_is_named(
    places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    rewrite(translate_all(places), '"{count} places for {name}"', '""')
    assert main(["check"], places) == 1
    assert capsys.readouterr().out.startswith("en: kiosk: {count} place pour {name}: not trans")


def test_a_service_without_translation_is_named(
    places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    translate_all(places)
    rewrite(places.services, "hint: Il est en bas.", "hint: Il est en haut.")
    assert main(["check"], places) == 1
    assert capsys.readouterr().out.startswith("en: services: Il est en haut.: missing")


def test_what_is_compiled_is_what_is_said(places: Places) -> None:
    code = translate_all(places)
    assert main(["compile"], places) == 0
    code.unlink()
    translator = Translator("en", locale=places.locale)
    assert translator.say("Il est en bas.") == "translated"
    one = plural("{count} place pour {name}", "{count} places pour {name}", 1, name="x")
    assert translator.say(one) == "One place for x"

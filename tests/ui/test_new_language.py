"""A language of Latin letters is its two catalogues and nothing else: every screen and the ticket
speak it."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from kiosk.i18n.catalogues import Places, main
from kiosk.i18n.languages import language_name, languages
from kiosk.i18n.translator import Translator
from kiosk.ticket.compose import compose
from kiosk.ticket.parts import TicketText
from tests.ui.conftest import Shown
from tests.ui.overflow import findings
from tests.ui.samples import samples, small, ticket

NEW = "pt"


def as_translated(sentence: str) -> str:
    """Not Portuguese, but as long as the French, with its holes, and told from it at a glance."""
    parts = sentence.replace("{", "\0{").replace("}", "}\0").split("\0")
    return "".join(one if one.startswith("{") else one.replace("e", "ã") for one in parts)


@pytest.fixture(scope="module")
def locale(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A translator's folder: made by the commands that CONTRIBUTING names."""
    there = tmp_path_factory.mktemp("locale")
    places = Places(locale=there)
    (there / NEW / "LC_MESSAGES").mkdir(parents=True)
    assert main(["update"], places) == 0
    for domain in ("kiosk", "services"):
        path = places.po(NEW, domain)
        with path.open("rb") as file:
            catalog = read_po(file, locale=NEW, domain=domain)
        for message in catalog:
            if not message.id:
                continue
            forms = message.id if isinstance(message.id, tuple) else (message.id,)
            said = tuple(as_translated(str(one)) for one in forms)
            message.string = (*said, said[-1])[: catalog.num_plurals] if len(said) > 1 else said[0]
        with path.open("wb") as file:
            write_po(file, catalog)
    assert main(["compile"], places) == 0
    return there


def test_it_is_offered_and_named_as_its_speakers_do(locale: Path) -> None:
    assert languages(locale) == ("fr", NEW)
    assert language_name(NEW) == "Português"


def test_every_screen_speaks_it_and_nothing_is_cut(shown: Shown, locale: Path) -> None:
    driver, terminal = shown("home", size=(1080, 1920))
    driver.app._translators[NEW] = Translator(NEW, locale=locale)
    for name, view in small(samples(NEW)).items():
        terminal.view = view
        driver.app.show()
        driver.settle()
        scene = driver.app.stage.drawing
        assert scene is not None
        assert list(findings(scene)) == [], name
        if name == "home":
            words = " ".join(text.words for text in scene.texts)
            assert "Quã voulãz-vous fairã" in words.replace("\n", " ")


def test_its_days_and_its_ticket_are_in_it(locale: Path) -> None:
    parts = compose(ticket(NEW), locale)
    words = [part.text for part in parts if isinstance(part, TicketText)]
    assert any("-feira" in one for one in words), words
    assert any("ã" in one for one in words)

"""A terminal reads its catalogue into values."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kiosk.catalog.catalog_texts import needs_translation, texts
from kiosk.catalog.load import load
from kiosk.catalog.model import ChoiceStep, ReadStep, RehearseStep
from tests.catalog.sound_catalog import SMALL


def written(folder: Path, text: str = SMALL) -> Path:
    path = folder / "services_catalog.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    catalog = load(written(tmp_path))
    service = catalog.service("s-actualiser")
    assert service.name == "S'actualiser"
    assert service.known_on == date(2025, 11, 23)
    assert service.minutes == 10
    question, reading, rehearsal, *_rest = service.steps
    assert isinstance(question, ChoiceStep)
    assert [answer.goes_to for answer in question.answers] == ["bouton", "lire"]
    assert reading == ReadStep(
        id="lire", title="Demandez un compte", text=("Une personne vous aide.",), icon="user"
    )
    assert isinstance(rehearsal, RehearseStep)
    assert rehearsal.page[1].fills == "123"
    assert catalog.orientation.rules[0].when == {"besoin": ("emploi",)}


def test_words_that_yaml_would_take_for_something_else_stay_words(tmp_path: Path) -> None:
    text = SMALL.replace("label: Oui,", "label: yes,").replace("name: Trouver un emploi", "name: 1")
    catalog = load(written(tmp_path, text))
    question = catalog.service("s-actualiser").steps[0]
    assert isinstance(question, ChoiceStep)
    assert question.answers[0].label == "yes"
    assert catalog.theme("travail").name == "1"


def test_a_file_saved_by_a_windows_editor_is_read(tmp_path: Path) -> None:
    path = tmp_path / "services_catalog.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert load(path) == load(written(tmp_path))


def test_every_text_a_visitor_reads_is_found_and_no_id_is(tmp_path: Path) -> None:
    found = dict(texts(load(written(tmp_path))))
    assert found[("services", 0, "name")] == "S'actualiser"
    assert found[("services", 0, "steps", 2, "page", 2, "items", 1)] == "Une autre"
    assert found[("orientation", "rules", 1, "reason")] == "Une idée pour commencer."
    assert {"travail", "search", "valider", "https://www.francetravail.fr/"}.isdisjoint(
        found.values()
    )


def test_what_is_the_same_in_every_language_is_not_given_to_translators() -> None:
    same = ["123", "••••", "camille@exemple.fr", "www.pix.fr", "12/03/2025", "150 €"]
    assert [words for words in same if needs_translation(words)] == []
    assert needs_translation("Bravo.")
    assert needs_translation("Écrivez à camille@exemple.fr")

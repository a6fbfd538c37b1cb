"""A file that cannot be read at all is told in one sentence, where it breaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.catalog.load import check, load
from kiosk.catalog.problems import CatalogError


@pytest.mark.parametrize(
    ("written", "line", "says"),
    [
        ("themes:\n  - name: Aide : ici\n", 2, "« : » n'est pas attendu"),
        ('themes:\n  - name: "Aide\n    id: x\n', 2, "guillemets ne sont pas fermés"),
        ("themes:\n\t- id: x\n", 2, "tabulation"),
        ("themes: []\nservices: [a, b\norientation: x\n", 3, "crochet"),
        ("themes:\n  - id: @x\n", 2, "signe"),
        ("themes: []\n---\nservices: []\n", 2, "---"),
        ("themes: []\nservices: \x07\n", 2, "signe invisible"),
        ("", 0, "vide"),
        ("# rien\n", 0, "vide"),
    ],
)
def test_broken_yaml_is_told_in_plain_french_at_its_line(
    written: str, line: int, says: str, tmp_path: Path
) -> None:
    path = tmp_path / "services_catalog.yaml"
    path.write_text(written, encoding="utf-8")
    (problem,) = check(path)
    assert (problem.file, problem.line) == (str(path), line)
    assert says in problem.says
    assert problem.instead


def test_a_file_in_another_alphabet_or_not_there_is_one_clear_sentence(tmp_path: Path) -> None:
    path = tmp_path / "services_catalog.yaml"
    path.write_bytes("themes:\n  - name: Métier\n".encode("latin-1"))
    (problem,) = check(path)
    assert (problem.line, problem.instead) == (2, "enregistrez le fichier en UTF-8")
    with pytest.raises(CatalogError, match="n'existe pas"):
        load(tmp_path / "absent.yaml")
    (problem,) = check(tmp_path)
    assert "ne peut pas être lu" in problem.says


def test_a_file_that_is_not_made_of_fields_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "services_catalog.yaml"
    path.write_text("- themes\n- services\n", encoding="utf-8")
    (problem,) = check(path)
    assert "« themes », « services », « orientation »" in problem.instead

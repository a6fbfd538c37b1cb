"""`kiosk catalog check` tells what to correct, and counts it."""

from __future__ import annotations

import io
from pathlib import Path

from kiosk.catalog.check_command import known_icons, run
from tests.catalog.sound_catalog import SMALL, spoil


def checked(path: Path) -> tuple[int, list[str]]:
    out = io.StringIO()
    status = run(path, out)
    return status, out.getvalue().splitlines()


def test_a_sound_catalogue_is_counted_and_leaves_with_zero(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(SMALL, encoding="utf-8")
    assert checked(path) == (0, ["1 service, 1 thème : rien à corriger."])


def test_each_problem_is_a_line_and_leaves_with_one(tmp_path: Path) -> None:
    spoilt = spoil(tmp_path, "minutes: 10", "minutes: dix")
    status, (problem, summary) = checked(spoilt.path)
    assert status == 1
    assert problem == (
        f"{spoilt.path}:{spoilt.line}: services.s-actualiser.minutes: "
        "« dix » n'est pas un nombre entier → écrivez seulement le nombre, comme 10"
    )
    assert summary == "1 service, 1 thème : 1 chose à corriger."


def test_an_advice_is_counted_apart_and_leaves_with_zero(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(SMALL, encoding="utf-8")
    out = io.StringIO()
    assert run(path, out, translated={"en": lambda words: "emploi" not in words}) == 0
    *advices, summary = out.getvalue().splitlines()
    assert all("conseil, pas encore traduit (en)" in line for line in advices)
    assert summary == f"1 service, 1 thème : rien à corriger, {len(advices)} conseils."


def test_a_file_that_is_not_there_is_said_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "absent.yaml"
    status, lines = checked(path)
    assert status == 1
    assert lines == [
        f"{path}: ce fichier n'existe pas → vérifiez son nom et son dossier",
        "1 chose à corriger.",
    ]


def test_icons_are_not_checked_where_they_are_not_installed(tmp_path: Path) -> None:
    assert known_icons(tmp_path / "codepoints.json") is None
    (tmp_path / "codepoints.json").write_text('{"search": 57344}', encoding="utf-8")
    assert known_icons(tmp_path / "codepoints.json") == frozenset(["search"])

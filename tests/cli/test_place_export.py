"""`kiosk place export`: a file that the next start takes for the same place."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.agenda.place_file import read_place, read_place_file
from kiosk.agenda.place_file.file_lines import lines_of
from kiosk.cli import main
from kiosk.paths import ROOT
from tests.agenda.test_place_file import topics_of_the_catalogue
from tests.cli.test_bookings import opened


def test_the_place_is_written_and_nothing_is_written_over(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    agenda = opened(data, datetime.now(UTC))
    agenda.store.close()
    assert main(["place", "export"]) == 0
    shown = capsys.readouterr().out
    out = tmp_path / "place.yaml"
    assert main(["place", "export", "--out", str(out)]) == 0
    assert f"écrit dans {out}" in capsys.readouterr().out
    assert out.read_text(encoding="utf-8") == shown
    place = read_place(out, topics_of_the_catalogue())
    assert [one.name for one in place.helpers] == ["Amina", "Marc", "Léa"]
    assert main(["place", "export", "--out", str(out)]) == 2
    assert "existe déjà" in capsys.readouterr().err
    assert main(["place", "export", "--out", str(tmp_path / "no" / "x.yaml")]) == 2
    assert "ne peut pas être écrit" in capsys.readouterr().err


def test_without_a_database_it_is_a_sentence(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["place", "export"]) == 2
    assert "lancez d'abord la borne" in capsys.readouterr().err


def test_what_is_kept_by_a_file_says_on_which_line(data: Path) -> None:
    file = ROOT / "place.example.yaml"
    kept = read_place_file(file, topics_of_the_catalogue())
    lines = lines_of(kept.place, kept.rules.lines)
    written = file.read_text(encoding="utf-8").splitlines()
    for n, helper in enumerate(kept.place.helpers):
        assert helper.name in written[lines["helpers", n] - 1]
    for n, activity in enumerate(kept.place.activities):
        assert activity.title in written[lines["activities", n] - 1]
    assert "2026-12-28" in written[lines["closed", 0] - 1]
    assert "lundi, mardi" in written[lines["helpers", 0, "hours", 1] - 1]

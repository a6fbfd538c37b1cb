"""`kiosk ideas`: the team reads, accepts, answers, puts together and takes down."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.agenda import notes
from kiosk.cli import main
from tests.agenda.world import a_paper
from tests.cli.test_bookings import opened


@pytest.fixture
def told(data: Path) -> None:
    """Somebody told two things; the demonstration's wall is there too."""
    agenda = opened(data, datetime.now(UTC))
    for note_id, words in (("a", "Ouvrir plus tard"), ("b", "Fermer plus tard")):
        agenda.write(
            notes.write,
            note_id,
            "idea",
            None,
            words,
            a_paper(),
        )
    agenda.store.close()


def listed(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, object]]:
    assert main(["ideas", "list", "--json"]) == 0
    return {one["id"]: one for one in json.loads(capsys.readouterr().out)}


def test_the_age_of_the_oldest_is_said(told: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ideas", "list"]) == 0
    said = capsys.readouterr().out
    assert "Ouvrir plus tard" in said
    assert "2 à lire, la plus ancienne depuis aujourd'hui." in said


def test_a_note_goes_its_way(told: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ideas", "accept", "a"]) == 0
    assert main(["ideas", "merge", "b", "a"]) == 0
    assert main(["ideas", "answer", "a", "Dès janvier, le mardi.", "--json"]) == 0
    capsys.readouterr()
    found = listed(capsys)
    assert found["a"]["status"] == "accepted"
    assert found["a"]["me_too"] == 1
    assert found["a"]["answer"] == "Dès janvier, le mardi."
    assert found["b"]["status"] == "merged"
    assert main(["ideas", "remove", "b"]) == 0
    capsys.readouterr()
    assert "b" not in listed(capsys)


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (["ideas", "accept", "z"], "Il n'y a pas de note « z »"),
        (["ideas", "answer", "a", "  "], "Cette réponse ne peut pas être gardée : elle est vide."),
        (["ideas", "answer", "a", "x" * 401], "401 lettres, 400 au plus"),
    ],
)
def test_a_slip_is_a_sentence(
    told: None, command: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command) != 0
    assert sentence in capsys.readouterr().err


def test_the_first_letters_of_an_id_are_enough(
    told: None, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    agenda = opened(data, datetime.now(UTC))
    for note_id in ("3f2a91aa", "3f2a92bb"):
        agenda.write(notes.write, note_id, "idea", None, "Un banc", a_paper())
    agenda.store.close()
    assert main(["ideas", "accept", "3f2a"]) != 0
    assert "peut être 3f2a91, 3f2a92" in capsys.readouterr().err
    assert main(["ideas", "accept", "3f2a9"]) != 0
    assert main(["ideas", "accept", "3f2a92"]) == 0
    capsys.readouterr()
    assert listed(capsys)["3f2a92bb"]["status"] == "accepted"

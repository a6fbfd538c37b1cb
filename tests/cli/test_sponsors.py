"""`kiosk sponsors`: who helps, who is to be met, and an end."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.cli import main
from tests.cli.test_bookings import opened


@pytest.fixture
def place(data: Path) -> None:
    agenda = opened(data, datetime.now(UTC))
    agenda.plan()
    agenda.store.close()


def test_they_are_listed_and_ended(place: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sponsors", "list", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["first_name"] for one in found] == ["Nadia", "Paul"]
    assert all(one["hours"] > 0 for one in found)
    assert main(["sponsors", "end", "demonstration-paul"]) == 0
    assert "son prénom est effacé" in capsys.readouterr().out
    assert main(["sponsors", "list"]) == 0
    said = capsys.readouterr().out
    assert "Nadia" in said
    assert "Paul" not in said


@pytest.mark.parametrize("order", ["accept", "end"])
def test_nobody_of_that_name_is_a_sentence(
    place: None, order: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sponsors", order, "z"]) != 0
    assert "Personne n'aide ici sous « z »" in capsys.readouterr().err


def test_the_first_letters_of_an_id_are_enough(
    place: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sponsors", "list"]) == 0
    assert "demonstration-p  Paul" in capsys.readouterr().out
    assert main(["sponsors", "accept", "demonstration-p"]) == 0
    capsys.readouterr()
    for order, why in (("demo", "écrivez une lettre de plus"), ("dem", "au moins 4 lettres")):
        assert main(["sponsors", "end", order]) != 0
        assert why in capsys.readouterr().err
    assert main(["sponsors", "end", "demonstration-p"]) == 0
    assert "son prénom est effacé" in capsys.readouterr().out

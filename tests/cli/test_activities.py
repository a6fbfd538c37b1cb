"""`kiosk activities`: the sessions to come, for people and for programs."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.cli import main
from tests.cli.test_bookings import opened

KEYS = [
    "id",
    "kind",
    "title",
    "starts_at",
    "ends_at",
    "where",
    "seats",
    "taken",
    "waiting",
    "status",
]


@pytest.fixture
def place(data: Path) -> None:
    """A demonstration place that has just opened."""
    agenda = opened(data, datetime.now(UTC))
    agenda.plan()
    agenda.store.close()


def test_sessions_are_listed_as_data_with_exactly_these_fields(
    place: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["activities", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found
    assert all(list(one) == KEYS for one in found)
    assert {"workshop", "coworking", "group"} <= {one["kind"] for one in found}
    assert {one["status"] for one in found} <= {"free", "begun", "list", "full", "closed"}
    assert [one["starts_at"] for one in found] == sorted(one["starts_at"] for one in found)


def test_and_as_lines_in_french(place: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["activities"]) == 0
    said = capsys.readouterr().out
    assert "place pour travailler" in said
    assert "séances." in said


def test_without_a_database_it_is_a_sentence(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["activities"]) != 0
    assert "lancez d'abord la borne" in capsys.readouterr().err

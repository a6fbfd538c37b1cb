"""`kiosk activities`: the sessions to come, for people and for programs."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.agenda import attendance
from kiosk.cli import main
from tests.agenda.world import a_paper
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


def test_a_session_that_is_cancelled_says_who_must_be_told(
    place: None, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["activities", "--json"]) == 0
    first = json.loads(capsys.readouterr().out)[-1]
    agenda = opened(data, datetime.now(UTC))
    agenda.write(
        attendance.attend,
        attendance.WantedSeats(booking_id="b", session_id=first["id"], persons=1),
        a_paper(),
    )
    agenda.store.close()
    assert main(["activities", "cancel", str(first["id"])]) == 0
    said = capsys.readouterr().out
    assert "est annulée" in said
    assert "1 personne à prévenir." in said
    assert main(["activities", "--json"]) == 0
    assert first["id"] not in {one["id"] for one in json.loads(capsys.readouterr().out)}


@pytest.mark.parametrize("words", [["cancel"], ["cancel", "999999"]])
def test_no_such_session_is_a_sentence(
    place: None, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["activities", *words]) != 0
    assert "séance" in capsys.readouterr().err


def test_an_appointment_is_no_session_to_cancel(
    place: None, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its number, typed by mistake, would have turned somebody's hour away without a word."""
    agenda = opened(data, datetime.now(UTC))
    (first, *_others) = agenda.free_times("other", "face", limit=1)
    agenda.store.close()
    assert main(["activities", "cancel", str(first.session_id)]) == 2
    assert f"Il n'y a pas de séance {first.session_id} à venir" in capsys.readouterr().err

"""`kiosk activities`: the sessions to come, for people and for programs."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

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
    "minimum",
    "missing",
    "languages",
    "modes",
    "days",
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


def test_a_session_is_moved_and_says_who_must_be_told(
    place: None, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    session = a_group(data, capsys)
    agenda = opened(data, datetime.now(UTC))
    agenda.write(
        attendance.attend,
        attendance.WantedSeats(booking_id="b", session_id=session["id"], persons=2),
        a_paper(),
    )
    agenda.store.close()
    to = datetime.now(UTC).date() + timedelta(days=20)
    assert main(["activities", "move", str(session["id"]), f"{to} 18:30"]) == 0
    said = capsys.readouterr().out
    assert f"{to:%d/%m/%Y} à 18:30" in said
    assert "2 à prévenir." in said
    assert main(["bookings", "--json"]) == 0
    (moved,) = (one for one in json.loads(capsys.readouterr().out) if one["id"] == "b")
    assert moved["starts_at"].startswith(f"{to}T18:30")


def a_group(data: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert main(["activities", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    group: dict[str, Any] = next(one for one in found if one["kind"] == "group")
    return group


def test_one_more_session_is_added_and_one_is_kept(
    place: None, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    session = a_group(data, capsys)
    day = datetime.now(UTC).date() + timedelta(days=3)
    assert main(["activities", "add", session["title"], f"{day} 20:00"]) == 0
    assert "est ajoutée" in capsys.readouterr().out
    assert main(["activities", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [one for one in found if one["starts_at"].startswith(f"{day}T20:00")]
    assert main(["activities", "keep", str(session["id"])]) == 2
    assert "n'a pas de minimum" in capsys.readouterr().err
    series = next(one["id"] for one in found if one["minimum"])
    assert main(["activities", "keep", str(series)]) == 0
    assert "a lieu" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["move"], "Quelle séance ?"),
        (["move", "deux", "2027-01-04 10:00"], "Quelle séance ?"),
        (["move", "1"], "n'est pas un jour et une heure"),
        (["move", "1", "04/01/2027 10h"], "n'est pas un jour et une heure"),
        (["move", "999999", "2027-01-04 10:00"], "Il n'y a pas de séance 999999"),
        (["move", "1", "9999-12-31 23:59"], "trop loin"),
        (["move", "1", "0001-01-01 00:00"], "trop loin"),
        (["move", "1", "2027-01-04 10:00+05:00"], "n'est pas un jour et une heure"),
        (["add", "Deux semaines ensemble", "2027-01-04 10:00"], "est une série"),
        (["keep", "999999"], "Il n'y a pas de séance 999999"),
        (["add"], "Une séance de quoi ?"),
        (["add", "Danser", "2027-01-04 10:00"], "Il propose : « "),
    ],
)
def test_what_cannot_be_is_a_sentence(
    place: None, words: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["activities", *words]) == 2
    assert says in capsys.readouterr().err

"""`kiosk bookings` and `kiosk purge`, on bookings that a terminal really made."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.agenda.agenda import Agenda
from kiosk.catalog.load import load as load_catalog
from kiosk.cli import main
from kiosk.cli.place_agenda import agenda_of
from kiosk.paths import CATALOG, ROOT
from kiosk.settings import Settings
from kiosk.ticket.codes import new_code, new_token
from kiosk.visit.values import StuckAt
from tests.agenda.world import PARIS, MovingClock, book_held

KEYS = [
    "id",
    "code",
    "kind",
    "topic",
    "mode",
    "helper",
    "starts_at",
    "ends_at",
    "status",
    "stuck_at",
    "persons",
    "title",
    "location",
    "cancelled_by_place",
    "rank",
    "arrived",
    "booth",
    "video",
]
STUCK = StuckAt(service="s-actualiser", step="ouvrir")


def opened(data: Path, now: datetime) -> Agenda:
    clock = MovingClock(now)
    agenda = agenda_of(Settings(data=data), load_catalog(CATALOG), clock)
    agenda.plan()
    return agenda


def book(agenda: Agenda, booking_id: str, first_name: str) -> str:
    """An appointment at the first free time; its code."""
    free = agenda.free_times("other", "face", limit=1)[0]
    agenda.hold(booking_id, free.session_id, "other", "face", STUCK, "fr")
    book_held(agenda, booking_id, first_name)
    code, _token = agenda.issue_ticket(booking_id, None, "fr", new_code, new_token)
    return code


@pytest.fixture
def code(data: Path) -> str:
    """A terminal with an appointment to come and a call for someone."""
    agenda = opened(data, datetime.now(UTC))
    code = book(agenda, "appointment-1", "Zoé")
    agenda.call("call-1", "other", None, "fr")
    agenda.store.close()
    return code


def listed(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, object]]:
    assert main(["bookings", "--json", *words]) == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return found


def test_bookings_are_listed_as_data_with_exactly_these_fields(
    data: Path, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = {str(one["id"]): one for one in listed(capsys, "--codes")}
    assert set(found) == {"appointment-1", "call-1"}
    appointment, call = found["appointment-1"], found["call-1"]
    assert list(appointment) == list(call) == KEYS
    assert appointment["code"] == code
    assert appointment["kind"] == "appointment"
    assert appointment["status"] == "confirmed"
    assert (appointment["topic"], appointment["mode"]) == ("other", "face")
    assert appointment["stuck_at"] == {"service": "s-actualiser", "step": "ouvrir"}
    assert (call["kind"], call["status"]) == ("call", "waiting")
    assert call["code"] is call["starts_at"] is call["ends_at"] is call["stuck_at"] is None


def test_times_carry_the_offset_of_the_place(
    data: Path, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (appointment,) = (one for one in listed(capsys) if one["kind"] == "appointment")
    starts = datetime.fromisoformat(str(appointment["starts_at"]))
    ends = datetime.fromisoformat(str(appointment["ends_at"]))
    assert starts.utcoffset() in (timedelta(hours=1), timedelta(hours=2))  # Paris
    assert ends - starts == timedelta(minutes=30)


def test_names_and_numbers_are_listed_nowhere(
    data: Path, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bookings", "--json"]) == main(["bookings"]) == 0
    said = capsys.readouterr().out
    assert "Zoé" not in said


def test_codes_which_open_tickets_are_listed_only_when_asked_for(
    data: Path, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (["bookings"], ["bookings", "--json"]):
        assert main(words) == 0
        said = capsys.readouterr().out
        assert "appointment" in said or "rendez-vous" in said
        assert code not in said
        assert main([*words, "--codes"]) == 0
        assert code in capsys.readouterr().out


def test_people_read_them_a_line_each(
    data: Path, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bookings"]) == 0
    *lines, count = capsys.readouterr().out.splitlines()
    assert count == "2 rendez-vous, appels et demandes."
    assert len(lines) == 2
    assert any("bloqué à s-actualiser/ouvrir" in line for line in lines)


def test_a_database_may_be_named_by_its_file_or_its_address(
    data: Path, code: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KIOSK_DATA", str(data.with_name("elsewhere")))
    file = data / "kiosk.db"
    for named in (str(file), f"sqlite:///{file}"):
        assert len(listed(capsys, "--database", named)) == 2
    assert not (data.with_name("elsewhere") / "kiosk.db").exists()


def test_listing_changes_no_place(
    data: Path, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("place.yaml").write_text("this is no place")
    Path("kiosk.toml").write_text('place = "place.yaml"')
    assert len(listed(capsys)) == 2


@pytest.mark.parametrize("words", [["bookings"], ["bookings", "--json"], ["purge"]])
def test_nothing_is_made_where_there_is_no_database(
    words: list[str], data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    said = capsys.readouterr()
    assert said.err == f"Il n'y a pas de base à {data / 'kiosk.db'} : lancez d'abord la borne.\n"
    assert said.out == ""
    assert not data.exists()


def test_a_database_that_is_not_there_is_told(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bookings", "--json", "--database", "absent.db"]) == 2
    assert "absent.db : lancez d'abord la borne." in capsys.readouterr().err
    assert not Path("absent.db").exists()


def test_a_file_that_is_no_database_is_told(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("letter.txt").write_text("Madame, Monsieur, " * 100)
    assert main(["bookings", "--database", "letter.txt"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


# Erasing by hand


def answers(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(said))


def purged(capsys: pytest.CaptureFixture[str]) -> str:
    """The last line of a purge: what it did."""
    capsys.readouterr()
    assert main(["purge"]) == 0
    return capsys.readouterr().out.splitlines()[-1]


def test_purging_forgets_what_has_served_and_then_has_nothing_to_do(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    agenda = opened(data, datetime.now(UTC) - timedelta(days=40))
    book(agenda, "old-1", "Zoé")
    book(agenda, "old-2", "Ali")
    agenda.store.close()
    answers("oui\n", monkeypatch)
    first = purged(capsys)
    assert first.endswith("Effacé : 2 prénoms ou téléphones, 2 tickets qui ne servent plus.")
    answers("", monkeypatch)
    assert purged(capsys) == "Rien à effacer : tout est en ordre."
    connection = sqlite3.connect(data / "kiosk.db")
    assert connection.execute("SELECT status, first_name FROM booking").fetchall() == [
        ("over", None),
        ("over", None),
    ]
    connection.close()
    assert "Zoé".encode() not in (data / "kiosk.db").read_bytes()


def test_purging_keeps_nameless_bookings_as_long_as_the_settings_say(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    agenda = opened(data, datetime.now(UTC) - timedelta(days=40))
    book(agenda, "old-1", "Zoé")
    agenda.store.close()
    monkeypatch.setenv("KIOSK_KEEP_DAYS", "20")
    answers("oui\n", monkeypatch)
    assert purged(capsys).endswith(
        "Effacé : 1 prénom ou téléphone, 1 ticket qui ne sert plus, 1 ancien rendez-vous."
    )
    assert listed(capsys) == []


def test_purging_gives_back_seats_that_nobody_confirmed(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    agenda = opened(data, datetime.now(UTC) - timedelta(hours=1))
    free = agenda.free_times("other", "face", limit=1)[0]
    agenda.hold("held-1", free.session_id, "other", "face", None, "fr")
    agenda.store.close()
    answers("oui\n", monkeypatch)
    assert purged(capsys).endswith("1 place rendue.")


def with_a_past_appointment(data: Path, days: int = 4) -> None:
    """Its terminal was last on so many days ago."""
    agenda = opened(data, datetime.now(UTC) - timedelta(days=days))
    book(agenda, "old-1", "Zoé")
    agenda.beat("0")
    agenda.store.close()


def names(data: Path) -> list[tuple[str | None]]:
    with closing(sqlite3.connect(data / "kiosk.db")) as connection:
        return connection.execute("SELECT first_name FROM booking").fetchall()


def test_purging_says_the_hour_with_its_year_and_what_goes_and_asks(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with_a_past_appointment(data)
    answers("non\n", monkeypatch)
    assert main(["purge"]) == 1
    said = capsys.readouterr().out
    assert f"Il est {datetime.now(PARIS):%d/%m/%Y}" in said
    assert "À effacer : 1 prénom ou téléphone." in said
    assert said.endswith("Rien n'est effacé.\n")
    assert names(data) == [("Zoé",)]


@pytest.mark.parametrize("said", ["", "\n", "peut-être\n"])
def test_only_a_yes_erases(
    said: str, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with_a_past_appointment(data)
    answers(said, monkeypatch)
    assert main(["purge"]) == 1
    assert capsys.readouterr().out.endswith("Rien n'est effacé.\n")
    assert names(data) == [("Zoé",)]


def test_a_closed_input_is_a_no_in_a_sentence(data: Path) -> None:
    with_a_past_appointment(data)
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m kiosk purge <&-"],
        cwd=ROOT,
        env={**os.environ, "KIOSK_DATA": str(data)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.endswith("Rien n'est effacé.\n")
    assert names(data) == [("Zoé",)]


def test_a_script_says_yes_beforehand(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_a_past_appointment(data)
    assert main(["purge", "--yes"]) == 0
    assert capsys.readouterr().out == "Effacé : 1 prénom ou téléphone.\n"
    assert names(data) == [(None,)]


def test_a_script_does_not_say_that_a_doubtful_hour_is_right(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_a_past_appointment(data, days=200)
    assert main(["purge", "--yes"]) == 2
    (sentence,) = capsys.readouterr().err.splitlines()
    assert f"Il serait {datetime.now(PARIS):%d/%m/%Y}" in sentence
    assert names(data) == [("Zoé",)]


def test_once_confirmed_the_hour_is_trusted_again(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A terminal that was really off for months is not held up for ever."""
    with_a_past_appointment(data, days=200)
    answers("oui\n", monkeypatch)
    assert purged(capsys).endswith(
        "Effacé : 1 prénom ou téléphone, 1 ticket qui ne sert plus, 1 ancien rendez-vous."
    )
    agenda = agenda_of(Settings(data=data), load_catalog(CATALOG))
    assert agenda.beat("0") == ""
    assert agenda.plan().added > 0
    agenda.store.close()


def test_no_time_is_offered_sooner_than_the_settings_say(data: Path) -> None:
    monday = datetime(2026, 9, 14, 6, 55, tzinfo=UTC)  # 8:55 in Paris
    for lead, first in ((0, "09:00"), (30, "09:30")):
        settings = Settings(data=data, lead_minutes=lead)
        agenda = agenda_of(settings, load_catalog(CATALOG), MovingClock(monday))
        agenda.plan()
        free = agenda.free_times("other", "face", limit=1)[0]
        assert f"{free.starts_at:%H:%M}" == first
        agenda.store.close()

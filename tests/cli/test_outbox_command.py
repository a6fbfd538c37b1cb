"""`kiosk outbox`, and the requests in `kiosk bookings`."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.agenda.late_delivery import deliver_enquiry
from kiosk.catalog.load import load as load_catalog
from kiosk.cli import main
from kiosk.cli.place_agenda import agenda_of
from kiosk.paths import CATALOG
from kiosk.settings import Settings
from kiosk.store.outbox import Outbox
from kiosk.terminal.outbox_entries import about_booking, enquiry_entry, enquiry_in
from kiosk.ticket.codes import new_code, new_token
from kiosk.visit.values import Enquiry

SINCE = datetime(2026, 9, 14, 8, 0, tzinfo=UTC)
REQUEST = Enquiry(
    id="r1",
    topic="other",
    mode="phone",
    language="fr",
    asked_at=SINCE,
    first_name="Zoé-Cunégonde",
    phone="0639981234",
)
ENTRY = enquiry_entry(REQUEST, None, "BCDFGHJK", new_token())


def filled(data: Path) -> Outbox:
    data.mkdir(exist_ok=True)
    outbox = Outbox(data / "outbox.db")
    outbox.put(ENTRY)
    outbox.put(about_booking("cancel", "b1", SINCE))
    outbox.not_delivered("r1", "StoreUnreachable: La base ne répond pas (refused).", SINCE)
    return outbox


def test_nothing_waits_on_a_fresh_machine(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["outbox"]) == 0
    assert capsys.readouterr().out == "Rien n'attend.\n"
    assert main(["outbox", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert not data.exists()


def test_what_waits_is_told_with_since_when_and_why_and_without_names(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filled(data)
    assert main(["outbox"]) == 0
    said = capsys.readouterr().out
    assert "demande  1 essai : la base ne répond pas" in said
    assert "annulation  0 essai : pas encore essayé" in said
    assert "BCDFGHJK" not in said
    assert "2 choses attendent" in said
    assert main(["outbox", "--json"]) == 0
    assert "BCDFGHJK" not in capsys.readouterr().out
    assert main(["outbox", "--json", "--codes"]) == 0
    as_json = capsys.readouterr().out
    first, second = json.loads(as_json)
    assert (first["id"], first["kind"], first["code"]) == ("r1", "enquiry", "BCDFGHJK")
    assert datetime.fromisoformat(first["since"]) == SINCE
    assert (first["tries"], first["why"]) == (1, "la base ne répond pas")
    assert (second["kind"], second["code"], second["last_try_at"]) == ("cancel", None, None)
    for private in ("Zoé", "Cunégonde", "0639981234"):
        assert private not in said + as_json


def test_the_doctor_says_that_something_waits(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["doctor"])
    assert "bien    En attente : rien" in capsys.readouterr().out
    filled(data)
    main(["doctor"])
    assert "à voir  En attente : 2 à porter à la base." in capsys.readouterr().out


def test_an_outbox_that_is_no_outbox_is_said_in_a_sentence(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data.mkdir()
    (data / "outbox.db").write_text("this is no database, whatever its name may say")
    assert main(["outbox"]) == 2
    assert "ne sert pas" in capsys.readouterr().err


def test_enquiries_are_listed_among_the_bookings(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    agenda = agenda_of(Settings(data=data), load_catalog(CATALOG))
    assert ENTRY.ticket is not None
    agenda.write(deliver_enquiry, enquiry_in(ENTRY), ENTRY.ticket, new_code)
    agenda.store.close()
    assert main(["bookings"]) == 0
    said = capsys.readouterr().out
    assert "sans heure  demande  en attente  -" in said
    assert "BCDFGHJK" not in said
    assert "1 demande attend une heure." in said
    assert main(["bookings", "--json"]) == 0
    (listed,) = json.loads(capsys.readouterr().out)
    assert (listed["id"], listed["kind"], listed["status"]) == ("r1", "enquiry", "waiting")
    assert (listed["starts_at"], listed["ends_at"], listed["mode"]) == (None, None, "phone")
    assert "Zoé" not in said

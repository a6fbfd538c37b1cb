"""One limit for every database: what is too long for one is too long for the other."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, String, insert, select

from kiosk import limits
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.late_delivery import deliver_enquiry
from kiosk.cli import main
from kiosk.store.errors import Unfit
from kiosk.store.tables import booking, metadata
from kiosk.visit.tickets import LocalTicket
from kiosk.visit.values import Enquiry, StuckAt
from tests.agenda.world import MONDAY, MovingClock, add_helper, book_held, same_place, times
from tests.catalog.sound_catalog import SMALL
from tests.support.bookings import enquiry

OF_OUR_OWN = {
    "told_by",
    "region",
    "kind",
    "status",
    "state",
    "outcome",
    "mode",
    "code",
    "printing",
    "token_hash",
    "face",
    "what",
    "printer_state",
    "reason",
    "role",
    "badge_hash",
    "deed",
}
"""Columns whose words only the program writes, and never longer ones."""


def kept(agenda: Agenda, topic: str) -> str:
    """What is there again of a topic."""
    agenda.call("c", topic, StuckAt(service=topic, step=topic), "fr")
    with agenda.store.reading() as connection:
        row = connection.execute(select(booking).where(booking.c.id == "c")).one()
    assert row.topic == row.stuck_service == row.stuck_step
    return str(row.topic)


def test_what_fits_is_kept_whole(agenda: Agenda) -> None:
    topic = "é" * limits.ID
    assert kept(agenda, topic) == topic


@pytest.mark.parametrize(
    ("topic", "why"),
    [
        ("s" * 71, "71 lettres, 64 au plus"),
        ("a\0b", "un caractère qui n'en est pas un"),
        ("a\ud800b", "un caractère qui n'en est pas un"),
    ],
)
def test_what_does_not_fit_is_refused_by_every_database(
    agenda: Agenda, amina: int, topic: str, why: str
) -> None:
    free = times(agenda)[0].session_id
    with pytest.raises(Unfit, match=why):
        agenda.call("c", topic, None, "fr")
    with pytest.raises(Unfit, match=why):
        agenda.hold("b", free, topic, "face", None, "fr")
    agenda.hold("b", free, "other", "face", None, "fr")
    with pytest.raises(Unfit) as said:
        book_held(agenda, "b", topic)
    assert topic not in str(said.value)  # it could be somebody's name
    with pytest.raises(Unfit, match=why):
        same_place(agenda.store, MovingClock(), topic)
    with pytest.raises(Unfit, match=why), agenda.store.writing() as connection:
        with_topics(connection, agenda, topic)
    assert [one.id for one in agenda.bookings()] == ["b"]


def with_topics(connection: Connection, agenda: Agenda, topic: str) -> None:
    table = metadata.tables["session"]
    connection.execute(
        insert(table),
        {
            "place_id": agenda.place.id,
            "helper_id": 1,
            "kind": "appointment",
            "starts_at": MONDAY,
            "ends_at": datetime(2026, 9, 14, 12, tzinfo=MONDAY.tzinfo),
            "seats": 1,
            "modes": ("face",),
            "topics": (topic,),
        },
    )


def test_every_column_of_words_has_its_limit() -> None:
    without = [
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, String) and column.name not in OF_OUR_OWN
    ]
    assert without == []


def test_an_enquiry_that_an_earlier_program_noted_reaches_a_person_all_the_same(
    agenda: Agenda,
) -> None:
    add_helper(agenda, "Amina")
    noted = Enquiry(
        id="r",
        topic="s" * 71,
        mode="phone",
        language="fr",
        asked_at=MONDAY,
        phone="0639981234",
        stuck_at=StuckAt(service="s" * 71, step="start"),
    )
    made = LocalTicket(code="BCDFGHJK", token_hashes=("t" * 64,))
    delivered = agenda.write(deliver_enquiry, noted, made, lambda: "HJLNNFJK")
    assert (delivered.topic, enquiry(delivered).stuck_at) == ("other", None)


def test_the_check_says_what_no_database_would_keep(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "services.yaml"
    file.write_text(SMALL.replace("s-actualiser", "s" * 71), encoding="utf-8")
    assert main(["catalog", "check", str(file)]) == 1
    assert "71 lettres, 64 au plus" in capsys.readouterr().out
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KIOSK_DATA", str(tmp_path))
    monkeypatch.setenv("KIOSK_TERMINAL", "b" * 70)
    assert main(["doctor"]) == 2
    assert "écrivez un nom de 64 lettres au plus" in capsys.readouterr().err

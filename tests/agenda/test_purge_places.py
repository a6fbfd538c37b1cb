"""`kiosk db purge` with one place in trouble: the others are tidied, and it is said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, text

from kiosk.agenda import purge_places
from kiosk.agenda.agenda import Agenda, open_agenda
from kiosk.cli import main
from kiosk.store.engine import Store
from kiosk.store.tables import place, terminal
from tests.agenda.world import SERVICES, add_helper, add_session, book_held

PLACES = ("Lille", "Brest", "Nantes")


@pytest.fixture
def store(postgres_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Store]:
    """Three places; in each, somebody's appointment that is over for an hour."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KIOSK_DATA", str(tmp_path))
    store = Store(postgres_url)
    for number, name in enumerate(PLACES, start=1):
        with store.writing() as connection:
            where = {"id": number, "name": name, "address": "", "time_zone": "UTC"}
            connection.execute(insert(place), where)
            connection.execute(insert(terminal), {"place_id": number, "id": name})
        with_an_appointment(store, name)
    with store.writing() as connection:
        hours = "starts_at - interval '1 day', ends_at = ends_at - interval '1 day'"
        connection.execute(text(f"UPDATE session SET starts_at = {hours}"))
    yield store
    store.close()


def with_an_appointment(store: Store, name: str) -> Agenda:
    agenda = open_agenda(
        store, clock=lambda: datetime.now(UTC), theme_of=SERVICES.get, terminal_id=name
    )
    soon = datetime.now(UTC) + timedelta(hours=22)
    agenda.hold(
        name, add_session(agenda, add_helper(agenda, "A"), soon), "other", "face", None, "fr"
    )
    book_held(agenda, name, "Zoé")
    return agenda


def names(store: Store) -> list[str]:
    """The places where a name is still known."""
    with store.reading() as connection:
        query = "SELECT terminal_id FROM booking WHERE first_name IS NOT NULL ORDER BY place_id"
        return list(connection.execute(text(query)).scalars())


def purges(url: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    status = main(["db", "purge", "--yes", "--database", url])
    return status, capsys.readouterr().err.splitlines()


def test_all_is_well(store: Store, postgres_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert names(store) == list(PLACES)
    assert purges(postgres_url, capsys) == (0, [])
    assert names(store) == []


@pytest.mark.parametrize("zone", ["Nulle/Part", "../../etc/passwd", ""])
def test_a_place_with_a_time_zone_that_is_none(
    store: Store, postgres_url: str, zone: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with store.writing() as connection:
        connection.execute(text("UPDATE place SET time_zone = :z WHERE id = 1"), {"z": zone})
    status, (said,) = purges(postgres_url, capsys)
    assert status == 1
    assert said.startswith("Lieu numéro 1, pas rangé : Le lieu « Lille » a un fuseau")
    assert names(store) == ["Lille"]


def test_a_place_in_a_region_that_is_none(
    store: Store, postgres_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Which only shows when a seat is given back, and the holidays are looked up."""
    agenda = open_agenda(
        store, clock=lambda: datetime.now(UTC), theme_of=SERVICES.get, terminal_id="Lille"
    )
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    seat = add_session(agenda, add_helper(agenda, "B"), tomorrow)
    agenda.hold("left", seat, "other", "face", None, "fr", seconds=-1)
    with store.writing() as connection:
        connection.execute(text("UPDATE place SET region = 'ZZ' WHERE id = 1"))
    status, (said,) = purges(postgres_url, capsys)
    assert status == 1
    assert said.startswith("Lieu numéro 1, pas rangé : ses lignes disent ce qui ne peut pas être")
    assert names(store) == ["Lille"]


def test_a_place_whose_rows_somebody_keeps_busy(
    store: Store,
    postgres_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(purge_places, "LOCK_SECONDS", 0.2)
    with store.writing() as terminal:
        terminal.execute(text("SELECT 1 FROM booking WHERE place_id = 2 FOR UPDATE"))
        status, (said,) = purges(postgres_url, capsys)
    assert status == 1
    assert said.startswith("Lieu numéro 2, pas rangé : un autre programme tient ses lignes")
    assert names(store) == ["Brest"]
    assert purges(postgres_url, capsys) == (0, [])


def test_a_place_whose_rows_cannot_be_changed(
    store: Store, postgres_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """By a trigger of the operator's own, whose words quote what is in the row."""
    with store.writing() as connection:
        connection.execute(
            text(
                "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS"
                " $$ BEGIN RAISE EXCEPTION 'not %', OLD.first_name; END $$"
            )
        )
        connection.execute(
            text(
                "CREATE TRIGGER no BEFORE UPDATE ON booking FOR EACH ROW"
                " WHEN (OLD.place_id = 3) EXECUTE FUNCTION no()"
            )
        )
    try:
        status, (said,) = purges(postgres_url, capsys)
    finally:
        with store.writing() as connection:
            connection.execute(text("DROP FUNCTION no CASCADE"))
    assert status == 1
    assert said == "Lieu numéro 3, pas rangé : la base refuse un changement (RaiseException)."
    assert names(store) == ["Nantes"]

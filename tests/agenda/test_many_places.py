"""Several places in one database: each terminal sees its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, update

from kiosk.agenda.agenda import Agenda, open_agenda
from kiosk.agenda.errors import NoSuchBooking, WrongPlace
from kiosk.agenda.place import places
from kiosk.agenda.place_file import DescribedPlace, read_place
from kiosk.agenda.terminals import look_up_place
from kiosk.store.engine import Store
from kiosk.store.schema import open_store
from kiosk.store.tables import place, terminal
from tests.agenda.world import SERVICES, MovingClock, book_held, on_file, times

PLACE = """\
name: {name}
address: 1 rue de l'Exemple
helpers:
  - name: Léa
    desk: Bureau 1
    hours:
      - {{days: lundi, from: 9:00, to: 11:00}}
"""

on_server = pytest.mark.parametrize("any_url", ["postgresql"], indirect=True)


@pytest.fixture
def store(any_url: str) -> Iterator[Store]:
    store = open_store(any_url)
    yield store
    store.close()


def described(folder: Path, name: str) -> DescribedPlace:
    file = folder / "place.yaml"
    file.write_text(PLACE.format(name=name), encoding="utf-8")
    return read_place(file, SERVICES)


def starts(store: Store, terminal_id: str, place: DescribedPlace | None = None) -> Agenda:
    agenda = open_agenda(
        store,
        clock=MovingClock(),
        theme_of=SERVICES.get,
        terminal_id=terminal_id,
        described=place,
    )
    agenda.plan()
    return agenda


@on_server
def test_each_place_has_its_own_agenda(store: Store, tmp_path: Path) -> None:
    lille = starts(store, "lille-1", described(tmp_path, "Lille"))
    brest = starts(store, "brest-1", described(tmp_path, "Brest"))
    assert [one.name for one in places(store)] == ["Lille", "Brest"]
    chosen = times(lille)[0]
    lille.hold("b", chosen.session_id, "other", "face", None, "fr")
    assert chosen.session_id not in {one.session_id for one in times(lille)}
    assert len(times(brest)) == len(times(lille)) + 1
    with pytest.raises(NoSuchBooking):
        book_held(brest, "b")
    assert book_held(lille, "b").status == "confirmed"
    assert brest.bookings() == []


@on_server
def test_a_terminal_finds_its_place_again_without_its_description(
    store: Store, tmp_path: Path
) -> None:
    starts(store, "lille-1", described(tmp_path, "Lille"))
    starts(store, "brest-1", described(tmp_path, "Brest"))
    starts(store, "brest-2", described(tmp_path, "BREST"))  # the same, whatever its capitals
    assert starts(store, "lille-1").place.name == "Lille"
    assert starts(store, "brest-2").place.name == "BREST"
    with pytest.raises(WrongPlace, match="n'est d'aucun lieu"):
        starts(store, "nantes-1")


@on_server
def test_what_is_wrong_with_one_place_keeps_no_other_from_starting(
    store: Store, tmp_path: Path
) -> None:
    starts(store, "lille-1", described(tmp_path, "Lille"))
    brest = described(tmp_path, "Brest")
    starts(store, "brest-1", brest)
    with store.writing() as connection:
        wrong = update(place).where(place.c.key == "lille").values(time_zone="Nulle/Part")
        connection.execute(wrong)
    assert starts(store, "brest-1").place.name == "Brest"
    assert starts(store, "brest-2", brest).place.name == "Brest"
    found = look_up_place(store, "brest-1", "brest")
    assert found is not None
    assert found.name == "Brest"


@on_server
def test_two_terminals_of_different_places_cannot_have_one_name(
    store: Store, tmp_path: Path
) -> None:
    starts(store, "terminal-1", described(tmp_path, "Lille"))
    with pytest.raises(WrongPlace, match="un nom à elle par le réglage terminal"):
        starts(store, "terminal-1", described(tmp_path, "Brest"))


@on_server
def test_a_place_with_an_id_may_change_its_name(store: Store, tmp_path: Path) -> None:
    before = starts(store, "lille-1", described(tmp_path, "Lille"))
    renamed = replace(described(tmp_path, "Lille-Fives"), id="Lille")
    after = starts(store, "lille-1", renamed)
    assert after.place == replace(before.place, name="Lille-Fives")
    assert len(places(store)) == 1


@on_server
def test_there_is_no_demonstration_in_a_shared_database(store: Store) -> None:
    with pytest.raises(WrongPlace, match="n'est d'aucun lieu de la base postgresql"):
        starts(store, "terminal-1")
    assert places(store) == []


@on_file
def test_a_file_serves_one_place_whatever_it_is_called(store: Store, tmp_path: Path) -> None:
    before = starts(store, "terminal-1", described(tmp_path, "Lille"))
    after = starts(store, "terminal-1", described(tmp_path, "Lille-Fives"))
    assert after.place.id == before.place.id
    assert [one.name for one in places(store)] == ["Lille-Fives"]


def test_a_terminal_says_that_it_is_there(store: Store, tmp_path: Path) -> None:
    agenda = starts(store, "lille-1", described(tmp_path, "Lille"))
    agenda.beat("0.9")
    agenda.beat("1.0")
    with store.reading() as connection:
        row = connection.execute(select(terminal)).one()
    assert (row.version, row.last_seen_at) == ("1.0", agenda.clock())

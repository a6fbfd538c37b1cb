"""A place as its operator describes it, put into the store again and again."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Table, func, select

from kiosk.agenda.agenda import Agenda, open_agenda
from kiosk.agenda.place_file import read_place_file
from kiosk.agenda.planner import Planned
from kiosk.agenda.rules_file import RulesFile, forget_file, rules_file
from kiosk.store.engine import Store, sqlite_url
from kiosk.store.tables import absence, helper, opening_rule, place
from tests.agenda.described import Shop
from tests.agenda.world import PARIS, SERVICES, book_held, times, wall, wrong_seats
from tests.support.bookings import seat

ONE_MORNING = """\
name: Emploi Store de Fives
address: 12 rue de l'Exemple, 59000 Lille
helpers:
  - name: Léa
    desk: Bureau 1
    hours:
      - {days: lundi, from: 9:00, to: 11:00}
"""
ADAM = """\
  - name: Adam
    desk: Bureau 2
    hours:
      - {days: lundi, from: 14:00, to: 15:00}
"""


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """Whatever its story, its seats agree at the end."""
    shop = Shop(tmp_path, sqlite_url(tmp_path / "kiosk.db"))
    yield shop
    assert wrong_seats(shop.store) == []
    shop.store.close()


def book(agenda: Agenda, at: str, booking_id: str = "b") -> None:
    time_ = next(one for one in times(agenda) if wall(one) == at)
    agenda.hold(booking_id, time_.session_id, "other", "face", None, "fr")
    book_held(agenda, booking_id, "Zoé")


def hours_of(agenda: Agenda, day: str) -> list[str]:
    return [wall(one)[6:] for one in times(agenda) if wall(one).startswith(day)]


def count(store: Store, table: Table) -> int:
    with store.reading() as connection:
        number: int = connection.execute(select(func.count()).select_from(table)).scalar_one()
        return number


def test_a_first_start_with_a_description_makes_the_real_place_at_once(shop: Shop) -> None:
    agenda, planned = shop.starts(ONE_MORNING)
    assert (agenda.place.name, agenda.place.demonstration) == ("Emploi Store de Fives", False)
    assert agenda.place.address == "12 rue de l'Exemple, 59000 Lille"
    assert planned == Planned(added=16)
    assert hours_of(agenda, "14/09") == ["09:00", "09:30", "10:00", "10:30"]
    first = times(agenda)[0]
    assert (first.helper, first.location) == ("Léa", "Bureau 1")


def test_starting_again_with_the_same_description_writes_nothing(shop: Shop) -> None:
    everything = ONE_MORNING + (
        "    absences:\n      - {from: 2026-10-05}\n"
        + ADAM
        + "workshops:\n  - {title: CV, helper: Adam, days: mardi, from: 9:00, minutes: 60,"
        " seats: 8, topics: [apply], modes: [face, video]}\n"
    )
    _, planned = shop.starts(everything)
    assert planned.added > 0
    with closing(sqlite3.connect(shop.file.with_name("kiosk.db"))) as watcher:
        before = _writes(watcher)
        _, planned = shop.starts(everything)
        assert planned == Planned()
        assert _writes(watcher) == before
        shop.starts(everything.replace("Bureau 2", "Bureau 3"))
        assert _writes(watcher) != before


def _writes(watcher: sqlite3.Connection) -> int:
    """A number that changes when another connection has written something."""
    number: int = watcher.execute("PRAGMA data_version").fetchone()[0]
    return number


def test_without_a_description_the_place_stays_what_it_was(shop: Shop) -> None:
    shop.starts(ONE_MORNING)
    agenda, planned = shop.starts()
    assert (agenda.place.name, planned) == ("Emploi Store de Fives", Planned())


def test_new_hours_free_and_add_times_while_a_booked_one_stays(shop: Shop) -> None:
    agenda, _ = shop.starts(ONE_MORNING)
    book(agenda, "14/09 09:00")
    agenda, planned = shop.starts(ONE_MORNING.replace("9:00, to: 11:00", "10:00, to: 12:00"))
    assert (planned.added, planned.withdrawn) == (8, 7)  # the booked one is not withdrawn
    assert [wall(one) for one in planned.stranded] == ["14/09 09:00"]
    assert hours_of(agenda, "14/09") == ["10:00", "10:30", "11:00", "11:30"]
    assert agenda.booking("b").status == "confirmed"


def test_a_helper_who_leaves_is_offered_no_more_and_keeps_whom_she_promised(shop: Shop) -> None:
    agenda, _ = shop.starts(ONE_MORNING + ADAM)
    book(agenda, "14/09 14:30")
    agenda, planned = shop.starts(ONE_MORNING)
    assert {one.helper for one in times(agenda)} == {"Léa"}
    assert [(wall(one), one.helper) for one in planned.stranded] == [("14/09 14:30", "Adam")]
    kept = seat(agenda.booking("b"))
    assert (kept.status, kept.session.helper, kept.session.location) == (
        "confirmed",
        "Adam",
        "Bureau 2",
    )
    agenda, planned = shop.starts(ONE_MORNING + ADAM)  # and comes back
    assert planned == Planned(changed=7)
    assert count(shop.store, helper) == 2


def test_a_new_desk_is_on_the_tickets_to_come(shop: Shop) -> None:
    agenda, _ = shop.starts(ONE_MORNING)
    book(agenda, "14/09 09:00")
    agenda, planned = shop.starts(ONE_MORNING.replace("Bureau 1", "Accueil"))
    assert planned == Planned()
    assert seat(agenda.booking("b")).session.location == "Accueil"


def test_a_name_that_gets_its_accent_is_the_same_helper(shop: Shop) -> None:
    agenda, _ = shop.starts(ONE_MORNING.replace("Léa", "Lea"))
    book(agenda, "14/09 09:00")
    agenda, planned = shop.starts(ONE_MORNING)
    assert planned == Planned()
    assert seat(agenda.booking("b")).session.helper == "Léa"


def test_an_absence_takes_away_what_is_free_and_gives_it_back_when_it_is_lifted(
    shop: Shop,
) -> None:
    shop.starts(ONE_MORNING)
    away = "    absences:\n      - {from: 2026-09-14 10:00, to: 2026-09-21}\n"
    agenda, planned = shop.starts(ONE_MORNING + away)
    assert planned == Planned(withdrawn=6)
    assert hours_of(agenda, "14/09") == ["09:00", "09:30"]
    assert hours_of(agenda, "21/09") == []
    assert len(hours_of(agenda, "28/09")) == 4
    agenda, planned = shop.starts(ONE_MORNING)
    assert planned == Planned(changed=6)
    assert count(shop.store, absence) == 0


def test_a_day_off_is_the_places_own_day_when_the_clocks_change(shop: Shop) -> None:
    shop.clock.now = datetime(2026, 10, 19, 8, tzinfo=PARIS)
    sunday = ONE_MORNING.replace("lundi", "samedi-lundi").replace("9:00, to: 11", "0:00, to: 23")
    away = "    absences:\n      - {from: 2026-10-25}\n"
    agenda, _ = shop.starts(sunday + away)
    assert hours_of(agenda, "24/10")[-1] == "22:30"
    assert hours_of(agenda, "25/10") == []  # a day of 25 hours
    assert hours_of(agenda, "26/10")[0] == "00:00"


@pytest.mark.parametrize(
    ("away", "first"),
    [
        ("2027-03-28 02:30, to: 2027-03-28 03:15", "03:30"),  # 2:30 does not exist
        ("2027-03-28 02:15, to: 2027-03-28 02:45", "03:00"),  # nothing of it exists
        ("2027-03-28 01:00, to: 2027-03-28 02:30", "03:00"),
    ],
)
def test_an_absence_in_the_hour_that_march_skips_is_read(away: str, first: str, shop: Shop) -> None:
    shop.clock.now = datetime(2027, 3, 22, 8, tzinfo=PARIS)
    nights = ONE_MORNING.replace("lundi", "dimanche").replace("9:00, to: 11", "3:00, to: 5")
    agenda, _ = shop.starts(f"{nights}    absences:\n      - {{from: {away}}}\n")
    assert hours_of(agenda, "28/03")[0] == first


def test_when_the_place_is_closed_nobody_is_expected_by_anyone(shop: Shop) -> None:
    closed = "closed:\n  - {from: 2026-09-14}\n"
    agenda, _ = shop.starts(closed + ONE_MORNING + ADAM)
    assert hours_of(agenda, "14/09") == []
    assert len(hours_of(agenda, "21/09")) == 6


def test_a_workshop_is_announced_on_its_day(shop: Shop) -> None:
    workshop = (
        "workshops:\n"
        "  - {title: Mon CV, helper: Léa, days: lundi, from: 14:00, minutes: 90, seats: 8,"
        " valid_from: 2026-09-14, valid_to: 2026-09-14}\n"
    )
    agenda, planned = shop.starts(ONE_MORNING + workshop)
    assert planned == Planned(added=17)
    (line,) = agenda.today().lines
    assert (line.title, line.seats_left, line.starts_at.hour) == ("Mon CV", 8, 14)


def test_the_demonstration_becomes_the_real_place_and_loses_no_booking(shop: Shop) -> None:
    agenda, _ = shop.starts()
    assert agenda.place.demonstration
    tried = times(agenda)[0]
    book(agenda, wall(tried))
    agenda, planned = shop.starts(ONE_MORNING)
    assert not agenda.place.demonstration
    assert agenda.place.name == "Emploi Store de Fives"
    assert {one.helper for one in times(agenda)} == {"Léa"}
    # Léa is also the name of a helper of the demonstration: the others have left.
    assert [one.session_id for one in planned.stranded] == [tried.session_id]
    assert agenda.booking("b").status == "confirmed"
    assert agenda.today().lines == ()
    assert count(shop.store, place) == 1
    assert count(shop.store, opening_rule) == 1
    shop.clock.pass_time(days=1)
    agenda, planned = shop.starts(ONE_MORNING)
    assert planned.stranded == ()
    assert agenda.booking("b").status == "over"


def test_a_place_that_moves_keeps_its_agenda(shop: Shop) -> None:
    agenda, _ = shop.starts(ONE_MORNING)
    book(agenda, "14/09 09:00")
    moved = ONE_MORNING.replace("12 rue", "14 rue").replace("de Fives", "de Lille-Fives")
    agenda, planned = shop.starts(moved)
    assert planned == Planned()
    assert (agenda.place.name, agenda.place.address[:6]) == (
        "Emploi Store de Lille-Fives",
        "14 rue",
    )
    assert [one.id for one in agenda.bookings()] == ["b"]


def test_a_store_that_is_not_described_loads_no_reader_of_yaml() -> None:
    code = "import kiosk.agenda.agenda, sys; print(*({'yaml', 'holidays'} & {*sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_a_place_remembers_the_file_that_keeps_its_rules(shop: Shop) -> None:
    """Until the terminal that read it starts without; another's start says nothing of it."""

    def starts(terminal: str, text: str | None) -> RulesFile | None:
        file = None
        if text is not None:
            shop.file.write_text(text, encoding="utf-8")
            file = read_place_file(shop.file, [])
        agenda = open_agenda(
            shop.store,
            clock=shop.clock,
            theme_of=SERVICES.get,
            terminal_id=terminal,
            described=file.place if file else None,
            rules=file.rules if file else None,
        )
        if file is None:  # as `kiosk run` does
            forget_file(shop.store, agenda.place.id, terminal)
        return agenda.read(rules_file)

    kept = starts("borne-1", ONE_MORNING)
    assert kept is not None
    assert (kept.name, kept.lines["helper lea"]) == ("place.yaml", 4)
    assert starts("borne-2", ONE_MORNING) == kept
    with closing(sqlite3.connect(shop.file.with_name("kiosk.db"))) as watcher:
        before = _writes(watcher)
        assert starts("borne-1", ONE_MORNING) == kept
        assert _writes(watcher) == before
    assert starts("borne-2", None) == kept
    moved = starts("borne-1", f"# Un commentaire\n{ONE_MORNING}")
    assert moved is not None
    assert moved.lines["helper lea"] == 5
    assert starts("borne-1", None) is None
    assert starts("borne-1", ONE_MORNING) == kept

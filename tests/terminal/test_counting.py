"""What a terminal counts reaches the store once, whatever happens in between."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from kiosk.agenda.agenda import Agenda
from kiosk.agenda.visit_counts import KEPT, take_in
from kiosk.clocks import Clock
from kiosk.store.counts_file import COUNTS_FILE, CountsFile, DayCount
from kiosk.store.engine import Store
from kiosk.store.schema import open_store
from kiosk.store.tables import terminal, visit_count
from kiosk.terminal.counting import KEPT_HERE, Counting
from kiosk.terminal.handling import Asker
from kiosk.visit import effects as fx
from kiosk.visit.counts import Count
from kiosk.visit.state import new_visit
from tests.agenda.world import MONDAY, MovingClock, empty_place, same_place, wrong_seats
from tests.terminal.floor import Floor
from tests.visit.story import Story

VISIT = Count(what="visit")
TODAY = MONDAY.date()


def in_store(store: Store) -> dict[tuple[date, str, str, str], int]:
    names = ("day", "what", "about", "step")
    columns = [visit_count.c[name] for name in names]
    query = select(*columns, func.sum(visit_count.c["count"])).group_by(*columns)
    with store.reading() as connection:
        return {(row[0], row[1], row[2], row[3]): int(row[4]) for row in connection.execute(query)}


@pytest.fixture
def agenda(any_url: str, clock: MovingClock) -> Agenda:
    return empty_place(any_url, clock)


def counting(folder: Path, agenda: Agenda, clock: Clock) -> Counting:
    return Counting(CountsFile(folder / COUNTS_FILE), agenda, clock)


def add(to: Counting, *counts: Count) -> None:
    visit = new_visit(Story().context)
    assert to.add(fx.AddCounts(counts), Asker(visit, "")) == ()


def test_a_visit_on_a_terminal_is_counted_in_its_store(floor: Floor) -> None:
    floor.walks_until_stuck()
    floor.finds_times()
    floor.holds()
    floor.confirms()
    floor.until(lambda: floor.paper_was("printed"), "the paper")
    floor.until(lambda: floor.terminal.visit.issued.printing == "printed")  # type: ignore[union-attr]
    floor.finishes()
    assert in_store(floor.agenda.store) == {}
    floor.until(lambda: (floor.data / COUNTS_FILE).exists(), "the file")
    floor.pass_time(61)
    floor.until(lambda: in_store(floor.agenda.store), "the counts")
    found = {key[1:]: count for key, count in in_store(floor.agenda.store).items()}
    assert found["visit", "", ""] == found["with_person", "", ""] == 1
    assert found["ticket", "printed", ""] == 1
    assert found["language", "fr", ""] == 1
    assert found["stopped", "declare", "hours"] == found["asked", "declare", "hours"] == 1
    assert {one.split("-")[0] for one in {key[0] for key in found}} >= {"step", "walk"}


def test_the_store_is_told_how_far_a_count_is_and_once(
    tmp_path: Path, agenda: Agenda, clock: MovingClock
) -> None:
    here = counting(tmp_path, agenda, clock)
    add(here, VISIT)
    here.tell()
    add(here, VISIT, Count(what="language", about="fr"))
    for _again in range(2):
        here.tell()
    # Told again as if its answer had been lost, and an older answer after it.
    counter, _nothing = CountsFile(tmp_path / COUNTS_FILE).untold()
    for far in (2, 1):
        told = DayCount(day=TODAY, what="visit", about="", step="", count=far)
        agenda.write(take_in, counter, [told])
    assert in_store(agenda.store) == {
        (TODAY, "visit", "", ""): 2,
        (TODAY, "language", "fr", ""): 1,
    }
    agenda.store.close()


def test_a_file_that_was_lost_or_damaged_begins_anew_beside_what_the_store_has(
    tmp_path: Path, agenda: Agenda, clock: MovingClock
) -> None:
    here = counting(tmp_path, agenda, clock)
    add(here, VISIT, VISIT)
    here.tell()
    (tmp_path / COUNTS_FILE).write_text("this is no database, whatever its name may say")
    add(here, VISIT)
    here.tell()
    assert in_store(agenda.store) == {(TODAY, "visit", "", ""): 3}
    assert list(tmp_path.glob(f"{COUNTS_FILE}.abimee-*"))
    agenda.store.close()


def test_what_cannot_be_written_is_said_and_nobody_waits(
    tmp_path: Path, agenda: Agenda, clock: MovingClock, caplog: pytest.LogCaptureFixture
) -> None:
    add(counting(tmp_path / "gone", agenda, clock), VISIT)
    assert "counts.db, où la borne compte, ne sert pas" in caplog.text
    agenda.store.close()


_TELL_AND_DIE = """
import os, signal, sys
from pathlib import Path
from kiosk.store.counts_file import CountsFile
from kiosk.store.schema import open_store
from kiosk.terminal.counting import Counting
from tests.agenda.world import MovingClock, same_place

class Killed(CountsFile):
    def told(self, counts, forget_before):
        os.kill(os.getpid(), signal.SIGKILL)

clock = MovingClock()
agenda = same_place(open_store(sys.argv[1]), clock)
Counting(Killed(Path(sys.argv[2])), agenda, clock).tell()
"""


def test_a_program_killed_before_it_knew_that_it_was_heard_counts_once(
    tmp_path: Path, agenda: Agenda, any_url: str, clock: MovingClock
) -> None:
    here = counting(tmp_path, agenda, clock)
    add(here, VISIT, VISIT)
    command = [sys.executable, "-c", _TELL_AND_DIE, any_url, str(tmp_path / COUNTS_FILE)]
    assert subprocess.run(command, timeout=60).returncode == -signal.SIGKILL
    assert in_store(agenda.store) == {(TODAY, "visit", "", ""): 2}
    add(here, VISIT)
    here.tell()
    assert in_store(agenda.store) == {(TODAY, "visit", "", ""): 3}
    agenda.store.close()


def test_what_is_counted_while_the_store_is_away_is_told_when_it_is_back(
    tmp_path: Path, agenda: Agenda, any_url: str, clock: MovingClock
) -> None:
    away = same_place(open_store(any_url), clock)
    store = Store("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    silent = counting(tmp_path, Agenda(**(vars(away) | {"store": store})), clock)
    for _day in range(2):
        add(silent, VISIT)
        silent.tell()
        clock.pass_time(days=1)
    assert in_store(agenda.store) == {}
    for _again in range(2):
        counting(tmp_path, agenda, clock).tell()
    assert in_store(agenda.store) == {
        (TODAY, "visit", "", ""): 1,
        (TODAY + timedelta(days=1), "visit", "", ""): 1,
    }
    for one in (away, agenda):
        one.store.close()


def test_days_that_cannot_have_been_are_today_and_old_ones_go(
    tmp_path: Path, agenda: Agenda, clock: MovingClock
) -> None:
    file = CountsFile(tmp_path / COUNTS_FILE)
    file.add(date(2013, 1, 1), [VISIT])
    file.add(TODAY + timedelta(days=400), [VISIT])
    file.add(TODAY, [VISIT])
    here = counting(tmp_path, agenda, clock)
    here.tell()
    assert in_store(agenda.store) == {(TODAY, "visit", "", ""): 3}
    clock.pass_time(days=KEPT_HERE.days + 1)
    add(here, VISIT)
    here.tell()
    kept = (tmp_path / COUNTS_FILE).read_bytes()
    assert str(TODAY).encode() not in kept
    with agenda.store.writing() as connection:
        connection.execute(update(terminal).values(last_seen_at=clock()))
    clock.pass_time(days=KEPT.days - KEPT_HERE.days)
    assert agenda.purge(confirmed=True).names == 0
    assert [day for day, *_rest in in_store(agenda.store)] == [
        TODAY + timedelta(days=KEPT_HERE.days + 1)
    ]
    assert wrong_seats(agenda.store) == []
    agenda.store.close()

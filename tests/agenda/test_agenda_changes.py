"""A manager changes the agenda: what that does to what is booked is seen before, and is left to the
team afterwards, whoever keeps the rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from kiosk.agenda.agenda import Agenda
from kiosk.agenda.agenda_changes import (
    AgendaChanged,
    Effects,
    KeptInFile,
    look,
    put_described,
    rename_helper,
    save,
)
from kiosk.agenda.errors import NotOffered
from kiosk.agenda.one_day import (
    NoSuchHelper,
    OfTheFile,
    add_day_off,
    add_hours,
    days_off,
    lift_day_off,
)
from kiosk.agenda.place_file import DescribedPlace, read_place_file
from kiosk.agenda.place_file.described_place import DescribedHelper, Hours
from kiosk.agenda.place_file.write import write_place
from kiosk.agenda.read_described import read_described
from kiosk.agenda.session_changes import HourTaken
from kiosk.agenda.team_tasks import settle, tasks
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import helper
from kiosk.visit.team_tasks import TeamTask
from tests.agenda.described import Shop
from tests.agenda.world import MONDAY, book_held, times, wall, wrong_seats

PLACE = """\
name: Emploi Store de Fives
address: 12 rue de l'Exemple, 59000 Lille
helpers:
  - name: Léa
    desk: Bureau 1
    hours:
      - {days: lundi, from: 9:00, to: 11:00, modes: [face, phone]}
  - name: Adam
    desk: Bureau 2
    hours:
      - {days: mardi, from: 9:00, to: 10:00}
"""
NINE = datetime(2026, 9, 14, 9)  # noqa: DTZ001 - on the place's wall
A_DAY = timedelta(days=1)


@pytest.fixture
def shop(tmp_path: Path, any_url: str) -> Iterator[Shop]:
    shop = Shop(tmp_path, any_url)
    yield shop
    assert wrong_seats(shop.store) == []
    shop.store.close()


@pytest.fixture
def here(shop: Shop) -> Agenda:
    """A place that was described once, and is kept on the board since."""
    return shop.starts(PLACE)[0]


def book(here: Agenda, at: str, booking_id: str = "b", phone: str | None = "0639981234") -> None:
    found = next(one for one in times(here) if wall(one) == at)
    here.hold(booking_id, found.session_id, "other", "face", None, "fr")
    book_held(here, booking_id, "Zoé", phone)


def id_of(here: Agenda, name: str) -> int:
    with here.store.reading() as connection:
        query = select(helper.c.id).where(helper.c.name == name)
        return int(connection.execute(query).scalar_one())


def later(place: DescribedPlace) -> DescribedPlace:
    """Léa begins an hour later."""
    lea, *others = place.helpers
    hours = replace(lea.hours[0], starts=time(10), ends=time(12))
    return replace(place, helpers=(replace(lea, hours=(hours,)), *others))


def begins_later(work: UnitOfWork) -> None:
    put_described(work, later)


def said(effects: Effects) -> list[tuple[str, str | None, bool]]:
    return [
        (f"{one.session.starts_at:%d/%m %H:%M} {one.session.helper}", one.reason, one.reachable)
        for one in effects.touched
    ]


def waits(here: Agenda) -> list[TeamTask]:
    return [one for one in here.read(tasks) if one.kind == "to_move"]


def free(here: Agenda, day: str) -> list[str]:
    return [wall(one)[6:] for one in times(here) if wall(one).startswith(day)]


def test_what_a_change_does_is_seen_before_and_changes_nothing(here: Agenda) -> None:
    book(here, "14/09 09:00")
    before = here.read(read_described)
    effects = look(here, begins_later)
    assert (effects.added, effects.withdrawn) == (8, 7)
    assert said(effects) == [("14/09 09:00 Léa", "hour", True)]
    assert here.read(read_described) == before
    assert free(here, "14/09") == ["09:30", "10:00", "10:30"]
    assert waits(here) == []


def test_what_was_touched_is_left_to_the_team_and_vanishes_only_by_its_word(here: Agenda) -> None:
    book(here, "14/09 09:00", "told")
    book(here, "14/09 09:30", "off", phone=None)
    book(here, "21/09 09:00", "moved")
    effects = save(here, begins_later, look(here, begins_later).seen)
    assert len(effects.touched) == 3
    assert free(here, "14/09") == ["10:00", "10:30", "11:00", "11:30"]
    assert [(one.id, one.reason, one.phone) for one in waits(here)] == [
        ("told", "hour", "0639981234"),
        ("off", "hour", ""),
        ("moved", "hour", "0639981234"),
    ]
    here.write(settle, "to_move", "told", yes=True)
    here.write(settle, "to_move", "off", yes=False)
    assert here.booking("off").status == "cancelled"
    here.move("moved", times(here)[-1].session_id)
    assert waits(here) == []
    for settled in ("told", "moved"):  # from a page that a colleague had open since before
        here.write(settle, "to_move", settled, yes=False)
    assert here.booking("moved").status == "confirmed"
    here.plan()  # and what was settled is not asked again
    assert waits(here) == []
    assert here.booking("told").status == "confirmed"


def test_an_hour_that_is_given_again_needs_nobody_to_call(here: Agenda) -> None:
    book(here, "14/09 09:00")
    before = here.read(read_described)
    save(here, begins_later, look(here, begins_later).seen)
    assert len(waits(here)) == 1

    def as_before(work: UnitOfWork) -> None:
        put_described(work, lambda _now: before)

    save(here, as_before, look(here, as_before).seen)
    assert waits(here) == []
    save(here, begins_later, look(here, begins_later).seen)
    assert len(waits(here)) == 1


def test_what_changed_since_it_was_looked_at_is_not_saved(here: Agenda) -> None:
    seen = look(here, begins_later).seen
    lea = id_of(here, "Léa")
    here.write(add_day_off, lea, NINE + A_DAY, NINE + 2 * A_DAY)
    with pytest.raises(AgendaChanged):
        save(here, begins_later, seen)
    assert "10:30" in free(here, "14/09")
    assert "11:00" not in free(here, "14/09")
    seen = look(here, begins_later).seen
    book(here, "14/09 09:00")  # somebody who would not have been seen
    with pytest.raises(AgendaChanged) as told:
        save(here, begins_later, seen)
    assert said(told.value.effects) == [("14/09 09:00 Léa", "hour", True)]
    save(here, begins_later, told.value.effects.seen)


def test_another_desk_is_told_to_who_comes(here: Agenda) -> None:
    book(here, "14/09 09:00")

    def moves(work: UnitOfWork) -> None:
        put_described(
            work,
            lambda place: replace(
                place, helpers=(replace(place.helpers[0], desk="Salle 3"), place.helpers[1])
            ),
        )

    effects = save(here, moves, look(here, moves).seen)
    assert said(effects) == [("14/09 09:00 Léa", "room", True)]
    assert effects.touched[0].to == "Salle 3"
    (task,) = waits(here)
    assert task.reason == "room"


def test_who_gets_another_name_keeps_their_people(here: Agenda) -> None:
    book(here, "14/09 09:00")

    def renames(work: UnitOfWork) -> None:
        rename_helper(work, "Léa", "Léa B.")

    effects = save(here, renames, look(here, renames).seen)
    assert said(effects) == [("14/09 09:00 Léa", "host", True)]
    assert here.booking("b").status == "confirmed"
    assert "Léa B." in write_place(here.read(read_described))


def test_a_new_helper_receives_at_once(here: Agenda) -> None:
    def comes(work: UnitOfWork) -> None:
        hours = Hours(days=(2,), starts=time(9), ends=time(10))
        new = DescribedHelper(name="Inès", desk="Bureau 3", hours=(hours,))
        put_described(work, lambda place: replace(place, helpers=(*place.helpers, new)))

    assert save(here, comes, look(here, comes).seen).added == 8
    assert free(here, "16/09") == ["09:00", "09:30"]


# One day


def test_an_absence_of_one_day_lasts_until_it_is_lifted_whatever_the_file_says(shop: Shop) -> None:
    here, _ = shop.starts(PLACE)
    book(here, "14/09 09:00")
    lea = id_of(here, "Léa")

    def away(work: UnitOfWork) -> None:
        add_day_off(work, lea, NINE, NINE + timedelta(hours=1))

    effects = save(here, away, look(here, away).seen)
    assert said(effects) == [("14/09 09:00 Léa", "hour", True)]
    assert free(here, "14/09") == ["10:00", "10:30"]
    here, planned = shop.starts(PLACE)
    assert [wall(one) for one in planned.stranded] == ["14/09 09:00"]
    assert len(waits(here)) == 1
    written = write_place(here.read(read_described))
    assert "- {from: 2026-09-14 9:00, to: 2026-09-14 10:00}" in written
    shop.starts(written)  # what was exported takes nothing, and adds nothing
    (off,) = here.read(days_off)
    assert (off.helper, off.by_hand, off.starts_at.hour) == ("Léa", True, 9)
    here.write(add_day_off, lea, NINE, NINE + timedelta(hours=1))
    assert here.read(days_off) == (off,)
    here.write(lift_day_off, off.id)
    here.write(lift_day_off, off.id)
    here.plan()
    assert (here.read(days_off), waits(here)) == ((), [])
    assert free(here, "14/09") == ["09:30", "10:00", "10:30"]


def test_a_closing_of_the_place_is_everybodys(here: Agenda) -> None:
    here.write(add_day_off, None, datetime(2026, 9, 14), datetime(2026, 9, 16))  # noqa: DTZ001
    here.plan()
    assert (free(here, "14/09"), free(here, "15/09")) == ([], [])
    assert "closed:\n  - {from: 2026-09-14, to: 2026-09-15}" in write_place(
        here.read(read_described)
    )


def test_an_hour_more_stays_whatever_the_rules_say_until_they_are_away(shop: Shop) -> None:
    here, _ = shop.starts(PLACE)
    lea = id_of(here, "Léa")
    afternoon = NINE.replace(hour=14)
    assert here.write(add_hours, lea, afternoon, afternoon + timedelta(hours=1)) == 2
    assert free(here, "14/09")[-2:] == ["14:00", "14:30"]
    here, _ = shop.starts(PLACE)
    assert free(here, "14/09")[-2:] == ["14:00", "14:30"]
    with pytest.raises(NotOffered):  # they stand already
        here.write(add_hours, lea, afternoon, afternoon + timedelta(hours=1))
    book(here, "14/09 14:00")

    def away(work: UnitOfWork) -> None:
        add_day_off(work, lea, NINE, NINE + A_DAY)

    effects = save(here, away, look(here, away).seen)
    assert said(effects) == [("14/09 14:00 Léa", "hour", True)]
    assert free(here, "14/09") == []
    here.plan()
    assert len(waits(here)) == 1


def test_an_hour_more_is_nobodys_second_place(here: Agenda) -> None:
    book(here, "14/09 09:00")
    lea = id_of(here, "Léa")
    with pytest.raises(HourTaken):
        here.write(add_hours, lea, NINE - timedelta(minutes=15), NINE + timedelta(minutes=15))
    with pytest.raises(NotOffered):
        here.write(add_hours, lea, NINE - A_DAY, NINE - A_DAY + timedelta(hours=1))
    with pytest.raises(NotOffered):
        here.write(add_hours, lea, NINE, NINE + timedelta(minutes=5))
    with pytest.raises(NoSuchHelper):
        here.write(add_hours, 999, NINE, NINE + A_DAY)
    with pytest.raises(NotOffered):
        here.write(add_day_off, lea, NINE - 2 * A_DAY, NINE - A_DAY)


# A place whose file keeps the rules


def test_rules_of_a_file_are_only_shown_and_one_day_is_the_teams(shop: Shop) -> None:
    shop.file.write_text(f"{PLACE}closed:\n  - {{from: 2026-12-28}}\n", encoding="utf-8")
    file = read_place_file(shop.file, [])
    here = shop.kept_by(file)
    with pytest.raises(KeptInFile, match=r"place\.yaml"):
        look(here, begins_later)
    with pytest.raises(KeptInFile):
        here.write(rename_helper, "Léa", "Zoé")
    (closed,) = here.read(days_off)
    with pytest.raises(OfTheFile, match=r"place\.yaml"):
        here.write(lift_day_off, closed.id)
    here.write(add_day_off, None, NINE, NINE + A_DAY)
    here = shop.kept_by(file)
    assert [one.by_hand for one in here.read(days_off)] == [True, False]
    assert here.clock() == MONDAY

"""What a place's file says, what the database keeps of it, and the file that is written from that:
one and the same."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from kiosk.agenda.agenda import Agenda
from kiosk.agenda.apply_place_file import put_place
from kiosk.agenda.demonstration import make_demonstration
from kiosk.agenda.place import read_places
from kiosk.agenda.place_file import DescribedPlace, read_place
from kiosk.agenda.place_file.described_place import (
    Away,
    DescribedActivity,
    DescribedHelper,
    Hours,
    PublicHours,
)
from kiosk.agenda.place_file.place_check import findings
from kiosk.agenda.place_file.place_texts import described_texts
from kiosk.agenda.place_file.write import write_place
from kiosk.agenda.read_described import read_described
from kiosk.catalog.unwanted_characters import unwanted_characters
from kiosk.paths import ROOT
from kiosk.store.engine import Store
from kiosk.store.schema import open_store
from kiosk.store.tables import metadata
from tests.agenda.test_place_file import topics_of_the_catalogue
from tests.agenda.world import MONDAY, SERVICES, MovingClock

TOPICS = ("formation", "numerique", "faire-un-cv")

WORDS = st.sampled_from(
    (
        "Mon CV",
        "Atelier : je fais mon CV",
        "null",
        "12",
        "oui",
        "[a], {b}",
        "# d'abord",
        "- l'« été »",
        'a "b" \\c',
        "王小明",
        "à 9:00, salle 2",
    )
) | st.text(st.characters(categories=("L", "Nd", "Po", "Sm")), min_size=1, max_size=12)
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
CLOCKS = st.builds(time, st.integers(0, 22), st.sampled_from((0, 15, 30, 45)))
WEEK = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))
MODES: st.SearchStrategy[Any] = st.lists(
    st.sampled_from(("face", "phone", "video")), min_size=1, unique=True
).map(tuple)
ABOUT_WHAT = st.none() | st.lists(st.sampled_from(TOPICS), min_size=1, unique=True).map(tuple)
MOMENTS = st.builds(datetime.combine, DAYS, st.just(time()) | CLOCKS)
AWAY = st.builds(Away, starts=MOMENTS, ends=st.none() | MOMENTS)
HOURS = st.builds(
    Hours,
    days=WEEK,
    starts=CLOCKS,
    ends=CLOCKS,
    minutes=st.sampled_from((15, 30, 45)),
    modes=MODES,
    topics=ABOUT_WHAT,
    valid_from=st.none() | DAYS,
    valid_to=st.none() | DAYS,
)
PUBLIC_HOURS = st.builds(
    PublicHours,
    days=WEEK,
    starts=CLOCKS,
    ends=CLOCKS,
    valid_from=st.none() | DAYS,
    valid_to=st.none() | DAYS,
)


@st.composite
def activities(draw: st.DrawFn, names: list[str]) -> DescribedActivity:
    dated, series = draw(st.booleans()), draw(st.booleans())
    first = draw(DAYS)
    some = None if dated else draw(st.none() | st.just(first))
    return DescribedActivity(
        title=draw(WORDS),
        kind=draw(st.sampled_from(("workshop", "group", "coaching", "trial"))),
        about=draw(st.none() | WORDS),
        helper=draw(st.none() | st.sampled_from(names)),
        location=draw(WORDS),
        days=() if dated else draw(WEEK),
        dates=tuple(draw(st.lists(DAYS, min_size=1, max_size=3))) if dated else (),
        starts=draw(CLOCKS),
        minutes=draw(st.sampled_from((30, 60))),
        seats=draw(st.integers(4, 12)),
        waiting_list=draw(st.integers(0, 4)),
        modes=draw(MODES),
        topics=draw(ABOUT_WHAT),
        bring=draw(st.none() | WORDS),
        beginners=draw(st.booleans()),
        series=series and some is not None,
        minimum=draw(st.integers(0, 4)),
        languages=draw(st.none() | st.just(("fr", "en"))),
        valid_from=some,
        valid_to=None if some is None else first + timedelta(days=draw(st.integers(0, 40))),
    )


@st.composite
def places(draw: st.DrawFn) -> DescribedPlace:
    names = draw(st.lists(st.sampled_from(("Amina", "Marc", "Léa")), min_size=1, unique=True))
    helpers = tuple(
        DescribedHelper(
            name=name,
            desk=draw(WORDS),
            hours=tuple(draw(st.lists(HOURS, max_size=2))),
            absences=tuple(draw(st.lists(AWAY, max_size=2))),
        )
        for name in names
    )
    place = DescribedPlace(
        name=draw(WORDS),
        address=draw(WORDS),
        helpers=helpers,
        workshops=tuple(draw(st.lists(activities(names), max_size=1))),
        activities=tuple(draw(st.lists(activities(names), max_size=3))),
        closed=tuple(draw(st.lists(AWAY, max_size=2))),
        opening=tuple(draw(st.lists(PUBLIC_HOURS, max_size=3))),
        booths=tuple(draw(st.lists(WORDS, max_size=2))),
        region=draw(st.none() | st.sampled_from(("57", "6AE", "974"))),
        id=draw(st.none() | st.just("Ici")),
    )
    return only_what_is_right(place)


def only_what_is_right(place: DescribedPlace) -> DescribedPlace:
    """Without each hour, absence or activity that a file could not say."""
    for _time in range(20):
        wrong = [*findings(place, TOPICS, ()), *unwanted_characters(described_texts(place))]
        if not wrong:
            return place
        assume(len(wrong[0].path) > 2)
        place = without(place, wrong[0].path)
    assume(False)
    raise AssertionError


def without(thing: Any, path: tuple[Any, ...]) -> Any:
    field, number, *rest = path
    items = list(getattr(thing, field))
    if len(rest) > 1:
        items[number] = without(items[number], tuple(rest))
    else:
        assume(field != "helpers")
        del items[number]
    return replace(thing, **{field: tuple(items)})


class Kept:
    """A database, and the file that is written from it."""

    def __init__(self, folder: Path, url: str) -> None:
        self.file = folder / "place.yaml"
        self.store: Store = open_store(url)

    def puts(self, place: DescribedPlace) -> str:
        """Into the database, and what is written from there."""
        at = put_place(self.store, place)
        agenda = Agenda(
            store=self.store,
            place=at,
            terminal="terminal-1",
            clock=MovingClock(),
            theme_of=SERVICES.get,
        )
        return write_place(agenda.read(read_described))

    def reads(self, written: str, topics: Any = TOPICS) -> DescribedPlace:
        self.file.write_text(written, encoding="utf-8")
        return read_place(self.file, topics)

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        with self.store.reading() as connection:
            return {
                table.name: sorted(
                    (tuple(row) for row in connection.execute(table.select())), key=repr
                )
                for table in metadata.sorted_tables
            }


@pytest.fixture
def kept(tmp_path: Path, any_url: str) -> Iterator[Kept]:
    kept = Kept(tmp_path, any_url)
    yield kept
    kept.store.close()


TWICE = DescribedActivity(
    title="Deux fois", location="Ici", days=(1,), starts=time(9), minutes=30, seats=4
)
MORNING = PublicHours(days=(0,), starts=time(9), ends=time(12))
ALIKE = DescribedPlace(
    name="Ici",
    address="1 rue Ici",
    helpers=(DescribedHelper(name="Léa", desk="Bureau 1"),),
    opening=(MORNING, replace(MORNING, days=(0, 1))),
    activities=(TWICE, TWICE, replace(TWICE, seats=5), replace(TWICE, days=(1, 2))),
)


@settings(
    max_examples=100 if "RACES" in os.environ else 10,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.filter_too_much,
        HealthCheck.too_slow,
    ],
)
@given(place=places())
@example(place=ALIKE)
def test_what_is_written_is_read_applied_and_written_the_same(
    kept: Kept, place: DescribedPlace
) -> None:
    written = kept.puts(place)
    before = kept.everything()
    again = kept.reads(written)
    assert kept.puts(again) == written
    assert kept.everything() == before  # it wrote nothing


def test_the_example_of_the_project_comes_back_whole(kept: Kept) -> None:
    topics = topics_of_the_catalogue()
    place = read_place(ROOT / "place.example.yaml", topics)
    assert kept.reads(kept.puts(place), topics) == place


def test_a_demonstration_can_be_written_and_read(kept: Kept) -> None:
    topics = topics_of_the_catalogue()
    make_demonstration(kept.store, themes=topics[:4], now=MONDAY)
    with kept.store.reading() as connection:
        (at,) = read_places(connection)
    agenda = Agenda(
        store=kept.store,
        place=at,
        terminal="terminal-1",
        clock=MovingClock(),
        theme_of=SERVICES.get,
    )
    written = write_place(agenda.read(read_described))
    assert kept.puts(kept.reads(written, topics)) == written

"""When the public may come: what an operator writes, and what a terminal opens and closes by."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from kiosk.agenda.opening import Absence
from kiosk.agenda.place_file import PlaceFileError, read_place
from kiosk.agenda.public_hours import OpeningHours, open_spans
from kiosk.store.tables import opening_hours
from tests.agenda.described import Shop
from tests.agenda.world import PARIS

PLACE = """\
name: Emploi Store de Fives
address: 12 rue de l'Exemple, 59000 Lille
helpers:
  - {name: Léa, desk: Bureau 1}
"""
OPENING = """\
opening:
  - {days: lundi-vendredi, from: 9:00, to: 12:00}
  - {days: [lundi, mardi], from: 12:00, to: 17:30}
closed:
  - {from: 2026-09-16, to: 2026-09-17}
  - {from: 2026-09-18 9:30, to: 2026-09-18 10:00}
"""


def shown(spans: tuple[tuple[datetime, datetime], ...]) -> list[str]:
    return [
        f"{start.astimezone(PARIS):%d/%m %H:%M}-{end.astimezone(PARIS):%H:%M}"
        for start, end in spans
    ]


def test_the_hours_less_the_closings_are_what_a_terminal_is_told(
    tmp_path: Path, any_url: str
) -> None:
    shop = Shop(tmp_path, any_url)
    agenda, _planned = shop.starts(PLACE)
    assert agenda.today().opening is None
    agenda, _planned = shop.starts(PLACE + OPENING)
    times = agenda.today().opening
    assert times is not None
    assert shown(times.spans)[:5] == [
        "14/09 09:00-17:30",
        "15/09 09:00-17:30",
        "18/09 09:00-09:30",
        "18/09 10:00-12:00",
        "21/09 09:00-17:30",
    ]
    assert times.known_until == datetime(2026, 10, 19, tzinfo=PARIS)
    agenda, _planned = shop.starts(PLACE)
    assert agenda.today().opening is None
    with shop.store.reading() as connection:
        assert connection.execute(opening_hours.select()).all() == []
    shop.store.close()


def test_public_holidays_and_the_days_the_hours_hold_for_are_kept() -> None:
    hours = OpeningHours(weekday=2, starts=time(9), ends=time(12), valid_from=date(2026, 11, 4))
    days = [date(2026, 10, 28) + timedelta(weeks=number) for number in range(4)]
    spans = open_spans([hours], [], [date(2026, 11, 11)], days, PARIS)
    assert shown(spans) == ["04/11 09:00-12:00", "18/11 09:00-12:00"]


def test_when_the_clocks_change_the_place_opens_by_its_own() -> None:
    night = OpeningHours(weekday=6, starts=time(2, 30), ends=time(9))
    back, forward = date(2026, 10, 25), date(2027, 3, 28)
    spans = open_spans([night], [], [], [back, forward], PARIS)
    assert spans == (
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 8, tzinfo=UTC)),
        # 2:30 is skipped: it opens when the clocks have moved.
        (datetime(2027, 3, 28, 1, tzinfo=UTC), datetime(2027, 3, 28, 7, tzinfo=UTC)),
    )


def test_a_closing_that_covers_everything_leaves_nothing() -> None:
    hours = OpeningHours(weekday=0, starts=time(9), ends=time(12))
    closing = Absence(
        helper_id=None,
        starts_at=datetime(2026, 9, 1, tzinfo=UTC),
        ends_at=datetime(2026, 10, 1, tzinfo=UTC),
    )
    assert open_spans([hours], [closing], [], [date(2026, 9, 14)], PARIS) == ()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("opening:\n  - {days: lundi, from: 9:00, to: 8:00}", "6: opening.1.to: la fin, 8:00"),
        ("opening:\n  - {days: lundy, from: 9:00, to: 18:00}", "6: opening.1.days: « lundy »"),
        ("opening:\n  - {days: [], from: 9:00, to: 18:00}", "6: opening.1.days: est vide"),
        ("opening:\n  - {days: lundi, from: 9:00}", "6: opening.1.to: "),
        (
            "opening:\n  - days: lundi\n    from: 9:00\n    to: 18:00\n"
            "    valid_from: 2026-09-02\n    valid_to: 2026-09-01",
            "10: opening.1.valid_to: le dernier jour",
        ),
    ],
)
def test_a_slip_of_the_hand_is_told_by_its_line(tmp_path: Path, written: str, told: str) -> None:
    file = tmp_path / "place.yaml"
    file.write_text(PLACE + written + "\n", encoding="utf-8")
    with pytest.raises(PlaceFileError) as wrong:
        read_place(file, ())
    assert len(wrong.value.problems) == 1
    assert f"place.yaml:{told}" in str(wrong.value)

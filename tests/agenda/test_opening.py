"""Opening rules, without a database: days, hours, and the two changes of clocks."""

from __future__ import annotations

import itertools
from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.agenda.opening import Absence, Offer, OpeningRule, moment, span, timetable
from kiosk.agenda.still_offered import public_holidays
from tests.agenda.world import PARIS

SPRING = date(2027, 3, 28)
"""At 2:00 the clocks say 3:00."""
AUTUMN = date(2026, 10, 25)
"""At 3:00 the clocks say 2:00 again."""


def rule(
    weekday: int = 0, starts: time = time(9), ends: time = time(11), **more: Any
) -> OpeningRule:
    return OpeningRule(
        activity_id=more.pop("activity_id", more.get("helper_id", 1)),
        helper_id=more.pop("helper_id", 1),
        weekday=weekday,
        starts=starts,
        ends=ends,
        minutes=more.pop("minutes", 30),
        modes=("face",),
        **more,
    )


def given_on(
    first: date,
    *rules: OpeningRule,
    days: int = 1,
    absences: tuple[Absence, ...] = (),
    closed: Collection[date] = (),
) -> list[Offer]:
    span = [first + timedelta(days=number) for number in range(days)]
    return list(timetable(rules, absences, closed, span, PARIS).offers)


def starts(found: list[Offer]) -> list[str]:
    return [f"{offer.starts_at.astimezone(PARIS):%d/%m %H:%M}" for offer in found]


def test_a_monday_morning_is_cut_into_half_hours() -> None:
    found = given_on(date(2026, 9, 14), rule(), days=7)
    assert starts(found) == ["14/09 09:00", "14/09 09:30", "14/09 10:00", "14/09 10:30"]


def test_what_does_not_fit_before_closing_is_not_offered() -> None:
    found = given_on(date(2026, 9, 14), rule(minutes=45))
    assert starts(found) == ["14/09 09:00", "14/09 09:45"]


def test_the_shop_keeps_its_hours_when_the_clocks_change() -> None:
    found = given_on(date(2026, 10, 19), rule(), days=14)
    assert [offer.starts_at.hour for offer in found] == [7, 7, 8, 8, 8, 8, 9, 9]
    assert starts(found)[::4] == ["19/10 09:00", "26/10 09:00"]


def test_an_hour_that_does_not_exist_in_spring_is_skipped() -> None:
    found = given_on(SPRING, rule(6, time(1), time(4)))
    assert starts(found) == ["28/03 01:00", "28/03 01:30", "28/03 03:00", "28/03 03:30"]
    assert all(offer.ends_at - offer.starts_at == timedelta(minutes=30) for offer in found)
    assert found[1].ends_at == found[2].starts_at


def test_who_comes_only_in_the_hour_that_does_not_exist_does_not_come_that_day() -> None:
    night = rule(6, time(2), time(3))
    assert given_on(SPRING, night) == []
    assert len(given_on(SPRING - timedelta(days=7), night)) == 2


def test_an_hour_that_exists_twice_in_autumn_happens_once() -> None:
    found = given_on(AUTUMN, rule(6, time(1), time(4)))
    assert starts(found) == [f"25/10 {at}" for at in ("01:00", "01:30", "02:00", "02:30")] + [
        "25/10 03:00",
        "25/10 03:30",
    ]
    assert found[2].starts_at == datetime(2026, 10, 25, 0, 0, tzinfo=UTC)  # the first 2:00
    assert found[4].starts_at == datetime(2026, 10, 25, 2, 0, tzinfo=UTC)


def test_an_appointment_across_the_change_lasts_as_long_as_it_says() -> None:
    found = given_on(SPRING, rule(6, time(1, 45), time(5), minutes=30))
    assert starts(found)[0] == "28/03 01:45"
    assert found[0].ends_at - found[0].starts_at == timedelta(minutes=30)
    assert all(a.ends_at <= b.starts_at for a, b in itertools.pairwise(found))


def test_a_closed_day_gives_nothing() -> None:
    assert given_on(date(2026, 9, 14), rule(), closed=[date(2026, 9, 14)]) == []


def test_a_rule_holds_from_its_first_day_to_its_last() -> None:
    held = rule(valid_from=date(2026, 9, 21), valid_to=date(2026, 9, 28))
    found = given_on(date(2026, 9, 14), held, days=28)
    assert {at[:5] for at in starts(found)} == {"21/09", "28/09"}


def test_who_is_away_for_a_part_of_the_morning_keeps_the_rest() -> None:
    away = Absence(
        helper_id=1,
        starts_at=datetime(2026, 9, 14, 9, 40, tzinfo=PARIS),
        ends_at=datetime(2026, 9, 14, 10, 30, tzinfo=PARIS),
    )
    found = given_on(date(2026, 9, 14), rule(), rule(helper_id=2), absences=(away,))
    assert starts([offer for offer in found if offer.helper_id == 1]) == [
        "14/09 09:00",
        "14/09 10:30",
    ]
    assert len([offer for offer in found if offer.helper_id == 2]) == 4


def test_a_helper_is_never_in_two_places_at_once() -> None:
    found = given_on(date(2026, 9, 14), rule(), rule(starts=time(9, 15), minutes=60))
    assert starts(found) == ["14/09 09:00", "14/09 09:30", "14/09 10:00", "14/09 10:30"]


def test_public_holidays_are_those_of_france_and_of_a_region() -> None:
    france = public_holidays([2027], None)
    assert {date(2027, 5, 1), date(2027, 7, 14), date(2027, 3, 29), date(2027, 5, 6)} <= {*france}
    assert len(france) == 11
    second_christmas_day = date(2027, 12, 26)
    assert second_christmas_day not in france
    assert second_christmas_day in public_holidays([2027], "57")


@given(
    first=st.dates(date(2024, 1, 1), date(2035, 12, 1)),
    starts_at=st.times(time(0), time(12)).map(lambda at: at.replace(second=0, microsecond=0)),
    minutes=st.integers(5, 240),
)
def test_any_rule_gives_wall_times_in_order_that_never_overlap(
    first: date, starts_at: time, minutes: int
) -> None:
    rules = [rule(day, starts_at, time(23, 59), minutes=minutes) for day in range(7)]
    found = given_on(first, *rules, days=7)
    assert found
    for offer in found:
        local = offer.starts_at.astimezone(PARIS)
        since = (local.hour - starts_at.hour) * 60 + local.minute - starts_at.minute
        assert since >= 0
        assert since % minutes == 0
        assert moment(local.replace(tzinfo=None), PARIS) == offer.starts_at
    assert all(a.ends_at <= b.starts_at for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("starts", "ends", "utc_starts", "utc_ends"),
    [
        ("02:30", "03:15", "01:00", "01:15"),
        ("01:30", "02:30", "00:30", "01:00"),
        ("02:30", "09:00", "01:00", "07:00"),
        ("02:15", "02:45", "01:00", "01:00"),
        ("02:00", "03:00", "01:00", "01:00"),
        ("03:00", "04:00", "01:00", "02:00"),
    ],
)
def test_what_starts_or_ends_in_the_hour_that_is_skipped_does_so_when_the_clocks_have_moved(
    starts: str, ends: str, utc_starts: str, utc_ends: str
) -> None:
    def at(clock: str) -> datetime:
        return datetime.fromisoformat(f"2027-03-28 {clock}")

    found = span(at(starts), at(ends), PARIS)
    assert found == (at(utc_starts).replace(tzinfo=UTC), at(utc_ends).replace(tzinfo=UTC))


def test_a_span_holds_both_of_an_hour_that_happens_twice() -> None:
    half_past = datetime.fromisoformat("2026-10-25 02:30")
    starts_at, ends_at = span(half_past, half_past, PARIS)
    assert ends_at - starts_at == timedelta(hours=1)


def test_a_day_that_a_country_skipped_is_empty() -> None:
    apia = ZoneInfo("Pacific/Apia")
    starts_at, ends_at = span(
        datetime.fromisoformat("2011-12-30"), datetime.fromisoformat("2011-12-31"), apia
    )
    assert starts_at == ends_at

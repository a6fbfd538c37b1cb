"""How it goes at a place: counts, and what is hidden of them."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.agenda import feedback
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.figure_export import as_csv, as_plain
from kiosk.agenda.figure_sources import Attended, Sources
from kiosk.agenda.figure_tables import FACES, tables
from kiosk.agenda.figures import Figures, assembled, figures
from kiosk.agenda.small_counts import LEAST, Shown, line, tree
from kiosk.agenda.visit_counts import take_in
from kiosk.store.counts_file import DayCount
from kiosk.visit.values import Rating
from tests.agenda.world import MONDAY, MovingClock, add_session, book_held
from tests.visit.small_catalog import CATALOG, DECLARE

TODAY = MONDAY.date()
SUNDAY = TODAY - timedelta(days=1)
STEPS = [step.id for step in DECLARE.steps]


def counted(
    agenda: Agenda, day: date, what: str, count: int, about: str = "", step: str = ""
) -> None:
    told = DayCount(day=day, what=what, about=about, step=step, count=count)
    agenda.write(take_in, f"{day}", [told])


def read(agenda: Agenda, first: date = SUNDAY, last: date = TODAY, by: str = "day") -> Figures:
    return agenda.read(figures, first, last, by)  # type: ignore[arg-type]


def test_a_place_without_visitors_has_figures_too(agenda: Agenda) -> None:
    found = read(agenda)
    assert {one.total for one in found.series.values()} == {0}
    assert all(one.is_empty for one in tables(found, CATALOG))
    assert (found.share_with_person, found.wait.median, found.services) == (None, None, ())


def test_visits_by_day_and_by_week(agenda: Agenda) -> None:
    counted(agenda, SUNDAY, "visit", 10)
    counted(agenda, TODAY, "visit", 30)
    counted(agenda, TODAY, "with_person", 16)
    counted(agenda, TODAY + timedelta(days=1), "visit", 99)
    by_day, by_week = read(agenda), read(agenda, by="week")
    assert [str(one.first) for one in by_day.periods] == ["2026-09-13", "2026-09-14"]
    assert by_day.series["visits"].counts == by_week.series["visits"].counts == (10, 30)
    assert by_day.series["visits"].total == 40
    assert by_day.share_with_person == 40
    whole = read(agenda, TODAY, TODAY + timedelta(days=9), by="week")
    assert whole.series["visits"].counts == (129, 0)


def test_where_people_stop_and_ask_service_by_service(agenda: Agenda) -> None:
    for what, count in (("walk", 40), ("walk_finished", 25), ("walk_alone", 20)):
        counted(agenda, TODAY, what, count, DECLARE.id)
    for step, seen, asked, stopped in (
        (STEPS[0], 40, 0, 0),
        (STEPS[1], 40, 6, 8),
        (STEPS[2], 32, 2, 7),
    ):
        counts = (("step", seen), ("asked", asked), ("stopped", stopped))
        for what, count in counts:
            if count:
                counted(agenda, TODAY, what, count, DECLARE.id, step)
    (one,) = read(agenda).services
    assert (one.begun, one.finished, one.alone) == (40, 25, 20)
    found = {at.step: (at.seen, at.asked, at.stopped) for at in one.steps}
    assert found == {STEPS[0]: (40, 0, 0), STEPS[1]: (40, 6, 8), STEPS[2]: (32, None, 7)}
    funnel = next(one for one in tables(read(agenda), CATALOG) if one.id == "service-declare")
    assert funnel.title == "S'actualiser"
    assert [row.name for row in funnel.rows] == [step.title for step in DECLARE.steps[:3]]


def test_how_long_until_a_person_came(agenda: Agenda) -> None:
    for minutes, count in ((1, 3), (2, 2), (4, 4), (12, 1)):
        counted(agenda, TODAY, "came_within", count, str(minutes))
    found = read(agenda)
    assert (found.wait.median, found.wait.nine_in_ten) == (2, 4)
    assert found.series["somebody_came"].total == 10
    few = read(agenda, SUNDAY, SUNDAY)
    assert (few.wait.median, few.wait.nine_in_ten) == (None, None)


def test_sessions_faces_challenges_and_papers(
    agenda: Agenda, amina: int, clock: MovingClock
) -> None:
    starts = clock().replace(hour=9)
    for number in range(6):
        session_id = add_session(agenda, amina, starts + timedelta(days=1, minutes=number * 30))
        agenda.hold(f"b{number}", session_id, "other", "face", None, "fr")
        book_held(agenda, f"b{number}", "Zoé")
    for face in ("good",) * 6 + ("bad",) * 7:
        agenda.write(feedback.count, face)
    counted(agenda, TODAY, "ticket", 9, "printed")
    counted(agenda, TODAY, "ticket", 4, "no_paper")
    counted(agenda, TODAY, "ticket", 3, "busy")
    counted(agenda, TODAY, "challenge", 6)
    clock.pass_time(days=8)
    found = read(agenda, SUNDAY, TODAY + timedelta(days=8))
    assert found.faces == {"bad": 7, "good": 6}
    assert found.tickets == {"printed": 9, "failed": 7, "shown": 0, "unknown": 0}
    assert found.series["tickets_failed"].total == 7
    assert found.series["challenges_taken"].total == 6
    (sessions,) = found.sessions
    assert (sessions.kind, sessions.sessions, sessions.booked, sessions.came) == (
        "appointment",
        6,
        6,
        0,
    )


def test_every_face_has_its_french_name() -> None:
    assert set(FACES) == set(get_args(Rating))


def test_the_csv_has_a_line_for_each_figure_and_says_what_is_hidden(agenda: Agenda) -> None:
    counted(agenda, TODAY, "visit", 7)
    counted(agenda, TODAY, "language", 7, "fr")
    found = read(agenda)
    shown = tables(found, CATALOG)
    text = as_csv(shown)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == sum(len(one.lines) * len(one.columns) for one in shown)
    today = next(row for row in rows if row["id"] == str(TODAY) and row["mesure"] == "Visites")
    assert today == {
        "tableau": "Visites",
        "id": "2026-09-14",
        "ligne": "14/09/2026",
        "mesure": "Visites",
        "nombre": "7",
    }
    assert "Langues,fr,Français,Visites,7" in text
    assert as_csv(shown, for_spreadsheet=True).startswith("\ufefftableau;id;ligne;mesure;nombre")
    counted(agenda, TODAY, "walk", 6, "=1+1")
    lines = as_csv(tables(read(agenda), CATALOG), for_spreadsheet=True).splitlines()
    assert any(";'=1+1;" in line for line in lines)
    assert not any(cell.startswith("=") for line in lines for cell in line.split(";"))
    counted(agenda, TODAY, "with_person", 3)
    assert "Visites,2026-09-14,14/09/2026,Reparties avec quelqu'un,masqué" in as_csv(
        tables(read(agenda), CATALOG)
    )
    plain = as_plain(read(agenda))
    assert plain["totals"]["with_person"] is None
    assert plain["periods"][1]["visits"] == 7


# What is hidden

COUNTS = st.one_of(st.integers(0, 6), st.integers(0, 200))


@given(st.lists(COUNTS, min_size=1, max_size=8))
def test_a_line_hides_every_small_count_and_none_that_its_sum_tells(counts: list[int]) -> None:
    total = sum(counts)
    shown = line(counts, total if total >= LEAST else None)
    hidden = [count for count, one in zip(counts, shown, strict=True) if one is None]
    assert all(one in (None, count) for count, one in zip(counts, shown, strict=True))
    assert not any(one is not None and 0 < one < LEAST for one in shown)
    if hidden and total >= LEAST:
        assert len(hidden) > 1
        assert sum(hidden) >= LEAST


def determined(equations: list[tuple[list[str], int]]) -> set[str]:
    """The unknowns that these sums tell, by elimination."""
    names = sorted({name for unknown, _sum in equations for name in unknown})
    rows = [
        [*(Fraction(unknown.count(name)) for name in names), Fraction(total)]
        for unknown, total in equations
    ]
    done = 0
    for column in range(len(names)):
        pivot = next((row for row in range(done, len(rows)) if rows[row][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        head = rows[done][column]
        rows[done] = [cell / head for cell in rows[done]]
        for other in range(len(rows)):
            if other != done and rows[other][column]:
                factor = rows[other][column]
                rows[other] = [
                    cell - factor * own for cell, own in zip(rows[other], rows[done], strict=True)
                ]
        done += 1
    alone = [row for row in rows[:done] if sum(1 for cell in row[:-1] if cell) == 1]
    return {names[next(n for n, cell in enumerate(row[:-1]) if cell)] for row in alone}


class Sums:
    """What whoever reads the figures knows: sums of counts, of which some are hidden."""

    def __init__(self) -> None:
        self.equations: list[tuple[list[str], int]] = []

    def are(self, total: Shown, parts: dict[str, Shown]) -> None:
        """The whole is the sum of its parts: what is unknown, on one side."""
        unknown = [name for name, count in parts.items() if count is None]
        known = sum(count or 0 for count in parts.values())
        if total is not None:
            self.equations.append((unknown, total - known))
        else:  # what is known of the parts, then, is less than the whole, and tells no sum
            assert known == 0

    def tell(self) -> set[str]:
        return determined([one for one in self.equations if one[0]])


@given(st.lists(st.lists(COUNTS, min_size=1, max_size=7), min_size=1, max_size=5))
def test_weeks_and_days_together_tell_nothing_that_is_hidden(weeks: list[list[int]]) -> None:
    total = sum(map(sum, weeks))
    whole = total if total == 0 or total >= LEAST else None
    groups, leaves = tree(weeks, whole)
    sums = Sums()
    sums.are(whole, {f"w{n}": one for n, one in enumerate(groups)})
    for number, (group, days) in enumerate(zip(groups, leaves, strict=True)):
        sums.are(group, {f"d{number}.{n}": one for n, one in enumerate(days)})
        if group is None:
            assert all(one in (None, 0) for one in days)
    assert sums.tell() == set()


@st.composite
def any_counts(draw: st.DrawFn) -> Counter[tuple[str, str, str]]:
    found: Counter[tuple[str, str, str]] = Counter()
    for service in draw(st.lists(st.sampled_from("abcde"), max_size=5, unique=True)):
        alone, helped = draw(COUNTS), draw(st.integers(0, 6))
        stopped = {step: draw(COUNTS) for step in draw(st.sets(st.sampled_from("123")))}
        begun = alone + helped + sum(stopped.values())
        found["walk", service, ""] = begun
        found["walk_finished", service, ""] = alone + helped
        found["walk_alone", service, ""] = alone
        for step, count in stopped.items():
            found["stopped", service, step] = count
            found["step", service, step] = draw(st.integers(count, begun))
    for language in draw(st.sets(st.sampled_from(("fr", "en", "ar")))):
        found["language", language, ""] = draw(COUNTS)
    found["visit", "", ""] = sum(n for (what, *_), n in found.items() if what == "language")
    return +found


DAYS = [TODAY - timedelta(days=number) for number in range(10)]


def spread(counts: Counter[tuple[str, str, str]], days: int) -> dict[str, Counter[date]]:
    """Over so many days, more on the first."""
    found: dict[str, Counter[date]] = {}
    for (what, *_rest), count in counts.items():
        of_days = found.setdefault(what, Counter())
        for number in range(days):
            of_days[DAYS[number]] += count // days
        of_days[DAYS[0]] += count % days
    return found


@pytest.mark.parametrize(
    ("booked", "came", "absent", "seen"),
    [
        (12, 6, 6, (12, 6, 6)),
        (10, 8, 2, (10, None, None)),  # the two are ten less eight
        (20, 8, 2, (20, 8, None)),  # and nobody said anything of ten
        (9, 7, 1, (9, None, None)),
        (8, 7, 0, (8, 7, 0)),
        (4, 3, 1, (None, None, None)),
    ],
)
def test_who_did_not_come_is_not_the_difference_of_what_is_shown(
    booked: int, came: int, absent: int, seen: tuple[int | None, ...]
) -> None:
    one = Attended(kind="workshop", sessions=2, booked=booked, came=came, absent=absent)
    none: Counter[tuple[str, str, str]] = Counter()
    read = Sources(by_day={}, counts=none, faces=Counter(), attended=(one,))
    (shown,) = assembled(read, TODAY, TODAY, "day").sessions
    assert (shown.booked, shown.came, shown.absent) == seen


@settings(max_examples=150, deadline=None)
@given(any_counts(), st.integers(1, len(DAYS)))
def test_nothing_that_is_hidden_can_be_worked_out_from_all_that_is_shown(
    counts: Counter[tuple[str, str, str]], days: int
) -> None:
    read = Sources(by_day=spread(counts, days), counts=counts, faces=Counter(), attended=())
    by_day = assembled(read, DAYS[-1], DAYS[0], "day")
    by_week = assembled(read, DAYS[-1], DAYS[0], "week")
    look(counts, by_day, by_week)


def look(counts: Counter[tuple[str, str, str]], by_day: Figures, by_week: Figures) -> None:
    sums = Sums()
    for name in ("visits", "walks", "walks_alone"):
        of_days, of_weeks = by_day.series[name], by_week.series[name]
        weeks = {
            f"{name} {period.first}": count
            for period, count in zip(by_week.periods, of_weeks.counts, strict=True)
        }
        sums.are(of_days.total, weeks)
        for period, count in zip(by_week.periods, of_weeks.counts, strict=True):
            inside = {
                f"{name} day {day.first}": one
                for day, one in zip(by_day.periods, of_days.counts, strict=True)
                if period.first <= day.first <= period.last
            }
            sums.are(count, inside)
    services = by_day.services
    sums.are(by_day.series["walks"].total, {f"b {one.service}": one.begun for one in services})
    alone = {f"a {one.service}": one.alone for one in services}
    sums.are(by_day.series["walks_alone"].total, alone)
    for one in services:
        ends = {f"s {one.service} {at.step}": at.stopped for at in one.steps}
        sums.are(one.begun, ends | {f"f {one.service}": one.finished})
        for at in one.steps:
            if at.seen is not None:
                assert at.seen == counts["step", one.service, at.step]
                assert one.begun is not None or at.seen == 0
    languages = {f"l {name}": one for name, one in by_day.languages.items()}
    sums.are(by_day.series["visits"].total, languages)
    assert sums.tell() == set()

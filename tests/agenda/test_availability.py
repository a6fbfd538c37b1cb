"""The next free times: what fits, once each, and nothing that is too soon."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from kiosk.agenda.agenda import Agenda
from tests.agenda.world import PARIS, MovingClock, add_helper, add_rule, times, wall


def test_times_come_in_order_with_who_and_where(agenda: Agenda, amina: int) -> None:
    first, second = agenda.free_times("write-cv", "face", limit=2)
    assert (wall(first), first.helper, first.location) == ("14/09 09:00", "Amina", "Bureau 1")
    assert wall(second) == "14/09 09:30"
    assert first.starts_at.tzinfo == PARIS
    assert (first.ends_at - first.starts_at).total_seconds() == 1800


def test_two_helpers_at_one_time_are_one_choice(agenda: Agenda, amina: int) -> None:
    add_rule(agenda, add_helper(agenda, "Marc", "Bureau 2"))
    agenda.plan(weeks=1)
    assert [wall(time_) for time_ in times(agenda)][:3] == [
        "14/09 09:00",
        "14/09 09:30",
        "14/09 10:00",
    ]
    first = times(agenda)[0]
    agenda.hold("b", first.session_id, "other", "face", None, "fr")
    instead = times(agenda)[0]
    assert wall(instead) == wall(first)
    assert {first.helper, instead.helper} == {"Amina", "Marc"}


def test_nobody_is_offered_a_time_that_begins_at_once(
    agenda: Agenda, amina: int, clock: MovingClock
) -> None:
    clock.now = datetime(2026, 9, 14, 8, 49, tzinfo=PARIS)
    assert wall(times(agenda)[0]) == "14/09 09:00"
    clock.pass_time(minutes=1)
    assert wall(times(agenda)[0]) == "14/09 09:30"


@pytest.mark.parametrize(
    ("known", "asked", "fits"),
    [
        (None, "write-cv", True),
        (None, "other", True),
        (("apply",), "write-cv", True),  # the service's theme
        (("apply",), "apply", True),
        (("apply",), "use-mailbox", False),
        (("apply",), "other", False),
        (("write-cv", "use-mailbox"), "write-cv", True),
        (("write-cv", "use-mailbox"), "answer-offer", False),
        (("write-cv",), "apply", False),
        (("other",), "other", True),
        (("write_cv",), "write-cv", False),  # a sign of SQL's LIKE is no joker here
        (("apply%",), "apply", False),
    ],
)
def test_a_helper_is_offered_for_what_they_know(
    agenda: Agenda, known: tuple[str, ...] | None, asked: str, fits: bool
) -> None:
    add_rule(agenda, add_helper(agenda, "Marc"), topics=known)
    agenda.plan(weeks=1)
    assert bool(times(agenda, asked)) is fits


def test_a_helper_is_offered_the_way_they_can_be_met(agenda: Agenda, amina: int) -> None:
    assert times(agenda, mode="face")
    assert times(agenda, mode="phone")
    assert not times(agenda, mode="video")


def test_the_day_says_its_next_free_time_whatever_it_is_about(
    agenda: Agenda, clock: MovingClock
) -> None:
    assert agenda.today().next_free is None
    marc = add_helper(agenda, "Marc")
    add_rule(agenda, marc, starts=time(10), ends=time(11), modes=("video",), topics=("apply",))
    agenda.plan(weeks=1)
    next_free = agenda.today().next_free
    assert next_free is not None
    assert wall(next_free) == "14/09 10:00"

"""Somebody, or a time service, sets the machine's hour in the middle of a visit: nobody who
stands there notices."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit import results
from kiosk.visit.view.booking_confirmation import ConfirmView
from kiosk.visit.view.end import ThanksView
from kiosk.visit.view.home import AttractView
from kiosk.visit.view.person import SignView
from kiosk.visit.view.staff import StaffPinView, StillThereView
from kiosk.visit.view.steps import ChecklistStepView
from kiosk.visit.view.ticket_lookup import ResumeView
from tests.visit.story import Story

AN_HOUR_BACK = timedelta(hours=-1)
A_YEAR_ON = timedelta(days=365)

jumps = pytest.mark.parametrize("jump", [AN_HOUR_BACK, A_YEAR_ON], ids=["back", "on"])


def set_hour(story: Story, jump: timedelta) -> None:
    story.context = replace(story.context, now=story.context.now + jump)
    story.send(ev.Tick())


@jumps
def test_whoever_left_is_asked_after_and_wiped_in_time(jump: timedelta) -> None:
    story = Story().start_walk()
    story.wait(30)
    set_hour(story, jump)
    story.sees(ChecklistStepView)
    story.wait(30)
    assert story.sees(StillThereView).seconds_left == 30
    set_hour(story, jump)
    assert story.sees(StillThereView).seconds_left == 30
    story.wait(30)
    story.sees(AttractView)


@jumps
def test_a_seat_is_held_as_long_as_is_shown(jump: timedelta) -> None:
    story = Story(idle_seconds=600).to_confirmation()
    held = story.seat_is_held()
    set_hour(story, jump)
    assert story.reads("La place est gardée pour vous encore 2 min 00 s.")
    story.wait(119)
    assert story.reads("La place est gardée pour vous encore 1 seconde.")
    assert story.sees(ConfirmView).confirm.enabled
    story.wait(1)
    assert story.asked(fx.ReleaseSeat).booking_id == held.booking_id


@jumps
def test_a_seat_is_never_shown_as_held_longer_than_seats_are_held(jump: timedelta) -> None:
    """The hour was set between the question and the answer."""
    story = Story(idle_seconds=600).to_confirmation()
    wanted = story.asked(fx.HoldSeat)
    hold = story.hold(wanted)
    story.send(results.SeatHeld(story.visit.id, replace(hold, expires_at=hold.expires_at - jump)))
    assert story.sees(ConfirmView).share_left <= 1
    assert not story.reads(" 61 min ")
    story.wait(120)
    story.asked(fx.ReleaseSeat)


@jumps
def test_who_needs_time_has_twenty_minutes(jump: timedelta) -> None:
    story = Story().start_walk()
    story.wait(60)
    story.touch("J'ai besoin de temps")
    set_hour(story, jump)
    story.wait(20 * 60 - 1)
    story.sees(ChecklistStepView)
    story.wait(1)
    story.sees(StillThereView)


@jumps
def test_wrong_codes_and_wrong_pins_wait_as_long_as_is_said(jump: timedelta) -> None:
    story = Story(idle_seconds=600).wake()
    story.touch("J'ai un ticket")
    story.types("BCDFGHJK")
    story.asked(fx.FindTicket)
    story.send(results.TicketNotFound(story.visit.id, wait_seconds=10))
    set_hour(story, jump)
    assert story.reads("On réessaie dans 10 s")
    story.wait(10)
    assert story.sees(ResumeView).letters[0].enabled

    story.send(ev.StaffGesture())
    story.send(results.PinRefused(story.visit.id, wait_seconds=30))
    set_hour(story, jump)
    assert not story.sees(StaffPinView).enabled
    story.wait(30)
    assert story.sees(StaffPinView).enabled


@jumps
def test_the_sign_calls_and_the_thanks_stay_as_long_as_ever(jump: timedelta) -> None:
    story = Story().wake()
    story.touch("Je veux parler à quelqu'un", "Quelqu'un, maintenant")
    set_hour(story, jump)
    story.wait(59 * 60)
    story.sees(SignView)
    story.wait(60)
    story.sees(AttractView)

    story.wake()
    story.touch("Terminer", "Bien")
    set_hour(story, jump)
    story.wait(9)
    story.sees(ThanksView)
    story.wait(1)
    story.sees(AttractView)

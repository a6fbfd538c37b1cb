"""Somebody at a desk ends the visit of a terminal: it obeys wherever it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit import results
from kiosk.visit.commands import Command
from kiosk.visit.state import new_visit
from kiosk.visit.terminal_state import snapshot, state_of
from kiosk.visit.view.home import AttractView
from kiosk.visit.view.staff import OutOfServiceView
from tests.visit.story import MONDAY, Story, appointment, ticket


def reset(kind: str = "reset") -> Command:
    soon = MONDAY + timedelta(seconds=4)
    return Command(id="order-1", kind=kind, ordered_by="amina", expires_at=soon)


def test_a_seat_that_is_held_is_given_back_and_nothing_is_known_any_more() -> None:
    story = Story().to_confirmation()
    held = story.seat_is_held()
    before = story.visit.id
    story.send(reset())
    story.sees(AttractView)
    assert (story.visit.id != before, story.visit.draft) == (True, None)
    assert story.asked(fx.ReleaseSeat).booking_id == held.booking_id
    story.asked(fx.WipeTerminal)
    assert story.asked(fx.AcknowledgeCommand) == fx.AcknowledgeCommand("order-1", "done")


def test_a_booking_that_gets_through_after_the_reset_is_cancelled() -> None:
    """Its ticket was never handed to anybody: nobody would come."""
    story = Story().to_confirmation()
    story.seat_is_held()
    story.touch("Oui, je réserve")
    booked, before = story.asked(fx.Book), story.visit.id
    story.send(reset())
    assert story.asked_nothing(fx.CancelBooking, fx.ReleaseSeat)
    made = appointment(booked.booking_id)
    story.send(results.Booked(before, made, ticket("HJLNNFJK", made)))
    assert story.asked(fx.CancelBooking).booking_id == booked.booking_id
    story.sees(AttractView)
    assert story.asked_nothing(fx.Print)


def test_a_call_ends_and_the_staffs_menu_closes() -> None:
    story = Story().start_walk()
    story.touch("Je bloque", "Quelqu'un, maintenant")
    call = story.asked(fx.CallSomeone)
    assert state_of(story.visit) == "help_called"
    story.send(ev.StaffGesture())
    story.send(reset())
    story.sees(AttractView)
    assert story.asked(fx.EndCall).booking_id == call.booking_id
    assert story.visit.staff is None


def test_a_ticket_that_is_being_printed_goes_on() -> None:
    story = Story().to_confirmation()
    story.seat_is_held()
    story.touch("Oui, je réserve")
    story.is_booked()
    printing, before = story.asked(fx.Print), story.visit.id
    story.send(reset())
    assert story.asked_nothing(fx.CancelBooking)
    story.send(results.TicketPrinted(before, printing.ticket.code, "printed"))  # said to nobody
    story.sees(AttractView)


def test_a_terminal_out_of_service_stays_so() -> None:
    story = Story()
    story.context = replace(story.context, in_service=False)
    story.visit = new_visit(story.context)
    story.send(reset())
    story.sees(OutOfServiceView)


def test_an_order_of_a_newer_program_is_said_to_be_unknown_and_changes_nothing() -> None:
    story = Story().start_walk()
    before = story.visit
    story.send(reset("dance"))
    assert story.visit == before
    assert story.asked(fx.AcknowledgeCommand).outcome == "unknown"


def test_a_terminal_says_what_stands_on_its_screen_and_since_when() -> None:
    story = Story(idle_seconds=60)
    told = [snapshot(story.visit, story.context, None)]

    def tell() -> str:
        told.append(snapshot(story.visit, story.context, told[-1]))
        return told[-1].state

    assert told[0].state == "free"
    story.wait(5)
    assert (tell(), told[-1].since) == ("free", MONDAY)
    story.start_walk()
    assert (tell(), told[-1].since) == ("in_use", MONDAY + timedelta(seconds=5))
    story.wait(61)
    assert tell() == "asking"
    story.touch("Oui, je continue")
    assert tell() == "in_use"

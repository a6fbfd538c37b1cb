"""Somebody at a desk ends the visit of a terminal: it obeys wherever it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit import results
from kiosk.visit.commands import Command, PlaceMessage
from kiosk.visit.state import new_visit
from kiosk.visit.terminal_state import snapshot, state_of
from kiosk.visit.view.booking_confirmation import ConfirmView
from kiosk.visit.view.home import AttractView
from kiosk.visit.view.staff import OutOfServiceView, StaffView, StillThereView
from kiosk.visit.view.steps import ChecklistStepView
from kiosk.visit.view.tickets import TicketView
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


# Asked first: the end of a visit, out of service, restart


def order(kind: str, number: int = 1) -> Command:
    soon = MONDAY + timedelta(seconds=4)
    return Command(id=f"order-{number}", kind=kind, ordered_by="Amina", expires_at=soon)


def answer(story: Story, number: int = 1) -> tuple[str, str]:
    """What the one who ordered hears; once."""
    said = [
        one
        for one in story.effects
        if isinstance(one, fx.AcknowledgeCommand) and one.command_id == f"order-{number}"
    ]
    assert len(said) == 1, story.effects
    return said[0].outcome, said[0].said


def test_whoever_is_still_there_says_so_and_goes_on_where_they_were() -> None:
    story = Story().to_confirmation()
    held = story.seat_is_held()
    before = story.visit
    story.send(order("end_visit"))
    view = story.sees(StillThereView)
    assert story.reads("Un conseiller met fin à la visite")
    assert (view.seconds_left, view.share_left) == (10, 1.0)
    assert state_of(story.visit) == "asking"
    story.asked(fx.Chime)
    story.wait(9)
    assert story.sees(StillThereView).seconds_left == 1
    assert story.asked_nothing(fx.AcknowledgeCommand)
    story.touch("J'y suis encore")
    assert story.visit.scene == before.scene
    assert answer(story) == ("refused", "La personne dit qu'elle est encore là.")
    assert story.asked_nothing(fx.WipeTerminal, fx.ReleaseSeat)
    story.wait(20)  # nothing of the question is left
    story.sees(ConfirmView)
    story.touch("Oui, je réserve")
    assert story.asked(fx.Book).booking_id == held.booking_id


def test_nobody_says_so_and_the_visit_ends_as_kindly_as_ever() -> None:
    story = Story().to_confirmation()
    held = story.seat_is_held()
    story.send(order("end_visit"))
    story.wait(10)
    story.sees(AttractView)
    assert story.asked(fx.ReleaseSeat).booking_id == held.booking_id
    story.asked(fx.WipeTerminal)
    assert answer(story) == ("done", "")


def test_a_touch_that_leads_elsewhere_says_that_somebody_is_there() -> None:
    story = Story().start_walk()
    story.send(order("end_visit"))
    story.touch("English")  # the question is to be read first
    story.sees(StillThereView)
    assert story.visit.language == "en"
    story.touch("Parler à quelqu'un")
    assert answer(story)[0] == "refused"
    assert not isinstance(story.screen.body, StillThereView)


def test_what_comes_for_the_visitor_meanwhile_is_there_afterwards() -> None:
    story = Story().to_confirmation()
    story.seat_is_held()
    story.touch("Oui, je réserve")
    story.send(order("end_visit"))
    story.is_booked()
    story.asked(fx.Print)  # the paper comes out whatever is on the screen
    story.sees(StillThereView)
    story.touch("J'y suis encore")
    story.sees(TicketView)


def test_who_asked_for_time_keeps_it() -> None:
    story = Story(idle_seconds=60).start_walk()
    story.wait(61)
    story.touch("J'ai besoin de temps")
    story.send(order("end_visit"))
    story.touch("J'y suis encore")
    story.wait(120)
    story.sees(ChecklistStepView)


def test_nobody_is_asked_where_nobody_is() -> None:
    story = Story()
    story.send(order("end_visit"))
    story.sees(AttractView)
    assert answer(story) == ("done", "")


def test_the_staffs_menu_is_left_to_the_colleague_who_stands_there() -> None:
    story = Story().start_walk()
    story.send(ev.StaffGesture())
    story.send(order("end_visit", 1))  # anybody may have opened the pad
    story.sees(StillThereView)
    story.touch("J'y suis encore")
    story.send(ev.StaffGesture())
    story.types("4711")
    story.touch("Valider")
    story.send(results.PinAccepted(story.visit.id))
    story.send(order("end_visit", 2))
    story.sees(StaffView)
    assert answer(story, 2)[0] == "refused"


def test_a_second_order_joins_the_first_and_a_reset_does_both_at_once() -> None:
    story = Story().start_walk()
    story.send(order("out_of_service", 1))
    story.send(order("end_visit", 2))
    story.sees(StillThereView)
    story.send(order("reset", 3))
    story.sees(OutOfServiceView)
    assert [answer(story, number)[0] for number in (1, 2, 3)] == ["done"] * 3
    story.send(order("in_service", 4))
    story.sees(AttractView)
    assert story.context.in_service
    story.start_walk()
    story.send(order("in_service", 5))  # it is: the visit goes on
    story.sees(ChecklistStepView)


def test_of_two_orders_that_contradict_each_other_the_last_one_counts() -> None:
    story = Story().start_walk()
    story.send(order("out_of_service", 1))
    story.send(order("in_service", 2))
    story.sees(ChecklistStepView)
    assert (answer(story, 1)[0], answer(story, 2)[0]) == ("refused", "done")
    story.send(order("out_of_service", 3))
    story.send(order("end_visit", 4))
    story.send(order("in_service", 5))
    story.sees(StillThereView)
    story.wait(10)
    story.sees(AttractView)
    assert story.context.in_service


def test_a_restart_is_told_before_the_program_ends() -> None:
    story = Story().start_walk()
    story.send(order("restart"))
    story.sees(StillThereView)
    assert story.asked_nothing(fx.StopProgram)
    story.wait(10)
    assert answer(story) == ("done", "")
    assert story.effects.index(fx.StopProgram(restart=True)) > story.effects.index(
        fx.AcknowledgeCommand("order-1", "done")
    )


# Paper


def test_the_ticket_of_the_visit_is_printed_again_and_the_order_hears_of_it() -> None:
    story = Story().start_walk()
    story.send(order("print_again", 1))
    assert answer(story, 1) == ("refused", "Aucun ticket dans la visite en cours.")
    story = Story().to_confirmation()
    story.seat_is_held()
    story.touch("Oui, je réserve")
    story.is_booked()
    story.paper("printed")
    story.send(order("print_again", 2))
    assert story.asked(fx.Print).order == "order-2"
    story.sees(TicketView)
    assert story.asked_nothing(fx.AcknowledgeCommand)


def test_what_is_printed_for_the_desk_changes_nothing_here() -> None:
    story = Story().start_walk()
    before = story.visit
    story.send(order("test_print", 1))
    assert story.asked(fx.PrintTest).order == "order-1"
    story.send(replace(order("print_ticket", 2), ticket_id=7))
    assert story.asked(fx.MakeOrderedTicket) == fx.MakeOrderedTicket(7, "order-2")
    story.send(results.OrderedTicketMade("order-2", ticket()))
    assert story.asked(fx.PrintOrdered).order == "order-2"
    assert story.visit == before
    story.send(order("print_ticket", 3))
    assert answer(story, 3)[0] == "refused"


def test_the_places_message_stands_on_the_first_screen_until_its_end() -> None:
    story = Story()
    until = MONDAY + timedelta(seconds=30)
    message = PlaceMessage(text="Fermé mardi matin", until=until)
    story.send(replace(order("message"), message=message))
    assert story.asked(fx.SetMessage).message == message
    assert answer(story) == ("done", "")
    story.context = replace(story.context, message=message)
    assert story.reads("Fermé mardi matin")
    story.wait(30)
    assert not story.reads("Fermé mardi matin")

"""One line for each effect: how it is handled. `tests/terminal/test_effect_table.py` sees to it
that there is one for every effect that a visit can ask for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kiosk.terminal.counting import Counting
from kiosk.terminal.handling import (
    Answers,
    Ask,
    Asker,
    Do,
    Everywhere,
    Handling,
    HandOver,
    OnScreen,
)
from kiosk.terminal.local_effects import OutboxEffects, StaffEffects
from kiosk.terminal.offline import Offline
from kiosk.terminal.printing import PrintDesk
from kiosk.terminal.store_effects import StoreEffects
from kiosk.visit import effects as fx
from kiosk.visit import results

STORE, OUTBOX, STAFF, PRINTER, COUNTS = "store", "outbox", "staff", "printer", "counts"
"""The services: each has a worker thread of this name, but the printer, which has two."""


def _not_written(effect: fx.Effect, asker: Asker) -> Answers:
    return (results.StoreFailed(asker.visit.id, effect),)


def _pin_refused(_effect: fx.CheckPin, asker: Asker) -> Answers:
    return (results.PinRefused(asker.visit.id),)


TABLE: Mapping[type[fx.Effect], Handling] = MappingProxyType(
    {
        # At the store, on the way to a meeting: without it, a visit can ask for one in writing.
        fx.FindTimes: Ask(service=STORE, deed=StoreEffects.find_times),
        fx.HoldSeat: Ask(service=STORE, deed=StoreEffects.hold),
        fx.Book: Ask(service=STORE, deed=StoreEffects.book),
        fx.FindSessions: Ask(service=STORE, deed=StoreEffects.find_sessions),
        # Who wanted to come is not sent away: it is noted, and the paper says how sure it is.
        fx.AttendSession: Ask(service=STORE, deed=StoreEffects.attend, instead=Offline.attend),
        fx.SayArrived: Ask(service=STORE, deed=StoreEffects.say_arrived),
        fx.CloseFollowUp: Ask(service=STORE, deed=StoreEffects.close_follow_up),
        fx.FindTeamTasks: Ask(service=STORE, deed=StoreEffects.team_tasks),
        fx.SettleTeamTask: Ask(service=STORE, deed=StoreEffects.settle_team_task),
        fx.KeepNumber: Ask(service=STORE, deed=StoreEffects.keep_number),
        fx.SayLooksFor: Ask(service=STORE, deed=StoreEffects.say_looks_for, awaited=False),
        fx.FindSponsorHours: Ask(service=STORE, deed=StoreEffects.find_sponsor_hours),
        fx.OfferHelp: Ask(service=STORE, deed=StoreEffects.offer_help),
        fx.ChangeSponsorship: Ask(service=STORE, deed=StoreEffects.change_sponsorship),
        fx.FindNotes: Ask(service=STORE, deed=StoreEffects.find_notes),
        fx.WriteNote: Ask(service=STORE, deed=StoreEffects.write_note),
        fx.FindNotesToRead: Ask(service=STORE, deed=StoreEffects.notes_to_read),
        fx.JudgeNote: Ask(service=STORE, deed=StoreEffects.judge_note),
        fx.MergeNote: Ask(service=STORE, deed=StoreEffects.merge_note),
        fx.AnswerNote: Ask(service=STORE, deed=StoreEffects.answer_note),
        fx.ListSponsors: Ask(service=STORE, deed=StoreEffects.list_sponsors),
        fx.JudgeSponsor: Ask(service=STORE, deed=StoreEffects.judge_sponsor),
        fx.SayMeToo: Ask(service=STORE, deed=StoreEffects.say_me_too, awaited=False),
        fx.KeepChallenges: Ask(service=STORE, deed=StoreEffects.take_challenges),
        fx.RecordChallenge: Ask(service=STORE, deed=StoreEffects.mark_challenge),
        # A hold runs out by itself, and a face that was not counted is nobody's loss.
        fx.ReleaseSeat: Ask(service=STORE, deed=StoreEffects.release, awaited=False),
        fx.CountFace: Ask(service=STORE, deed=StoreEffects.count_face, awaited=False),
        # The sign is on the screen, whoever hears of it: told later, while it is still true.
        fx.CallSomeone: Ask(service=STORE, deed=StoreEffects.call, noted=Offline.call_later),
        fx.AnswerCall: Ask(
            service=STORE,
            deed=StoreEffects.answer_call,
            awaited=False,
            at_once=Offline.no_longer_called,
            noted=Offline.call_is_over,
        ),
        fx.EndCall: Ask(
            service=STORE,
            deed=StoreEffects.end_call,
            awaited=False,
            at_once=Offline.no_longer_called,
            noted=Offline.call_is_over,
        ),
        # Unacknowledged, whoever ordered it hears that it is not known what came of it.
        fx.AcknowledgeCommand: Ask(service=STORE, deed=StoreEffects.acknowledge, awaited=False),
        fx.MakeOrderedTicket: Ask(service=STORE, deed=StoreEffects.ordered_ticket, awaited=False),
        fx.SaveSteps: Ask(service=STORE, deed=StoreEffects.keep_steps, instead=Offline.steps),
        fx.CancelBooking: Ask(service=STORE, deed=StoreEffects.cancel, instead=Offline.cancel),
        # What waits on this terminal is found here, whether the store answers or not.
        fx.FindTicket: Ask(
            service=STORE,
            deed=StoreEffects.find_ticket,
            at_once=Offline.says_it_looks,
            first=Offline.find,
        ),
        fx.MakeTicketAgain: Ask(service=STORE, deed=StoreEffects.again, first=Offline.again),
        # On this machine
        fx.WriteEnquiry: Do(service=OUTBOX, deed=OutboxEffects.write_enquiry, failed=_not_written),
        fx.AddCounts: Do(service=COUNTS, deed=Counting.add),
        fx.CheckPin: Do(service=STAFF, deed=StaffEffects.check_pin, failed=_pin_refused),
        fx.CheckBadge: Ask(service=STORE, deed=StoreEffects.check_badge, awaited=False),
        fx.RecordStaffDeed: Ask(service=STORE, deed=StoreEffects.record_deed, awaited=False),
        fx.LookAtPinWait: Do(service=STAFF, deed=StaffEffects.look_at_pin_wait),
        fx.SetService: Do(service=STAFF, deed=StaffEffects.set_service),
        fx.KeepOpen: Do(service=STAFF, deed=StaffEffects.keep_open),
        fx.TestScan: Do(service=STAFF, deed=StaffEffects.test_scan),
        fx.SetMessage: Do(service=STAFF, deed=StaffEffects.set_message),
        fx.Print: HandOver(service=PRINTER, deed=PrintDesk.print_ticket),
        fx.PrintOrdered: HandOver(service=PRINTER, deed=PrintDesk.print_ordered),
        fx.PrintTest: HandOver(service=PRINTER, deed=PrintDesk.print_test),
        fx.LookAtPrinter: HandOver(service=PRINTER, deed=PrintDesk.look),
        fx.WipeTerminal: Everywhere(),
        fx.Chime: OnScreen(),
        fx.StopProgram: OnScreen(),
    }
)

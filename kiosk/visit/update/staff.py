"""Staff on the terminal: the gesture, the PIN, the menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kiosk.visit.effects import Effect, LookAtPinWait, LookAtPrinter, RecordStaffDeed
from kiosk.visit.events import (
    AskPrinter,
    EndSession,
    FollowOpeningHours,
    LeaveStaff,
    OpenAnyway,
    OpenNotesToRead,
    OpenSponsorsToMeet,
    OpenTeamTasks,
    PutInService,
    PutOutOfService,
    Quit,
    ReprintLast,
    StaffGesture,
    TestPrint,
    Touch,
)
from kiosk.visit.results import (
    BadgeAccepted,
    BadgeRefused,
    PinAccepted,
    PinRefused,
    PinWaitSeen,
    PrinterSaid,
)
from kiosk.visit.scenes import Attract, Overlay, Scene, Staff, StaffPin, StaffScene
from kiosk.visit.state import Context, PinAttempt, StaffDesk, Visit
from kiosk.visit.update import staff_deeds
from kiosk.visit.update.outcome import Outcome, go, on, stay


@on(StaffGesture)
def staff_gesture(visit: Visit, event: StaffGesture, context: Context) -> Outcome:
    if isinstance(visit.scene, StaffScene):
        return stay(visit)
    return go(replace(visit, staff=StaffDesk(), warned_at=None), StaffPin(visit.scene))


@on(PinAccepted)
def pin_accepted(visit: Visit, event: PinAccepted, context: Context) -> Outcome:
    """Only for the PIN that is being checked: not for whoever opened the pad since."""
    if not isinstance(visit.scene, StaffPin) or visit.staff is None:
        return stay(visit)
    if visit.staff.attempt != "checking":
        return stay(visit)
    opened = RecordStaffDeed("menu_opened", None, "")
    desk = replace(visit, staff=StaffDesk())
    return go(desk, Staff(visit.scene.origin), opened, LookAtPrinter())


@on(BadgeAccepted)
def badge_accepted(visit: Visit, event: BadgeAccepted, context: Context) -> Outcome:
    """Over whatever is on the screen; from a list of the team's, back to the menu."""
    scene = visit.scene
    origin = scene.origin if isinstance(scene, Overlay) else scene
    desk = StaffDesk(account_id=event.account_id, name=event.name)
    opened = RecordStaffDeed("menu_opened", event.account_id, event.name)
    at_menu = replace(visit, staff=desk, warned_at=None)
    return go(at_menu, Staff(origin), opened, LookAtPrinter())


@on(BadgeRefused)
def badge_refused(visit: Visit, event: BadgeRefused, context: Context) -> Outcome:
    """Where the team's code is asked for, it is asked for still; a visitor sees nothing of it."""
    return stay(visit)


@on(PinRefused)
def pin_refused(visit: Visit, event: PinRefused, context: Context) -> Outcome:
    if visit.staff is None:
        return stay(visit)
    waits = context.elapsed + event.wait_seconds if event.wait_seconds else None
    attempt: PinAttempt = "not_set" if event.not_set else "refused"
    return stay(replace(visit, staff=StaffDesk(attempt=attempt, wait_until=waits)))


def watch_pin_wait(visit: Visit, context: Context) -> tuple[Effect, ...]:
    """While the pad is closed, look whether a command has opened it meanwhile."""
    desk = visit.staff
    if not isinstance(visit.scene, StaffPin) or desk is None or desk.wait_until is None:
        return ()
    return (LookAtPinWait(),) if context.elapsed < desk.wait_until else ()


@on(PinWaitSeen)
def pin_wait_seen(visit: Visit, event: PinWaitSeen, context: Context) -> Outcome:
    if visit.staff is None or visit.staff.wait_until is None:
        return stay(visit)
    waits = context.elapsed + event.wait_seconds if event.wait_seconds else None
    return stay(replace(visit, staff=replace(visit.staff, wait_until=waits)))


def leave_staff(visit: Visit) -> Outcome:
    """Back to the visitor's screen, as it was."""
    origin: Scene = Attract()
    if isinstance(visit.scene, StaffScene):
        origin = visit.scene.origin
    return go(replace(visit, staff=None), origin)


@on(LeaveStaff)
def on_leave_staff(visit: Visit, event: LeaveStaff, context: Context) -> Outcome:
    return leave_staff(visit)


@on(PrinterSaid)
def printer_said(visit: Visit, event: PrinterSaid, context: Context) -> Outcome:
    if visit.staff is None:
        return stay(visit)
    return stay(replace(visit, staff=replace(visit.staff, printer=event.says)))


MENU: dict[type[Touch], Callable[[Visit, Context], Outcome]] = {
    EndSession: staff_deeds.end_session,
    ReprintLast: staff_deeds.reprint_last,
    TestPrint: staff_deeds.print_test,
    AskPrinter: staff_deeds.look_at_printer,
    PutOutOfService: staff_deeds.put_out_of_service,
    PutInService: staff_deeds.put_in_service,
    OpenAnyway: staff_deeds.open_anyway,
    FollowOpeningHours: staff_deeds.follow_opening_hours,
    OpenNotesToRead: staff_deeds.open_notes,
    OpenTeamTasks: staff_deeds.open_tasks,
    OpenSponsorsToMeet: staff_deeds.open_sponsors,
    Quit: staff_deeds.quit_program,
}
"""What each button of the menu does."""


def _from_menu(visit: Visit, event: Touch, context: Context) -> Outcome:
    """The door of the menu: its buttons are for whoever gave the PIN."""
    if not isinstance(visit.scene, Staff) or visit.staff is None:
        return stay(visit)
    return MENU[type(event)](visit, context)


for touch in MENU:
    on(touch)(_from_menu)

"""Staff on the terminal: the gesture, the PIN, the menu."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.effects import (
    Effect,
    LookAtPinWait,
    LookAtPrinter,
    Print,
    PrintTest,
    SetService,
    StopProgram,
)
from kiosk.visit.events import (
    AskPrinter,
    EndSession,
    LeaveStaff,
    PinAccepted,
    PinRefused,
    PinWaitSeen,
    PrinterSaid,
    PutInService,
    PutOutOfService,
    Quit,
    ReprintLast,
    StaffGesture,
    TestPrint,
)
from kiosk.visit.state import (
    Attract,
    Context,
    OutOfService,
    Scene,
    Staff,
    StaffDesk,
    StaffPin,
    Visit,
)
from kiosk.visit.update.outcome import Outcome, go, on, stay, wipe


@on(StaffGesture)
def staff_gesture(visit: Visit, event: StaffGesture, context: Context) -> Outcome:
    if isinstance(visit.scene, (StaffPin, Staff)):
        return stay(visit)
    return go(replace(visit, staff=StaffDesk(), warned_at=None), StaffPin(visit.scene))


@on(PinAccepted)
def pin_accepted(visit: Visit, event: PinAccepted, context: Context) -> Outcome:
    """Only for the PIN that is being checked: not for whoever opened the pad since."""
    if not isinstance(visit.scene, StaffPin) or visit.staff is None or not visit.staff.checking:
        return stay(visit)
    return go(replace(visit, staff=StaffDesk()), Staff(visit.scene.origin), LookAtPrinter())


@on(PinRefused)
def pin_refused(visit: Visit, event: PinRefused, context: Context) -> Outcome:
    if visit.staff is None:
        return stay(visit)
    waits = context.elapsed + event.wait_seconds if event.wait_seconds else None
    refused = StaffDesk(refused=True, not_set=event.not_set, wait_until=waits)
    return stay(replace(visit, staff=refused))


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
    if isinstance(visit.scene, (StaffPin, Staff)):
        origin = visit.scene.origin
    return go(replace(visit, staff=None), origin)


@on(LeaveStaff)
def on_leave_staff(visit: Visit, event: LeaveStaff, context: Context) -> Outcome:
    return leave_staff(visit)


def _at_desk(visit: Visit) -> bool:
    """The menu's actions are for whoever gave the PIN."""
    return isinstance(visit.scene, Staff) and visit.staff is not None


@on(EndSession)
def end_session(visit: Visit, event: EndSession, context: Context) -> Outcome:
    return wipe(visit, context) if _at_desk(visit) else stay(visit)


@on(ReprintLast)
def reprint_last(visit: Visit, event: ReprintLast, context: Context) -> Outcome:
    if not _at_desk(visit):
        return stay(visit)
    assert visit.staff
    if visit.handed is None:
        return stay(replace(visit, staff=replace(visit.staff, no_ticket=True)))
    again = replace(visit, handed=replace(visit.handed, printing="waiting"))
    return again, (Print(visit.handed.ticket),)


@on(TestPrint)
def test_print(visit: Visit, event: TestPrint, context: Context) -> Outcome:
    return _ask_printer(visit, PrintTest())


@on(AskPrinter)
def ask_printer(visit: Visit, event: AskPrinter, context: Context) -> Outcome:
    return _ask_printer(visit, LookAtPrinter())


def _ask_printer(visit: Visit, effect: PrintTest | LookAtPrinter) -> Outcome:
    if not _at_desk(visit):
        return stay(visit)
    return replace(visit, staff=StaffDesk()), (effect,)


@on(PrinterSaid)
def printer_said(visit: Visit, event: PrinterSaid, context: Context) -> Outcome:
    if visit.staff is None:
        return stay(visit)
    return stay(replace(visit, staff=replace(visit.staff, printer=event.says)))


@on(PutOutOfService)
def put_out_of_service(visit: Visit, event: PutOutOfService, context: Context) -> Outcome:
    if not _at_desk(visit):
        return stay(visit)
    fresh, effects = wipe(visit, context)
    return replace(fresh, scene=OutOfService()), (*effects, SetService(in_service=False))


@on(PutInService)
def put_in_service(visit: Visit, event: PutInService, context: Context) -> Outcome:
    if not _at_desk(visit):
        return stay(visit)
    fresh, effects = wipe(visit, context)
    return replace(fresh, scene=Attract()), (*effects, SetService(in_service=True))


@on(Quit)
def quit_program(visit: Visit, event: Quit, context: Context) -> Outcome:
    if not _at_desk(visit):
        return stay(visit)
    fresh, effects = wipe(visit, context)
    return fresh, (*effects, StopProgram())

"""What of the team's deeds on a terminal goes into the journal, and under whose name."""

from __future__ import annotations

from kiosk.visit.effects import Effect, RecordStaffDeed
from kiosk.visit.events import (
    AcceptNote,
    AcceptSponsor,
    AcceptTyped,
    ConfirmEndSponsor,
    EndSession,
    Event,
    FollowOpeningHours,
    MergeNotes,
    OpenAnyway,
    PutInService,
    PutOutOfService,
    Quit,
    RemoveNote,
    ReprintLast,
    SettleTask,
    TestPrint,
    Touch,
)
from kiosk.visit.scenes import StaffPin, StaffScene
from kiosk.visit.state import Visit

DEEDS: dict[type[Touch], str] = {
    EndSession: "visit_ended",
    ReprintLast: "printed_again",
    TestPrint: "test_printed",
    PutOutOfService: "put_out",
    PutInService: "put_back",
    OpenAnyway: "opened_anyway",
    FollowOpeningHours: "hours_followed",
    Quit: "program_quit",
    AcceptNote: "note_accepted",
    RemoveNote: "note_removed",
    MergeNotes: "notes_merged",
    AcceptTyped: "note_answered",
    AcceptSponsor: "sponsor_accepted",
    ConfirmEndSponsor: "sponsor_ended",
    SettleTask: "task_settled",
}


def recorded(before: Visit, event: Event) -> tuple[Effect, ...]:
    """What is written for one event, by the desk as it was before it."""
    desk = before.staff
    in_menu = isinstance(before.scene, StaffScene) and not isinstance(before.scene, StaffPin)
    deed = DEEDS.get(type(event)) if isinstance(event, Touch) else None
    if desk is None or not in_menu or deed is None:
        return ()
    return (RecordStaffDeed(deed, desk.account_id, desk.name),)

"""What waits for a word of the team, and what its word does."""

from __future__ import annotations

from contextlib import suppress

from kiosk.agenda import appointments, booking_changes, pair_reports, waiting_list
from kiosk.agenda.errors import NotOffered
from kiosk.agenda.programme import programme
from kiosk.agenda.rows import locked_booking
from kiosk.agenda.session_changes import cancel_session, keep_session
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.visit.programme import asks_the_team
from kiosk.visit.team_tasks import TaskKind, TeamTask


def tasks(work: UnitOfWork) -> tuple[TeamTask, ...]:
    """Whose hour was changed and who must be called first, then what begins soonest, then what was
    told."""
    changed = [
        TeamTask(
            kind="to_move",
            id=one.booking_id,
            session=one.session,
            persons=one.persons,
            reason=one.reason,
            phone=one.phone,
        )
        for one in booking_changes.open_changes(work)
    ]
    calls = [
        TeamTask(
            kind="call",
            id=one.booking_id,
            session=one.session,
            persons=one.persons,
            phone=one.phone,
        )
        for one in waiting_list.to_call(work)
    ]
    few = [
        TeamTask(
            kind="few_people",
            id=str(one.session.id),
            session=one.session,
            persons=one.taken,
            minimum=one.minimum,
        )
        for one in programme(work)
        if asks_the_team(one, work.now, work.place.zone)
    ]
    told = [
        TeamTask(kind="report", id=one.id, first_name=one.about, words=one.words)
        for one in pair_reports.unread(work)
    ]
    return (*changed, *calls, *few, *told)


def settle(work: UnitOfWork, kind: TaskKind, task_id: str, *, yes: bool) -> None:
    """The team's word: told, or cancelled; called; it takes place, or is cancelled; read. Said
    twice, or of what is no more, it changes nothing."""
    match kind:
        case "to_move":
            settle_change(work, task_id, yes=yes)
        case "call":
            waiting_list.called(work, task_id)
        case "few_people":
            with suppress(NotOffered):
                if yes:
                    keep_session(work, int(task_id))
                else:
                    cancel_session(work, int(task_id))
        case "report":
            pair_reports.is_read(work, task_id)


def settle_change(work: UnitOfWork, booking_id: str, *, yes: bool) -> bool:
    """Told of what the agenda did to their booking, or it is cancelled. False, and nothing is
    changed, when somebody settled it before: whoever was moved meanwhile keeps their new hour."""
    locked_booking(work, booking_id)
    if booking_id not in {one.booking_id for one in booking_changes.open_changes(work)}:
        return False
    booking_changes.settle(work, booking_id)
    if not yes:
        appointments.cancel(work, booking_id)
    return True

"""What a terminal tells of itself, from what is on its screen; nothing of a visitor."""

from __future__ import annotations

from kiosk.visit.commands import Snapshot, TerminalState
from kiosk.visit.scenes import Attract, Closed, OutOfService, Sign, VisitEnding
from kiosk.visit.state import Context, Visit


def state_of(visit: Visit) -> TerminalState:
    if isinstance(visit.scene, OutOfService):
        return "out_of_service"
    if isinstance(visit.scene, Closed):
        return "closed"
    if visit.call is not None or isinstance(visit.scene, Sign):
        return "help_called"
    if visit.warned_at is not None or isinstance(visit.scene, VisitEnding):
        return "asking"
    return "free" if isinstance(visit.scene, Attract) else "in_use"


def snapshot(visit: Visit, context: Context, before: Snapshot | None) -> Snapshot:
    """Since when is kept as long as the state is the same."""
    state = state_of(visit)
    same = before is not None and before.state == state
    since = before.since if before is not None and same else context.now
    return Snapshot(
        state=state,
        since=since,
        printer=context.printer_trouble,
        printer_state=context.printer_state,
        tickets=context.last_tickets,
        message=context.message,
    )

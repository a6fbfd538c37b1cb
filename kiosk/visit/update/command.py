"""The door of orders from outside: the store says who ordered, and lets each through once."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.visit.commands import Command, CommandKind
from kiosk.visit.effects import AcknowledgeCommand
from kiosk.visit.state import Context, Visit
from kiosk.visit.update import staff_deeds
from kiosk.visit.update.outcome import Outcome, on

DEEDS: dict[CommandKind, Callable[[Visit, Context], Outcome]] = {"reset": staff_deeds.end_session}
"""What each command does. A new one is a word in `CommandKind` and a line here."""


@on(Command)
def command_received(visit: Visit, event: Command, context: Context) -> Outcome:
    """Whatever is on the screen, the staff's menu too. Acknowledged, so that whoever waits at the
    other end knows."""
    deed = next((deed for kind, deed in DEEDS.items() if kind == event.kind), None)
    if deed is None:
        return visit, (AcknowledgeCommand(event.id, "unknown"),)
    after, effects = deed(visit, context)
    return after, (*effects, AcknowledgeCommand(event.id, "done"))

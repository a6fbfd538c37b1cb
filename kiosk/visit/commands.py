"""Orders from outside, and what a terminal tells of itself; nothing of a visitor."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

CommandKind = Literal["reset"]
"""reset: end the visit, and show the first screen."""

TerminalState = Literal["free", "in_use", "help_called", "asking", "closed", "out_of_service"]
"""free: nobody is there; in_use: a visit goes on; help_called: its screen calls someone;
asking: it asks whether somebody is still there; closed: outside the opening hours;
out_of_service: until staff say otherwise."""

CommandOutcome = Literal["done", "unknown"]
"""unknown: this program does not know such a command; another version ordered it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What somebody orders from outside, as an event. Done once at most: see `agenda.commands`."""

    id: str
    kind: str
    """A `CommandKind`; or a word of a program that is newer than this one."""
    ordered_by: str
    """A login at the operator's machine, or a member of the team."""
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """How a terminal is, told with its sign of life."""

    state: TerminalState
    since: datetime
    """UTC, by this terminal's clock."""
    printer: str = field(default="")
    """What is wrong with the printer, for staff; empty when it is well."""

"""What waits for a word of the team: behind its code on a terminal, and for its commands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from kiosk.visit.bookings import Session

TaskKind = Literal["to_move", "call", "few_people", "report"]
"""to_move: a change of the hours touched what somebody booked; call: somebody who left a number has
to be told something; few_people: does a session take place with fewer than its minimum; report:
something that one of two who met told the team."""

ChangeReason = Literal["hour", "host", "room"]
"""hour: it is given no more; host, room: somebody else receives, or elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamTask:
    """Each kind has what it needs to be said; `id`: of its booking, session or report."""

    kind: TaskKind
    id: str
    session: Session | None = None
    persons: int = 0
    """Who come, or are to be told."""
    minimum: int = 0
    reason: ChangeReason | None = None
    """Of what is to be moved."""
    phone: str = field(default="", repr=False)
    first_name: str = field(default="", repr=False)
    words: str = field(default="", repr=False)

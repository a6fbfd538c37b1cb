"""What every request of the team's part works with."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.agenda.agenda import Agenda
from kiosk.web.staff.connection import Connection


@dataclass(frozen=True, kw_only=True)
class StaffSite:
    """Opened elsewhere, used here; the same for every request."""

    agenda: Agenda
    secret: bytes = field(repr=False)
    connection: Connection = field(default_factory=Connection)
    """How browsers are to come."""

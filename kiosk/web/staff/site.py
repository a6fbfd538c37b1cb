"""What every request of the team's part works with."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.agenda.agenda import Agenda
from kiosk.catalog.model import Catalog, Orientation
from kiosk.web.staff.connection import Connection

NO_CATALOG = Catalog(themes=(), services=(), orientation=Orientation(questions=(), rules=()))


@dataclass(frozen=True, kw_only=True)
class StaffSite:
    """Opened elsewhere, used here; the same for every request."""

    agenda: Agenda
    secret: bytes = field(repr=False)
    catalog: Catalog = NO_CATALOG
    """What services, steps and themes are called; what it does not know is called by its id."""
    connection: Connection = field(default_factory=Connection)
    """How browsers are to come."""

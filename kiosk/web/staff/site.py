"""What every request of the team's part works with."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.agenda.agenda import Agenda
from kiosk.catalog.model import Catalog, Orientation

NO_CATALOG = Catalog(themes=(), services=(), orientation=Orientation(questions=(), rules=()))


@dataclass(frozen=True, kw_only=True)
class StaffSite:
    """Opened elsewhere, used here; the same for every request."""

    agenda: Agenda
    secret: bytes = field(repr=False)
    catalog: Catalog = NO_CATALOG
    """What services, steps and themes are called; what it does not know is called by its id."""
    secure: bool = True
    """Whether browsers come by https: the cookie goes no other way then."""
    proxies: int = 0
    """How many proxies of our own stand before us."""

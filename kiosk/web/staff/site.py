"""What every request of the team's part works with."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.agenda.agenda import Agenda


@dataclass(frozen=True, kw_only=True)
class StaffSite:
    """Opened elsewhere, used here; the same for every request."""

    agenda: Agenda
    secret: bytes = field(repr=False)
    secure: bool = True
    """Whether browsers come by https: the cookie goes no other way then."""
    proxies: int = 0
    """How many proxies of our own stand before us."""

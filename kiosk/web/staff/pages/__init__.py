"""The pages of the board, in the order in which they are led to. A new one is a module here with
its `ROUTES`, and its place in this list."""

from __future__ import annotations

from kiosk.web.staff.desk import Route
from kiosk.web.staff.pages import figures, journal

ROUTES: tuple[Route, ...] = (*figures.ROUTES, *journal.ROUTES)

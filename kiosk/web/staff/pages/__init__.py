"""The pages of the board, in the order in which they are led to. A new one is a module here with
its `ROUTES`, and its place in this list."""

from __future__ import annotations

from kiosk.web.staff.desk import Route
from kiosk.web.staff.pages import (
    agenda,
    agenda_activities,
    agenda_days,
    agenda_helpers,
    agenda_opening,
    calls,
    desk_hours,
    figures,
    journal,
    people,
    sessions,
    terminals,
    today,
)

ROUTES: tuple[Route, ...] = (
    *calls.ROUTES,
    *today.ROUTES,
    *desk_hours.ROUTES,
    *sessions.ROUTES,
    *terminals.ROUTES,
    *people.ROUTES,
    *agenda.ROUTES,
    *agenda_helpers.ROUTES,
    *agenda_activities.ROUTES,
    *agenda_opening.ROUTES,
    *agenda_days.ROUTES,
    *figures.ROUTES,
    *journal.ROUTES,
)

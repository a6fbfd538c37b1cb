"""What everybody who is there should know, whatever they do: a quiet line over the screen."""

from __future__ import annotations

from kiosk.i18n.text import Text, _
from kiosk.visit.state import Context, Visit
from kiosk.visit.view.opening_times import closing_notice

SAID_SECONDS = 60
"""How long the first screen says that a visit was ended by no fault of its visitor."""


def notice(visit: Visit, context: Context) -> Text | None:
    return _fault_notice(visit, context) or closing_notice(visit, context)


def _fault_notice(visit: Visit, context: Context) -> Text | None:
    at = context.faulted_at
    if at is None or context.elapsed - at > SAID_SECONDS or not visit.scene.at_rest:
        return None
    return _("La borne a eu un problème. Ce n'est pas vous : vous pouvez recommencer.")

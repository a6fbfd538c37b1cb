"""What a terminal found when it examined itself, and was not fine; nothing of a visitor.

Written when it examined itself, and not with each sign of life: it changes once a day at most, and
thousands of terminals give their sign of life each minute.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import update

from kiosk import limits
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import terminal
from kiosk.visit.findings import Finding

MOST = 30
"""Of one terminal: nobody reads more, and more broken files of one kind is one trouble."""


def tell(work: UnitOfWork, findings: Iterable[Finding]) -> None:
    """What this terminal has found now, in the place of what it found before."""
    told = [
        {"id": one.id, "state": one.state, "says": one.says[: limits.TROUBLE].replace("\0", "")}
        for one in findings
    ]
    work.connection.execute(
        update(terminal)
        .where(terminal.c.place_id == work.place.id, terminal.c.id == work.terminal)
        .values(findings=told[:MOST])
    )


def findings_in(column: list[dict[str, Any]] | None) -> tuple[Finding, ...]:
    """As a row has them; none of a terminal that never told."""
    return tuple(Finding(one["id"], one["state"], one["says"]) for one in column or ())

"""The demonstration's team: accounts whose password every page of it tells.

They open a place that says on each page that nothing of it is true, and end with it.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, update

from kiosk.agenda.staff_accounts import Role
from kiosk.store.tables import staff_account

PASSWORD = "on essaie ensemble"
_HASH = (
    "$argon2id$v=19$m=65536,t=3,p=4$+73i1Z/92tXbwdmOZvhCJA"
    "$TtKqw+/63pq4St477TYiG7q/OrvP1ir2Ht63ylSDns4"
)
"""Of the same password: told to everybody, so there is no secret to make anew at each start."""

ACCOUNTS: tuple[tuple[str, Role], ...] = (
    ("Marc", "host"),
    ("Amina", "helper"),
    ("Léa", "manager"),
    ("Technique", "operator"),
)


def open_accounts(connection: Connection, place_id: int, now: datetime) -> None:
    for name, role in ACCOUNTS:
        row = {
            "id": f"demonstration-{role}",
            "place_id": place_id,
            "name": name,
            "role": role,
            "password_hash": _HASH,
            "created_at": now,
            "changed_at": now,
        }
        connection.execute(insert(staff_account), row)


def end_accounts(connection: Connection, place_id: int, now: datetime) -> None:
    """The place becomes a real one: what everybody knows opens nothing there."""
    theirs = [f"demonstration-{role}" for _name, role in ACCOUNTS]
    connection.execute(
        update(staff_account)
        .where(
            staff_account.c.place_id == place_id,
            staff_account.c.id.in_(theirs),
            staff_account.c.ended_at.is_(None),
        )
        .values(password_hash=None, badge_hash=None, ended_at=now, changed_at=now)
    )

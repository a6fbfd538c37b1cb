"""Who of the team is signed in on the web: sign-ins of accounts, that end.

Only the hash of a token is kept; the token is in one browser's cookie.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import and_, delete, insert, or_, select, update

from kiosk.agenda import staff_journal
from kiosk.agenda.staff_accounts import Account, was_right
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import staff_account, staff_sign_in

LASTS = timedelta(hours=12)
"""A long day: nobody stays signed in over night on a tablet that was left somewhere."""

IDLE = timedelta(minutes=30)
"""Without a touch: a page that asks by itself whether there is news is nobody's touch."""

SEEN_EVERY = timedelta(minutes=1)
"""How exactly it is kept when somebody was there last."""


def begin(work: UnitOfWork, account: Account, checked: str | None = None) -> str | None:
    """Sign somebody in; the token for their browser. `checked` is the hash that their password was
    right for, None for a badge. None when the account has ended or another password was chosen
    meanwhile."""
    found = work.connection.execute(
        select(staff_account.c.password_hash).where(
            staff_account.c.place_id == work.place.id,
            staff_account.c.id == account.id,
            staff_account.c.ended_at.is_(None),
        )
    ).first()
    if found is None or (checked is not None and found.password_hash != checked):
        return None
    token = secrets.token_urlsafe(32)
    new = {
        "token_hash": _hash(token),
        "place_id": work.place.id,
        "account_id": account.id,
        "began_at": work.now,
        "used_at": work.now,
    }
    work.connection.execute(insert(staff_sign_in), new)
    was_right(work, account.id)
    staff_journal.record(work, account.author, "signed_in")
    return token


def who(work: UnitOfWork, token: str, *, untouched: bool = False) -> Account | None:
    """Whose sign-in a token is of, while it stands; for what may go on `untouched`, all day."""
    idle = () if untouched else (staff_sign_in.c.used_at > work.now - IDLE,)
    joined = staff_sign_in.join(
        staff_account,
        and_(
            staff_account.c.place_id == staff_sign_in.c.place_id,
            staff_account.c.id == staff_sign_in.c.account_id,
        ),
    )
    found = work.connection.execute(
        select(staff_account.c.id, staff_account.c.name, staff_account.c.role)
        .select_from(joined)
        .where(
            staff_sign_in.c.token_hash == _hash(token),
            staff_sign_in.c.place_id == work.place.id,
            staff_sign_in.c.ended_at.is_(None),
            staff_sign_in.c.began_at > work.now - LASTS,
            *idle,
            staff_sign_in.c.began_at >= staff_account.c.changed_at,
            staff_account.c.ended_at.is_(None),
        )
    ).first()
    return found and Account(id=found.id, name=found.name, role=found.role)


def was_used(work: UnitOfWork, token: str) -> None:
    """Somebody is there. Written once a minute at most."""
    work.connection.execute(
        update(staff_sign_in)
        .where(
            staff_sign_in.c.token_hash == _hash(token),
            staff_sign_in.c.place_id == work.place.id,
            staff_sign_in.c.used_at < work.now - SEEN_EVERY,
        )
        .values(used_at=work.now)
    )


def end(work: UnitOfWork, token: str) -> None:
    """Sign out. Idempotent."""
    account = who(work, token)
    if account is None:
        return
    work.connection.execute(
        update(staff_sign_in)
        .where(
            staff_sign_in.c.token_hash == _hash(token),
            staff_sign_in.c.place_id == work.place.id,
            staff_sign_in.c.ended_at.is_(None),
        )
        .values(ended_at=work.now)
    )
    staff_journal.record(work, account.author, "signed_out")


def delete_ended(work: UnitOfWork) -> None:
    """Those that can be used no more."""
    over = or_(staff_sign_in.c.ended_at.is_not(None), staff_sign_in.c.began_at <= work.now - LASTS)
    work.connection.execute(
        delete(staff_sign_in).where(and_(staff_sign_in.c.place_id == work.place.id, over))
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()

"""Who of the team is signed in on the web: a password for the place, and sign-ins that end.

Nothing here can be turned back into a password or a token: only their hashes are kept.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import and_, delete, insert, or_, select, update

from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.errors import KioskError
from kiosk.store.tables import staff_password, staff_sign_in

SHORTEST, LONGEST = 12, 200
"""Letters. What is typed on a web page can be tried from anywhere: a sentence of four words is
easily kept in mind, and found by nobody."""

LASTS = timedelta(hours=12)
"""A long day: nobody stays signed in over night on a tablet that was left somewhere."""

IDLE = timedelta(minutes=30)
"""Without a page being asked for."""


class PasswordError(KioskError):
    """The password cannot be used; the message says what to choose."""


def choose_password(work: UnitOfWork, password: str) -> None:
    """Keep its hash (argon2id, the library's recommended cost). Whoever is signed in by another
    one is so no more. Raises PasswordError."""
    from argon2 import PasswordHasher

    if not SHORTEST <= len(password) <= LONGEST:
        raise PasswordError(
            f"Choisissez de {SHORTEST} à {LONGEST} lettres : quatre mots suffisent, comme une"
            " petite phrase."
        )
    if len(set(password)) < 5:
        raise PasswordError("Ce mot de passe se devine trop vite : mélangez d'autres lettres.")
    values = {"password_hash": PasswordHasher().hash(password), "chosen_at": work.now}
    mine = staff_password.c.place_id == work.place.id
    if work.connection.execute(update(staff_password).where(mine), values).rowcount == 0:
        work.connection.execute(insert(staff_password), values | {"place_id": work.place.id})


def password_hash(work: UnitOfWork) -> str | None:
    """None where nobody chose one yet."""
    query = select(staff_password.c.password_hash)
    found: str | None = work.connection.execute(
        query.where(staff_password.c.place_id == work.place.id)
    ).scalar_one_or_none()
    return found


def is_right(kept: str, password: str) -> bool:
    """Takes a moment, and some 64 MB, on purpose: guessing takes it each time too. Asked outside
    of a transaction."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(kept, password[: LONGEST + 1])
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False


def begin(work: UnitOfWork, checked: str) -> str | None:
    """Sign somebody in; the token for their browser. `checked` is the hash that their password
    was right for: None when another one was chosen meanwhile."""
    if password_hash(work) != checked:
        return None
    token = secrets.token_urlsafe(32)
    new = {
        "token_hash": _hash(token),
        "place_id": work.place.id,
        "began_at": work.now,
        "used_at": work.now,
    }
    work.connection.execute(insert(staff_sign_in), new)
    return token


def is_signed_in(work: UnitOfWork, token: str) -> bool:
    """Whether a token is one of a sign-in that stands; if so it has just been used."""
    chosen_at = (
        select(staff_password.c.chosen_at)
        .where(staff_password.c.place_id == work.place.id)
        .scalar_subquery()
    )
    used = (
        update(staff_sign_in)
        .where(
            staff_sign_in.c.token_hash == _hash(token),
            staff_sign_in.c.place_id == work.place.id,
            staff_sign_in.c.ended_at.is_(None),
            staff_sign_in.c.began_at > work.now - LASTS,
            staff_sign_in.c.used_at > work.now - IDLE,
            staff_sign_in.c.began_at >= chosen_at,
        )
        .values(used_at=work.now)
    )
    return work.connection.execute(used).rowcount == 1


def end(work: UnitOfWork, token: str) -> None:
    """Sign out. Idempotent."""
    work.connection.execute(
        update(staff_sign_in)
        .where(
            staff_sign_in.c.token_hash == _hash(token),
            staff_sign_in.c.place_id == work.place.id,
            staff_sign_in.c.ended_at.is_(None),
        )
        .values(ended_at=work.now)
    )


def delete_ended(work: UnitOfWork) -> None:
    """Those that can be used no more."""
    over = or_(staff_sign_in.c.ended_at.is_not(None), staff_sign_in.c.began_at <= work.now - LASTS)
    work.connection.execute(
        delete(staff_sign_in).where(and_(staff_sign_in.c.place_id == work.place.id, over))
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()

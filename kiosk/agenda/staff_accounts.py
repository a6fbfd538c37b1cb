"""Who works at the place and may enter the team's part: accounts, roles, passwords, badges.

Nothing kept here can be turned back into a password or a badge: only their hashes are.
"""

from __future__ import annotations

import hashlib
import unicodedata
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Row, insert, select, update

from kiosk import limits
from kiosk.agenda import staff_journal
from kiosk.agenda.errors import NoSuchAccount
from kiosk.agenda.plain_names import plain
from kiosk.agenda.staff_journal import Author
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.errors import KioskError
from kiosk.store.tables import staff_account
from kiosk.visit.badges import BADGE

Role = Literal["host", "helper", "manager", "operator"]
"""host: welcomes; helper: receives visitors; manager: keeps the agenda and reads the figures;
operator: looks after the machines."""

ROLES: tuple[Role, ...] = get_args(Role)

Right = Literal["welcome", "people", "agenda", "figures", "machines", "journal"]
"""welcome: calls, arrivals, sessions of the day, ending a visit; people: sponsors, ideas, wishes;
agenda: who receives and when; figures: how it goes; machines: restarting, out of service; journal:
who did what."""

RIGHTS: Mapping[Role, frozenset[Right]] = MappingProxyType(
    {
        "host": frozenset({"welcome", "machines"}),
        "helper": frozenset({"welcome", "people", "machines"}),
        "manager": frozenset({"welcome", "people", "agenda", "figures", "machines", "journal"}),
        "operator": frozenset({"figures", "machines", "journal"}),
    }
)

SHORTEST, LONGEST = 12, 200
"""Letters of a password. What is typed on a web page can be tried from anywhere: a sentence of four
words is easily kept in mind, and found by nobody."""

FREE_TRIES = 5
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(minutes=15)
"""After so many wrong passwords in a row an account waits, twice as long each time: a guesser has
a hundred tries a day, a colleague a quarter of an hour at most; a badge, or another password, ends
it."""


class AccountError(KioskError):
    """The account cannot be made so; the message says what to choose."""


class PasswordError(AccountError):
    """The password cannot be used; the message says what to choose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    id: str
    name: str
    role: Role

    def may(self, right: Right) -> bool:
        return right in RIGHTS[self.role]

    @property
    def author(self) -> Author:
        return Author(self.id, self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAccount(Account):
    """For whoever looks after accounts. Times are UTC."""

    has_password: bool
    has_badge: bool
    locked_until: datetime | None
    ended_at: datetime | None


def add(work: UnitOfWork, name: str, role: Role, password: str | None, by: Author) -> Account:
    """Without a password one enters by badge alone. Raises AccountError, PasswordError."""
    name = " ".join(name.split())
    if not name or (wrong := limits.unfit(name, limits.STAFF_NAME)):
        raise AccountError(f"Ce nom ne va pas : {wrong if name else 'il est vide'}.")
    if any(plain(one.name) == plain(name) for one in accounts(work) if one.ended_at is None):
        raise AccountError(f"Il y a déjà un compte « {name} » : ajoutez une initiale.")
    account = Account(id=str(uuid.uuid4()), name=name, role=role)
    row = {
        "id": account.id,
        "place_id": work.place.id,
        "name": name,
        "role": role,
        "password_hash": None if password is None else hash_of(password),
        "created_at": work.now,
        "changed_at": work.now,
    }
    work.connection.execute(insert(staff_account), row)
    staff_journal.record(work, by, "account_added", name)
    return account


def accounts(work: UnitOfWork) -> list[KnownAccount]:
    """By name; also those that have ended."""
    rows = work.connection.execute(
        select(staff_account)
        .where(staff_account.c.place_id == work.place.id)
        .order_by(staff_account.c.name, staff_account.c.created_at)
    )
    return [_known(row) for row in rows]


def find(work: UnitOfWork, name: str) -> KnownAccount:
    """The account in use of this name, whatever its capitals and accents. Raises NoSuchAccount."""
    for one in accounts(work):
        if one.ended_at is None and plain(one.name) == plain(name):
            return one
    raise NoSuchAccount(name)


def end(work: UnitOfWork, account_id: str, by: Author) -> None:
    """They enter no more, and are signed out everywhere. Idempotent. What they did stays theirs in
    the journal."""
    gone = {"password_hash": None, "badge_hash": None, "ended_at": work.now}
    if _change(work, account_id, gone):
        staff_journal.record(work, by, "account_ended", _name(work, account_id))


def choose_password(work: UnitOfWork, account_id: str, password: str, by: Author) -> None:
    """Whoever is signed in by the former one is so no more; a wait after wrong ones is over.
    Raises PasswordError, NoSuchAccount."""
    new = {"password_hash": hash_of(password), "wrong_tries": 0, "locked_until": None}
    if not _change(work, account_id, new):
        raise NoSuchAccount(account_id)
    staff_journal.record(work, by, "password_chosen", _name(work, account_id))


def make_badge(work: UnitOfWork, account_id: str, token: str, by: Author) -> None:
    """From now on this token opens what the account may, and the former badge nothing; whoever is
    signed in signs in again, as the former one may be in other hands. Raises NoSuchAccount."""
    changed = work.connection.execute(
        update(staff_account)
        .where(*_in_use(work), staff_account.c.id == account_id)
        .values(badge_hash=badge_hash(token), changed_at=work.now)
    )
    if changed.rowcount == 0:
        raise NoSuchAccount(account_id)
    staff_journal.record(work, by, "badge_made", _name(work, account_id))


def by_badge(work: UnitOfWork, *badges: str) -> Account | None:
    """Whose one of them is: a scan can be read in several ways."""
    row = work.connection.execute(
        select(staff_account.c.id, staff_account.c.name, staff_account.c.role).where(
            *_in_use(work), staff_account.c.badge_hash.in_(map(badge_hash, badges))
        )
    ).first()
    return row and Account(id=row.id, name=row.name, role=row.role)


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordTry:
    """What a password is compared with: outside of a transaction, since it takes a moment."""

    account: Account | None
    password_hash: str | None
    locked: bool


def to_try(work: UnitOfWork, name: str) -> PasswordTry:
    """What is known of whoever says to be called so."""
    for row in _rows(work):
        if plain(row.name) == plain(name):
            account = Account(id=row.id, name=row.name, role=row.role)
            locked = row.locked_until is not None and row.locked_until > work.now
            return PasswordTry(account=account, password_hash=row.password_hash, locked=locked)
    return PasswordTry(account=None, password_hash=None, locked=False)


def was_wrong(work: UnitOfWork, account_id: str) -> None:
    """Count a wrong password, and lock the account after some."""
    here = staff_account.c.place_id == work.place.id, staff_account.c.id == account_id
    counted = update(staff_account).where(*here)
    work.connection.execute(counted.values(wrong_tries=staff_account.c.wrong_tries + 1))
    tries = work.connection.execute(select(staff_account.c.wrong_tries).where(*here)).scalar_one()
    over = tries - FREE_TRIES
    if over >= 0:
        doubled: int = 2 ** min(over, 10)
        wait = min(FIRST_WAIT * doubled, LONGEST_WAIT)
        work.connection.execute(counted.values(locked_until=work.now + wait))


def was_right(work: UnitOfWork, account_id: str) -> None:
    work.connection.execute(
        update(staff_account)
        .where(
            staff_account.c.place_id == work.place.id,
            staff_account.c.id == account_id,
            staff_account.c.wrong_tries > 0,
        )
        .values(wrong_tries=0, locked_until=None)
    )


def hash_of(password: str) -> str:
    """argon2id, the library's recommended cost: a moment and 64 MB. Raises PasswordError."""
    from argon2 import PasswordHasher

    password = _as_letters(password)
    if not SHORTEST <= len(password) <= LONGEST:
        raise PasswordError(
            f"Choisissez de {SHORTEST} à {LONGEST} lettres : quatre mots suffisent, comme une"
            " petite phrase."
        )
    if len(set(password)) < 5:
        raise PasswordError("Ce mot de passe se devine trop vite : mélangez d'autres lettres.")
    if limits.unfit(password, LONGEST):
        raise PasswordError("Ce mot de passe a un signe qui n'en est pas un : tapez-en un autre.")
    return PasswordHasher().hash(password)


def is_right(kept: str | None, password: str) -> bool:
    """Takes a moment, and some 64 MB, on purpose, also where nothing is kept: guessing names takes
    as long as guessing passwords. Asked outside of a transaction."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    hasher = PasswordHasher()
    password = _as_letters(password)
    if kept is None:
        hasher.hash(password.encode("utf-8", "replace"))
        return False
    try:
        return hasher.verify(kept, password)
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False


def _as_letters(password: str) -> str:
    """Keyboards write « é » as one sign or as two: the same to whoever types it."""
    return unicodedata.normalize("NFC", password[: LONGEST + 1])


def badge_hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def new_badge(new_token: Callable[[], str]) -> str:
    """What the QR of a badge says."""
    return f"{BADGE}{new_token()}"


def _change(work: UnitOfWork, account_id: str, values: dict[str, Any]) -> bool:
    """False where there is no such account in use."""
    changed = update(staff_account).where(*_in_use(work), staff_account.c.id == account_id)
    done = work.connection.execute(changed.values(values | {"changed_at": work.now}))
    return done.rowcount == 1


def _name(work: UnitOfWork, account_id: str) -> str:
    name: str = work.connection.execute(
        select(staff_account.c.name).where(
            staff_account.c.place_id == work.place.id, staff_account.c.id == account_id
        )
    ).scalar_one()
    return name


def _in_use(work: UnitOfWork) -> tuple[ColumnElement[bool], ...]:
    return staff_account.c.place_id == work.place.id, staff_account.c.ended_at.is_(None)


def _rows(work: UnitOfWork) -> list[Row[Any]]:
    return list(work.connection.execute(select(staff_account).where(*_in_use(work))))


def _known(row: Row[Any]) -> KnownAccount:
    return KnownAccount(
        id=row.id,
        name=row.name,
        role=row.role,
        has_password=row.password_hash is not None,
        has_badge=row.badge_hash is not None,
        locked_until=row.locked_until,
        ended_at=row.ended_at,
    )

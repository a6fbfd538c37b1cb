"""Whatever a database or its driver raises, as one of the store's errors, in a sentence."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import (
    DBAPIError,
    DisconnectionError,
    IntegrityError,
    InvalidRequestError,
    SQLAlchemyError,
    StatementError,
    TimeoutError,
)

from kiosk.store.errors import (
    StoreConflict,
    StoreDamaged,
    StoreError,
    StoreFault,
    StoreRefused,
    StoreUnreachable,
)
from kiosk.store.sqlite_codes import explained, primary_code, sqlite_meaning

WRONG = 1
"""SQLite's code for a statement that is not right."""

RAISED = (SQLAlchemyError, sqlite3.Error, UnicodeError, OverflowError, OSError)
"""What comes out of SQLAlchemy and of SQLite's driver; PostgreSQL's is always wrapped."""


def to_store_error(error: BaseException, name: str) -> BaseException:
    """The error to raise in place of this one; itself when whoever wrote handles it.

    `name` is the database's address, without its password.
    """
    if isinstance(error, IntegrityError):
        return error
    if isinstance(error, StatementError) and isinstance(error.orig, StoreError):
        return error.orig  # of a column: see kiosk.store.columns
    if isinstance(error, (TimeoutError, DisconnectionError, InvalidRequestError)):
        return StoreUnreachable(f"La base {name} est trop occupée, ou n'est plus la même.")
    original = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(original, sqlite3.Error):
        return _of_sqlite(original, name)
    if isinstance(error, DBAPIError):
        return _of_postgres(error, name)
    if isinstance(error, OSError):
        return StoreUnreachable(f"La base {name} ne répond pas ({_line(error)}).")
    return _fault(name, type(error).__name__)


def _of_sqlite(error: sqlite3.Error, name: str) -> BaseException:
    why = explained(error)
    match sqlite_meaning(error):
        case "conflict":
            return StoreConflict(f"La base {name} a cédé la place ({why}).")
        case "damaged":
            return StoreDamaged(
                f"La base {name} est abîmée ({why}). Ne l'effacez pas : remettez une sauvegarde "
                "à sa place, voyez docs/operating.md."
            )
        case "refused":
            return StoreRefused(f"La base {name} refuse : {why}.")
        case "away":
            return StoreUnreachable(f"La base {name} ne peut pas servir maintenant ({why}).")
        case _:
            # SQLite's words for a wrong statement name tables and columns, never a value.
            return _fault(name, why if primary_code(error) == WRONG else type(error).__name__)


def _of_postgres(error: DBAPIError, name: str) -> BaseException:
    from kiosk.store.postgres import postgres_meaning  # loaded where it is used only

    meaning, state = postgres_meaning(error.orig)
    if error.connection_invalidated and meaning == "fault":
        meaning = "away"
    why = _words(error.orig)
    match meaning:
        case "conflict":
            return StoreConflict(f"La base {name} a cédé la place ({why}).")
        case "login":
            return StoreUnreachable(
                f"La base {name} ne laisse pas entrer ({why}). Voyez le réglage database : son "
                "nom, son mot de passe, sa base."
            )
        case "refused":
            return StoreRefused(f"La base {name} refuse : {why}. Voyez deploy/postgres/roles.sql.")
        case "away" if state == "25006":
            return StoreUnreachable(
                f"La base {name} ne s'écrit pas maintenant, elle ne fait que se lire ({why})."
            )
        case "away":
            return StoreUnreachable(f"La base {name} ne répond pas ({why}).")
        case _ if state and state.startswith("42"):  # it names tables and columns, never a value
            return _fault(name, why)
        case _:
            return _fault(name, state or type(error.orig).__name__)


def _fault(name: str, what: str) -> StoreError:
    """`what` is never what a database says of a value: that would quote a name or a number."""
    return StoreFault(
        f"La base {name} ne comprend pas ce que ce programme lui demande ({what}). "
        "C'est un défaut à signaler."
    )


def _words(error: BaseException | None) -> str:
    """The server's own, in one line; without the details, which may quote a row."""
    primary = getattr(getattr(error, "diag", None), "message_primary", None)
    return str(primary) if primary else _line(error)


def _line(error: BaseException | None) -> str:
    return " ".join(str(error).split()) or type(error).__name__

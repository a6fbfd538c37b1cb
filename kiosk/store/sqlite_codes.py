"""What an error of SQLite means for us, by its result code.

Source: https://www.sqlite.org/rescode.html; the low eight bits are the primary code.
"""

from __future__ import annotations

import sqlite3
from typing import Literal

Meaning = Literal["away", "busy", "conflict", "damaged", "refused", "fault"]

BUSY_SNAPSHOT = 517

CODES: dict[int, tuple[Meaning, str]] = {
    2: ("away", "une erreur interne"),  # INTERNAL
    3: ("away", "l'accès est refusé"),  # PERM
    4: ("away", "l'opération a été interrompue"),  # ABORT
    5: ("busy", "un autre programme y écrit"),  # BUSY
    6: ("busy", "un autre programme y écrit"),  # LOCKED
    7: ("away", "la mémoire manque"),  # NOMEM
    8: ("away", "le fichier ou son dossier ne peut qu'être lu"),  # READONLY
    9: ("away", "l'opération a été interrompue"),  # INTERRUPT
    10: ("away", "le disque ne se lit ou ne s'écrit pas"),  # IOERR
    11: ("damaged", "le fichier est abîmé"),  # CORRUPT
    13: ("away", "le disque est plein"),  # FULL
    14: ("away", "le fichier ou son dossier ne s'ouvre pas"),  # CANTOPEN
    15: ("busy", "un autre programme l'ouvre"),  # PROTOCOL
    17: ("conflict", "les tables viennent de changer"),  # SCHEMA
    22: ("away", "le disque ne garde pas d'aussi grands fichiers"),  # NOLFS
    23: ("refused", "l'opération n'est pas permise"),  # AUTH
    26: ("damaged", "le fichier n'est pas une base"),  # NOTADB
}


def primary_code(error: sqlite3.Error) -> int | None:
    """None for what Python's driver says by itself."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else int(code) & 0xFF


def sqlite_meaning(error: sqlite3.Error) -> Meaning:
    """`busy` until its time is up; then it is an outage. Raises nothing."""
    if getattr(error, "sqlite_errorcode", None) == BUSY_SNAPSHOT:
        return "conflict"
    code = primary_code(error)
    if code is None:  # a closed connection, another thread's
        return "away" if isinstance(error, sqlite3.OperationalError) else "fault"
    meaning = CODES.get(code, ("fault", ""))[0]
    return "away" if meaning == "busy" else meaning


def is_busy(error: sqlite3.Error) -> bool:
    """Another connection is in the way, for a moment."""
    return CODES.get(primary_code(error) or 0, ("fault", ""))[0] == "busy"


def is_damaged(error: sqlite3.Error) -> bool:
    return sqlite_meaning(error) == "damaged"


def explained(error: sqlite3.Error) -> str:
    """In French, with SQLite's own words, which a search finds."""
    known = CODES.get(primary_code(error) or 0)
    return f"{known[1]} : {error}" if known else str(error)

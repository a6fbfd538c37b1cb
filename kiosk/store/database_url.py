"""The address of a database, as an operator writes it: `sqlite:////data/kiosk.db`,
`postgresql+psycopg://name@machine/base`.

It may hold a password, so no error quotes it, nor what SQLAlchemy says of it.
"""

from __future__ import annotations

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from kiosk.store.errors import StoreError
from kiosk.text_files import has_invisible

NO_ADDRESS = "Le réglage database n'est pas l'adresse d'une base"
ADDRESSES = "Écrivez sqlite:////chemin/kiosk.db, ou postgresql+psycopg://nom@machine/base."
POSTGRES = "postgresql+psycopg"
OF_A_FILE = frozenset(("mode", "immutable", "uri"))
"""What may be asked of SQLite; SQLAlchemy hands the rest to Python's driver as it is."""


def address_of(url: str) -> URL:
    """Raises StoreError for what is no address of a SQLite file or a PostgreSQL server."""
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):  # ValueError: a port that is no number
        raise _wrong() from None
    if address.drivername not in ("sqlite", "sqlite+pysqlite", POSTGRES):
        raise _wrong(f"« {address.drivername} » n'est pas une base connue")
    if has_invisible(url):
        raise _wrong("elle contient un signe invisible")
    if address.drivername != POSTGRES:
        _check_file(address)
    elif address.port is not None and not 0 < address.port < 65536:
        raise _wrong("un port va de 1 à 65535")
    return address


def _check_file(address: URL) -> None:
    if not address.database or address.database == ":memory:" or address.host:
        raise _wrong("il y manque le fichier, après trois barres obliques")
    if address.query and not address.database.startswith("file:"):
        raise _wrong("ce qui suit « ? » serait laissé de côté sans un mot")
    if unknown := sorted(address.query.keys() - OF_A_FILE):
        raise _wrong(f"« {unknown[0]} » n'en fait pas partie")


def _wrong(why: str = "") -> StoreError:
    return StoreError(f"{NO_ADDRESS}{f' : {why}' if why else ''}. {ADDRESSES}")

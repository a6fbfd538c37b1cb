"""What can go wrong with the store; each error's text is a sentence for staff.

StoreError
├── StoreUnreachable    not now: ask again later
│   ├── StoreConflict   ask again at once
│   └── StoreDamaged    not before somebody has put the file right
├── StoreRefused        the login has no right to do this
├── StoreFault          the statement or a value in it is wrong: a fault of this program
└── SchemaMismatch      the tables are of another version

Nothing else comes out of the store, but for IntegrityError, which whoever writes handles.
"""

from __future__ import annotations

from kiosk.errors import KioskError


class StoreError(KioskError):
    """The store cannot be used as asked."""


class StoreUnreachable(StoreError):  # noqa: N818
    """The store does not answer, or answers that it cannot now: no such folder, locked, full,
    cut off, read only, being stopped, out of connections.

    Nothing was written: whatever was asked may be asked again later.
    """


class StoreConflict(StoreUnreachable):
    """The store undid this transaction for the sake of another one; asked again, it succeeds."""


class StoreDamaged(StoreUnreachable):
    """The database file cannot be read any more, or was set aside for that: see `damaged.py`."""


class StoreRefused(StoreError):  # noqa: N818
    """The login of this program has no right to do this: see deploy/postgres/roles.sql."""


class StoreFault(StoreError):  # noqa: N818
    """The store understood, and cannot do it, tomorrow neither. Its cause may quote a name."""


class SchemaMismatch(StoreError):  # noqa: N818
    """The tables are older or newer than this program."""


class Unfit(StoreError):  # noqa: N818
    """What was to be kept is longer than `kiosk.limits` allows, or holds what is no letter."""

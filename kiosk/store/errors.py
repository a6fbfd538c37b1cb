"""What can go wrong with the store; each error's text is a sentence for staff."""

from __future__ import annotations

from kiosk.errors import KioskError


class StoreError(KioskError):
    """The store cannot be used as asked."""


class StoreUnreachable(StoreError):  # noqa: N818
    """The store did not answer: no such folder, refused, locked, full, cut off.

    Nothing was written: whatever was asked may be asked again later.
    """


class StoreConflict(StoreUnreachable):
    """The store undid this transaction for the sake of another one; asked again, it succeeds."""


class StoreRefused(StoreError):  # noqa: N818
    """The login of this program has no right to do this: see deploy/postgres/roles.sql."""


class SchemaMismatch(StoreError):  # noqa: N818
    """The tables are older or newer than this program."""


class Unfit(StoreError):  # noqa: N818
    """What was to be kept is longer than `kiosk.limits` allows, or holds what is no letter."""

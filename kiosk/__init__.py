"""The terminal of the Emploi Store Store: digital job services, step by step, with real people."""

from datetime import UTC, datetime

__version__ = "0.1.0"

RELEASED = datetime(2026, 9, 1, tzinfo=UTC)
"""No clock that shows an earlier hour is right: this version did not exist. Set anew with each
version, never to a day after it can be installed."""

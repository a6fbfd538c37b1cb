"""One thing examined, whatever happens: the others are examined too."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kiosk.errors import KioskError
from kiosk.system_errors import reason
from kiosk.visit.findings import Finding

Look = Callable[[], Iterator[Finding]]


def safely(what: str, look: Look) -> Iterator[Finding]:
    """What raises is a finding of its own."""
    try:
        yield from look()
    except KioskError as error:
        yield Finding(what, "wrong", str(error))
    except OSError as error:
        yield Finding(what, "wrong", f"{error.filename or what} : {reason(error)}.")

"""A badge of the team: what its QR says, told from a ticket before anything is looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable

BADGE = "BADGE/"
"""Before 26 letters of `kiosk.ticket.codes.new_token`: 130 random bits, and no ticket's address."""

_BADGE = re.compile(r"BADGE/[A-Z2-7]{26}")


def badge_in(texts: Iterable[str]) -> str | None:
    """The badge in what was scanned, or None; a scanner may put signs before and after it, and
    only one of the keyboards that it may be set to reads it right."""
    found = (_BADGE.search(text.upper()) for text in texts)
    return next((one.group() for one in found if one), None)

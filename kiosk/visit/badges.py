"""A badge of the team: what its QR says, told from a ticket before anything is looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable

BADGE = "BADGE/"
"""Before 26 letters of `kiosk.ticket.codes.new_token`: 130 random bits, and no ticket's address."""

_BADGE = re.compile(r"BADGE/[A-Z2-7]{26}")


def badges_in(texts: Iterable[str]) -> tuple[str, ...]:
    """The badges that what was scanned may be, each once; a scanner may put signs before and after
    it, and of the keyboards that it may be set to several read a badge, one of them the right."""
    found = (_BADGE.search(text.upper()) for text in texts)
    return tuple(dict.fromkeys(one.group() for one in found if one))

"""What a form or an address says where a number, a key or a page of ours was expected. Whoever
writes forms by hand may say anything there: then it is nothing, and no fault of the program.
"""

from __future__ import annotations

import uuid
from urllib.parse import quote

DIGITS = 15
"""Of a number: the database has room for them."""

_OF_ADDRESSES = "%/?&=#:;,+@!$'()*~"


def number_in(said: str | None) -> int | None:
    """None for what is no number, is beneath 0, or too large to be kept."""
    is_number = said and said.isascii() and said.isdigit() and len(said) <= DIGITS
    return int(said) if said and is_number else None


def attempt_in(said: str) -> str:
    """The key of a booking, made with its form: what is sent twice books once."""
    try:
        return str(uuid.UUID(said))
    except ValueError:
        return str(uuid.uuid4())


def as_address(page: str) -> str:
    """What can stand in a header: a line's end would begin another one."""
    return quote(page, safe=_OF_ADDRESSES, errors="replace")

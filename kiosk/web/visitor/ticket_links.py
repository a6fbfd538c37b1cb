"""A ticket's address as it arrives: cut out of a message, with what stood around it.

Mail programs and people take a full stop, a bracket or a quotation mark along, break a long
line, write all in capitals. The token has 26 letters: what follows them is no part of it.
"""

from __future__ import annotations

import re
import unicodedata

from kiosk.ticket.codes import TOKEN_LENGTH

_TICKET = re.compile(rf"/+t/+([a-z2-7]{{{TOKEN_LENGTH}}})(?![a-z2-7])(.*)", re.IGNORECASE)
_PAGE = re.compile(r"/+([a-z-]+(?:\.ics)?)(?!/*[a-z0-9])", re.IGNORECASE)
_AFTER_QUERY = re.compile(
    r"(?:[.,;:!?)\]}>\"'*_+]|%(?:2e|2c|3b|3a|21|29|5d|7d|3e|22|27|20|0d|0a)"
    r"|%c2%(?:a0|bb)|%e2%80%(?:99|9d|a6|8b|af))+$",
    re.IGNORECASE,
)


def read_path(path: str) -> str:
    """ "/t/…", and one of its pages; as it was when it is no ticket's address."""
    plain = "".join(letter for letter in path if not _is_unseen(letter))
    found = _TICKET.match(plain)
    if found is None:
        return path
    token, rest = found.groups()
    page = _PAGE.match(rest)
    if page is not None:
        return f"/t/{token}/{page[1].lower()}"
    if re.match(r"/+[a-z0-9]", rest, re.IGNORECASE):
        return path
    return f"/t/{token}"


def read_query(query: str) -> str:
    """Without what stood after the address; no value of ours ends so."""
    return _AFTER_QUERY.sub("", query)


def _is_unseen(letter: str) -> bool:
    """Spaces, breaks of a line, marks that show nothing."""
    return unicodedata.category(letter) in ("Zs", "Zl", "Zp", "Cc", "Cf")

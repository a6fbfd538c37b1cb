"""What tells two names apart, as people write them."""

from __future__ import annotations

import unicodedata


def plain(name: str) -> str:
    """What tells two names apart: not capitals, accents nor spaces."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(one for one in letters if not unicodedata.combining(one)).split())

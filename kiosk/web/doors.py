"""Which of the two parts of the web an address leads to. They share nothing but the server."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]

STAFF = "/staff"


def two_doors(visitor: Wsgi, staff: Wsgi) -> Wsgi:
    def enter(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        is_staffs = path == STAFF or path.startswith(f"{STAFF}/")
        return (staff if is_staffs else visitor)(environ, start_response)

    return enter

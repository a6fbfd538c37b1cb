"""Which of the two parts of the web an address leads to. They share nothing but the server."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]

STAFF = "/staff"
HEALTH = "/healthz"
METRICS = "/metrics"


def two_doors(visitor: Wsgi, staff: Wsgi) -> Wsgi:
    def enter(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        return (staff if is_staffs(path) else visitor)(environ, start_response)

    return enter


def is_staffs(path: str) -> bool:
    return path == STAFF or path.startswith(f"{STAFF}/")


def door_of(path: str) -> str:
    """Who comes in there: of the three, one for each address."""
    if path in (HEALTH, f"{STAFF}{HEALTH}"):
        return "health"
    return "staff" if is_staffs(path) else "visitor"

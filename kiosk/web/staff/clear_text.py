"""A password never crosses the room in clear: who comes so from another machine is told where
to come instead, before anything is asked for or read.

Files, the page that says how a tablet trusts our certificate, and whether all is well, are open.
"""

from __future__ import annotations

from flask import Flask, Response, render_template, request

from kiosk.web.doors import HEALTH, STAFF
from kiosk.web.staff.site import StaffSite

OPEN = frozenset({f"{STAFF}/confiance", f"{STAFF}/confiance.crt", f"{STAFF}{HEALTH}"})
FILES = (".css", ".js", ".svg", ".ttf", ".wasm", ".txt")


def keep_guarded(app: Flask, site: StaffSite) -> None:
    """Refuse what comes in clear; tell the templates when it was let in all the same."""
    connection = site.connection

    def gate() -> Response | None:
        if connection.plain_http or connection.is_guarded(request) or _is_open(request.path):
            return None
        return _in_clear(site)

    def in_clear() -> dict[str, bool]:
        return {"in_clear": not connection.is_guarded(request)}

    app.before_request(gate)
    app.context_processor(in_clear)


def _in_clear(site: StaffSite) -> Response:
    page = render_template(
        "clear_text.html",
        place=site.agenda.place,
        address=site.connection.https_address(request),
        behind_proxy=bool(site.connection.proxies),
        can_trust=site.connection.authority() is not None,
    )
    return Response(page, 403, content_type="text/html; charset=utf-8")


def _is_open(path: str) -> bool:
    return path in OPEN or path.endswith(FILES)

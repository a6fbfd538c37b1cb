"""The team's application: the board, behind a sign-in, and what every answer carries."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from kiosk.redaction import told
from kiosk.store.errors import StoreError, StoreFault, Unfit
from kiosk.web.bare_app import add_files, bare_app, headers
from kiosk.web.circuit_breaker import CircuitBreaker
from kiosk.web.doors import HEALTH, STAFF
from kiosk.web.rate_limits import Monotonic
from kiosk.web.staff.clear_text import keep_guarded
from kiosk.web.staff.door import StaffDoor, draw
from kiosk.web.staff.messages import BROKEN, NOT_FOUND, NOT_READ, STORE_AWAY, UNFIT
from kiosk.web.staff.pages import ROUTES
from kiosk.web.staff.site import StaffSite
from kiosk.web.staff.trust import add_trust_page

log = logging.getLogger(__name__)

MOST_BYTES = 64 * 1024
"""Of a form; the largest of ours, a helper's hours with their topics, may have 20,000."""

HEADERS = headers(referrer="same-origin", script=True)
"""Nothing secret is in these addresses; without it browsers would not say where a form is from."""

SCAN_PAGES = frozenset({f"{STAFF}/entrer", f"{STAFF}/aujourdhui"})
"""Where a ticket or a badge may be shown to the camera (scan.js)."""
SCAN_HEADERS = headers(referrer="same-origin", script=True, camera=True)

FILES = (
    *("board.css", "board.js", "scan.js"),
    *("vendor/zxing/zxing_reader.js", "vendor/zxing/zxing_reader.wasm"),
    *("vendor/zxing/LICENSE-zxing-wasm.txt", "vendor/zxing/LICENSE-zxing-cpp.txt"),
)


def make_staff_app(site: StaffSite, monotonic: Monotonic = time.monotonic) -> Flask:
    """`monotonic` counts the seconds of the limits."""
    app = bare_app("kiosk.web.staff", site.connection.proxies)
    app.config.update(MAX_CONTENT_LENGTH=MOST_BYTES, MAX_FORM_MEMORY_SIZE=MOST_BYTES)
    door = StaffDoor(site, ROUTES, monotonic)
    app.before_request(door.at_the_gate)
    keep_guarded(app, site)
    add_trust_page(app, site)
    app.after_request(_with_headers)
    add_files(app, STAFF, *FILES)
    app.add_url_rule(f"{STAFF}{HEALTH}", "healthz", _health(site, CircuitBreaker(monotonic)))
    for method, path, action in (
        ("GET", "/entrer", door.ask),
        ("POST", "/entrer", door.sign_in),
        ("POST", "/sortir", door.sign_out),
    ):
        app.add_url_rule(f"{STAFF}{path}", f"{method} {path}", action, methods=[method])
    for route in ROUTES:
        name = f"{route.method} {route.path}"
        app.add_url_rule(f"{STAFF}{route.path}", name, door.guarded(route), methods=[route.method])
    _add_errors(app, site)
    return app


def _health(site: StaffSite, breaker: CircuitBreaker) -> Callable[[], Response]:
    """By the board's own login of the database, which may be another than the page's."""

    def healthz() -> Response:
        breaker.ask(site.agenda.check)
        return Response("ok\n", content_type="text/plain")

    return healthz


def _with_headers(response: Response) -> Response:
    carried = SCAN_HEADERS if request.path in SCAN_PAGES else HEADERS
    for name, value in carried.items():
        response.headers.setdefault(name, value)
    return response


def _add_errors(app: Flask, site: StaffSite) -> None:
    def refused(error: HTTPException) -> Response:
        response = draw(NOT_FOUND if error.code == 404 else NOT_READ, site)
        response.status_code = error.code or 400
        return response

    def store_away(error: StoreError) -> Response:
        if isinstance(error, Unfit):  # only who writes forms by hand sends it
            return draw(UNFIT, site)
        if isinstance(error, StoreFault):  # tomorrow neither
            return broken(error)
        log.warning("%s", error)
        response = draw(STORE_AWAY, site)
        response.headers["Retry-After"] = "60"
        return response

    def broken(error: Exception) -> Response:
        log.error("The page %s failed.\n%s", request.endpoint, told(error))
        return draw(BROKEN, site)

    app.register_error_handler(HTTPException, refused)
    app.register_error_handler(StoreError, store_away)
    app.register_error_handler(Exception, broken)

"""The team's application: who may come in, and what every answer carries.

Behind the sign-in there is only a page that says so; what the team works with comes to it.
"""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from flask import Flask, Response, redirect, render_template, request
from werkzeug.exceptions import HTTPException

from kiosk.agenda import staff_sign_in
from kiosk.agenda.agenda import Agenda
from kiosk.redaction import told
from kiosk.store.errors import StoreError, StoreFault, Unfit
from kiosk.web.bare_app import add_files, bare_app, headers
from kiosk.web.csrf import is_sealed, new_key, seal
from kiosk.web.doors import STAFF
from kiosk.web.rate_limits import Buckets, Monotonic, RateLimit, network_of
from kiosk.web.staff.clear_text import Connection, cookie_name, keep_guarded
from kiosk.web.staff.messages import (
    BROKEN,
    FORM_REFUSED,
    NO_PASSWORD,
    NOT_FOUND,
    NOT_READ,
    STORE_AWAY,
    TOO_MANY,
    WRONG,
    Message,
)
from kiosk.web.staff.trust import add_trust_page

log = logging.getLogger(__name__)

COOKIE = "kiosk-staff"

HEADERS = headers(referrer="same-origin")
"""Nothing secret is in these addresses; without it browsers would not say where a form is from."""

PER_ADDRESS = RateLimit(120, 2)
"""Pages: a team shares one address."""

SIGN_INS_PER_ADDRESS = RateLimit(6, 1 / 20)
SIGN_INS_IN_ALL = RateLimit(60, 1)
"""Looking at a password costs a moment of the machine: nobody takes it away from visitors. Whoever
is signed in already notices nothing."""


@dataclass(frozen=True, kw_only=True)
class StaffSite:
    """Opened elsewhere, used here; the same for every request."""

    agenda: Agenda
    secret: bytes = field(repr=False)
    connection: Connection = field(default_factory=Connection)
    """How browsers are to come."""


def make_staff_app(site: StaffSite, monotonic: Monotonic = time.monotonic) -> Flask:
    """`monotonic` counts the seconds of the limits."""
    app = bare_app("kiosk.web.staff", site.connection.proxies)
    door = StaffDoor(site, monotonic)
    app.before_request(door.at_the_gate)
    keep_guarded(app, site.connection)
    add_trust_page(app, site.connection)
    app.context_processor(lambda: {"place": site.agenda.place.name})
    app.after_request(_with_headers)
    add_files(app, STAFF)
    for method, path, action in (
        ("GET", "", door.signed_in(_home)),
        ("GET", "/entrer", door.ask),
        ("POST", "/entrer", door.sign_in),
        ("POST", "/sortir", door.sign_out),
    ):
        app.add_url_rule(f"{STAFF}{path}", f"{method} {path}", action, methods=[method])
    _add_errors(app, site)
    return app


class StaffDoor:
    """Who is signed in, and how one is."""

    def __init__(self, site: StaffSite, monotonic: Monotonic) -> None:
        self._site = site
        self._pages = Buckets(PER_ADDRESS, monotonic)
        self._sign_ins = Buckets(SIGN_INS_PER_ADDRESS, monotonic)
        self._all_sign_ins = Buckets(SIGN_INS_IN_ALL, monotonic)
        # One password is looked at after the other: each takes 64 MB meanwhile.
        self._looking = threading.Lock()

    def at_the_gate(self) -> Response | None:
        return self._limited(self._pages.wait(network_of(request.remote_addr)))

    def signed_in(self, action: Callable[[StaffSite, str], Response]) -> Callable[[], Response]:
        """A page that is shown to whoever is signed in, and leads others to the sign-in."""

        def enter() -> Response:
            token = request.cookies.get(self._cookie, "")
            if not token or not self._site.agenda.write(staff_sign_in.is_signed_in, token):
                return _to("/entrer")
            return action(self._site, token)

        return enter

    def ask(self) -> Response:
        return _sign_in_page(self._site)

    def sign_in(self) -> Response:
        """A wrong password, an old form and too many tries change nothing."""
        form = request.form
        if not _is_own_form(self._site.secret, "entrer", form.get("cle", "")):
            return draw(FORM_REFUSED, self._site)
        address = network_of(request.remote_addr)
        limited = self._limited(self._sign_ins.wait(address) or self._all_sign_ins.wait("all"))
        if limited:
            return limited
        kept = self._site.agenda.read(staff_sign_in.password_hash)
        if kept is None:
            return draw(NO_PASSWORD, self._site)
        with self._looking:
            right = staff_sign_in.is_right(kept, form.get("mot-de-passe", ""))
        token = self._site.agenda.write(staff_sign_in.begin, kept) if right else None
        if token is None:
            log.warning("A wrong staff password was tried on the page.")
            return _sign_in_page(self._site, WRONG)
        response = _to("")
        response.set_cookie(
            self._cookie,
            token,
            max_age=staff_sign_in.LASTS,
            path=STAFF,
            secure=self._is_secure,
            httponly=True,
            samesite="Strict",
        )
        return response

    def sign_out(self) -> Response:
        token = request.cookies.get(self._cookie, "")
        if not _is_own_form(self._site.secret, f"sortir {token}", request.form.get("cle", "")):
            return draw(FORM_REFUSED, self._site)
        self._site.agenda.write(staff_sign_in.end, token)
        response = _to("/entrer")
        response.delete_cookie(self._cookie, path=STAFF, secure=self._is_secure)
        return response

    @property
    def _is_secure(self) -> bool:
        return self._site.connection.is_secure(request)

    @property
    def _cookie(self) -> str:
        return cookie_name(COOKIE, secure=self._is_secure)

    def _limited(self, seconds: float) -> Response | None:
        if not seconds:
            return None
        response = draw(TOO_MANY, self._site)
        response.headers["Retry-After"] = str(math.ceil(seconds))
        return response


def _home(site: StaffSite, token: str) -> Response:
    page = render_template(
        "home.html",
        place=site.agenda.place.name,
        key=_form_key(site.secret, f"sortir {token}"),
        hours=int(staff_sign_in.LASTS.total_seconds() // 3600),
        minutes=int(staff_sign_in.IDLE.total_seconds() // 60),
    )
    return Response(page, content_type="text/html; charset=utf-8")


def _sign_in_page(site: StaffSite, wrong: Message | None = None) -> Response:
    page = render_template(
        "sign_in.html",
        place=site.agenda.place.name,
        key=_form_key(site.secret, "entrer"),
        wrong=wrong,
        most=staff_sign_in.LONGEST,
    )
    status = wrong.status if wrong else 200
    return Response(page, status, content_type="text/html; charset=utf-8")


def draw(message: Message, site: StaffSite) -> Response:
    page = render_template("message.html", place=site.agenda.place.name, message=message)
    return Response(page, message.status, content_type="text/html; charset=utf-8")


def _form_key(secret: bytes, deed: str) -> str:
    key = new_key()
    return f"{key}.{seal(secret, 'staff', deed, key)}"


def _is_own_form(secret: bytes, deed: str, given: str) -> bool:
    """Whether a page of ours made it, and a browser does not say that another site sent it."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return False
    key, _, sealed = given.partition(".")
    return is_sealed(sealed, secret, "staff", deed, key)


def _to(page: str) -> Response:
    response = redirect(f"{STAFF}{page}", 303)
    assert isinstance(response, Response)
    return response


def _with_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _add_errors(app: Flask, site: StaffSite) -> None:
    def refused(error: HTTPException) -> Response:
        response = draw(NOT_FOUND if error.code == 404 else NOT_READ, site)
        response.status_code = error.code or 400
        return response

    def store_away(error: StoreError) -> Response:
        if isinstance(error, StoreFault | Unfit):  # tomorrow neither
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

"""Who is signed in, and how one is."""

from __future__ import annotations

import logging
import math
import threading
from collections.abc import Callable
from urllib.parse import quote

from flask import Response, redirect, render_template, request

from kiosk import limits
from kiosk.agenda import demonstration_staff, staff_accounts, staff_sign_in
from kiosk.agenda.staff_accounts import Account
from kiosk.devices.typed_scan import meant_by
from kiosk.visit.badges import badges_in
from kiosk.web.csrf import is_sealed, new_key, seal
from kiosk.web.doors import STAFF
from kiosk.web.rate_limits import Buckets, Monotonic, RateLimit, network_of
from kiosk.web.staff.connection import cookie_name
from kiosk.web.staff.desk import FORM_KEY, LIVE, Desk, Route
from kiosk.web.staff.messages import (
    FORM_REFUSED,
    LOCKED,
    NO_ACCOUNT,
    NOT_YOURS,
    TOO_MANY,
    WRONG,
    WRONG_BADGE,
    Message,
)
from kiosk.web.staff.site import StaffSite
from kiosk.web.staff.typed import as_address

log = logging.getLogger(__name__)

COOKIE = "kiosk-staff"

PER_ADDRESS = RateLimit(400, 20)
"""Pages: a team shares one address, and each open board asks every two seconds."""

SIGN_INS_PER_ADDRESS = RateLimit(6, 1 / 20)
SIGN_INS_IN_ALL = RateLimit(60, 1)
"""Looking at a password costs a moment of the machine: nobody takes it away from visitors. Whoever
is signed in already notices nothing."""

LONGEST_BADGE = 60


class StaffDoor:
    def __init__(self, site: StaffSite, routes: tuple[Route, ...], monotonic: Monotonic) -> None:
        self._site = site
        self._routes = routes
        self._pages = Buckets(PER_ADDRESS, monotonic)
        self._sign_ins = Buckets(SIGN_INS_PER_ADDRESS, monotonic)
        self._all_sign_ins = Buckets(SIGN_INS_IN_ALL, monotonic)
        # One password is looked at after the other: each takes 64 MB meanwhile.
        self._looking = threading.Lock()

    def at_the_gate(self) -> Response | None:
        return self._limited(self._pages.wait(network_of(request.remote_addr)))

    def guarded(self, route: Route) -> Callable[..., Response]:
        """A route of the board, for whoever is signed in and may come there."""

        def enter(**parts: str) -> Response:
            token = request.cookies.get(self._cookie, "")
            account = self._who(token, watched=route.watched)
            if account is None:
                return self._signed_out()
            desk = Desk(self._site, account, token, self._routes)
            if not account.may(route.right):
                return self._elsewhere(desk)
            if route.method == "POST" and not desk.sent_our_form():
                return draw(FORM_REFUSED, self._site)
            return route.action(desk, **parts)

        return enter

    def _who(self, token: str, *, watched: bool = False) -> Account | None:
        if not token:
            return None
        live = LIVE in request.headers
        account = self._site.agenda.read(staff_sign_in.who, token, untouched=live and watched)
        if account is not None and not live:
            self._site.agenda.write(staff_sign_in.was_used, token)
        return account

    def _signed_out(self) -> Response:
        if LIVE in request.headers:
            return Response("", 401, content_type="text/plain")
        after = "" if request.method == "POST" else request.full_path.rstrip("?")
        leads = f"?suite={quote(after, safe='/')}" if after not in ("", STAFF) else ""
        return to(f"/entrer{leads}")

    def _elsewhere(self, desk: Desk) -> Response:
        """The first page has a right of its own: whoever has none of it begins at theirs."""
        first = next((one for one in self._routes if one.nav and desk.account.may(one.right)), None)
        if request.path == STAFF and first is not None:
            return to(first.path)
        return draw(NOT_YOURS, self._site)

    # Signing in and out

    def ask(self) -> Response:
        return self._sign_in_page()

    def sign_in(self) -> Response:
        """A wrong password, an old form and too many tries change nothing."""
        form = request.form
        if not _is_own_form(self._site.secret, "entrer", form.get(FORM_KEY, "")):
            return draw(FORM_REFUSED, self._site)
        address = network_of(request.remote_addr)
        limited = self._limited(self._sign_ins.wait(address) or self._all_sign_ins.wait("all"))
        if limited:
            return limited
        badge = form.get("badge", "").strip()
        wrong = self._by_badge(badge) if badge else self._by_password()
        if isinstance(wrong, Message):
            log.warning("Somebody did not enter the team's part: %s.", wrong.log)
            return self._sign_in_page(wrong)
        return self._entered(wrong)

    def _by_badge(self, badge: str) -> str | Message:
        """The token of the new sign-in, or why there is none."""
        agenda = self._site.agenda
        shown = badges_in(meant_by(badge[:LONGEST_BADGE]))
        account = agenda.read(staff_accounts.by_badge, *shown) if shown else None
        token = agenda.write(staff_sign_in.begin, account) if account else None
        return token or WRONG_BADGE

    def _by_password(self) -> str | Message:
        agenda, form = self._site.agenda, request.form
        tried = agenda.read(staff_accounts.to_try, form.get("nom", "")[: limits.STAFF_NAME])
        if tried.account is None and not agenda.read(staff_accounts.accounts):
            return NO_ACCOUNT
        if tried.locked:
            return LOCKED
        with self._looking:
            right = staff_accounts.is_right(tried.password_hash, form.get("mot-de-passe", ""))
        if tried.account is None:
            return WRONG
        if not right:
            agenda.write(staff_accounts.was_wrong, tried.account.id)
            return WRONG
        token = agenda.write(staff_sign_in.begin, tried.account, tried.password_hash)
        return token or WRONG

    def _entered(self, token: str) -> Response:
        after = request.form.get("suite", "")
        is_ours = after.startswith(f"{STAFF}/") and "//" not in after and "\\" not in after
        response = to(after.removeprefix(STAFF) if is_ours else "")
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
        account = self._who(token)
        if account is not None:
            if not Desk(self._site, account, token, ()).sent_our_form():
                return draw(FORM_REFUSED, self._site)
            self._site.agenda.write(staff_sign_in.end, token)
        response = to("/entrer")
        response.delete_cookie(self._cookie, path=STAFF, secure=self._is_secure)
        return response

    @property
    def _is_secure(self) -> bool:
        return self._site.connection.is_secure(request)

    @property
    def _cookie(self) -> str:
        return cookie_name(COOKIE, secure=self._is_secure)

    def _sign_in_page(self, wrong: Message | None = None) -> Response:
        key = new_key()
        page = render_template(
            "sign_in.html",
            place=self._site.agenda.place,
            key=f"{key}.{seal(self._site.secret, 'staff', 'entrer', key)}",
            wrong=wrong,
            most=staff_accounts.LONGEST,
            longest_name=limits.STAFF_NAME,
            name=request.form.get("nom", ""),
            after=request.values.get("suite", ""),
            demonstration=demonstration_staff,
        )
        status = wrong.status if wrong else 200
        return Response(page, status, content_type="text/html; charset=utf-8")

    def _limited(self, seconds: float) -> Response | None:
        if not seconds:
            return None
        response = draw(TOO_MANY, self._site)
        response.headers["Retry-After"] = str(math.ceil(seconds))
        return response


def draw(message: Message, site: StaffSite) -> Response:
    page = render_template("message.html", place=site.agenda.place, message=message)
    return Response(page, message.status, content_type="text/html; charset=utf-8")


def to(page: str) -> Response:
    response = redirect(f"{STAFF}{as_address(page)}", 303)
    assert isinstance(response, Response)
    return response


def _is_own_form(secret: bytes, deed: str, given: str) -> bool:
    """Whether a page of ours made it, and a browser does not say that another site sent it."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return False
    key, _, sealed = given.partition(".")
    return is_sealed(sealed, secret, "staff", deed, key)

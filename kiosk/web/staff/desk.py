"""What a page of the board is given, and how it answers."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from flask import Response, current_app, redirect, request
from werkzeug.datastructures import MultiDict

from kiosk.agenda.agenda import Agenda
from kiosk.agenda.staff_accounts import Account, Right
from kiosk.agenda.staff_journal import Author
from kiosk.web.csrf import is_sealed, seal
from kiosk.web.doors import STAFF
from kiosk.web.staff.site import StaffSite
from kiosk.web.staff.typed import as_address

FORM_KEY = "cle"
LIVE = "X-Live"
"""The board's script asks so for what is live on a page alone."""

SAID = "kiosk-staff-dit"
"""A cookie with one sentence: what was just done, shown on the next page and gone."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Somebody of the team in front of one page, for one request."""

    site: StaffSite
    account: Account
    token: str
    """Of their sign-in."""
    pages: tuple[Route, ...]

    @property
    def agenda(self) -> Agenda:
        return self.site.agenda

    @property
    def author(self) -> Author:
        return self.account.author

    @property
    def form(self) -> MultiDict[str, str]:
        return request.form

    @property
    def args(self) -> MultiDict[str, str]:
        return request.args

    def sent_our_form(self) -> bool:
        """Whether a page of this sign-in made the form, and no other site sent it."""
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            return False
        given = request.form.get(FORM_KEY, "")
        return is_sealed(given, self.site.secret, "staff", "board", self.token)

    def render(self, template: str, *, status: int = 200, **values: Any) -> Response:
        """A page; for the board's script, what is live on it, or that nothing has changed."""
        drawn = current_app.jinja_env.get_template(template)
        live = LIVE in request.headers
        said = None if live else _said(request.cookies.get(SAID, ""))
        context = values | {
            "place": self.agenda.place,
            "account": self.account,
            "form_key": seal(self.site.secret, "staff", "board", self.token),
            "here": request.path,
            "reloads": "live" in drawn.blocks and request.method == "GET",
            "navigation": self._navigation(),
            "said": said,
        }
        if live:
            block = drawn.blocks.get("live")
            body = "".join(block(drawn.new_context(context))) if block else ""
        else:
            body = drawn.render(context)
        response = Response(body, status, content_type="text/html; charset=utf-8")
        if said is not None:
            response.delete_cookie(SAID, path=STAFF)
        if live:
            response.add_etag()
            response.make_conditional(request)
        return response

    def to(self, page: str, *, said: str = "") -> Response:
        """Lead on to a page of the board, which says what was done."""
        response = redirect(f"{STAFF}{as_address(page)}", 303)
        assert isinstance(response, Response)
        if said:
            kept = base64.urlsafe_b64encode(said.encode()).decode("ascii")
            response.set_cookie(
                SAID,
                kept,
                max_age=60,
                path=STAFF,
                secure=self.site.connection.is_secure(request),
                httponly=True,
                samesite="Strict",
            )
        return response

    def _navigation(self) -> list[tuple[str, str]]:
        return [
            (f"{STAFF}{page.path}", page.nav)
            for page in self.pages
            if page.nav and self.account.may(page.right)
        ]


Action = Callable[[Desk], Response]


@dataclass(frozen=True, slots=True)
class Route:
    """One address of the board. Whoever may not come there is told so; a form that no page of
    theirs made is refused before `action` is asked."""

    method: Literal["GET", "POST"]
    path: str
    """After `/staff`; with Flask's own way of writing parts that vary."""
    action: Callable[..., Response]
    """Called with the desk, and the parts that vary by name."""
    right: Right
    nav: str = ""
    """What leads here from every page; empty for what is reached from another page."""
    watched: bool = False
    """What is live on it names no visitor, and goes on all day on a screen that nobody touches: a
    call is not to fall silent there. Whatever is touched asks who it is."""


def _said(kept: str) -> str | None:
    try:
        return base64.urlsafe_b64decode(kept.encode("ascii")).decode() or None
    except ValueError:
        return None

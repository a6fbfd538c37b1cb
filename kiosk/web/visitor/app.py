"""The application: addresses, who may come in, and what every answer carries."""

from __future__ import annotations

import hashlib
import logging
import math
import time
from collections.abc import Callable

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from kiosk.agenda.still_offered import load_holidays
from kiosk.i18n.languages import SOURCE
from kiosk.redaction import told
from kiosk.store.errors import StoreError, StoreFault, Unfit
from kiosk.web.bare_app import add_files, bare_app, headers
from kiosk.web.circuit_breaker import CircuitBreaker, StoreAwayStill
from kiosk.web.rate_limits import Buckets, Monotonic, network_of
from kiosk.web.visitor import actions, challenges, sponsoring
from kiosk.web.visitor.actions import Action
from kiosk.web.visitor.notices import BROKEN, NOT_FOUND, NOT_READ, STORE_AWAY, TOO_MANY
from kiosk.web.visitor.render import draw_notice
from kiosk.web.visitor.site import ABOUT, Site, Turn
from kiosk.web.visitor.ticket_links import read_path, read_query
from kiosk.web.webhook import ADDRESS, Webhook

log = logging.getLogger(__name__)

MOST_ADDRESS = 2048
"""Letters of an address with its query."""

HEADERS = headers(referrer="no-referrer")
"""An address holds the token: no site that a page leads to is told it."""

PAGES: tuple[tuple[str, str, Action], ...] = (
    ("GET", "", actions.show),
    ("GET", "/rendez-vous.ics", actions.calendar),
    ("GET", "/reserver", actions.choose),
    ("POST", "/reserver", actions.book),
    ("GET", "/rappel", actions.ask_call),
    ("POST", "/rappel", actions.record_call),
    ("GET", "/deplacer", actions.choose_move),
    ("POST", "/deplacer", actions.move),
    ("GET", "/annuler", actions.ask_cancel),
    ("POST", "/annuler", actions.cancel),
    ("POST", "/defi", challenges.mark),
    ("GET", "/aide", sponsoring.ask_give_up),
    ("POST", "/aide", sponsoring.give_up),
    ("GET", "/aide/arreter", sponsoring.ask_stop),
    ("POST", "/aide/arreter", sponsoring.stop),
)


def make_app(site: Site, monotonic: Monotonic = time.monotonic) -> Flask:
    """The page of one place. `monotonic` counts the seconds of the limits."""
    load_holidays()
    app = bare_app("kiosk.web.visitor", site.proxies, path=read_path, query=read_query)
    breaker = CircuitBreaker(monotonic)
    door = Door(site, monotonic, breaker)
    app.before_request(door.at_the_gate)
    app.after_request(_with_headers)
    for method, page, action in PAGES:
        for start in ("/t", "/T") if not page else ("/t",):
            rule = f"{start}/<token>{page}"
            app.add_url_rule(rule, f"{method} {rule}", door.opens(action), methods=[method])
    add_files(app)
    app.add_url_rule("/robots.txt", "robots", _robots)
    app.add_url_rule("/healthz", "healthz", _health(site, breaker))
    if site.webhook_secret:
        webhook = Webhook(site.agenda, site.webhook_secret)
        receive = lambda: breaker.ask(webhook.receive)  # noqa: E731
        app.add_url_rule(ADDRESS, "webhook", receive, methods=["POST"])
    _add_errors(app, site)
    return app


class Door:
    """Counts who comes in, and finds the ticket."""

    def __init__(self, site: Site, monotonic: Monotonic, breaker: CircuitBreaker) -> None:
        self._site = site
        self._breaker = breaker
        self._by_address = Buckets(site.per_address, monotonic)
        self._by_ticket = Buckets(site.per_ticket, monotonic)

    def at_the_gate(self) -> Response | None:
        if len(request.path) + len(request.query_string) > MOST_ADDRESS:
            return draw_notice(NOT_READ, self._site, language_of(self._site))
        return self._limited(self._by_address.wait(network_of(request.remote_addr)))

    def opens(self, action: Action) -> Callable[[str], Response]:
        def enter(token: str) -> Response:
            # A hash: what is kept in memory opens nothing.
            key = hashlib.sha256(token.upper().encode("utf-8", "replace")).hexdigest()
            limited = self._limited(self._by_ticket.wait(key))
            return limited or self._breaker.ask(lambda: self._answer(action, token))

        return enter

    def _answer(self, action: Action, token: str) -> Response:
        """A wrong, an unknown and an expired token are looked for in the same way, and get
        the same answer."""
        found = self._site.agenda.find_by_token(token[:64])
        if found is None:
            return draw_notice(NOT_FOUND, self._site, language_of(self._site))
        language = language_of(self._site, found.language)
        return action(
            Turn(
                site=self._site,
                token=token.upper(),
                ticket=found,
                language=language,
                about=request.args.get(ABOUT, ""),
            )
        )

    def _limited(self, seconds: float) -> Response | None:
        if not seconds:
            return None
        response = draw_notice(TOO_MANY, self._site, language_of(self._site))
        response.headers["Retry-After"] = str(math.ceil(seconds))
        return response


def language_of(site: Site, of_ticket: str | None = None) -> str:
    """The one asked for; else the ticket's, which the visitor chose; else the telephone's."""
    asked = request.args.get("lang")
    if asked in site.languages:
        return str(asked)
    if of_ticket in site.languages:
        return str(of_ticket)
    return request.accept_languages.best_match(site.languages, SOURCE) or SOURCE


def _with_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _health(site: Site, breaker: CircuitBreaker) -> Callable[[], Response]:
    def healthz() -> Response:
        breaker.ask(site.agenda.check)
        return Response("ok\n", content_type="text/plain")

    return healthz


def _robots() -> Response:
    return Response("User-agent: *\nDisallow: /\n", content_type="text/plain")


def _add_errors(app: Flask, site: Site) -> None:
    """No token and no name reaches the log: addresses and forms are not written there."""

    def refused(error: HTTPException) -> Response:
        kind = NOT_FOUND if error.code == 404 else NOT_READ
        response = draw_notice(kind, site, language_of(site))
        response.status_code = error.code or 400
        for name, value in error.get_headers(request.environ):
            if name in ("Allow", "Location"):
                response.headers[name] = value
        return response

    def store_away(error: StoreError) -> Response:
        if isinstance(error, StoreFault | Unfit):  # tomorrow neither
            return broken(error)
        if not isinstance(error, StoreAwayStill):
            log.warning("%s", error)
        response = draw_notice(STORE_AWAY, site, language_of(site))
        response.headers["Retry-After"] = "60"
        return response

    def broken(error: Exception) -> Response:
        log.error("The page %s failed.\n%s", request.endpoint, told(error))
        return draw_notice(BROKEN, site, language_of(site))

    app.register_error_handler(HTTPException, refused)
    app.register_error_handler(StoreError, store_away)
    app.register_error_handler(Exception, broken)

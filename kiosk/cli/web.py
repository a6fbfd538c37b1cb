"""`kiosk web`: the page behind the QR."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from kiosk.agenda.agenda import Agenda
from kiosk.catalog.load import load as load_catalog
from kiosk.cli.data_folder import make_data_folder
from kiosk.cli.page_address import page_address, page_url
from kiosk.cli.staff_tls import live_certificate, team_address, told
from kiosk.cli.startup import agenda_at_startup
from kiosk.cli.stop_signals import StopRequested, StopRequests
from kiosk.clocks import Clock, system_clock
from kiosk.errors import KioskError
from kiosk.redaction import set_up_logging
from kiosk.settings import Settings, load
from kiosk.visit.values import Mode
from kiosk.web.csrf import secret_of
from kiosk.web.doors import Wsgi, two_doors
from kiosk.web.server import BEHIND_PROXIES, PATIENCE, WebError, WebServer
from kiosk.web.staff.app import make_staff_app
from kiosk.web.staff.connection import Connection
from kiosk.web.staff.site import StaffSite
from kiosk.web.tls_server import LiveCertificate, TlsServer
from kiosk.web.visitor.app import make_app
from kiosk.web.visitor.external_pages import Outside
from kiosk.web.visitor.site import Site

log = logging.getLogger(__name__)


def web(config: Path | None, *, host: str | None, port: int | None) -> int:
    """Serve the page until it is interrupted. Raises KioskError."""
    settings = load(config)
    set_up_logging()
    settings = replace(
        settings,
        web_host=host or settings.web_host,
        web_port=settings.web_port if port is None else port,
    )
    with StopRequests() as stop, suppress(StopRequested):
        page = Page.open(settings, staff=True)
        try:
            print(f"La page du QR : {page_url(settings)} (Ctrl+C pour arrêter)", flush=True)
            page.tell_team(settings)
            if stop.requested is None:
                page.run()
        finally:
            page.close()
    return 0


@dataclass(frozen=True, slots=True)
class Page:
    """The page of a place, put together from its settings."""

    server: WebServer
    agenda: Agenda
    team: TeamServer | None = None
    """By https, for the team alone; None where it is not served so."""

    @classmethod
    def open(cls, settings: Settings, clock: Clock = system_clock, *, staff: bool = False) -> Page:
        """Listening, not yet serving; with the team's part, or the visitors' alone. Raises
        KioskError."""
        make_data_folder(settings)
        catalog = load_catalog(settings.catalog)
        agenda = agenda_at_startup(settings, catalog, clock)
        secret = secret_of(settings.web_secret, settings.data)
        site = Site(
            agenda=agenda,
            catalog=catalog,
            public_url=page_address(settings),
            secret=secret,
            languages=settings.languages,
            modes=cast(tuple[Mode, ...], settings.modes),
            video_url=settings.video_url,
            outside=Outside(settings.outside),
            webhook_secret=settings.webhook_secret,
            proxies=settings.web_proxies,
        )
        try:
            patience = BEHIND_PROXIES if settings.web_proxies else PATIENCE
            app: Wsgi = make_app(site)
            team = None
            if staff:
                staff_app, team = _team(settings, agenda, secret, clock)
                app = two_doors(app, staff_app)
            try:
                server = WebServer(app, settings.web_host, settings.web_port, patience)
            except KioskError:
                if team is not None:
                    team.server.close()
                raise
        except KioskError:
            agenda.store.close()
            raise
        return cls(server, agenda, team)

    def tell_team(self, settings: Settings) -> None:
        """Where the team comes in, on this machine's own output."""
        port = None if self.team is None else self.team.server.port
        print(f"L'espace de l'équipe : {team_address(settings, port)}", flush=True)
        if self.team is not None:
            print(told(self.team.certificate.now), flush=True)

    def run(self) -> None:
        """Serve until interrupted."""
        if self.team is not None:
            self.team.server.start()
        self.server.run()

    def close(self) -> None:
        self.server.close()
        if self.team is not None:
            self.team.server.close()
        self.agenda.store.close()


@dataclass(frozen=True, slots=True)
class TeamServer:
    server: TlsServer
    certificate: LiveCertificate


def _team(
    settings: Settings, agenda: Agenda, secret: bytes, clock: Clock
) -> tuple[Wsgi, TeamServer | None]:
    """The team's application, for both ports, and its own server. Without the latter, which is
    told, visitors are served all the same."""
    live = live_certificate(settings, clock)
    if live is not None:
        app = _staff_app(settings, agenda, secret, live)
        try:
            server = TlsServer(app, settings.web_host, settings.staff_port, live)
            return app, TeamServer(server, live)
        except WebError as error:
            log.error("%s L'espace de l'équipe ne s'ouvre que sur cette machine.", error)
    return _staff_app(settings, agenda, secret, None), None


def _staff_app(
    settings: Settings, agenda: Agenda, secret: bytes, live: LiveCertificate | None
) -> Wsgi:
    connection = Connection(
        proxies=settings.web_proxies,
        public_url=settings.public_url,
        tls_port=0 if live is None else settings.staff_port,
        plain_http=settings.staff_plain_http,
        authority=lambda: None if live is None else live.now.authority,
    )
    return make_staff_app(StaffSite(agenda=agenda, secret=secret, connection=connection))

"""`kiosk web`: the page behind the QR."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from kiosk.agenda.agenda import Agenda
from kiosk.catalog.load import load as load_catalog
from kiosk.cli.data_folder import make_data_folder
from kiosk.cli.logging_setup import log_as_set
from kiosk.cli.page_address import page_address, page_url
from kiosk.cli.staff_tls import TeamServer, open_team, team_address, told
from kiosk.cli.startup import agenda_at_startup
from kiosk.cli.stop_signals import StopRequested, StopRequests
from kiosk.clocks import Clock, system_clock
from kiosk.errors import KioskError
from kiosk.settings import Settings, load
from kiosk.visit.values import Mode
from kiosk.web.csrf import secret_of
from kiosk.web.doors import Wsgi, two_doors
from kiosk.web.metrics import Metrics
from kiosk.web.server import BEHIND_PROXIES, PATIENCE, WebServer
from kiosk.web.staff.site import StaffSite
from kiosk.web.visitor.app import make_app
from kiosk.web.visitor.external_pages import Outside
from kiosk.web.visitor.site import Site


def web(config: Path | None, *, host: str | None, port: int | None) -> int:
    """Serve the page until it is interrupted. Raises KioskError."""
    settings = load(config)
    log_as_set(settings, "web")
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
    staffs_agenda: Agenda | None = None
    """Where the board has a login of its own."""

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
        boards: Agenda | None = None
        team: TeamServer | None = None
        try:
            patience = BEHIND_PROXIES if settings.web_proxies else PATIENCE
            app: Wsgi = make_app(site)
            metrics = Metrics(agenda, token=settings.metrics_token, proxies=settings.web_proxies)
            if staff:
                if settings.staff_database:
                    own = replace(settings, database=settings.staff_database)
                    boards = agenda_at_startup(own, catalog, clock)
                site_of_staff = StaffSite(agenda=boards or agenda, catalog=catalog, secret=secret)
                staff_app, team = open_team(settings, site_of_staff, clock, metrics.counted)
                app = two_doors(app, staff_app)
            app = metrics.beside(app)
            server = WebServer(app, settings.web_host, settings.web_port, patience)
        except KioskError:
            if team is not None:
                team.server.close()
            _close(agenda, boards)
            raise
        return cls(server, agenda, team, boards)

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
        _close(self.agenda, self.staffs_agenda)


def _close(*agendas: Agenda | None) -> None:
    for one in agendas:
        if one is not None:
            one.store.close()

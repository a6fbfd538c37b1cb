"""`kiosk web`: the page behind the QR."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from kiosk.agenda.agenda import Agenda
from kiosk.catalog.load import load as load_catalog
from kiosk.catalog.model import Catalog
from kiosk.cli.data_folder import make_data_folder
from kiosk.cli.page_address import page_address, page_url
from kiosk.cli.startup import agenda_at_startup
from kiosk.cli.stop_signals import StopRequested, StopRequests
from kiosk.clocks import Clock, system_clock
from kiosk.errors import KioskError
from kiosk.redaction import set_up_logging
from kiosk.settings import Settings, load
from kiosk.visit.values import Mode
from kiosk.web.csrf import secret_of
from kiosk.web.doors import Wsgi, two_doors
from kiosk.web.server import BEHIND_PROXIES, PATIENCE, WebServer
from kiosk.web.staff.app import make_staff_app
from kiosk.web.staff.site import StaffSite
from kiosk.web.visitor.app import make_app
from kiosk.web.visitor.external_pages import Outside
from kiosk.web.visitor.site import Site


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
            if stop.requested is None:
                page.server.run()
        finally:
            page.close()
    return 0


@dataclass(frozen=True, slots=True)
class Page:
    """The page of a place, put together from its settings."""

    server: WebServer
    agenda: Agenda

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
            if staff:
                app = two_doors(app, make_staff_app(_staff_site(settings, agenda, catalog, secret)))
            server = WebServer(app, settings.web_host, settings.web_port, patience)
        except KioskError:
            agenda.store.close()
            raise
        return cls(server, agenda)

    def close(self) -> None:
        self.server.close()
        self.agenda.store.close()


def _staff_site(settings: Settings, agenda: Agenda, catalog: Catalog, secret: bytes) -> StaffSite:
    return StaffSite(
        agenda=agenda,
        catalog=catalog,
        secret=secret,
        # Where the address told to visitors is not https either, there is none.
        secure=settings.public_url.startswith("https://"),
        proxies=settings.web_proxies,
    )

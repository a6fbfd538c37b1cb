"""How the team's part is served to other machines: by https, with which certificate."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from kiosk.cli.data_folder import make_data_folder
from kiosk.cli.page_address import page_url
from kiosk.clocks import Clock, system_clock
from kiosk.errors import KioskError
from kiosk.settings import Settings, load
from kiosk.web.certificates import Certificate
from kiosk.web.doors import STAFF, Wsgi
from kiosk.web.given_certificate import given_certificate
from kiosk.web.own_certificate import own_certificate
from kiosk.web.public_address import own_host, own_names
from kiosk.web.server import WebError
from kiosk.web.staff.app import make_staff_app
from kiosk.web.staff.connection import Connection
from kiosk.web.staff.site import StaffSite
from kiosk.web.tls_server import LiveCertificate, TlsServer

log = logging.getLogger(__name__)

FOLDER = "certificate"
"""Of the data folder."""


def is_given(settings: Settings) -> bool:
    return settings.staff_certificate is not None or settings.staff_key is not None


def certificate_of(settings: Settings, clock: Clock = system_clock) -> Certificate:
    """The one that was given, else one of our own, made where it has to be. Raises
    CertificateError."""
    if is_given(settings):
        return given_certificate(settings.staff_certificate, settings.staff_key, clock())
    named = urlsplit(settings.public_url).hostname or ""
    names = own_names(settings.web_host, named)
    return own_certificate(settings.data / FOLDER, names, clock())


def live_certificate(settings: Settings, clock: Clock) -> LiveCertificate | None:
    """None where the team's part speaks no https of its own, for whatever reason; what is wrong
    is logged: visitors are served all the same.
    """
    if settings.staff_plain_http:
        log.warning(
            "staff_plain_http : l'espace de l'équipe accepte des connexions en clair. Qui est sur"
            " ce réseau peut y lire les mots de passe et ce que l'équipe voit."
        )
    if not settings.staff_port or settings.web_proxies:
        if settings.web_proxies and is_given(settings):
            log.warning(
                "staff_certificate ne sert pas derrière un autre serveur (web_proxies) : c'est lui"
                " qui a le certificat."
            )
        return None
    try:
        live = LiveCertificate(lambda: certificate_of(settings, clock))
    except KioskError as error:
        log.error("%s L'espace de l'équipe ne s'ouvre que sur cette machine.", error)
        return None
    for doubt in live.now.doubts(clock()):
        log.warning("%s", doubt)
    return live


@dataclass(frozen=True, slots=True)
class TeamServer:
    server: TlsServer
    certificate: LiveCertificate


def open_team(
    settings: Settings, site: StaffSite, clock: Clock, counted: Callable[[Wsgi], Wsgi]
) -> tuple[Wsgi, TeamServer | None]:
    """The team's application, for the page's port too, and its own server, whose requests are
    `counted`. Without the latter, which is logged, visitors are served all the same."""
    live = live_certificate(settings, clock)
    if live is not None:
        app = _team_app(settings, site, live)
        try:
            server = TlsServer(counted(app), settings.web_host, settings.staff_port, live)
            return app, TeamServer(server, live)
        except WebError as error:
            log.error("%s L'espace de l'équipe ne s'ouvre que sur cette machine.", error)
    return _team_app(settings, site, None), None


def _team_app(settings: Settings, site: StaffSite, live: LiveCertificate | None) -> Wsgi:
    connection = Connection(
        proxies=settings.web_proxies,
        public_url=settings.public_url,
        tls_port=0 if live is None else settings.staff_port,
        plain_http=settings.staff_plain_http,
        authority=lambda: None if live is None else live.now.authority,
    )
    return make_staff_app(replace(site, connection=connection))


def team_address(settings: Settings, port: int | None) -> str:
    """`port` is that of our own https; None where there is none."""
    if port is not None:
        return f"https://{own_host(settings.web_host)}:{port}{STAFF}"
    if settings.web_proxies or settings.staff_plain_http:
        return f"{page_url(settings)}{STAFF}"
    return f"http://localhost:{settings.web_port}{STAFF}, sur cette machine seulement"


def told(certificate: Certificate) -> str:
    """What is compared with what a tablet shows."""
    if certificate.authority is None:
        return f"Empreinte du certificat (SHA-256) : {certificate.fingerprint}"
    return f"Empreinte à comparer sur les tablettes (SHA-256) : {certificate.authority.fingerprint}"


def show_certificate(config: Path | None) -> int:
    """`kiosk staff certificate`. Raises KioskError."""
    settings = load(config)
    if settings.web_proxies:
        print("Un autre serveur est devant la page (web_proxies) : c'est lui qui a le certificat.")
        return 0
    make_data_folder(settings)
    found = certificate_of(settings)
    print(told(found))
    print(f"Certificat : {found.file}, jusqu'au {found.ends:%d/%m/%Y}")
    print(f"Il vaut pour : {', '.join(found.names) or 'aucune adresse'}")
    if found.authority is not None:
        print(f"Les tablettes lui font confiance jusqu'au {found.authority.ends:%d/%m/%Y}.")
    for doubt in found.doubts(system_clock()):
        print(doubt)
    return 0

"""The address of the page behind the QR, as the settings or this machine's network give it."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.settings import Settings
from kiosk.web.public_address import OwnAddress, here, telephones_open


def page_url(settings: Settings) -> str:
    """Where the page is found now: at this machine's own address when none is set."""
    return settings.public_url or here(settings.web_port, settings.web_host)


def page_address(settings: Settings) -> Callable[[], str]:
    """What the QR of a ticket starts with, worked out each time: a network comes up late, and
    may come back as another. Empty while no telephone could open the page.
    """
    own = OwnAddress(settings.web_port, lambda port: here(port, settings.web_host))

    def address() -> str:
        url = settings.public_url or own()
        return url if telephones_open(url) else ""

    return address

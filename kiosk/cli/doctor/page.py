"""Whether a visitor's telephone can reach the page behind the QR, as far as can be told here."""

from __future__ import annotations

from collections.abc import Iterator
from http.client import HTTPException

from kiosk.cli.page_address import page_url
from kiosk.settings import Settings
from kiosk.visit.findings import Finding
from kiosk.web.public_address import telephones_open


def check_page(settings: Settings) -> Iterator[Finding]:
    """An address that is not in the settings is this machine's own at this moment."""
    url, lasting = page_url(settings), bool(settings.public_url)
    if not telephones_open(url):
        set_it = "Réglez" if lasting else "Cette machine n'a pas de réseau : attendez-le, ou réglez"
        says = (
            f"{url} : un téléphone ne peut pas l'ouvrir. {set_it} public_url. En attendant, les"
            " tickets sortent sans carré, avec leur code."
        )
        yield Finding("page", "note", says)
    elif not page_answers(url):
        says = f"{url} : elle ne répond pas. Lancez la borne, ou kiosk web, puis recommencez."
        yield Finding("page", "note", says)
    elif not lasting:
        says = (
            f"{url} répond. Si le réseau change cette adresse, les tickets déjà imprimés n'y"
            " mènent plus : réglez public_url."
        )
        yield Finding("page", "ok", says)
    else:
        yield Finding("page", "ok", f"{url} répond.")


def page_answers(url: str) -> bool:
    """Whether the page says that it is well, within two seconds; no proxy is asked."""
    from urllib.request import HTTPRedirectHandler, ProxyHandler, build_opener

    opener = build_opener(ProxyHandler({}), HTTPRedirectHandler())
    try:
        with opener.open(f"{url}/healthz", timeout=2) as answer:
            return bool(answer.status == 200 and answer.read(16) == b"ok\n")
    except (OSError, HTTPException, ValueError):  # no such host, refused, silent, or no page
        return False

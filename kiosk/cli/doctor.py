"""`kiosk doctor`: what is well, what is not, and what to do about it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from tempfile import TemporaryFile
from typing import Literal

from kiosk.agenda.agenda import Agenda
from kiosk.catalog.load import load as load_catalog
from kiosk.cli.assembly import agenda_of, make_data_folder, page_url
from kiosk.devices.addresses import open_printer
from kiosk.errors import KioskError
from kiosk.paths import FONTS
from kiosk.settings import Settings, load
from kiosk.store.outbox import Outbox
from kiosk.terminal.duties import OUTBOX
from kiosk.web.address import telephones_open

State = Literal["ok", "note", "wrong"]
MARKS: dict[State, str] = {"ok": "bien ", "note": "à voir", "wrong": "NON  "}


@dataclass(frozen=True, slots=True)
class Finding:
    state: State
    what: str
    says: str


def doctor(config: Path | None) -> int:
    """Print a line for each thing examined; 1 if the kiosk cannot do its work as it is."""
    settings = load(config)
    worst = 0
    for finding in examine(settings):
        print(f"{MARKS[finding.state]:<6}  {finding.what} : {finding.says}")
        worst = max(worst, int(finding.state == "wrong"))
    return worst


def examine(settings: Settings) -> Iterator[Finding]:
    yield Finding("ok", "Python", f"{sys.version_info.major}.{sys.version_info.minor}")
    yield from _told("Dossier des données", lambda: _data(settings))
    yield from _told("Catalogue", lambda: _catalog(settings))
    yield from _told("Base", lambda: _agenda(settings))
    yield from _told("En attente", lambda: _outbox(settings))
    yield from _told("Imprimante", lambda: _printer(settings))
    yield _page(settings)
    yield _pin(settings)
    yield _screen()
    yield _fonts()


def _told(what: str, look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """A part that raises is a finding, and the others are still examined."""
    try:
        yield from look()
    except (KioskError, OSError) as error:
        yield Finding("wrong", what, str(error))


def _data(settings: Settings) -> Iterator[Finding]:
    make_data_folder(settings)
    try:
        with TemporaryFile(dir=settings.data) as trial:
            trial.write(b"essai")
    except OSError as error:
        says = f"{settings.data} ne s'écrit pas ({error.strerror})."
        yield Finding("wrong", "Dossier des données", says)
    else:
        yield Finding("ok", "Dossier des données", str(settings.data))


def _catalog(settings: Settings) -> Iterator[Finding]:
    catalog = load_catalog(settings.catalog)
    yield Finding("ok", "Catalogue", f"{len(catalog.services)} services, {settings.catalog}")


def _agenda(settings: Settings) -> Iterator[Finding]:
    agenda = agenda_of(settings, load_catalog(settings.catalog))
    try:
        yield from _place(agenda)
    finally:
        agenda.store.close()


def _place(agenda: Agenda) -> Iterator[Finding]:
    yield Finding("ok", "Base", agenda.store.name)
    place = agenda.place
    if place.demonstration:
        yield Finding(
            "note",
            "Lieu",
            f"{place.name} : c'est une démonstration. Décrivez le vôtre : docs/place.md.",
        )
    else:
        yield Finding("ok", "Lieu", f"{place.name}, {place.zone.key}")
    agenda.plan()
    free = agenda.today().next_free
    if free is None:
        yield Finding("note", "Agenda", "aucune heure libre dans les quatre semaines.")
    else:
        yield Finding("ok", "Agenda", f"prochaine heure libre : {free.starts_at:%d/%m, %H:%M}")


def _outbox(settings: Settings) -> Iterator[Finding]:
    """What waits here goes by itself; that it waits is worth a look."""
    waiting = len(Outbox(settings.data / OUTBOX).waiting())
    if waiting:
        says = f"{waiting} à porter à la base. Voyez kiosk outbox."
        yield Finding("note", "En attente", says)
    else:
        yield Finding("ok", "En attente", "rien")


def _printer(settings: Settings) -> Iterator[Finding]:
    printer = open_printer(settings.printer_address, width=settings.paper_dots)
    status = printer.status()
    states: dict[str, State] = {"ready": "ok", "near_end": "note", "unknown": "note"}
    state = states.get(status.state, "wrong")
    yield Finding(state, "Imprimante", f"{printer.description}. {status.says}")


def _page(settings: Settings) -> Finding:
    """Whether a visitor's telephone can reach the page behind the QR, as far as can be told."""
    url = page_url(settings)
    if not telephones_open(url):
        return Finding(
            "note",
            "Page du QR",
            f"{url} : un téléphone ne peut pas l'ouvrir, et les tickets sortent sans carré, avec"
            " leur code. Branchez le réseau, ou réglez public_url (et web_host).",
        )
    if not _page_answers(url):
        return Finding(
            "note",
            "Page du QR",
            f"{url} : elle ne répond pas. Lancez la borne, ou kiosk web, puis recommencez.",
        )
    changes = "" if settings.public_url else " L'adresse suit le réseau : public_url la fixe."
    return Finding("ok", "Page du QR", f"{url} répond.{changes}")


def _page_answers(url: str) -> bool:
    """Whether the page says that it is well, within two seconds; no proxy is asked."""
    from urllib.request import HTTPRedirectHandler, ProxyHandler, build_opener

    opener = build_opener(ProxyHandler({}), HTTPRedirectHandler())
    try:
        with opener.open(f"{url}/healthz", timeout=2) as answer:
            return bool(answer.status == 200 and answer.read(16) == b"ok\n")
    except (OSError, HTTPException, ValueError):  # no such host, refused, silent, or no page
        return False


def _pin(settings: Settings) -> Finding:
    if (settings.data / "staff-pin").exists():
        return Finding("ok", "Code de l'équipe", "choisi")
    return Finding("note", "Code de l'équipe", "pas encore choisi. Lancez : kiosk staff pin")


def _screen() -> Finding:
    shown = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    if shown:
        return Finding("ok", "Écran", shown)
    return Finding("note", "Écran", "aucun ici. La visite s'imagine avec : kiosk tour --out visite")


def _fonts() -> Finding:
    missing = not any(FONTS.glob("*.ttf"))
    return Finding("wrong" if missing else "ok", "Lettres", str(FONTS))

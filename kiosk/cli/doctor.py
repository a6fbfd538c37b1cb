"""`kiosk doctor`: what is well, what is not, and what to do about it. It changes nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC
from http.client import HTTPException
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryFile
from typing import Literal
from urllib.parse import urlsplit

from kiosk import RELEASED
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.trusted_clock import with_year
from kiosk.catalog.load import load as load_catalog
from kiosk.cli.assembly import agenda_to_look_at, page_url
from kiosk.clocks import system_clock
from kiosk.devices.addresses import open_printer
from kiosk.devices.folder_printer import FolderPrinter
from kiosk.errors import KioskError
from kiosk.paths import FONTS
from kiosk.settings import Settings, load
from kiosk.store.engine import Store
from kiosk.store.looking import NoStoreYet
from kiosk.store.outbox import Outbox
from kiosk.terminal.duties import OUTBOX

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
    yield _page(page_url(settings))
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
    what, data = "Dossier des données", settings.data
    there = next((one for one in (data, *data.absolute().parents) if one.exists()), data)
    try:
        with TemporaryFile(dir=there) as trial:  # a file without a name: nobody sees it
            trial.write(b"essai")
    except OSError as error:
        cannot = "ne s'écrit pas" if there == data else "ne peut pas être créé"
        yield Finding("wrong", what, f"{data} {cannot} ({error.strerror}).")
        return
    if there == data:
        yield Finding("ok", what, str(data))
    else:
        yield Finding("note", what, f"{data} n'existe pas encore : la borne le fait au départ.")


def _catalog(settings: Settings) -> Iterator[Finding]:
    catalog = load_catalog(settings.catalog)
    yield Finding("ok", "Catalogue", f"{len(catalog.services)} services, {settings.catalog}")


def _agenda(settings: Settings) -> Iterator[Finding]:
    try:
        agenda = agenda_to_look_at(settings, load_catalog(settings.catalog))
    except NoStoreYet as nothing:
        yield Finding("note", "Base", str(nothing))
        yield _hour_alone()
        if settings.place is None:
            says = "ce sera une démonstration. Décrivez le vôtre : docs/place.md."
            yield Finding("note", "Lieu", says)
        return
    try:
        yield Finding("ok", "Base", Store(settings.database_url).name)
        yield _hour(agenda)
        yield from _place(agenda)
    finally:
        agenda.store.close()


def _hour(agenda: Agenda) -> Finding:
    """With its year: an hour that is a year wrong looks right without."""
    doubt = agenda.look_at_the_hour()
    if doubt:
        return Finding("wrong", "Heure", f"{doubt} D'ici là, rien n'est planifié ni effacé.")
    zone = agenda.place.zone
    return Finding("ok", "Heure", f"{with_year(agenda.clock(), zone)} ({zone.key})")


def _hour_alone() -> Finding:
    """While there is no database to compare it with."""
    now = system_clock()
    shown = with_year(now, now.astimezone().tzinfo or UTC)
    if now < RELEASED:
        return Finding("wrong", "Heure", f"{shown} : c'est avant ce programme. Réglez l'heure.")
    return Finding("ok", "Heure", shown)


def _place(agenda: Agenda) -> Iterator[Finding]:
    place = agenda.place
    if place.demonstration:
        yield Finding(
            "note",
            "Lieu",
            f"{place.name} : c'est une démonstration. Décrivez le vôtre : docs/place.md.",
        )
    else:
        yield Finding("ok", "Lieu", f"{place.name}, {place.zone.key}")
    free = agenda.today().next_free
    if free is None:
        yield Finding("note", "Agenda", "aucune heure libre. La borne planifie à son départ.")
    else:
        yield Finding("ok", "Agenda", f"prochaine heure libre : {free.starts_at:%d/%m/%Y %H:%M}")


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
    if isinstance(printer, FolderPrinter):
        printer.tidies = False
    status = printer.status()
    states: dict[str, State] = {"ready": "ok", "near_end": "note", "unknown": "note"}
    state = states.get(status.state, "wrong")
    yield Finding(state, "Imprimante", f"{printer.description}. {status.says}")


def _page(url: str) -> Finding:
    """Whether a visitor's telephone can reach the page behind the QR, as far as can be told."""
    host = urlsplit(url).hostname or ""
    try:
        only_here = ip_address(host).is_loopback
    except ValueError:
        only_here = host == "localhost"
    if only_here:
        return Finding(
            "note",
            "Page du QR",
            f"{url} : un téléphone ne peut pas l'ouvrir. Réglez public_url. Le ticket sert aussi"
            " sans téléphone.",
        )
    if not _page_answers(url):
        return Finding(
            "note",
            "Page du QR",
            f"{url} : elle ne répond pas. Lancez la borne, ou kiosk web, puis recommencez.",
        )
    return Finding("ok", "Page du QR", f"{url} répond.")


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

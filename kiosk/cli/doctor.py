"""`kiosk doctor`: what is well, what is not, and what to do about it. It changes nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from datetime import UTC
from http.client import HTTPException
from pathlib import Path
from tempfile import TemporaryFile

from kiosk import RELEASED
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.trusted_clock import with_year
from kiosk.catalog.load import load as load_catalog
from kiosk.cli.check_result import CheckResult, State
from kiosk.cli.page_address import page_url
from kiosk.cli.place_agenda import agenda_to_look_at
from kiosk.cli.screen_check import check_screen
from kiosk.clocks import system_clock
from kiosk.devices.printer_address import open_printer
from kiosk.errors import KioskError
from kiosk.i18n.translations import broken_translations
from kiosk.paths import FONTS
from kiosk.settings import Settings, load
from kiosk.store.damaged_file import aside, is_readable
from kiosk.store.engine import Store
from kiosk.store.outbox import OUTBOX_FILE, Outbox
from kiosk.store.read_only import NoStoreYet
from kiosk.system_errors import reason
from kiosk.type.files import broken_files, shapes_words
from kiosk.web.public_address import telephones_open

MARKS: dict[State, str] = {"ok": "bien ", "note": "à voir", "wrong": "NON  "}


def doctor(config: Path | None) -> int:
    """Print a line for each thing examined; 1 if the kiosk cannot do its work as it is."""
    settings = load(config)
    worst = 0
    for finding in examine(settings):
        print(f"{MARKS[finding.state]:<6}  {finding.what} : {finding.says}")
        worst = max(worst, int(finding.state == "wrong"))
    return worst


def examine(settings: Settings) -> Iterator[CheckResult]:
    yield CheckResult("ok", "Python", f"{sys.version_info.major}.{sys.version_info.minor}")
    yield from _told("Dossier des données", lambda: _data(settings))
    yield from _told("Catalogue", lambda: _catalog(settings))
    yield from _told("Base", lambda: _agenda(settings))
    yield from _told("En attente", lambda: _outbox(settings))
    yield from _told("Imprimante", lambda: _printer(settings))
    yield _page(page_url(settings), lasting=bool(settings.public_url))
    yield _pin(settings)
    yield from _told("Lettres", _letters)
    yield from _told("Lettres", lambda: _names(settings))
    yield from _told("Traductions", lambda: _translations(settings))
    yield from check_screen(settings)


def _told(what: str, look: Callable[[], Iterator[CheckResult]]) -> Iterator[CheckResult]:
    """A part that raises is a finding, and the others are still examined."""
    try:
        yield from look()
    except KioskError as error:
        yield CheckResult("wrong", what, str(error))
    except OSError as error:
        yield CheckResult("wrong", what, f"{error.filename or what} : {reason(error)}.")


def _data(settings: Settings) -> Iterator[CheckResult]:
    what, data = "Dossier des données", settings.data
    there = next((one for one in (data, *data.absolute().parents) if one.exists()), data)
    try:
        with TemporaryFile(dir=there) as trial:  # a file without a name: nobody sees it
            trial.write(b"essai")
    except OSError as error:
        cannot = "ne s'écrit pas" if there == data else "ne peut pas être créé"
        yield CheckResult("wrong", what, f"{data} {cannot} ({reason(error)}).")
        return
    if there == data:
        yield CheckResult("ok", what, str(data))
    else:
        yield CheckResult("note", what, f"{data} n'existe pas encore : la borne le fait au départ.")


def _catalog(settings: Settings) -> Iterator[CheckResult]:
    catalog = load_catalog(settings.catalog)
    yield CheckResult("ok", "Catalogue", f"{len(catalog.services)} services, {settings.catalog}")


def _agenda(settings: Settings) -> Iterator[CheckResult]:
    yield from _file(Store(settings.database_url).file)
    try:
        agenda = agenda_to_look_at(settings, load_catalog(settings.catalog))
    except NoStoreYet as nothing:
        yield _to_be_made(settings, str(nothing))
        yield _hour_alone()
        if settings.place is None:
            says = "ce sera une démonstration. Décrivez le vôtre : docs/place.md."
            yield CheckResult("note", "Lieu", says)
        return
    try:
        if not agenda.store.is_sqlite:
            agenda.store.check_writable()
        yield CheckResult("ok", "Base", Store(settings.database_url).name)
        yield _hour(agenda)
        yield from _place(agenda)
    finally:
        agenda.store.close()


def _to_be_made(settings: Settings, says: str) -> CheckResult:
    """A start makes the file, and the data folder for it; no other folder."""
    file = Store(settings.database_url).file
    if file is None or not settings.database:
        return CheckResult("note", "Base", says)
    if file.exists() and not file.is_file():
        return CheckResult(
            "wrong", "Base", f"{file} n'est pas un fichier : voyez le réglage database."
        )
    if not os.access(file.parent, os.W_OK | os.X_OK):
        says = f"{file.parent} n'existe pas ou ne s'écrit pas : voyez le réglage database."
        return CheckResult("wrong", "Base", says)
    return CheckResult("note", "Base", says)


def _file(file: Path | None) -> Iterator[CheckResult]:
    """What can be told of a SQLite file without opening it to write."""
    if file is None:
        return
    if file.is_file() and not is_readable(file):
        says = f"{file} est abîmée : relancez la borne, qui la met de côté. Voyez operating.md."
        yield CheckResult("wrong", "Base", says)
    elif file.is_file() and not (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)):
        yield CheckResult("wrong", "Base", f"{file} ne s'écrit pas ; vérifiez les droits.")
    for kept in aside(file):
        says = f"{kept} : elle garde des noms, effacez-la quand elle ne sert plus."
        yield CheckResult("note", "Base mise de côté", says)


def _hour(agenda: Agenda) -> CheckResult:
    """With its year: an hour that is a year wrong looks right without."""
    doubt = agenda.look_at_the_hour()
    if doubt:
        return CheckResult("wrong", "Heure", f"{doubt} D'ici là, rien n'est planifié ni effacé.")
    zone = agenda.place.zone
    return CheckResult("ok", "Heure", f"{with_year(agenda.clock(), zone)} ({zone.key})")


def _hour_alone() -> CheckResult:
    """While there is no database to compare it with."""
    now = system_clock()
    shown = with_year(now, now.astimezone().tzinfo or UTC)
    if now < RELEASED:
        return CheckResult("wrong", "Heure", f"{shown} : c'est avant ce programme. Réglez l'heure.")
    return CheckResult("ok", "Heure", shown)


def _place(agenda: Agenda) -> Iterator[CheckResult]:
    place = agenda.place
    if place.demonstration:
        yield CheckResult(
            "note",
            "Lieu",
            f"{place.name} : c'est une démonstration. Décrivez le vôtre : docs/place.md.",
        )
    else:
        yield CheckResult("ok", "Lieu", f"{place.name}, {place.zone.key}")
    free = agenda.today().next_free
    if free is None:
        yield CheckResult("note", "Agenda", "aucune heure libre. La borne planifie à son départ.")
    else:
        yield CheckResult(
            "ok", "Agenda", f"prochaine heure libre : {free.starts_at:%d/%m/%Y %H:%M}"
        )


def _outbox(settings: Settings) -> Iterator[CheckResult]:
    """What waits here goes by itself; that it waits is worth a look."""
    waiting = len(Outbox(settings.data / OUTBOX_FILE).waiting())
    if waiting:
        says = f"{waiting} à porter à la base. Voyez kiosk outbox."
        yield CheckResult("note", "En attente", says)
    else:
        yield CheckResult("ok", "En attente", "rien")


def _printer(settings: Settings) -> Iterator[CheckResult]:
    printer = open_printer(settings.printer_address, width=settings.paper_dots, only_looking=True)
    status = printer.status()
    states: dict[str, State] = {
        "ready": "ok",
        "shown": "ok",
        "offline": "wrong",
        "no_paper": "wrong",
    }
    state = states.get(status.state, "note")
    yield CheckResult(state, "Imprimante", f"{printer.description}. {status.says}")


def _page(url: str, *, lasting: bool) -> CheckResult:
    """Whether a visitor's telephone can reach the page behind the QR, as far as can be told.

    An address that is not `lasting` is this machine's own at this moment.
    """
    if not telephones_open(url):
        return CheckResult(
            "note",
            "Page du QR",
            f"{url} : un téléphone ne peut pas l'ouvrir. "
            + ("Réglez" if lasting else "Cette machine n'a pas de réseau : attendez-le, ou réglez")
            + " public_url. En attendant, les tickets sortent sans carré, avec leur code.",
        )
    if not _page_answers(url):
        return CheckResult(
            "note",
            "Page du QR",
            f"{url} : elle ne répond pas. Lancez la borne, ou kiosk web, puis recommencez.",
        )
    if not lasting:
        return CheckResult(
            "ok",
            "Page du QR",
            f"{url} répond. Si le réseau change cette adresse, les tickets déjà imprimés n'y"
            " mènent plus : réglez public_url.",
        )
    return CheckResult("ok", "Page du QR", f"{url} répond.")


def _page_answers(url: str) -> bool:
    """Whether the page says that it is well, within two seconds; no proxy is asked."""
    from urllib.request import HTTPRedirectHandler, ProxyHandler, build_opener

    opener = build_opener(ProxyHandler({}), HTTPRedirectHandler())
    try:
        with opener.open(f"{url}/healthz", timeout=2) as answer:
            return bool(answer.status == 200 and answer.read(16) == b"ok\n")
    except (OSError, HTTPException, ValueError):  # no such host, refused, silent, or no page
        return False


def _pin(settings: Settings) -> CheckResult:
    if (settings.data / "staff-pin").exists():
        return CheckResult("ok", "Code de l'équipe", "choisi")
    return CheckResult("note", "Code de l'équipe", "pas encore choisi. Lancez : kiosk staff pin")


def _letters() -> Iterator[CheckResult]:
    """Without our own face nothing is drawn; without another's, its names are a mark."""
    broken = list(broken_files())
    for says, needed in broken:
        yield CheckResult("wrong" if needed else "note", "Lettres", says)
    if not shapes_words():
        says = (
            "l'arabe et les écritures de l'Inde ne se lient pas. Lancez :"
            " sudo apt-get install libfribidi0"
        )
        yield CheckResult("note", "Lettres", says)
    elif not broken:
        yield CheckResult("ok", "Lettres", str(FONTS))


def _translations(settings: Settings) -> Iterator[CheckResult]:
    for language in settings.languages:
        for file in broken_translations(language):
            says = f"{file} ne se lit pas. Remettez ce fichier : réinstallez le programme."
            yield CheckResult("wrong", "Traductions", says)


def _names(settings: Settings) -> Iterator[CheckResult]:
    """Names of the described place that are drawn in part only."""
    if settings.place is None:
        return
    from kiosk.agenda.place_file import PlaceFileError, read_place, undrawn

    try:
        place = read_place(settings.place, ())
    except PlaceFileError:
        return  # told with the database, which needs the place
    for says in undrawn(place):
        yield CheckResult("note", "Lettres", f"{settings.place}, {says}")

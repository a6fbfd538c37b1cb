"""The database: whether it is there, can be written, is at our version; its place and its hour."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

from kiosk import RELEASED
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.trusted_clock import with_year
from kiosk.catalog.load import load as load_catalog
from kiosk.cli.place_agenda import agenda_to_look_at
from kiosk.clocks import system_clock
from kiosk.settings import Settings
from kiosk.store.damaged_file import aside, is_readable
from kiosk.store.engine import Store
from kiosk.store.read_only import NoStoreYet
from kiosk.store.schema import HEAD
from kiosk.visit.findings import Finding

DEMONSTRATION = "c'est une démonstration. Décrivez le vôtre : docs/place.md."


def check_database(settings: Settings) -> Iterator[Finding]:
    yield from _file(Store(settings.database_url).file)
    try:
        agenda = agenda_to_look_at(settings, load_catalog(settings.catalog))
    except NoStoreYet as nothing:
        yield _to_be_made(settings, str(nothing))
        yield _hour_alone()
        if settings.place is None:
            yield Finding("place", "note", DEMONSTRATION.replace("c'est", "ce sera"))
        return
    try:
        if not agenda.store.is_sqlite:
            agenda.store.check_writable()
        yield Finding("database", "ok", Store(settings.database_url).name)
        yield Finding("schema", "ok", f"version {HEAD}, celle de ce programme")
        yield _hour(agenda)
        yield from _place(agenda)
    finally:
        agenda.store.close()


def _to_be_made(settings: Settings, says: str) -> Finding:
    """A start makes the file, and the data folder for it; no other folder."""
    file = Store(settings.database_url).file
    if file is None or not settings.database:
        return Finding("database", "note", says)
    if file.exists() and not file.is_file():
        says = f"{file} n'est pas un fichier : voyez le réglage database."
        return Finding("database", "wrong", says)
    if not os.access(file.parent, os.W_OK | os.X_OK):
        says = f"{file.parent} n'existe pas ou ne s'écrit pas : voyez le réglage database."
        return Finding("database", "wrong", says)
    return Finding("database", "note", says)


def _file(file: Path | None) -> Iterator[Finding]:
    """What can be told of a SQLite file without opening it to write."""
    if file is None:
        return
    if file.is_file() and not is_readable(file):
        says = f"{file} est abîmée : relancez la borne, qui la met de côté. Voyez operating.md."
        yield Finding("database", "wrong", says)
    elif file.is_file() and not (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)):
        yield Finding("database", "wrong", f"{file} ne s'écrit pas ; vérifiez les droits.")
    for kept in aside(file):
        says = f"{kept} : elle garde des noms, effacez-la quand elle ne sert plus."
        yield Finding("database-aside", "note", says)


def _hour(agenda: Agenda) -> Finding:
    """With its year: an hour that is a year wrong looks right without."""
    doubt = agenda.look_at_the_hour()
    if doubt:
        return Finding("clock", "wrong", f"{doubt} D'ici là, rien n'est planifié ni effacé.")
    zone = agenda.place.zone
    return Finding("clock", "ok", f"{with_year(agenda.clock(), zone)} ({zone.key})")


def _hour_alone() -> Finding:
    """While there is no database to compare it with."""
    now = system_clock()
    shown = with_year(now, now.astimezone().tzinfo or UTC)
    if now < RELEASED:
        return Finding("clock", "wrong", f"{shown} : c'est avant ce programme. Réglez l'heure.")
    return Finding("clock", "ok", shown)


def _place(agenda: Agenda) -> Iterator[Finding]:
    place = agenda.place
    if place.demonstration:
        yield Finding("place", "note", f"{place.name} : {DEMONSTRATION}")
    else:
        yield Finding("place", "ok", f"{place.name}, {place.zone.key}")
    free = agenda.today().next_free
    if free is None:
        yield Finding("agenda", "note", "aucune heure libre. La borne planifie à son départ.")
    else:
        yield Finding("agenda", "ok", f"prochaine heure libre : {free.starts_at:%d/%m/%Y %H:%M}")

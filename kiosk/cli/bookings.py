"""`kiosk bookings` and `kiosk purge`."""

from __future__ import annotations

import json
from pathlib import Path

from kiosk.agenda.listing import bookings_json
from kiosk.catalog.load import load as load_catalog
from kiosk.cli.assembly import agenda_of
from kiosk.errors import KioskError
from kiosk.settings import Settings, load
from kiosk.visit.values import Booking


def _with_database(settings: Settings, database: str | None) -> Settings:
    """Listing never makes a database: a file that is not there is a slip of the pen."""
    from dataclasses import replace

    if database is not None:
        url = database if "://" in database else f"sqlite:///{Path(database).absolute()}"
        settings = replace(settings, database=url)
    url = settings.database_url
    file = Path(url.removeprefix("sqlite:///"))
    if url.startswith("sqlite:///") and not file.exists():
        raise KioskError(f"Il n'y a pas de base à {file} : lancez d'abord la borne.")
    return settings


def bookings(config: Path | None, database: str | None, *, as_json: bool) -> int:
    settings = _with_database(load(config), database)
    agenda = agenda_of(settings, load_catalog(settings.catalog))
    found = agenda.bookings()
    if as_json:
        print(json.dumps(bookings_json(found), ensure_ascii=False, indent=2))
    else:
        for booking in found:
            print(_line(booking))
        print(f"{len(found)} rendez-vous et appels." if found else "Aucun rendez-vous.")
    return 0


def _line(booking: Booking) -> str:
    when = f"{booking.starts_at:%d/%m/%Y %H:%M}" if booking.starts_at else "maintenant"
    kind = "rendez-vous" if booking.kind == "appointment" else "appel"
    stuck = (
        f", bloqué à {booking.stuck_at.service}/{booking.stuck_at.step}" if booking.stuck_at else ""
    )
    return (
        f"{when}  {kind}  {booking.status}  {booking.code or '-'}  "
        f"{booking.helper or '-'}  {booking.topic}  {booking.mode}{stuck}"
    )


def purge(config: Path | None) -> int:
    settings = load(config)
    agenda = agenda_of(settings, load_catalog(settings.catalog))
    done = agenda.purge()
    print(done)
    return 0

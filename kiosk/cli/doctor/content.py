"""What the program shows: the catalogue, the letters it is drawn with, the translations."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.catalog.load import load as load_catalog
from kiosk.i18n.translations import broken_translations
from kiosk.paths import FONTS
from kiosk.settings import Settings
from kiosk.type.files import broken_files, shapes_words
from kiosk.visit.findings import Finding


def check_catalog(settings: Settings) -> Iterator[Finding]:
    catalog = load_catalog(settings.catalog)
    yield Finding("catalog", "ok", f"{len(catalog.services)} services, {settings.catalog}")


def check_faces() -> Iterator[Finding]:
    """Without our own face nothing is drawn; without another's, its names are a mark."""
    broken = list(broken_files())
    for says, needed in broken:
        yield Finding("letters", "wrong" if needed else "note", says)
    if not shapes_words():
        says = (
            "l'arabe et les écritures de l'Inde ne se lient pas. Lancez :"
            " sudo apt-get install libfribidi0"
        )
        yield Finding("letters", "note", says)
    elif not broken:
        yield Finding("letters", "ok", str(FONTS))


def check_names(settings: Settings) -> Iterator[Finding]:
    """Names of the described place that are drawn in part only."""
    if settings.place is None:
        return
    from kiosk.agenda.place_file import PlaceFileError, read_place, undrawn

    try:
        place = read_place(settings.place, ())
    except PlaceFileError:
        return  # told with the database, which needs the place
    for says in undrawn(place):
        yield Finding("letters", "note", f"{settings.place}, {says}")


def check_translations(settings: Settings) -> Iterator[Finding]:
    broken = [file for one in settings.languages for file in broken_translations(one)]
    for file in broken:
        says = f"{file} ne se lit pas. Remettez ce fichier : réinstallez le programme."
        yield Finding("translations", "wrong", says)
    if not broken:
        yield Finding("translations", "ok", ", ".join(settings.languages))

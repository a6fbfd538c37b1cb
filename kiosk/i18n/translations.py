"""One language's gettext catalogues: `kiosk` for the code, `services` for the catalogue.

`make` builds the .mo files. A .mo that is missing or older than its .po is not used: the
.po is read instead, slower, so that what a translator has just written is what is shown.
"""

from __future__ import annotations

import gettext
import io
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from kiosk.paths import LOCALE

Domain = Literal["kiosk", "services"]
log = logging.getLogger(__name__)

DOMAINS: tuple[Domain, ...] = ("kiosk", "services")


class _Nothing(gettext.NullTranslations):
    """Answers "" for what has no translation, where gettext would give the French back."""

    def gettext(self, message: str) -> str:  # noqa: ARG002
        return ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002
        return ""


def translations(language: str, domain: Domain, locale: Path = LOCALE) -> gettext.NullTranslations:
    """What a language has of a domain; "" is its answer for what it has not.

    A file that is broken is passed over: French helps more than a screen that does not come.
    """
    for file in _files(language, domain, locale):
        found = _read(file, language)
        if found is not None:
            found.add_fallback(_Nothing())
            return found
        log.warning("%s is broken: it is not used", file)
    return _Nothing()


def broken_translations(language: str, locale: Path = LOCALE) -> Iterator[Path]:
    """The files of a language that cannot be read."""
    for domain in DOMAINS:
        for file in _files(language, domain, locale):
            if _read(file, language) is None:
                yield file


def _files(language: str, domain: Domain, locale: Path) -> list[Path]:
    """Those that are up to date, the quickest first."""
    folder = locale / language / "LC_MESSAGES"
    compiled, written = folder / f"{domain}.mo", folder / f"{domain}.po"
    return [compiled] * _is_fresh(compiled, written) + [written] * written.exists()


def _read(file: Path, language: str) -> gettext.GNUTranslations | None:
    try:
        if not file.stat().st_size:
            return None
        if file.suffix == ".po":
            return gettext.GNUTranslations(_compiled(file, language))
        with file.open("rb") as compiled:
            return gettext.GNUTranslations(compiled)
    except Exception:  # it may fail in any way, wherever it was cut
        return None


def _is_fresh(compiled: Path, written: Path) -> bool:
    if not compiled.exists():
        return False
    return not written.exists() or compiled.stat().st_mtime_ns >= written.stat().st_mtime_ns


def _compiled(written: Path, language: str) -> io.BytesIO:
    from babel.messages.mofile import write_mo  # only where `make` has not been run
    from babel.messages.pofile import read_po

    with written.open("rb") as file:
        # Without a locale, Babel forgets the rule of plurals that stands in the header.
        catalog = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return compiled

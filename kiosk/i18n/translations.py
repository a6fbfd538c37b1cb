"""One language's gettext catalogues: `kiosk` for the code, `services` for the catalogue.

`make` builds the .mo files. A .mo that is missing or older than its .po is not used: the
.po is read instead, slower, so that what a translator has just written is what is shown.
"""

from __future__ import annotations

import gettext
import io
from pathlib import Path
from typing import Literal

from kiosk.paths import LOCALE

Domain = Literal["kiosk", "services"]
DOMAINS: tuple[Domain, ...] = ("kiosk", "services")


class _Nothing(gettext.NullTranslations):
    """Answers "" for what has no translation, where gettext would give the French back."""

    def gettext(self, message: str) -> str:  # noqa: ARG002
        return ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002
        return ""


def translations(language: str, domain: Domain, locale: Path = LOCALE) -> gettext.NullTranslations:
    """What a language has of a domain; "" is its answer for what it has not."""
    folder = locale / language / "LC_MESSAGES"
    compiled, written = folder / f"{domain}.mo", folder / f"{domain}.po"
    if _is_fresh(compiled, written):
        with compiled.open("rb") as file:
            found = gettext.GNUTranslations(file)
    elif written.exists():
        found = gettext.GNUTranslations(_compiled(written, language))
    else:
        return _Nothing()
    found.add_fallback(_Nothing())
    return found


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

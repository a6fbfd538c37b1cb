"""Keeps the gettext catalogues in step with the text.

    python -m kiosk.i18n.catalogues update    new sentences into each .po, gone ones out
    python -m kiosk.i18n.catalogues compile   each .po into its .mo
    python -m kiosk.i18n.catalogues check     what is missing, doubtful or has other holes

A language is begun by making its folder: assets/locale/<code>/LC_MESSAGES. Nothing is
guessed from a sentence that looks alike: a wrong translation is worse than the French.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from kiosk.i18n.languages import SOURCE, language_name, languages
from kiosk.i18n.translations import DOMAINS, Domain
from kiosk.paths import CATALOG, LOCALE, ROOT

_KEYWORDS = {"_": None, "plural": (1, 2)}
_WIDTH = 100


@dataclass(frozen=True)
class Places:
    """Where text is written, and where its translations are."""

    code: Path = ROOT / "kiosk"
    services: Path = CATALOG
    locale: Path = LOCALE

    def po(self, language: str, domain: Domain) -> Path:
        return self.locale / language / "LC_MESSAGES" / f"{domain}.po"

    def others(self) -> list[str]:
        """The languages to translate into."""
        return [language for language in languages(self.locale) if language != SOURCE]


def to_translate(domain: Domain, places: Places) -> Catalog:
    """Every sentence of a domain, with the file it is in."""
    found = Catalog(domain=domain, fuzzy=False)
    for method, path in _sources(domain, places):
        name = path.relative_to(places.code.parent if domain == "kiosk" else path.parent)
        with path.open("rb") as file:
            for line, message, comments, _context in extract(method, file, _KEYWORDS):
                if domain == "services" or _has_words(message):
                    found.add(message, None, [(name.as_posix(), line)], auto_comments=comments)
    return found


def _sources(domain: Domain, places: Places) -> Iterator[tuple[str, Path]]:
    if domain == "kiosk":
        for path in sorted(places.code.rglob("*.py")):
            yield "python", path
    elif places.services.exists():
        yield "kiosk.catalog.babel_extractor:extract", places.services


def _has_words(message: str | tuple[str, ...]) -> bool:
    """False for "{hour}" or "{hour} · {title}": nothing there is French."""
    first = message if isinstance(message, str) else message[0]
    return any(letter.isalpha() for part, *_rest in Formatter().parse(first) for letter in part)


def read(path: Path, language: str, domain: Domain) -> Catalog:
    if not path.exists():
        return Catalog(locale=language, domain=domain, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=domain)


_HEADER = """\
# {name}: what the kiosk says, from French. Kept by `python -m kiosk.i18n.catalogues`.
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plurals}\\n"

"""


def write(path: Path, language: str, catalog: Catalog) -> None:
    """No date and no line number: what did not change is not a change to review."""
    content = io.BytesIO()
    write_po(
        content,
        catalog,
        width=_WIDTH,
        sort_by_file=True,
        omit_header=True,
        ignore_obsolete=True,
        include_lineno=False,
    )
    name = language_name(language)
    header = _HEADER.format(name=name, language=language, plurals=catalog.plural_forms)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(header.encode() + content.getvalue())


def update(places: Places) -> None:
    """New sentences in, gone sentences out; translations of the others are kept."""
    for domain in DOMAINS:
        template = to_translate(domain, places)
        for language in places.others():
            path = places.po(language, domain)
            catalog = read(path, language, domain)
            catalog.update(template, no_fuzzy_matching=True)
            write(path, language, catalog)


def compile_all(places: Places) -> None:
    for language in places.others():
        for domain in DOMAINS:
            path = places.po(language, domain)
            if path.exists():
                with path.with_suffix(".mo").open("wb") as compiled:
                    write_mo(compiled, read(path, language, domain))


def problems(places: Places) -> Iterator[str]:
    """One line for each sentence that a visitor would not read rightly in a language."""
    for domain in DOMAINS:
        template = to_translate(domain, places)
        for language in places.others():
            catalog = read(places.po(language, domain), language, domain)
            for wanted in template:
                if wanted.id:
                    says = _wrong(wanted, catalog.get(wanted.id), catalog.num_plurals, domain)
                    if says:
                        yield f"{language}: {domain}: {_shown(wanted)}: {says}"


def _wrong(wanted: Message, held: Message | None, plurals: int, domain: Domain) -> str:
    if held is None:
        return "missing; run `python -m kiosk.i18n.catalogues update`"
    forms = (held.string,) if isinstance(held.string, str) else tuple(held.string)
    if not all(forms) or (wanted.pluralizable and len(forms) != plurals):
        return "not translated"
    if held.fuzzy:
        return "fuzzy"
    if domain == "kiosk":
        return next((says for form in forms if (says := _other_holes(wanted, form))), "")
    return ""


def _other_holes(wanted: Message, form: str) -> str:
    """A plural form may leave out a hole that one of the French forms leaves out."""
    ids = (wanted.id,) if isinstance(wanted.id, str) else tuple(wanted.id)
    possible = set().union(*(holes(words) for words in ids))
    needed = possible.intersection(*(holes(words) for words in ids))
    if wanted.pluralizable:
        needed.discard("count")  # "one place left" counts without a figure
    try:
        found = holes(form)
    except ValueError:
        return f"a brace is not closed: {form}"
    if needed <= found <= possible:
        return ""
    return f"holes differ: {sorted(possible)} became {sorted(found)}"


def holes(words: str) -> set[str]:
    """The names in braces. Raises ValueError where braces do not match."""
    return {name for _words, name, _form, _turn in Formatter().parse(words) if name is not None}


def _shown(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def main(arguments: Sequence[str] | None = None, places: Places | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m kiosk.i18n.catalogues",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=("update", "compile", "check"))
    command = parser.parse_args(arguments).command
    places = places or Places()
    if command == "update":
        update(places)
    elif command == "compile":
        compile_all(places)
    else:
        found = list(problems(places))
        for line in found:
            print(line)
        return 1 if found else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())

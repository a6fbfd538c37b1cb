"""Every command of `kiosk`: its words, what it does, an example.

A new command is a function in a module of its own, and one entry here. The functions below load
that module only when the command runs: Kivy, Flask and SQLAlchemy take most of a second together,
which nobody should wait for to read a help page.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from kiosk import setting_values
from kiosk.cli.activities_commands import ACTIVITIES
from kiosk.cli.command_line import (
    AS_JSON,
    CODES,
    DATABASE,
    YES,
    CliCommand,
    CliCommandGroup,
    option,
)
from kiosk.cli.db_commands import DB
from kiosk.cli.figures_commands import FIGURES
from kiosk.cli.ideas_commands import IDEAS
from kiosk.cli.place_commands import PLACE
from kiosk.cli.sponsors_commands import SPONSORS
from kiosk.cli.staff_commands import STAFF
from kiosk.i18n.languages import SOURCE, languages
from kiosk.text_files import shortened


def _run(chosen: argparse.Namespace) -> int:
    from kiosk.cli.run import run

    return run(chosen.config, windowed=chosen.windowed)


def _tour(chosen: argparse.Namespace) -> int:
    from kiosk.cli.tour import tour

    return tour(
        chosen.out,
        story=chosen.story,
        language=chosen.lang,
        size=chosen.size,
        config=chosen.config,
    )


def _catalog_check(chosen: argparse.Namespace) -> int:
    from kiosk.cli.catalog import check

    return check(chosen.file, chosen.config)


def _bookings(chosen: argparse.Namespace) -> int:
    from kiosk.cli.bookings import bookings

    return bookings(chosen.config, chosen.database, as_json=chosen.json, codes=chosen.codes)


def _web(chosen: argparse.Namespace) -> int:
    from kiosk.cli.web import web

    return web(chosen.config, host=chosen.host, port=chosen.port)


def _outbox(chosen: argparse.Namespace) -> int:
    from kiosk.cli.outbox import outbox

    return outbox(chosen.config, as_json=chosen.json, codes=chosen.codes)


def _terminals(chosen: argparse.Namespace) -> int:
    if chosen.order is None:
        from kiosk.cli.terminals import terminals

        return terminals(chosen.config, chosen.database, as_json=chosen.json)
    from kiosk.cli.terminal_orders import Typed, order

    asked = Typed(
        terminal=chosen.id,
        text=chosen.text,
        place=chosen.place,
        everywhere=chosen.all,
        until=chosen.until,
    )
    return order(chosen.config, chosen.database, chosen.order, asked)


def _doctor(chosen: argparse.Namespace) -> int:
    from kiosk.cli.doctor import doctor

    return doctor(chosen.config, as_json=chosen.json)


def _purge(chosen: argparse.Namespace) -> int:
    from kiosk.cli.bookings import purge

    return purge(chosen.config, yes=chosen.yes)


TERMINAL_ORDERS = (
    "reset",
    "end",
    "out",
    "back",
    "test-print",
    "print-again",
    "restart",
    "message",
)
"""Those of `terminal_orders.ORDERS`, which a test compares."""

TOUR_STORIES = (
    "person",
    "workshop",
    "full-workshop",
    "coworking",
    "group",
    "sponsor",
    "give-an-hour",
    "challenge",
    "idea",
    "carnet",
    "all",
)
"""Those of `tour_stories.STORIES`, which a test compares: it loads too much for a help page."""

# argparse would say "invalid int value" of a wrong word: what a setting says is more use.


def _size(text: str) -> tuple[int, int]:
    try:
        return setting_values.read_size(text)
    except setting_values.InvalidValueError as wrong:
        raise _not_this(text, wrong) from None


def _port(text: str) -> int:
    try:
        return setting_values.whole(1, 65535)(text)
    except setting_values.InvalidValueError as wrong:
        raise _not_this(text, wrong) from None


def _number(text: str) -> int:
    try:
        return setting_values.whole(1, 2**31)(text)
    except setting_values.InvalidValueError as wrong:
        raise _not_this(text, wrong) from None


def _host(text: str) -> str:
    try:
        return setting_values.host(text)
    except setting_values.InvalidValueError as wrong:
        raise _not_this(text, wrong) from None


def _not_this(text: str, wrong: setting_values.InvalidValueError) -> argparse.ArgumentTypeError:
    return argparse.ArgumentTypeError(f"« {shortened(text)} » ne va pas ; {wrong}")


COMMANDS: tuple[CliCommand | CliCommandGroup, ...] = (
    CliCommand(
        "run",
        "lance la borne, en plein écran.",
        "kiosk run --config kiosk.toml",
        _run,
        (
            option(
                "--windowed",
                action="store_true",
                help="dans une fenêtre, avec le curseur de la souris",
            ),
        ),
    ),
    CliCommand(
        "tour",
        "joue une visite entière par de vrais touchers, et en garde les images.",
        "kiosk tour --out visite --lang en --size 1280x800",
        _tour,
        (
            option("--out", type=Path, required=True, metavar="DOSSIER", help="où les mettre"),
            option(
                "--story",
                choices=TOUR_STORIES,
                default=TOUR_STORIES[0],
                help="l'histoire jouée (person), ou all pour toutes",
            ),
            option("--lang", choices=languages(), default=SOURCE, help="la langue (fr)"),
            option(
                "--size",
                type=_size,
                default=(1080, 1920),
                metavar="LxH",
                help="la taille de l'écran en pixels (1080x1920)",
            ),
        ),
    ),
    CliCommandGroup(
        "catalog",
        "vérifie le catalogue des services.",
        "kiosk catalog check",
        (
            CliCommand(
                "check",
                "dit ce qui ne va pas dans le catalogue : fichier, ligne, champ, et quoi écrire.",
                "kiosk catalog check services_catalog.yaml",
                _catalog_check,
                (
                    option(
                        "file",
                        nargs="?",
                        type=Path,
                        metavar="FICHIER",
                        help="le catalogue (celui des réglages)",
                    ),
                ),
            ),
        ),
    ),
    CliCommand(
        "bookings",
        "liste les rendez-vous, les appels et les demandes, sans nom, ni téléphone, ni code.",
        "kiosk bookings --json --database sqlite:////srv/kiosk/kiosk.db",
        _bookings,
        (AS_JSON, CODES, DATABASE),
    ),
    FIGURES,
    ACTIVITIES,
    IDEAS,
    SPONSORS,
    PLACE,
    DB,
    CliCommand(
        "web",
        "sert la page qu'ouvre le QR des tickets, jusqu'à Ctrl+C.",
        "kiosk web --host 127.0.0.1 --port 8080",
        _web,
        (
            option("--host", type=_host, metavar="IP", help="où écouter (sinon web_host)"),
            option(
                "--port",
                type=_port,
                metavar="N",
                help="sur quel port, de 1 à 65535 (sinon web_port)",
            ),
        ),
    ),
    CliCommand(
        "outbox",
        "dit ce que la borne a noté et que la base n'a pas encore : depuis quand, et pourquoi.",
        "kiosk outbox",
        _outbox,
        (AS_JSON, CODES),
    ),
    CliCommand(
        "terminals",
        "dit comment vont les bornes ; avec un ordre et le nom de l'une, le lui donne : reset "
        "finit la visite tout de suite ; end demande d'abord à la personne si elle est encore là ; "
        "out et back mettent hors service et en service.",
        'kiosk terminals message borne-2 "Fermé mardi matin" --until 18:00',
        _terminals,
        (
            option(
                "order",
                nargs="?",
                choices=TERMINAL_ORDERS,
                metavar="ORDRE",
                help=", ".join(TERMINAL_ORDERS),
            ),
            option("id", nargs="?", metavar="BORNE", help="à quelle borne"),
            option("text", nargs="?", metavar="TEXTE", help="le message ; vide, il est retiré"),
            option("--all", action="store_true", help="à toutes celles du lieu : end, out, back"),
            option("--until", metavar="FIN", help="jusqu'à quand il reste : 18:00"),
            option("--place", metavar="LIEU", help="le lieu, si plusieurs ont une borne de ce nom"),
            AS_JSON,
            DATABASE,
        ),
    ),
    CliCommand(
        "doctor",
        "examine la borne et dit ce qui va, ce qui ne va pas, et que faire.",
        "kiosk doctor --config kiosk.toml",
        _doctor,
        (AS_JSON,),
    ),
    CliCommand(
        "purge",
        "efface ce qui a servi : prénoms, téléphones, tickets et rendez-vous passés.",
        "kiosk purge",
        _purge,
        (YES,),
    ),
    STAFF,
)

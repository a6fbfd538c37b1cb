"""The words of the command line: each command, what it does, an example."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from kiosk import __version__
from kiosk.cli.french_argparse import Parser
from kiosk.text_files import shortened

Commands: TypeAlias = "argparse._SubParsersAction[Parser]"
Run = Callable[[argparse.Namespace], int]


def parser() -> Parser:
    top = Parser(
        prog="kiosk",
        description="La borne de l'Emploi Store Store : les services numériques de l'emploi, pas "
        "à pas, avec de vraies personnes.",
        epilog="Exemple : kiosk run --windowed",
    )
    top.add_argument(
        "--version",
        action="version",
        version=f"kiosk {__version__}",
        help="dit la version, et s'arrête",
    )
    commands = top.add_subparsers(title="commandes", metavar="COMMANDE", required=True)
    _run(commands)
    _tour(commands)
    _catalog(commands)
    _bookings(commands)
    _db(commands)
    _web(commands)
    _outbox(commands)
    _doctor(commands)
    _purge(commands)
    _staff(commands)
    return top


def _command(
    commands: Commands,
    name: str,
    says: str,
    example: str,
    run: Run | None = None,
    *,
    config: bool = True,
) -> Parser:
    made = commands.add_parser(
        name, help=says, description=says[0].upper() + says[1:], epilog=f"Exemple : {example}"
    )
    if config:
        made.add_argument(
            "--config",
            type=Path,
            metavar="FICHIER",
            help="les réglages (sinon kiosk.toml ici, s'il existe)",
        )
    if run is not None:
        made.set_defaults(run=run)
    return made


def _run(commands: Commands) -> None:
    def run(chosen: argparse.Namespace) -> int:
        from kiosk.cli.run import run as start

        return start(chosen.config, windowed=chosen.windowed)

    made = _command(
        commands, "run", "lance la borne, en plein écran.", "kiosk run --config kiosk.toml", run
    )
    made.add_argument(
        "--windowed", action="store_true", help="dans une fenêtre, avec le curseur de la souris"
    )


def _size(text: str) -> tuple[int, int]:
    from kiosk.setting_values import read_size

    try:
        return read_size(text)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(f"« {text} » ne va pas ; {wrong}") from None


def _port(text: str) -> int:
    from kiosk.setting_values import whole

    try:
        return whole(1, 65535)(text)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(f"« {shortened(text)} » ne va pas ; {wrong}") from None


def _host(text: str) -> str:
    from kiosk.setting_values import host

    try:
        return host(text)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(f"« {shortened(text)} » ne va pas ; {wrong}") from None


def _tour(commands: Commands) -> None:
    def run(chosen: argparse.Namespace) -> int:
        from kiosk.cli.tour import tour

        return tour(chosen.out, language=chosen.lang, size=chosen.size, config=chosen.config)

    made = _command(
        commands,
        "tour",
        "joue une visite entière par de vrais touchers, et en garde les images.",
        "kiosk tour --out visite --lang en --size 1280x800",
        run,
    )
    made.add_argument("--out", type=Path, required=True, metavar="DOSSIER", help="où les mettre")
    made.add_argument("--lang", choices=("fr", "en"), default="fr", help="la langue (fr)")
    made.add_argument(
        "--size",
        type=_size,
        default=(1080, 1920),
        metavar="LxH",
        help="la taille de l'écran en pixels (1080x1920)",
    )


def _catalog(commands: Commands) -> None:
    made = _command(
        commands,
        "catalog",
        "vérifie le catalogue des services.",
        "kiosk catalog check",
        config=False,
    )
    inner = made.add_subparsers(title="commandes", metavar="COMMANDE", required=True)

    def run(chosen: argparse.Namespace) -> int:
        from kiosk.cli.catalog import check

        return check(chosen.file, chosen.config)

    check = _command(
        inner,
        "check",
        "dit ce qui ne va pas dans le catalogue : fichier, ligne, champ, et quoi écrire.",
        "kiosk catalog check services_catalog.yaml",
        run,
    )
    check.add_argument(
        "file", nargs="?", type=Path, metavar="FICHIER", help="le catalogue (celui des réglages)"
    )


def _bookings(commands: Commands) -> None:
    def run(chosen: argparse.Namespace) -> int:
        from kiosk.cli.bookings import bookings

        return bookings(chosen.config, chosen.database, as_json=chosen.json, codes=chosen.codes)

    made = _command(
        commands,
        "bookings",
        "liste les rendez-vous, les appels et les demandes, sans nom, ni téléphone, ni code.",
        "kiosk bookings --json --database sqlite:////srv/kiosk/kiosk.db",
        run,
    )
    made.add_argument("--json", action="store_true", help="en JSON, pour un programme")
    made.add_argument(
        "--codes", action="store_true", help="avec les codes des tickets, qui les ouvrent"
    )
    made.add_argument("--database", metavar="URL", help="la base (sinon celle des réglages)")


def _db(commands: Commands) -> None:
    made = _command(
        commands,
        "db",
        "met à jour la base, dit où elle en est, et s'occupe de ses lieux.",
        "kiosk db status",
        config=False,
    )
    inner = made.add_subparsers(title="commandes", metavar="COMMANDE", required=True)

    def upgrade(chosen: argparse.Namespace) -> int:
        from kiosk.cli.db import upgrade as run

        return run(chosen.config, chosen.database)

    def status(chosen: argparse.Namespace) -> int:
        from kiosk.cli.db import status as run

        return run(chosen.config, chosen.database)

    for name, says, run in (
        (
            "upgrade",
            "met les tables à la version de ce programme ; les fait s'il n'y en a pas.",
            upgrade,
        ),
        ("status", "dit la version des tables et celle de ce programme.", status),
    ):
        one = _command(inner, name, says, f"kiosk db {name} --config kiosk.toml", run)
        one.add_argument("--database", metavar="URL", help="la base (sinon celle des réglages)")
    _db_places(inner)


def _db_places(inner: Commands) -> None:
    def place(chosen: argparse.Namespace) -> int:
        from kiosk.cli.db import place as run

        return run(chosen.config, chosen.database, chosen.file)

    def purge(chosen: argparse.Namespace) -> int:
        from kiosk.cli.db import purge as run

        return run(chosen.config, chosen.database, yes=chosen.yes)

    made = _command(
        inner,
        "place",
        "fait un lieu dans une base de plusieurs lieux, ou le met à jour.",
        "kiosk db place lille.yaml",
        place,
    )
    made.add_argument("file", type=Path, metavar="FICHIER", help="la description du lieu")
    purged = _command(
        inner, "purge", "efface ce qui a servi, dans tous les lieux.", "kiosk db purge", purge
    )
    _yes(purged)
    for one in (made, purged):
        one.add_argument("--database", metavar="URL", help="la base (sinon celle des réglages)")


def _web(commands: Commands) -> None:
    def run(chosen: argparse.Namespace) -> int:
        from kiosk.cli.web import web

        return web(chosen.config, host=chosen.host, port=chosen.port)

    made = _command(
        commands,
        "web",
        "sert la page qu'ouvre le QR des tickets, jusqu'à Ctrl+C.",
        "kiosk web --host 127.0.0.1 --port 8080",
        run,
    )
    made.add_argument("--host", type=_host, metavar="IP", help="où écouter (sinon web_host)")
    made.add_argument(
        "--port", type=_port, metavar="N", help="sur quel port, de 1 à 65535 (sinon web_port)"
    )


def _outbox(commands: Commands) -> None:
    def run(chosen: argparse.Namespace) -> int:
        from kiosk.cli.outbox import outbox

        return outbox(chosen.config, as_json=chosen.json, codes=chosen.codes)

    made = _command(
        commands,
        "outbox",
        "dit ce que la borne a noté et que la base n'a pas encore : depuis quand, et pourquoi.",
        "kiosk outbox",
        run,
    )
    made.add_argument("--json", action="store_true", help="en JSON, pour un programme")
    made.add_argument(
        "--codes", action="store_true", help="avec les codes des tickets, qui les ouvrent"
    )


def _doctor(commands: Commands) -> None:
    def run(chosen: argparse.Namespace) -> int:
        from kiosk.cli.doctor import doctor

        return doctor(chosen.config)

    _command(
        commands,
        "doctor",
        "examine la borne et dit ce qui va, ce qui ne va pas, et que faire.",
        "kiosk doctor --config kiosk.toml",
        run,
    )


def _purge(commands: Commands) -> None:
    def run(chosen: argparse.Namespace) -> int:
        from kiosk.cli.bookings import purge

        return purge(chosen.config, yes=chosen.yes)

    made = _command(
        commands,
        "purge",
        "efface ce qui a servi : prénoms, téléphones, tickets et rendez-vous passés.",
        "kiosk purge",
        run,
    )
    _yes(made)


def _yes(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--yes", action="store_true", help="sans demander, pour un script dont l'heure est sûre"
    )


def _staff(commands: Commands) -> None:
    made = _command(
        commands, "staff", "règle ce qui est à l'équipe.", "kiosk staff pin", config=False
    )
    inner = made.add_subparsers(title="commandes", metavar="COMMANDE", required=True)

    def run(chosen: argparse.Namespace) -> int:
        from kiosk.cli.staff import pin

        return pin(chosen.config)

    _command(
        inner,
        "pin",
        "choisit le code de l'équipe ; demandé deux fois, ou lu sur l'entrée standard.",
        "kiosk staff pin",
        run,
    )

    def run_unlock(chosen: argparse.Namespace) -> int:
        from kiosk.cli.staff import unlock

        return unlock(chosen.config)

    _command(
        inner,
        "unlock",
        "finit l'attente après des codes faux, aussi sur la borne qui tourne.",
        "kiosk staff unlock",
        run_unlock,
    )

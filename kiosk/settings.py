"""What an operator sets: `kiosk.toml`, and `KIOSK_…` variables that win over it.

Everything is checked at start; each wrong setting is said in one line, with what to write
instead. `docs/settings.md` tells every field; `kiosk.example.toml` shows them all.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kiosk.errors import KioskError
from kiosk.paths import CATALOG, LOCALE

PREFIX = "KIOSK_"
FILE = "kiosk.toml"
PAPER_DOTS = {80: 576, 58: 384}
"""Dots across the two usual rolls, in mm, at 203 dpi."""
MODES = ("face", "phone", "video")
LEAST_SECRET = 32
"""Letters that a secret has at least."""


class SettingsError(KioskError):
    """One or more settings are wrong; `problems` has a sentence for each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class _WrongError(ValueError):
    """What a value should have been, said after the field's name; a secret one is not said."""

    def __init__(self, instead: str, *, secret: bool = False) -> None:
        super().__init__(instead)
        self.secret = secret


def _whole(least: int, most: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if isinstance(value, str) and re.fullmatch(r"-?\d+", value.strip()):
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise _WrongError(f"écrivez un nombre entier de {least} à {most}")
        return value

    return read


def _number(least: float, most: float) -> Callable[[Any], float]:
    def read(value: Any) -> float:
        try:
            number = float(value) if not isinstance(value, bool) else least - 1
        except (TypeError, ValueError):
            number = least - 1
        if not least <= number <= most:
            raise _WrongError(f"écrivez un nombre de {least:g} à {most:g}")
        return number

    return read


def _yes_or_no(value: Any) -> bool:
    words = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
    found = words.get(str(value).strip().lower())
    if found is None:
        raise _WrongError("écrivez true ou false")
    return found


def _words(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _WrongError("écrivez un texte entre guillemets")
    return value.strip()


def _optional_words(value: Any) -> str:
    return "" if value == "" else _words(value)


def _database(value: Any) -> str:
    address = _optional_words(value)
    if address and not re.match(r"[a-z][a-z0-9+]*://\S", address):
        raise _WrongError(
            "écrivez l'adresse d'une base, par exemple sqlite:////srv/borne/kiosk.db",
            secret=True,  # it may hold a password
        )
    return address


def _printer(value: Any) -> str:
    from kiosk.devices.addresses import EXAMPLES, open_printer
    from kiosk.devices.printer import DeviceError

    address = _optional_words(value)
    if address:
        try:
            open_printer(address)
        except DeviceError:
            raise _WrongError(f"écrivez l'une de ces formes : {EXAMPLES}") from None
    return address


def _inches(value: Any) -> float:
    """0: not said."""
    return 0.0 if value in (0, "0") and value is not False else _number(5, 120)(value)


def _path(value: Any) -> Path:
    return Path(_words(value)).expanduser()


def _optional_path(value: Any) -> Path | None:
    return None if value == "" else _path(value)


def read_size(value: Any) -> tuple[int, int]:
    found = re.fullmatch(r"([1-9]\d{2,4})x([1-9]\d{2,4})", str(value).strip())
    if not found:
        raise _WrongError("écrivez largeur x hauteur en pixels, par exemple 1080x1920")
    return int(found[1]), int(found[2])


def _paper(value: Any) -> int:
    paper = _whole(1, 999)(value)
    if paper not in PAPER_DOTS:
        raise _WrongError("écrivez 80 ou 58, la largeur du rouleau en millimètres")
    return paper


def _web_address(value: Any) -> str:
    address = _words(value)
    try:
        parts = urlsplit(address)
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
        good = good and not parts.query and not parts.fragment and parts.port != 0
    except ValueError:
        good = False
    if not good:
        raise _WrongError("écrivez une adresse complète, par exemple https://rdv.exemple.fr")
    return address.rstrip("/")


def _optional_web_address(value: Any) -> str:
    return "" if value == "" else _web_address(value)


def _https(value: Any) -> str:
    """A page of another site, as it is copied from a browser."""
    address = _words(value)
    try:
        parts = urlsplit(address)
        good = parts.scheme == "https" and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good or not re.fullmatch(r"[!-~]+", address):
        raise _WrongError("écrivez une adresse complète, qui commence par https://")
    return address


def _optional_https(value: Any) -> str:
    return "" if value == "" else _https(value)


def _outside(value: Any) -> dict[str, str]:
    """By "face" or "face:topic"; in a variable, `face=https://…` with spaces between."""
    if isinstance(value, str):
        value = dict(part.partition("=")[::2] for part in value.split())
    if not isinstance(value, dict):
        raise _WrongError('écrivez une table, par exemple { face = "https://…" }')
    for key in value:
        if not re.fullmatch(rf"(?:{'|'.join(MODES)})(?::[a-z0-9-]+)?", key):
            raise _WrongError(
                f"« {key} » n'est ni {', '.join(MODES)}, ni l'un d'eux avec un sujet (face:cv)"
            )
    return {key: _https(address) for key, address in value.items()}


def _host(value: Any) -> str:
    host = _words(value)
    try:
        ip_address(host)
    except ValueError:
        raise _WrongError(
            "écrivez l'adresse IP où la page écoute : 0.0.0.0 pour toutes, 127.0.0.1 pour ici"
        ) from None
    return host


def _secret(value: Any) -> str:
    secret = _optional_words(value) if isinstance(value, str) else ""
    if value != "" and len(secret) < LEAST_SECRET:
        raise _WrongError(f"écrivez au moins {LEAST_SECRET} lettres au hasard", secret=True)
    return secret


def _list_of(
    known: Callable[[], tuple[str, ...]], first: str | None = None
) -> Callable[[Any], Any]:
    def read(value: Any) -> tuple[str, ...]:
        if isinstance(value, str):
            value = [part.strip() for part in value.split(",") if part.strip()]
        names = known()
        if not isinstance(value, list) or not value or any(one not in names for one in value):
            raise _WrongError(f"écrivez une liste parmi : {', '.join(names)}")
        if first is not None and value[0] != first:
            raise _WrongError(f"commencez la liste par {first}")
        return tuple(dict.fromkeys(value))

    return read


def _languages() -> tuple[str, ...]:
    others = sorted(folder.name for folder in LOCALE.iterdir() if folder.is_dir())
    return ("fr", *(name for name in others if name != "fr"))


def user_data() -> Path:
    """The user's own data folder, by the system's convention."""
    from platformdirs import user_data_path

    return user_data_path("kiosk")


def _setting(
    read: Callable[[Any], Any], default: Any = None, made: Any = None, *, hidden: bool = False
) -> Any:
    """`hidden` keeps a secret out of what a log or a traceback shows."""
    metadata = {"read": read}
    if made is not None:
        return field(default_factory=made, metadata=metadata)
    return field(default=default, metadata=metadata, repr=not hidden)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Every setting with its default. Seconds, millimetres, inches and pixels as named."""

    data: Path = _setting(_path, made=user_data)
    database: str = _setting(_database, "")
    place: Path | None = _setting(_optional_path, None)
    catalog: Path = _setting(_path, CATALOG)
    terminal: str = _setting(_words, "terminal-1")
    languages: tuple[str, ...] = _setting(_list_of(_languages, first="fr"), made=_languages)
    modes: tuple[str, ...] = _setting(_list_of(lambda: MODES), MODES)
    public_url: str = _setting(_optional_web_address, "")
    web_host: str = _setting(_host, "0.0.0.0")
    web_port: int = _setting(_whole(1, 65535), 8080)
    web_proxies: int = _setting(_whole(0, 5), 0)
    web_secret: str = _setting(_secret, "", hidden=True)
    video_url: str = _setting(_optional_https, "")
    outside: dict[str, str] = _setting(_outside, made=dict)
    webhook_secret: str = _setting(_secret, "", hidden=True)
    printer: str = _setting(_printer, "")
    paper_mm: int = _setting(_paper, 80)
    screen: tuple[int, int] = _setting(read_size, (1080, 1920))
    screen_inches: float = _setting(_inches, 0.0)
    cursor: bool = _setting(_yes_or_no, False)
    idle_seconds: int = _setting(_whole(10, 3600), 60)
    warning_seconds: int = _setting(_whole(20, 600), 30)
    hold_seconds: int = _setting(_whole(30, 900), 120)
    lead_minutes: int = _setting(_whole(0, 1440), 10)
    keep_days: int = _setting(_whole(1, 730), 90)

    @property
    def paper_dots(self) -> int:
        return PAPER_DOTS[self.paper_mm]

    @property
    def database_url(self) -> str:
        return self.database or f"sqlite:///{self.data / 'kiosk.db'}"

    @property
    def printer_address(self) -> str:
        return self.printer or f"folder:{self.data / 'tickets'}"


_FIELDS = {one.name: one.metadata["read"] for one in fields(Settings)}


def load(file: Path | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of a file (`kiosk.toml` here, when there is one) and the environment.

    Raises SettingsError with every problem at once.
    """
    problems: list[str] = []
    chosen = file if file is not None else Path(environ.get(f"{PREFIX}CONFIG", FILE))
    asked_for = file is not None or f"{PREFIX}CONFIG" in environ
    values = _from_file(chosen, problems) if asked_for or chosen.exists() else {}
    values |= _from_environment(environ, problems)
    if problems:
        raise SettingsError(problems)
    return Settings(**values)


def _from_file(file: Path, problems: list[str]) -> dict[str, Any]:
    try:
        source = file.read_text(encoding="utf-8")
        table = tomllib.loads(source)
    except FileNotFoundError:
        problems.append(f"{file} : ce fichier n'existe pas.")
        return {}
    except (OSError, UnicodeDecodeError) as error:
        problems.append(f"{file} : ce fichier ne se lit pas ({error}).")
        return {}
    except tomllib.TOMLDecodeError as error:
        problems.append(_not_toml(file, error))
        return {}
    where = {name: f"{file}:{_line_of(name, source)}: {name}" for name in table}
    values = _read(table, where, problems)
    for name in ("data", "place", "catalog"):
        if isinstance(values.get(name), Path):
            values[name] = file.parent / values[name]
    return values


def _not_toml(file: Path, error: tomllib.TOMLDecodeError) -> str:
    line = re.search(r"at line (\d+)", str(error))
    where = f"{file}:{line[1]}: " if line else f"{file} : la fin du fichier "
    return (
        f"{where}ne se lit pas. On écrit un réglage une seule fois, une ligne par réglage, les"
        ' textes entre guillemets : terminal = "accueil".'
    )


def _line_of(name: str, source: str) -> int:
    found = re.search(rf"^\s*\[?\s*\"?{re.escape(name)}\b", source, re.MULTILINE)
    return source.count("\n", 0, found.end()) + 1 if found else 1


def _from_environment(environ: Mapping[str, str], problems: list[str]) -> dict[str, Any]:
    named = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in environ.items()
        if name.startswith(PREFIX) and name != f"{PREFIX}CONFIG"
    }
    where = {name: f"{PREFIX}{name.upper()}" for name in named}
    return _read(named, where, problems)


def _read(
    table: Mapping[str, Any], where: Mapping[str, str], problems: list[str]
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in table.items():
        reader = _FIELDS.get(name)
        if reader is None:
            problems.append(f"{where[name]} : ce réglage n'existe pas{_nearest(name)}")
            continue
        try:
            values[name] = reader(value)
        except _WrongError as wrong:
            said = "cette valeur" if wrong.secret else f"« {value} »"
            problems.append(f"{where[name]} : {said} ne va pas ; {wrong}.")
    return values


def _nearest(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, _FIELDS, n=1)
    return f" ; vouliez-vous {near[0]} ?" if near else " ; voyez docs/settings.md."

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
from pathlib import Path
from typing import Any

from kiosk import setting_values as kinds
from kiosk.errors import KioskError
from kiosk.i18n.languages import SOURCE, languages
from kiosk.paths import CATALOG
from kiosk.system_errors import reason
from kiosk.text_files import NotTextError, content_of, decoded, shortened

PREFIX = "KIOSK_"
FILE = "kiosk.toml"
CONFIG = f"{PREFIX}CONFIG"
"""Where the file is."""
DETAILS = f"{PREFIX}TRACEBACK"
"""Set to anything: a fault of the program is told with all that a developer needs."""


class SettingsError(KioskError):
    """One or more settings are wrong; `problems` has a sentence for each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


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

    data: Path = _setting(kinds.path, made=user_data)
    database: str = _setting(kinds.database, "", hidden=True)
    staff_database: str = _setting(kinds.database, "", hidden=True)
    place: Path | None = _setting(kinds.optional_path, None)
    catalog: Path = _setting(kinds.path, CATALOG)
    terminal: str = _setting(kinds.terminal, "terminal-1")
    location: str = _setting(kinds.location, "")
    languages: tuple[str, ...] = _setting(kinds.list_of(languages, first=SOURCE), made=languages)
    modes: tuple[str, ...] = _setting(kinds.list_of(lambda: kinds.MODES), kinds.MODES)
    public_url: str = _setting(kinds.optional_web_address, "")
    web_host: str = _setting(kinds.host, "0.0.0.0")
    web_port: int = _setting(kinds.whole(1, 65535), 8080)
    web_proxies: int = _setting(kinds.whole(0, 5), 0)
    web_secret: str = _setting(kinds.secret, "", hidden=True)
    staff_port: int = _setting(kinds.whole(0, 65535), 8443)
    staff_certificate: Path | None = _setting(kinds.optional_path, None)
    staff_key: Path | None = _setting(kinds.optional_path, None)
    staff_plain_http: bool = _setting(kinds.yes_or_no, False)
    video_url: str = _setting(kinds.video_address, "")
    outside: dict[str, str] = _setting(kinds.outside, made=dict)
    webhook_secret: str = _setting(kinds.secret, "", hidden=True)
    metrics_token: str = _setting(kinds.token, "", hidden=True)
    printer: str = _setting(kinds.printer, "")
    paper_mm: int = _setting(kinds.paper, 80)
    screen: tuple[int, int] = _setting(kinds.read_size, (1080, 1920))
    screen_inches: float = _setting(kinds.inches, 0.0)
    cursor: bool = _setting(kinds.yes_or_no, False)
    idle_seconds: int = _setting(kinds.whole(10, 3600), 60)
    warning_seconds: int = _setting(kinds.whole(20, 600), 30)
    hold_seconds: int = _setting(kinds.whole(30, 900), 120)
    lead_minutes: int = _setting(kinds.whole(0, 1440), 10)
    keep_days: int = _setting(kinds.whole(1, 730), 90)
    persons_per_sponsor: int = _setting(kinds.whole(1, 20), 3)
    log_folder: Path | None = _setting(kinds.optional_path, None)

    @property
    def paper_dots(self) -> int:
        return kinds.PAPER_DOTS[self.paper_mm]

    @property
    def database_url(self) -> str:
        return self.database or f"sqlite:///{self.data / 'kiosk.db'}"

    @property
    def printer_address(self) -> str:
        return self.printer or f"folder:{self.data / 'tickets'}"


_FIELDS = {one.name: one.metadata["read"] for one in fields(Settings)}
_HIDDEN = {one.name for one in fields(Settings) if not one.repr}


def load(file: Path | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of a file (`kiosk.toml` here, when there is one) and the environment.

    Raises SettingsError with every problem at once.
    """
    problems: list[str] = []
    chosen = settings_file(file, environ)
    values = {} if chosen is None else _from_file(chosen, problems)
    values |= _from_environment(environ, problems)
    if problems:
        raise SettingsError(problems)
    return Settings(**values)


def settings_file(file: Path | None, environ: Mapping[str, str] = os.environ) -> Path | None:
    """The file that `load` reads; None when nobody names one and there is none here."""
    chosen = file if file is not None else Path(environ.get(CONFIG, FILE))
    asked_for = file is not None or CONFIG in environ
    return chosen if asked_for or _is_there(chosen) else None


def _is_there(file: Path) -> bool:
    """A file that may not be looked at counts as there: reading it says what is wrong."""
    try:
        return file.exists()
    except (OSError, ValueError):
        return True


def _from_file(file: Path, problems: list[str]) -> dict[str, Any]:
    try:
        source = decoded(content_of(file))
        table = tomllib.loads(source)
    except FileNotFoundError:
        problems.append(f"{file} : ce fichier n'existe pas.")
        return {}
    except OSError as error:
        problems.append(
            f"{shortened(str(file), 200)} : ce fichier ne se lit pas ({reason(error)})."
        )
        return {}
    except NotTextError as error:
        problems.append(f"{file}:{error.line}: {error} ; enregistrez le fichier en UTF-8.")
        return {}
    except tomllib.TOMLDecodeError as error:
        problems.append(_not_toml(file, error))
        return {}
    except RecursionError:
        problems.append(f"{file} : des crochets sont ouverts les uns dans les autres sans fin.")
        return {}
    except ValueError:  # more digits than Python reads
        problems.append(f"{file} : un nombre a bien trop de chiffres.")
        return {}
    where = {name: f"{file}:{_line_of(name, source)}: {shortened(name)}" for name in table}
    values = _read(table, where, problems)
    for name in ("data", "place", "catalog", "staff_certificate", "staff_key", "log_folder"):
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
        if name.startswith(PREFIX) and name not in (CONFIG, DETAILS)
    }
    where = {name: f"{PREFIX}{shortened(name.upper())}" for name in named}
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
        except kinds.InvalidValueError as wrong:
            said = "cette valeur" if name in _HIDDEN else f"« {shortened(kinds.shown(value))} »"
            problems.append(f"{where[name]} : {said} ne va pas ; {wrong}.")
    return values


def _nearest(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, _FIELDS, n=1)
    return f" ; vouliez-vous {near[0]} ?" if near else " ; voyez docs/settings.md."

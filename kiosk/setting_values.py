"""What each kind of setting may be, and what is said of one that is wrong.

A reader takes what stands in `kiosk.toml` or in a variable, and gives the value; what does
not go raises InvalidValueError, whose words follow the setting's name: what to write instead.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kiosk import limits
from kiosk.text_files import has_invisible, shortened

PAPER_DOTS = {80: 576, 58: 384}
"""Dots across the two usual rolls, in mm, at 203 dpi."""
MODES = ("face", "phone", "video")
LEAST_SECRET = 32
"""Letters that a secret has at least."""


LONGEST_PUBLIC_URL = 100
"""Bytes: with a ticket's token after it, a QR that the narrower paper holds."""
LONGEST_NAME = 255
LONGEST_PATH = 4000
"""Bytes that Linux takes in a file's name and in a whole path (limits.h), less a file inside."""


class InvalidValueError(ValueError):
    """What a value should have been, said after the field's name."""


ENDLESS = "…"


def shown(value: Any) -> str:
    """As it was written; ENDLESS for a number or a table that has no end."""
    try:
        return str(value)
    except (ValueError, RecursionError):
        return ENDLESS


def whole(least: int, most: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,12}", value.strip()):
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise InvalidValueError(f"écrivez un nombre entier de {least} à {most}")
        return value

    return read


def number(least: float, most: float) -> Callable[[Any], float]:
    def read(value: Any) -> float:
        try:
            number = float(value) if not isinstance(value, bool) else least - 1
        except (TypeError, ValueError, OverflowError):
            number = least - 1
        if not least <= number <= most:
            raise InvalidValueError(f"écrivez un nombre de {least:g} à {most:g}")
        return number

    return read


def yes_or_no(value: Any) -> bool:
    words = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
    found = words.get(shown(value).strip().lower())
    if found is None:
        raise InvalidValueError("écrivez true ou false")
    return found


def words(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise InvalidValueError("écrivez un texte entre guillemets")
    if has_invisible(value.strip()):
        raise InvalidValueError("retirez le signe invisible, ou qui n'est pas de l'UTF-8")
    return value.strip()


def terminal(value: Any) -> str:
    """Kept in the database with each booking, and read by people in lists and logs."""
    name = words(value)
    if limits.unfit(name, limits.TERMINAL) or not name.isprintable():
        raise InvalidValueError(
            f"écrivez un nom de {limits.TERMINAL} lettres au plus, sur une ligne"
        )
    return name


def location(value: Any) -> str:
    """Read by the team beside the terminal's name: "près de l'entrée"."""
    words_of_it = optional_words(value)
    if limits.unfit(words_of_it, limits.STANDS) or not words_of_it.isprintable():
        raise InvalidValueError(
            f"écrivez où elle se trouve en {limits.STANDS} lettres au plus, sur une ligne"
        )
    return words_of_it


def optional_words(value: Any) -> str:
    return "" if value == "" else words(value)


def database(value: Any) -> str:
    address = optional_words(value)
    if address and not re.match(r"[a-z][a-z0-9+]*://\S", address):
        raise InvalidValueError(
            "écrivez l'adresse d'une base, par exemple sqlite:////srv/borne/kiosk.db"
        )
    return address


def printer(value: Any) -> str:
    from kiosk.devices.printer import DeviceError
    from kiosk.devices.printer_address import EXAMPLES, open_printer

    address = optional_words(value)
    if address:
        try:
            open_printer(address)
        except DeviceError:
            raise InvalidValueError(f"écrivez l'une de ces formes : {EXAMPLES}") from None
    return address


def inches(value: Any) -> float:
    """0: not said."""
    return 0.0 if value in (0, "0") and value is not False else number(5, 120)(value)


def path(value: Any) -> Path:
    try:
        found = Path(words(value)).expanduser()
    except RuntimeError:
        raise InvalidValueError(
            "cet utilisateur n'existe pas sur cette machine : écrivez le chemin entier"
        ) from None
    if len(os.fsencode(found)) > LONGEST_PATH or any(
        len(os.fsencode(part)) > LONGEST_NAME for part in found.parts
    ):
        raise InvalidValueError(
            f"écrivez un chemin plus court : {LONGEST_NAME} lettres par nom au plus"
        )
    return found


def optional_path(value: Any) -> Path | None:
    return None if value == "" else path(value)


def read_size(value: Any) -> tuple[int, int]:
    found = re.fullmatch(r"([1-9]\d{2,4})x([1-9]\d{2,4})", shown(value).strip())
    if not found:
        raise InvalidValueError("écrivez largeur x hauteur en pixels, par exemple 1080x1920")
    return int(found[1]), int(found[2])


def paper(value: Any) -> int:
    paper = whole(1, 999)(value)
    if paper not in PAPER_DOTS:
        raise InvalidValueError("écrivez 80 ou 58, la largeur du rouleau en millimètres")
    return paper


def web_address(value: Any) -> str:
    address = words(value)
    try:
        parts = urlsplit(address)
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
        good = good and not parts.query and not parts.fragment and parts.port != 0
        good = good and parts.username is None and not re.search(r"[\s\"<>\\]", address)
    except ValueError:
        good = False
    if not good:
        raise InvalidValueError("écrivez une adresse complète, par exemple https://rdv.exemple.fr")
    address = address.rstrip("/")
    if len(address.encode()) > LONGEST_PUBLIC_URL:
        raise InvalidValueError(
            f"écrivez une adresse de {LONGEST_PUBLIC_URL} lettres au plus, que le QR d'un ticket"
            " puisse tenir"
        )
    return address


def optional_web_address(value: Any) -> str:
    return "" if value == "" else web_address(value)


def https(value: Any) -> str:
    """A page of another site, as it is copied from a browser."""
    address = words(value)
    try:
        parts = urlsplit(address)
        good = parts.scheme == "https" and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good or not re.fullmatch(r"[!-~]+", address):
        raise InvalidValueError("écrivez une adresse complète, qui commence par https://")
    return address


def video_address(value: Any) -> str:
    """A page of a video service; `{room}` in it is each booking's own room."""
    address = words(value) if value != "" else ""
    if not address:
        return ""
    https(address.replace("{room}", "room"))
    if address.count("{room}") > 1 or re.search(r"[{}]", address.replace("{room}", "")):
        raise InvalidValueError("entre accolades, il n'y a que {room}, une seule fois")
    return address


def outside(value: Any) -> dict[str, str]:
    """By "face" or "face:topic"; in a variable, `face=https://…` with spaces between."""
    if isinstance(value, str):
        value = dict(part.partition("=")[::2] for part in value.split())
    if not isinstance(value, dict):
        raise InvalidValueError('écrivez une table, par exemple { face = "https://…" }')
    for key in value:
        if not re.fullmatch(rf"(?:{'|'.join(MODES)})(?::[a-z0-9-]+)?", key):
            raise InvalidValueError(
                f"« {shortened(key)} » n'est ni {', '.join(MODES)}, ni l'un d'eux avec un sujet"
                " (face:cv)"
            )
    return {key: https(address) for key, address in value.items()}


def host(value: Any) -> str:
    host = words(value)
    try:
        ip_address(host)
    except ValueError:
        raise InvalidValueError(
            "écrivez l'adresse IP où la page écoute : 0.0.0.0 pour toutes, 127.0.0.1 pour ici"
        ) from None
    return host


def secret(value: Any) -> str:
    secret = optional_words(value) if isinstance(value, str) else ""
    if value != "" and len(secret) < LEAST_SECRET:
        raise InvalidValueError(f"écrivez au moins {LEAST_SECRET} lettres au hasard")
    return secret


def token(value: Any) -> str:
    """A secret that is sent in a header: letters, digits and what RFC 6750 allows besides."""
    chosen = secret(value)
    if chosen and not re.fullmatch(r"[A-Za-z0-9._~+/-]+=*", chosen):
        raise InvalidValueError("écrivez des lettres et des chiffres, sans accent ni espace")
    return chosen


def list_of(known: Callable[[], tuple[str, ...]], first: str | None = None) -> Callable[[Any], Any]:
    def read(value: Any) -> tuple[str, ...]:
        if isinstance(value, str):
            value = [part.strip() for part in value.split(",") if part.strip()]
        names = known()
        if not isinstance(value, list) or not value or any(one not in names for one in value):
            raise InvalidValueError(f"écrivez une liste parmi : {', '.join(names)}")
        if first is not None and value[0] != first:
            raise InvalidValueError(f"commencez la liste par {first}")
        return tuple(dict.fromkeys(value))

    return read

"""The addresses of services: visitors' telephones open them, and trust them.

What a browser would forgive is told as well: an address with a name and a password in it, one
that only looks like another, one that leads to no public site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from kiosk.catalog.printable import code_points
from kiosk.catalog.problems import FieldPath, Mistake
from kiosk.type.cleaning import is_invisible

LONGEST = 200
"""Letters of an address whose QR a telephone still reads at arm's length."""

USUAL_PORT = 443
_EXAMPLE = "écrivez l'adresse telle qu'un navigateur la montre, comme https://www.exemple.fr/page"
_NEVER = re.compile(r"""[\s"'<>\\^`{|}«»“”’]""")
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_ENDING = re.compile(r"[a-z]{2,63}")
_HALF_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HIDDEN_CONTROL = re.compile(r"%(?:[01][0-9A-Fa-f]|7[Ff])")
_AT_HOME = frozenset(
    (
        *("local", "localhost", "localdomain", "lan", "internal", "intranet", "home", "corp"),
        *("test", "example", "invalid", "onion", "alt", "arpa"),
    )
)
"""Endings that lead nowhere outside of a house (RFC 6761 and its kind)."""

Told = tuple[str, str]
"""What is wrong, and what to write instead."""


def check_address(address: str, path: FieldPath) -> Iterator[Mistake]:
    """One problem at most: the first that has to be mended."""
    if not address:
        return
    told = _told(address)
    if told is not None:
        yield Mistake(path, *told)
    elif (port := urlsplit(address).port) not in (None, USUAL_PORT):
        says = f"« :{port} » dans l'adresse : bien des téléphones n'y vont pas"
        yield Mistake(path, says, f"retirez « :{port} » si le site s'ouvre sans lui", advice=True)


def _told(address: str) -> Told | None:
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return f"« {_named(address)} » n'est pas une adresse", _EXAMPLE
    if parts.scheme != "https":
        return f"« {_named(address)} » n'est pas une adresse sûre", _safe(address)
    return _unwanted_characters(address) or _wrong_person(parts) or _wrong_host(host)


def _named(address: str) -> str:
    """Without a password that somebody has written in it."""
    return re.sub(r"//.*@", "//…@", address)


def _safe(address: str) -> str:
    """What to write instead, where that would be a sound address; an example else."""
    rest = re.sub(r"^(?:[a-z]+:)?/*|\s", "", address, flags=re.IGNORECASE)
    proposed = f"https://{rest}"
    scheme = re.match(r"([a-z][a-z0-9+.-]*):(?!//|\d)", address, re.IGNORECASE)
    good = scheme is None and next(check_address(proposed, ()), None) is None
    return f"écrivez {proposed}" if good else _EXAMPLE


def _unwanted_characters(address: str) -> Told | None:
    if found := _NEVER.search(address):
        sign = found.group()
        what = "une espace" if sign.isspace() else f"le signe « {sign} »"
        return f"{what} dans l'adresse", "retirez ce signe, ou copiez l'adresse du navigateur"
    if hidden := next(filter(is_invisible, address), None):
        says = f"un signe invisible dans l'adresse ({code_points(hidden)})"
        return says, "effacez-le, ou retapez l'adresse au clavier"
    if _HALF_ESCAPE.search(address):
        return "un « % » seul dans l'adresse", "copiez l'adresse du navigateur"
    if found := _HIDDEN_CONTROL.search(address):
        return f"« {found.group()} » dans l'adresse est un signe de commande", "retirez-le"
    if len(address) > LONGEST:
        says = f"une adresse de {len(address)} lettres, {LONGEST} au plus : son carré se lit mal"
        return says, "écrivez l'adresse d'une page d'accueil, plus courte"
    return None


def _wrong_person(parts: SplitResult) -> Told | None:
    if "@" not in parts.netloc:
        return None
    says = "un nom ou un mot de passe devant « @ », que chaque visiteur verrait"
    return says, f"écrivez l'adresse sans ce qui précède « {parts.netloc.rpartition('@')[2]} »"


def _wrong_host(host: str) -> Told | None:
    if _is_number(host):
        says = f"« {host} » est le numéro d'une machine"
        return says, "écrivez le nom du site, comme www.exemple.fr"
    if not host.isascii() or any(label.startswith("xn--") for label in host.split(".")):
        says = f"« {host} » a des lettres que l'on peut confondre avec d'autres"
        return says, "écrivez l'adresse sans accent ni lettre étrangère, comme www.exemple.fr"
    *labels, ending = host.split(".")
    sound = labels and len(host) <= 253 and all(_LABEL.fullmatch(one) for one in labels)
    if not sound or not _ENDING.fullmatch(ending):
        says = f"« {host} » n'est pas le nom d'un site" if host else "il n'y a pas de site"
        return says, _EXAMPLE
    if ending in _AT_HOME:
        says = f"« {host} » ne s'ouvre pas en dehors du lieu"
        return says, "écrivez une adresse que tout téléphone peut ouvrir"
    return None


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return re.fullmatch(r"(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+))*", host) is not None
    return True

"""`kiosk staff add|list|end|badge|password`: who of the team enters the board, and as what."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk import limits
from kiosk.agenda import staff_accounts
from kiosk.agenda.errors import NoSuchAccount
from kiosk.agenda.place import Place, places
from kiosk.agenda.plain_names import plain
from kiosk.agenda.staff_accounts import KnownAccount, PasswordError, Role, new_badge
from kiosk.agenda.staff_journal import Author
from kiosk.agenda.transactions import Transactions
from kiosk.agenda.trusted_clock import TrustedClock
from kiosk.cli.existing_store import existing_store
from kiosk.cli.typed_secret import typed_once, typed_twice
from kiosk.clocks import system_clock
from kiosk.errors import KioskError
from kiosk.store.engine import Store
from kiosk.store.errors import StoreRefused
from kiosk.system_errors import reason
from kiosk.ticket.codes import new_token
from kiosk.ticket.parts import Divider, Qr, TicketPart, TicketText

ROLE_NAMES: dict[Role, str] = {
    "host": "accueil",
    "helper": "conseil",
    "manager": "responsable",
    "operator": "technique",
}

FORMATS = (".png", ".pdf")


def add(
    config: Path | None,
    database: str | None,
    wanted: str | None,
    *,
    name: str,
    role: Role,
    password_stdin: bool,
    badge_only: bool,
) -> int:
    """Open an account. Raises KioskError."""
    with _place(config, database, wanted) as here:
        password = None if badge_only else _password(password_stdin)
        account = here.write(staff_accounts.add, name, role, password, _operator())
    then = "Faites son badge : kiosk staff badge" if badge_only else "Pour entrer : /staff"
    print(f"Le compte « {account.name} » ({ROLE_NAMES[role]}) est ouvert. {then}")
    return 0


def password(
    config: Path | None, database: str | None, wanted: str | None, *, name: str, from_stdin: bool
) -> int:
    """Choose another password; whoever is signed in by the former one has to sign in again."""
    with _place(config, database, wanted) as here:
        account = _find(here, name)
        chosen = _password(from_stdin)
        here.write(staff_accounts.choose_password, account.id, chosen, _operator())
    print(f"Le mot de passe de « {account.name} » est choisi.")
    return 0


def list_accounts(
    config: Path | None, database: str | None, wanted: str | None, *, as_json: bool
) -> int:
    with _place(config, database, wanted) as here:
        known = here.read(staff_accounts.accounts)
    if as_json:
        print(json.dumps([_plain(one) for one in known], ensure_ascii=False, indent=2))
        return 0
    for one in known:
        print(_line(one))
    if not known:
        print(
            "Personne n'a encore de compte. Par exemple :"
            " kiosk staff add --name Amina --role manager"
        )
    return 0


def end(config: Path | None, database: str | None, wanted: str | None, *, name: str) -> int:
    """Their account opens nothing any more, from now on. Raises KioskError."""
    with _place(config, database, wanted) as here:
        account = _find(here, name)
        here.write(staff_accounts.end, account.id, _operator())
    print(
        f"Le compte « {account.name} » est fermé : son mot de passe et son badge n'ouvrent plus"
        " rien."
    )
    return 0


def badge(
    config: Path | None, database: str | None, wanted: str | None, *, name: str, out: Path | None
) -> int:
    """A badge to print, as PNG or PDF; the one before opens nothing any more."""
    with _place(config, database, wanted) as here:
        account = _find(here, name)
        file = out or Path(f"badge-{plain(account.name).replace(' ', '-')}.pdf")
        if file.suffix.lower() not in FORMATS:
            raise KioskError(f"{file} : un badge est une image .png, ou un .pdf.")
        text = new_badge(new_token)
        page = _badge_page(account, here.place.name, text)

        def keep() -> None:
            here.write(staff_accounts.make_badge, account.id, text, _operator())

        _draw(file, page, keep)
    print(f"Le badge de « {account.name} » est dans {file}. Un badge d'avant n'ouvre plus rien.")
    return 0


def _badge_page(account: KnownAccount, place: str, text: str) -> tuple[TicketPart, ...]:
    return (
        TicketText(place, "small"),
        TicketText(account.name, "large", bold=True),
        TicketText(ROLE_NAMES[account.role].capitalize()),
        Qr(text),
        Divider(),
        TicketText("Ce badge ouvre le menu des bornes et la page de l'équipe.", "small"),
        TicketText("Perdu ? Dites-le tout de suite : un autre le remplace.", "small"),
    )


def _draw(file: Path, page: tuple[TicketPart, ...], keep: Callable[[], None]) -> None:
    """The file first: what cannot be written leaves the former badge as it was."""
    from kiosk.ticket.draw import draw

    try:
        file.touch(mode=0o600)
        file.chmod(0o600)
        draw(page).save(file, resolution=203.0)
    except OSError as error:
        raise KioskError(f"{file} ne s'écrit pas : {reason(error)}.") from error
    keep()


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return typed_once(PasswordError)
    if sys.stdin is None or not sys.stdin.isatty():
        raise PasswordError(
            "Le mot de passe se tape au clavier ; pour le donner sur l'entrée standard, ajoutez"
            " --password-stdin."
        )
    return typed_twice("Mot de passe (12 lettres au moins) : ", "mot de passe", PasswordError)


@contextmanager
def _place(config: Path | None, database: str | None, wanted: str | None) -> Iterator[Transactions]:
    with existing_store(config, database) as store:
        try:
            yield Transactions(
                store=store,
                place=_one_place(store, wanted),
                terminal="",
                clock=TrustedClock(system_clock),
                theme_of=lambda _topic: None,
            )
        except StoreRefused as refused:
            raise KioskError(
                f"{refused} Les comptes se règlent avec celui à qui les tables appartiennent :"
                " ajoutez --database."
            ) from refused


def _one_place(store: Store, wanted: str | None) -> Place:
    found = places(store)
    if wanted is not None:
        found = [one for one in found if plain(wanted) == plain(one.name)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(f"« {one.name} »" for one in places(store)) or "aucun"
    if wanted is not None:
        raise KioskError(f"Il n'y a pas de lieu « {wanted} ». Ceux de la base : {names}.")
    raise KioskError(f"La base a plusieurs lieux, ou aucun : ajoutez --place. Les siens : {names}.")


def _find(here: Transactions, name: str) -> KnownAccount:
    try:
        return here.read(staff_accounts.find, name)
    except NoSuchAccount:
        names = [one.name for one in here.read(staff_accounts.accounts) if one.ended_at is None]
        known = ", ".join(names) or "aucun"
        raise KioskError(f"Il n'y a pas de compte « {name} ». Ceux du lieu : {known}.") from None


def _operator() -> Author:
    return Author(None, getpass.getuser()[: limits.STAFF_NAME])


def _line(one: KnownAccount) -> str:
    ways = [
        *(["mot de passe"] if one.has_password else []),
        *(["badge"] if one.has_badge else []),
    ]
    state = "fermé" if one.ended_at else " et ".join(ways) or "n'entre par rien : faites un badge"
    waits = f" ; attend jusqu'à {one.locked_until.astimezone():%H:%M}" if one.locked_until else ""
    return f"{one.name} : {ROLE_NAMES[one.role]} ; {state}{waits}"


def _plain(one: KnownAccount) -> dict[str, object]:
    """Times in ISO 8601, UTC."""
    return {
        "name": one.name,
        "role": one.role,
        "password": one.has_password,
        "badge": one.has_badge,
        "locked_until": one.locked_until and one.locked_until.isoformat(),
        "ended_at": one.ended_at and one.ended_at.isoformat(),
    }

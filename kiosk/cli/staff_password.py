"""`kiosk staff password`: what the team types to enter its part of the web."""

from __future__ import annotations

from pathlib import Path

from kiosk.agenda import staff_sign_in
from kiosk.agenda.place import Place, places
from kiosk.agenda.plain_names import plain
from kiosk.agenda.staff_sign_in import PasswordError
from kiosk.agenda.transactions import Transactions
from kiosk.agenda.trusted_clock import TrustedClock
from kiosk.cli.existing_store import existing_store
from kiosk.cli.typed_secret import typed_twice
from kiosk.clocks import system_clock
from kiosk.errors import KioskError
from kiosk.store.engine import Store
from kiosk.store.errors import StoreRefused


def password(config: Path | None, database: str | None, wanted: str | None) -> int:
    """Asks twice at a keyboard; reads one line otherwise. Only its hash is kept, in the database.
    Whoever is signed in has to sign in again. Raises KioskError."""
    with existing_store(config, database) as store:
        place = _place(store, wanted)
        chosen = typed_twice("Nouveau mot de passe : ", "mot de passe", PasswordError)
        here = Transactions(
            store=store,
            place=place,
            terminal="",
            clock=TrustedClock(system_clock),
            theme_of=lambda _topic: None,
        )
        try:
            here.write(staff_sign_in.choose_password, chosen)
        except StoreRefused as refused:
            raise KioskError(
                f"{refused} Le mot de passe se choisit avec le compte à qui les tables"
                " appartiennent : ajoutez --database."
            ) from refused
    print(f"Le mot de passe de l'équipe est choisi pour « {place.name} ».")
    return 0


def _place(store: Store, wanted: str | None) -> Place:
    found = places(store)
    if wanted is not None:
        found = [one for one in found if plain(wanted) == plain(one.name)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(f"« {one.name} »" for one in places(store)) or "aucun"
    if wanted is not None:
        raise KioskError(f"Il n'y a pas de lieu « {wanted} ». Ceux de la base : {names}.")
    raise KioskError(f"La base a plusieurs lieux, ou aucun : ajoutez --place. Les siens : {names}.")

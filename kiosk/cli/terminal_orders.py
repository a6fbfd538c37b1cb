"""`kiosk terminals end ID` and its like: an order to terminals, and what became of it."""

from __future__ import annotations

import getpass
import sys
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk import limits
from kiosk.agenda import commands
from kiosk.agenda.staff_journal import Author
from kiosk.agenda.terminal_orders import Order, give
from kiosk.agenda.terminals import KnownTerminal
from kiosk.agenda.transactions import Transactions
from kiosk.cli.existing_store import existing_store
from kiosk.cli.terminals import known, since_when, transactions
from kiosk.errors import KioskError
from kiosk.store.engine import Store
from kiosk.visit.commands import CommandKind, PlaceMessage

WITHIN = timedelta(seconds=4)
"""A terminal looks every two seconds; what it has not taken by then it never does."""

LOOK_AGAIN = 0.1
"""Seconds between two looks at what became of an order."""

MESSAGE_STANDS = timedelta(hours=12)
"""How long a message stays where no end was given: today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of the command line."""

    kind: CommandKind
    done: str
    """What is so then, of « a terminal »."""
    seconds: float = 5.0
    """In which a terminal that took it says what came of it."""
    for_all: bool = False


ASKED, PRINTED = 20.0, 60.0
"""Seconds: the visitor is asked for ten; a printer takes its time."""

ORDERS = {
    "reset": Word(kind="reset", done="est remise à zéro : elle montre son premier écran."),
    "end": Word(
        kind="end_visit",
        done="montre son premier écran : la visite est finie.",
        seconds=ASKED,
        for_all=True,
    ),
    "out": Word(kind="out_of_service", done="est hors service.", seconds=ASKED, for_all=True),
    "back": Word(kind="in_service", done="est en service.", for_all=True),
    "test-print": Word(kind="test_print", done="a imprimé un essai.", seconds=PRINTED),
    "print-again": Word(
        kind="print_again", done="a réimprimé le ticket de la visite.", seconds=PRINTED
    ),
    "restart": Word(kind="restart", done="redémarre.", seconds=ASKED),
    "message": Word(kind="message", done="a son message."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was typed after the word."""

    terminal: str | None
    place: str | None = None
    everywhere: bool = False
    text: str | None = None
    until: str | None = None


def order(config: Path | None, database: str | None, word: str, asked: Typed) -> int:
    """0 when it is done everywhere; 1, with a sentence, where it was not done or is not known to
    be."""
    try:
        with existing_store(config, database) as store:
            # All are ordered before the first is waited for.
            given = [_given(store, one, word, asked) for one in _wanted(store, word, asked)]
            done = [one is not None and _is_done(one, word) for one in given]
    except KioskError as error:
        print(error, file=sys.stderr)
        return 1
    return 0 if all(done) else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """An order that is on its way."""

    wanted: KnownTerminal
    here: Transactions
    command_id: str


def _given(store: Store, wanted: KnownTerminal, word: str, asked: Typed) -> _Given | None:
    """None, with a sentence, for a terminal that is not heard. Raises KioskError."""
    if wanted.state == "silent":
        print(
            f"La borne « {wanted.id} » est muette {since_when(wanted)} : rien n'est ordonné. "
            "Est-elle allumée, et joint-elle la base ?",
            file=sys.stderr,
        )
        return None
    here = transactions(store, wanted)
    what = Order(kind=ORDERS[word].kind, message=_message(here, word, asked))
    author = Author(None, getpass.getuser()[: limits.ORDERED_BY])
    command_id = here.write(give, wanted.id, what, author, within=WITHIN)
    return _Given(wanted=wanted, here=here, command_id=command_id)


def _is_done(given: _Given, word: str) -> bool:
    try:
        said = _answer(given.here, given.wanted, given.command_id, ORDERS[word].seconds)
    except KioskError as error:
        print(error, file=sys.stderr)
        return False
    print(f"La borne « {given.wanted.id} » {ORDERS[word].done}{f' {said}' if said else ''}")
    return True


def _answer(here: Transactions, wanted: KnownTerminal, command_id: str, seconds: float) -> str:
    so_far = _look(here, command_id, WITHIN.total_seconds(), taken=True)
    if not so_far.taken and here.write(commands.withdraw, command_id):
        raise KioskError(
            f"La borne « {wanted.id} » n'a pas répondu en {WITHIN.seconds} secondes. L'ordre est "
            "retiré : elle ne le fera plus. Allez voir, ou recommencez."
        )
    answer = _look(here, command_id, seconds, taken=False)
    if answer.outcome == "done":
        return answer.said
    if answer.outcome == "refused":
        raise KioskError(f"La borne « {wanted.id} » ne l'a pas fait : {answer.said}")
    if answer.outcome is not None:
        raise KioskError(
            f"La borne « {wanted.id} » ne connaît pas cet ordre : mettez son programme à jour."
        )
    raise KioskError(
        f"La borne « {wanted.id} » a pris l'ordre, mais n'a pas dit qu'il est fait. Allez voir."
    )


def _look(here: Transactions, command_id: str, seconds: float, *, taken: bool) -> commands.Ordered:
    """Until it is answered, or only `taken`; or so long."""
    until = time.monotonic() + seconds
    while True:
        so_far = here.read(commands.how_far, command_id)
        if so_far.outcome is not None or (taken and so_far.taken) or time.monotonic() > until:
            return so_far
        time.sleep(LOOK_AGAIN)


def _wanted(store: Store, word: str, asked: Typed) -> list[KnownTerminal]:
    if asked.everywhere:
        return _everywhere(known(store), word, asked)
    if asked.terminal is None:
        raise KioskError(f"Quelle borne ? Par exemple : kiosk terminals {word} borne-2")
    return [_named(known(store), asked.terminal, asked.place)]


def _everywhere(all_known: list[KnownTerminal], word: str, asked: Typed) -> list[KnownTerminal]:
    """Those of one place. Raises KioskError."""
    if not ORDERS[word].for_all:
        raise KioskError(f"« {word} » se dit d'une borne à la fois : nommez-la.")
    there = [one for one in all_known if asked.place in (None, one.place)]
    places = sorted({one.place for one in there})
    if len(places) > 1:
        raise KioskError(f"La base a plusieurs lieux ({', '.join(places)}) : ajoutez --place.")
    if not there:
        raise KioskError("Aucune borne n'est encore connue de la base.")
    return there


def _named(all_known: list[KnownTerminal], terminal_id: str, place: str | None) -> KnownTerminal:
    found = [one for one in all_known if one.id == terminal_id and place in (None, one.place)]
    if len(found) == 1:
        return found[0]
    if not found:
        where = f" au lieu « {place} »" if place else ""
        names = ", ".join(sorted({one.id for one in all_known})) or "aucune"
        raise KioskError(
            f"Il n'y a pas de borne « {terminal_id} »{where}. Celles que la base connaît : {names}."
        )
    places = ", ".join(one.place for one in found)
    raise KioskError(
        f"Il y a une borne « {terminal_id} » en plusieurs lieux ({places}) : ajoutez --place."
    )


def _message(here: Transactions, word: str, asked: Typed) -> PlaceMessage:
    if word != "message":
        return PlaceMessage()
    if asked.text is None:
        raise KioskError(
            "Quel message ? Par exemple : kiosk terminals message borne-2 "
            '"Fermé mardi matin" --until 18:00 ; un texte vide ("") le retire.'
        )
    now = here.clock()
    text = " ".join(asked.text.split())
    if not text:
        return PlaceMessage()
    until = _moment(asked.until, now.astimezone(here.place.zone), here.place.zone)
    return PlaceMessage(text=text, until=until)


def _moment(written: str | None, now: datetime, zone: ZoneInfo) -> datetime:
    """ "18:00", today; "2026-12-24 18:00"; in the place's time."""
    if written is None:
        return now + MESSAGE_STANDS
    try:
        if len(written) <= len("18:00"):
            hour = datetime.strptime(written, "%H:%M").time()  # noqa: DTZ007 an hour, of no day
            return datetime.combine(now.date(), hour, zone)
        return datetime.strptime(written, "%Y-%m-%d %H:%M").replace(tzinfo=zone)
    except ValueError as error:
        raise KioskError(
            f"--until « {written} » : écrivez une heure (18:00) ou un jour et une heure "
            '("2026-12-24 18:00").'
        ) from error

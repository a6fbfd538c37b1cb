"""`kiosk ideas`: what visitors told, read, put on the wall, answered, put together, taken down."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk import limits
from kiosk.agenda import notes
from kiosk.agenda.notes import NoSuchNote
from kiosk.agenda.place import Place
from kiosk.agenda.transactions import Transactions
from kiosk.cli.place_transactions import one_place
from kiosk.cli.short_ids import short_id, whole_id
from kiosk.errors import KioskError
from kiosk.i18n.translator import Translator
from kiosk.limits import unfit
from kiosk.visit.notes import CARDS, Note

STATUS = {
    "new": "à lire",
    "accepted": "affichée",
    "merged": "réunie à une autre",
    "removed": "retirée",
}
KINDS = {"idea": "idée", "difficulty": "difficulté"}


def listed(config: Path | None, database: str | None, *, as_json: bool) -> int:
    """All that are not taken down, with the age of each. Raises KioskError."""
    with one_place(config, database) as here:
        found, now = here.read(notes.listed), here.counted_now()
    if as_json:
        plain = [_plain(note, told_at, here.place) for note, told_at in found]
        print(json.dumps(plain, ensure_ascii=False, indent=2))
        return 0
    ids = [note.id for note, _told_at in found]
    for note, told_at in found:
        print(_line(note, short_id(note.id, ids), told_at, now))
    waiting = [told_at for note, told_at in found if note.status == "new"]
    if waiting:
        oldest = (now - min(waiting)).days
        since = "depuis aujourd'hui" if oldest == 0 else f"depuis {oldest} jour{'s' * (oldest > 1)}"
        print(f"{len(waiting)} à lire, la plus ancienne {since}.")
    elif not found:
        print("Rien n'a encore été dit.")
    return 0


def accept(config: Path | None, database: str | None, note_id: str, *, as_json: bool) -> int:
    with one_place(config, database) as here, _known(note_id):
        note_id = _whole(here, note_id)
        _say(here.write(notes.accept, note_id), "est affichée", as_json)
    return 0


def answer(
    config: Path | None,
    database: str | None,
    note_id: str,
    words: str,
    *,
    refused: bool,
    as_json: bool,
) -> int:
    wrong = unfit(words, limits.NOTE_ANSWER) if words.strip() else "elle est vide"
    if wrong:
        raise KioskError(f"Cette réponse ne peut pas être gardée : {wrong}.")
    with one_place(config, database) as here, _known(note_id):
        note_id = _whole(here, note_id)
        answered = here.write(notes.answer, note_id, words.strip(), refused=refused)
        _say(answered, "a sa réponse", as_json)
    return 0


def merge(
    config: Path | None, database: str | None, note_id: str, into: str, *, as_json: bool
) -> int:
    with one_place(config, database) as here, _known(note_id, into):
        note_id, into = _whole(here, note_id), _whole(here, into)
        _say(here.write(notes.merge, note_id, into), "réunit les deux", as_json)
    return 0


def remove(config: Path | None, database: str | None, note_id: str, *, as_json: bool) -> int:
    with one_place(config, database) as here, _known(note_id):
        note_id = _whole(here, note_id)
        here.write(notes.remove, note_id)
    done = {"id": note_id, "status": "removed"}
    print(json.dumps(done) if as_json else f"La note {note_id} est retirée, et ses mots effacés.")
    return 0


@contextmanager
def _known(*note_ids: str) -> Iterator[None]:
    try:
        yield
    except NoSuchNote:
        raise KioskError(_unknown(" ni ".join(f"« {one} »" for one in note_ids))) from None


def _whole(here: Transactions, said: str) -> str:
    ids = [note.id for note, _told_at in here.read(notes.listed)]
    return whole_id(said, ids, none=_unknown(f"« {said} »"))


def _unknown(said: str) -> str:
    return f"Il n'y a pas de note {said} : « kiosk ideas list » les donne."


def _say(note: Note, what: str, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"id": note.id, "status": note.status, "me_too": note.me_too}))
    else:
        print(f"La note {note.id} {what}.")


def _words(note: Note) -> str:
    card = CARDS[note.kind].get(note.card or "")
    said = Translator().say(card) if card else ""
    return " : ".join(one for one in (said, note.words) if one)


def _plain(note: Note, told_at: datetime, place: Place) -> dict[str, Any]:
    """Times in ISO 8601 with the place's offset."""
    return {
        "id": note.id,
        "kind": note.kind,
        "card": note.card,
        "words": note.words,
        "status": note.status,
        "me_too": note.me_too,
        "told_at": told_at.astimezone(place.zone).isoformat(),
        "answer": note.answer or None,
        "refused": note.refused,
        "answered_on": note.answered_on.isoformat() if note.answered_on else None,
    }


def _line(note: Note, name: str, told_at: datetime, now: datetime) -> str:
    age = (now - told_at).days
    me_too = f"{note.me_too} moi aussi" if note.me_too else "-"
    answered = f", répondue le {note.answered_on:%d/%m/%Y}" if note.answered_on else ""
    return "  ".join(
        (name, KINDS[note.kind], STATUS[note.status] + answered, f"{age} j", me_too, _words(note))
    )

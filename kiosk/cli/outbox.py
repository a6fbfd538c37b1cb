"""`kiosk outbox`: what this terminal has written down and the store has not taken yet."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kiosk.settings import load
from kiosk.store.outbox import OUTBOX_FILE, Entry, Kind, Outbox

KINDS: dict[Kind, str] = {
    "enquiry": "demande",
    "attend": "place demandée",
    "steps": "étapes gardées",
    "cancel": "annulation",
    "answer_call": "appel répondu",
    "end_call": "fin d'appel",
    "printing": "ticket imprimé ou non",
}


def outbox(config: Path | None, *, as_json: bool, codes: bool = False) -> int:
    """No name and no telephone number is shown; tickets' codes only with `codes`.

    Raises OutboxUnusable.
    """
    waiting = Outbox(load(config).data / OUTBOX_FILE).waiting()
    if as_json:
        print(
            json.dumps(
                [_told(entry, codes=codes) for entry in waiting], ensure_ascii=False, indent=2
            )
        )
        return 0
    for entry in waiting:
        print(_line(entry, codes=codes))
    print(_sum(len(waiting)))
    return 0


def _told(entry: Entry, *, codes: bool) -> dict[str, Any]:
    """Times in ISO 8601 with offset."""
    return {
        "id": entry.id,
        "kind": entry.kind,
        "code": entry.ticket.code if codes and entry.ticket else None,
        "since": entry.written_at.astimezone().isoformat(timespec="seconds"),
        "tries": entry.tries,
        "last_try_at": entry.tried_at and entry.tried_at.astimezone().isoformat(timespec="seconds"),
        "why": _why(entry),
        "detail": entry.why or None,
    }


def _line(entry: Entry, *, codes: bool) -> str:
    since = f"{entry.written_at.astimezone():%d/%m/%Y %H:%M}"
    code = f"{entry.ticket.code if entry.ticket else '-'}  " if codes else ""
    tries = f"{entry.tries} essai" if entry.tries < 2 else f"{entry.tries} essais"
    return f"depuis {since}  {KINDS[entry.kind]}  {code}{tries} : {_why(entry)}"


def _why(entry: Entry) -> str:
    """Why it still waits, in plain words."""
    if not entry.tries:
        return "pas encore essayé"
    if entry.why.startswith("StoreUnreachable"):
        return "la base ne répond pas"
    if entry.why.startswith("StoreRefused"):
        return "la base refuse ce que la borne a le droit de faire (voyez roles.sql)"
    return "la base ne l'accepte pas (voyez le journal de la borne)"


def _sum(waiting: int) -> str:
    if not waiting:
        return "Rien n'attend."
    if waiting == 1:
        return "1 chose attend d'être portée à la base. La borne essaie d'elle-même."
    return f"{waiting} choses attendent d'être portées à la base. La borne essaie d'elle-même."

"""What is wrong in a form of the agenda, at its field, in words of the board."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kiosk.catalog.problems import FieldPath, Mistake

_OF_THE_FILE = (
    ("écrivez « helper: », un nom, ou « location: »", "choisissez qui reçoit, ou écrivez où"),
    ("ajoutez une ligne « valid_from: 2026-11-30 »", "choisissez ce jour"),
    ("ajoutez une ligne « valid_to: 2026-11-30 »", "choisissez ce jour"),
    (
        "écrivez « days », « valid_from » et « valid_to »",
        "cochez-les, et choisissez les dates",
    ),
    ("écrivez true ou false", "cochez la case, ou non"),
    ("écrivez par exemple [face, phone]", "cochez au moins une façon"),
    ("écrivez au moins un jour, comme lundi", "cochez au moins un jour"),
)
"""What the file's problems advise in words of the file, and what the board says."""


def problems(findings: Iterable[Mistake], under: FieldPath = ()) -> dict[str, str]:
    """By the name of the field; what is of none, or of another record, stands at ""."""
    told: dict[str, str] = {}
    for one in findings:
        mine = one.path[: len(under)] == under
        name = "-".join(map(str, one.path[len(under) :])) if mine else ""
        instead = one.instead
        for words, better in _OF_THE_FILE:
            instead = instead.replace(words, better)
        name = re.sub(r"^((?:hours-\d+-)?(?:modes|topics|days|dates|languages))-\d+$", r"\1", name)
        told.setdefault(name, f"{one.says[0].upper()}{one.says[1:]} : {instead}.")
    return told

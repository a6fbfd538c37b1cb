"""What is found when a terminal is examined, by an operator or by itself; nothing of a visitor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FindingState = Literal["ok", "note", "wrong"]
"""ok: fine; note: worth a look; wrong: the terminal cannot do its work as it is."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing examined. `says` has what to do about it, for staff, in French."""

    id: str
    """English, and the same in every version: programs look for it."""
    state: FindingState
    says: str

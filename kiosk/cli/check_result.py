"""One line of `kiosk doctor`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "note", "wrong"]


@dataclass(frozen=True, slots=True)
class CheckResult:
    state: State
    what: str
    says: str

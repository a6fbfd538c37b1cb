"""What was scanned, as tickets: by the QR's token, or by the eight letters of a code."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kiosk.ticket.codes import is_wellformed, read_typed, token_of
from kiosk.visit.values import Reading

SHOWN = 40
"""Characters of a foreign code that staff see."""
TOKEN_SHOWN = 4
"""Letters of a ticket's token that staff see: enough to know it again, not to open it."""

_AIM = re.compile(r"^\][A-Za-z][0-9A-Za-z]")
_AROUND = string.whitespace + "".join(map(chr, range(32))) + "#;,.*$%&+!|~"
"""What scanners are set to put around a text."""

_PLAIN = frozenset(string.ascii_letters + string.digits + " -./:")


@dataclass(frozen=True, slots=True)
class Sought:
    """What a scan may stand for. None of it: what was scanned is no ticket, and no guess."""

    tokens: tuple[str, ...] = field(default=(), repr=False)
    codes: tuple[str, ...] = field(default=(), repr=False)

    @property
    def is_nothing(self) -> bool:
        return not self.tokens and not self.codes


def sought_in(texts: Sequence[str]) -> Sought:
    """One reading is right, and nobody knows which: each token is looked for."""
    return Sought(_each(token_in(text) for text in texts), _codes(texts))


def token_in(text: str) -> str | None:
    """The token of our address, whatever the scanner is set to put before or after it."""
    text = _bare(text)
    pieces = (text, *text.split())
    return next((token for piece in pieces if (token := token_of(piece))), None)


def _codes(texts: Iterable[str]) -> tuple[str, ...]:
    codes = (read_typed(_bare(text)) for text in texts)
    return _each(code if is_wellformed(code) else None for code in codes)


def _bare(text: str) -> str:
    """Without the kind of barcode in front (AIM: "]Q1") and signs behind."""
    return _AIM.sub("", text.strip(_AROUND)).rstrip(_AROUND)


def _each(found: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in found if one))


@dataclass(frozen=True, slots=True)
class TriedScan:
    shown: str
    keyboard: str
    understood: bool


def tried(readings: Sequence[Reading]) -> TriedScan:
    """What staff are told of a scan."""
    for reading in readings:
        token = token_in(reading.text)
        if token:
            return TriedScan(f"…/T/{token[:TOKEN_SHOWN]}…", reading.keyboard, True)
        if _codes([reading.text]):
            return TriedScan(f"{read_typed(reading.text)[:TOKEN_SHOWN]}…", reading.keyboard, True)
    likely = min(readings, key=lambda one: sum(letter not in _PLAIN for letter in one.text))
    shown = "".join(letter for letter in likely.text if letter.isprintable())
    return TriedScan(shown[:SHOWN] + "…" * (len(shown) > SHOWN), likely.keyboard, False)

"""The code a person reads and types, and the token inside the QR.

A code is eight of sixteen letters that stand in the same place on the French, Belgian,
Swiss, German, Spanish, Portuguese, Italian, British and Turkish keyboards, make no word
and look like no other letter. Each letter is one element of GF(16), the field of sixteen
numbers; six are random and the last two are a Reed-Solomon check. Two codes that pass the
check differ in at least three places, so that one wrong letter, two letters swapped
wherever they stand, or any two wrong letters are always noticed.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable

from kiosk.visit.tickets import CODE_LENGTH, CODE_LETTERS

CHECK_LETTERS = 2
RANDOM_LETTERS = CODE_LENGTH - CHECK_LETTERS

TOKEN_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
TOKEN_LENGTH = 26
"""26 letters of 5 bits: 130 random bits."""

RandomBelow = Callable[[int], int]
"""Gives a random whole number from 0 up to, not including, its argument."""

_SEPARATORS = re.compile(
    r"[\s\-\u2010-\u2015−_.·,:/\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+"
)
_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_TOKEN = re.compile(r"(?:\S*/T/+)?([A-Z2-7]{26})(?:[^A-Z0-9]\S*)?")


def _powers() -> tuple[int, ...]:
    """The fifteen powers of x in GF(16), taken modulo x⁴ + x + 1."""
    powers = [1]
    while len(powers) < 15:
        doubled = powers[-1] << 1
        powers.append(doubled ^ 0b10011 if doubled & 0b10000 else doubled)
    return tuple(powers)


_EXP = _powers()
_LOG = {value: power for power, value in enumerate(_EXP)}


def _times(a: int, b: int) -> int:
    return _EXP[(_LOG[a] + _LOG[b]) % 15] if a and b else 0


def _sums(numbers: list[int]) -> tuple[int, int]:
    """The plain sum, and the sum weighted by place; both are 0 in a right code."""
    plain = weighted = 0
    for place, number in enumerate(numbers):
        plain ^= number
        weighted ^= _times(number, _EXP[place])
    return plain, weighted


def _check_letters(numbers: list[int]) -> list[int]:
    """The two numbers that bring both sums back to 0.

    With a and b in places 6 and 7: a + b = s and a·x⁶ + b·x⁷ = w, so that
    a·(x⁶ + x⁷) = w + s·x⁷. Adding is the same as subtracting here.
    """
    plain, weighted = _sums(numbers)
    x6, x7 = _EXP[RANDOM_LETTERS], _EXP[RANDOM_LETTERS + 1]
    inverse = _EXP[-_LOG[x6 ^ x7] % 15]
    first = _times(weighted ^ _times(plain, x7), inverse)
    return [first, plain ^ first]


def with_check(letters: str) -> str:
    """Six letters of the alphabet, and the two that check them."""
    numbers = [CODE_LETTERS.index(letter) for letter in letters]
    return "".join(CODE_LETTERS[number] for number in numbers + _check_letters(numbers))


def new_code(random_below: RandomBelow = secrets.randbelow) -> str:
    """A new code of eight letters; 24 bits of it are random."""
    return with_check("".join(CODE_LETTERS[random_below(16)] for _ in range(RANDOM_LETTERS)))


def is_wellformed(code: str) -> bool:
    """Whether `code` is eight letters of the alphabet whose check is right."""
    if len(code) != CODE_LENGTH or any(letter not in CODE_LETTERS for letter in code):
        return False
    return _sums([CODE_LETTERS.index(letter) for letter in code]) == (0, 0)


def read_typed(text: str) -> str:
    """What someone typed, as a code would stand: capitals, without spaces and hyphens.

    Letters outside the alphabet stay, so that `is_wellformed` says no to them.
    """
    return _SEPARATORS.sub("", text).upper()


def new_token(random_below: RandomBelow = secrets.randbelow) -> str:
    """A new token for the QR: 130 random bits, in letters that any QR mode carries."""
    return "".join(TOKEN_ALPHABET[random_below(32)] for _ in range(TOKEN_LENGTH))


def url_for(public_url: str, token: str) -> str:
    """The whole address in capitals, so that the QR can use its denser alphabet; empty when
    there is no page that a telephone can open.
    """
    return f"{public_url.rstrip('/')}/T/{token}".upper() if public_url else ""


def token_of(scanned: str) -> str | None:
    """The token in what was scanned: a ticket's address in any case, or a bare token; what
    follows its 26 letters, such as a full stop, is no part of it.

    None when it is something else. The address's host is not looked at: a token is
    random enough to be known by itself, and a place may change its address.
    """
    found = _TOKEN.fullmatch(_UNSEEN.sub("", scanned).upper())
    return found.group(1) if found else None

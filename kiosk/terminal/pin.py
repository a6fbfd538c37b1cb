"""The staff's PIN: only its argon2id hash is on the terminal."""

from __future__ import annotations

import logging
from pathlib import Path

from kiosk.errors import KioskError
from kiosk.system_errors import reason
from kiosk.terminal.lockout import Lockout, write_whole
from kiosk.text_files import content_of

log = logging.getLogger(__name__)

SHORTEST = 4
LONGEST = 12


class PinError(KioskError):
    """The PIN cannot be used; the message says what to choose."""


def choose_pin(file: Path, pin: str) -> None:
    """Keep a PIN's hash (argon2id, the library's recommended cost). Raises PinError."""
    from argon2 import PasswordHasher

    if not _may_be_a_pin(pin):
        raise PinError(f"Choisissez de {SHORTEST} à {LONGEST} chiffres.")
    if len(set(pin)) == 1 or pin in "0123456789" or pin in "9876543210":
        raise PinError("Ce code se devine trop vite : évitez 0000 ou 1234.")
    try:
        write_whole(file, PasswordHasher().hash(pin))
    except OSError as error:
        raise PinError(f"Le code ne peut pas être gardé : {reason(error)}.") from error


def _may_be_a_pin(pin: str) -> bool:
    return pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST


class PinKeeper:
    """Looks at PINs, slower and slower after wrong ones."""

    def __init__(self, file: Path, guard: Lockout) -> None:
        self._file = file
        self.guard = guard

    @property
    def is_set(self) -> bool:
        return self._file.exists()

    def is_right(self, pin: str) -> bool:
        """Whether it is the chosen PIN. A try while one has to wait is never right, and what no
        PIN can be is a hand that plays, and no guess."""
        from argon2 import PasswordHasher
        from argon2.exceptions import InvalidHashError, VerificationError

        if self.guard.waits_until() is not None or not self.is_set:
            return False
        if not _may_be_a_pin(pin):
            return False
        try:
            kept = content_of(self._file).decode("utf-8", "replace").strip()
        except OSError as error:
            log.error("The staff's PIN cannot be read: %s", error)
            return False
        try:
            PasswordHasher().verify(kept, pin)
        except (VerificationError, InvalidHashError, UnicodeEncodeError):
            self.guard.was_wrong()
            return False
        self.guard.was_right()
        return True

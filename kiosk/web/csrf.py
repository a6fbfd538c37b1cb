"""Forms that only our own page can have made, without a cookie.

A form carries a random key and its seal: an HMAC of the ticket, of what the form does and
of the key. The key is also the key of the booking: a form sent twice books once.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import uuid
from pathlib import Path

from kiosk.errors import KioskError
from kiosk.system_errors import reason
from kiosk.text_files import content_of

LEAST_BYTES = 32
"""A file with fewer is what a power cut left of one: whoever guesses it seals forms."""


class SecretError(KioskError):
    """The page's secret cannot be kept."""


def secret_of(chosen: str, data: Path) -> bytes:
    """The operator's secret, or one that is made once and kept in the data folder, for its
    owner only. Raises SecretError.
    """
    if chosen:
        return chosen.encode()
    try:
        return _kept(data / "web-secret")
    except OSError as error:
        raise SecretError(
            f"Le secret de la page ne peut pas être gardé : {reason(error)}."
        ) from error


def _kept(file: Path) -> bytes:
    kept = _read(file)
    if len(kept) >= LEAST_BYTES:
        return kept
    new = secrets.token_hex(32).encode()
    draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(new)
        out.flush()
        os.fsync(out.fileno())
    if kept != _read(file):  # another process was quicker: its secret is the one
        draft.unlink()
    else:
        draft.replace(file)
    return content_of(file)


def _read(file: Path) -> bytes:
    try:
        return content_of(file)
    except FileNotFoundError:
        return b""


def new_key() -> str:
    return secrets.token_hex(16)


def seal(secret: bytes, *parts: str) -> str:
    """Parts are told apart by their length: "ab", "c" is not "a", "bc"."""
    message = b"".join(
        f"{len(encoded)}:".encode() + encoded
        for encoded in (part.encode("utf-8", "replace") for part in parts)
    )
    return hmac.new(secret, message, hashlib.sha256).hexdigest()


def is_sealed(given: str, secret: bytes, *parts: str) -> bool:
    """Takes as long for a wrong seal as for the right one."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), seal(secret, *parts).encode())


def booking_id_of(secret: bytes, key: str) -> str:
    """The id of the booking that a form makes, in the shape of the terminals' own."""
    return str(uuid.UUID(hex=seal(secret, "booking", key)[:32], version=5))

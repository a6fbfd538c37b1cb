"""A certificate, as the team's server shows it to browsers: what is in it, and until when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding

from kiosk.errors import KioskError

SOON = timedelta(days=30)
"""So long before its end a certificate wants to be renewed."""

A_YEAR = timedelta(days=365)


class CertificateError(KioskError):
    """There is no certificate to serve with; said in a sentence, with what to do."""


@dataclass(frozen=True, slots=True)
class Authority:
    """The one that signed a certificate made here, which tablets are told to trust."""

    der: bytes
    fingerprint: str
    ends: datetime

    @classmethod
    def of(cls, certificate: x509.Certificate) -> Authority:
        der = certificate.public_bytes(Encoding.DER)
        return cls(der, fingerprint_of(certificate), certificate.not_valid_after_utc)


@dataclass(frozen=True, slots=True)
class Certificate:
    """Two PEM files (or one that holds both), read and found right."""

    file: Path
    key: Path
    fingerprint: str
    ends: datetime
    names: tuple[str, ...]
    """Host names and addresses that it is good for."""
    authority: Authority | None = None
    """None for one that was given: whoever gave it knows who signed it."""

    @classmethod
    def of(
        cls,
        found: x509.Certificate,
        file: Path,
        key: Path,
        authority: Authority | None = None,
    ) -> Certificate:
        return cls(
            file,
            key,
            fingerprint_of(found),
            found.not_valid_after_utc,
            tuple(names_in(found)),
            authority,
        )

    def doubts(self, now: datetime) -> Iterator[str]:
        """What will keep browsers away, today or soon."""
        if self.ends - now < SOON:
            yield (
                f"Le certificat {self.file} finit le {self.ends:%d/%m/%Y} : renouvelez-le avant."
                " Le nouveau est lu dans la minute, sans redémarrer."
            )
        if self.authority is not None and self.authority.ends - now < A_YEAR:
            yield (
                "Les tablettes ne feront plus confiance à cette machine après le"
                f" {self.authority.ends:%d/%m/%Y}. Avant ce jour, effacez"
                f" {self.file.with_name('authority.pem')}, redémarrez, et apprenez-leur l'autre."
            )
        if not self.names:
            yield (
                f"Le certificat {self.file} ne nomme aucune adresse (subjectAltName) : les"
                " navigateurs le refusent. Demandez-en un qui nomme cette machine."
            )


def fingerprint_of(certificate: x509.Certificate) -> str:
    """SHA-256, written as browsers and tablets show it."""
    return certificate.fingerprint(SHA256()).hex(":").upper()


def names_in(certificate: x509.Certificate) -> Iterator[str]:
    try:
        found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    except (x509.ExtensionNotFound, ValueError):
        return
    yield from found.value.get_values_for_type(x509.DNSName)
    for address in found.value.get_values_for_type(x509.IPAddress):
        yield str(address)

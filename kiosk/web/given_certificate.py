"""The certificate that an operator gives: two PEM files, checked before anybody is served."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)

from kiosk.system_errors import reason
from kiosk.text_files import content_of
from kiosk.web.certificates import Certificate, CertificateError


def given_certificate(file: Path | None, key: Path | None, now: datetime) -> Certificate:
    """Raises CertificateError when a browser could not be served with it at this moment."""
    if file is None or key is None:
        raise CertificateError(
            "staff_certificate et staff_key vont ensemble : donnez les deux fichiers, ou aucun."
        )
    found = _certificate(file)
    _check_dates(file, found, now)
    if _public_key(key) != _spki(found.public_key()):
        raise CertificateError(
            f"staff_key ({key}) n'est pas la clé de staff_certificate ({file}) : donnez les deux"
            " fichiers qui ont été faits ensemble."
        )
    return Certificate.of(found, file, key)


def _certificate(file: Path) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificates(_content("staff_certificate", file))[0]
    except ValueError as error:
        raise CertificateError(
            f"staff_certificate ({file}) n'est pas un certificat en PEM : il commence par"
            " -----BEGIN CERTIFICATE-----, le vôtre en premier, puis ceux qui l'ont signé."
        ) from error


def _check_dates(file: Path, found: x509.Certificate, now: datetime) -> None:
    if found.not_valid_after_utc <= now:
        raise CertificateError(
            f"staff_certificate ({file}) est périmé depuis le"
            f" {found.not_valid_after_utc:%d/%m/%Y} : renouvelez-le."
        )
    if found.not_valid_before_utc > now:
        raise CertificateError(
            f"staff_certificate ({file}) ne vaut qu'à partir du"
            f" {found.not_valid_before_utc:%d/%m/%Y} : vérifiez l'heure de cette machine."
        )


def _public_key(file: Path) -> bytes:
    try:
        key = load_pem_private_key(_content("staff_key", file), None)
    except TypeError as error:
        raise CertificateError(
            f"staff_key ({file}) est protégée par un mot de passe, que personne ne tape au"
            f" démarrage : écrivez-la sans (openssl pkey -in {file.name} -out cle.pem)."
        ) from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise CertificateError(
            f"staff_key ({file}) n'est pas une clé en PEM : elle commence par"
            " -----BEGIN PRIVATE KEY-----."
        ) from error
    return _spki(key.public_key())


def _spki(key: PublicKeyTypes) -> bytes:
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _content(setting: str, file: Path) -> bytes:
    try:
        return content_of(file)
    except OSError as error:
        raise CertificateError(f"{setting} ({file}) ne se lit pas : {reason(error)}.") from error

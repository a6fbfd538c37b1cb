"""A certificate that this machine makes for itself, and the authority that signs it.

The authority is made once, for ten years: tablets are told to trust it by hand, which is not to
be done again each year. What it may sign is written into it: names and addresses of a place's own
network, so that who steals its key cannot pass for a bank. The server's own certificate is short,
as browsers want it (Apple: 398 days), and is made anew before its end, or for another address.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from kiosk.system_errors import reason
from kiosk.text_files import content_of
from kiosk.web.certificates import SOON, Authority, Certificate, CertificateError, names_in

AUTHORITY_LASTS = timedelta(days=3650)
LASTS = timedelta(days=395)
BEFORE = timedelta(days=2)
"""Good since two days before: a tablet's clock may be behind. 397 days with `LASTS`."""

LONGEST_COMMON_NAME = 64

PRIVATE_NETWORKS = (
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "::1/128",
    "fc00::/7",
    "fe80::/10",
)
PRIVATE_NAMES = ("localhost", "local", "lan", "internal", "home.arpa")
"""And all names that end in one of them."""

_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_HOST_NAME = re.compile(rf"(?i){_LABEL}(\.{_LABEL})*")


def own_certificate(folder: Path, names: Iterable[str], now: datetime) -> Certificate:
    """The one kept in `folder`, made where there is none that serves. Raises CertificateError.

    `names` are host names and addresses of this machine; those that the authority may not sign
    are left out.
    """
    wanted = [name for name in dict.fromkeys(names) if _is_name(name)]
    try:
        key, signer = _authority(folder, wanted, now)
        file = folder / "server.pem"
        allowed = [name for name in wanted if _may_sign(signer, name)]
        found = _kept(file)
        if found is None or not _serves(found, signer, allowed, now):
            found = _sign(file, key, signer, allowed, now)
    except OSError as error:
        raise CertificateError(
            f"Le certificat de l'équipe ne peut pas être gardé dans {folder} : {reason(error)}."
        ) from error
    return Certificate.of(found, file, file, Authority.of(signer))


def own_authority(folder: Path, names: Iterable[str], now: datetime) -> Authority:
    """Made where there is none. Raises CertificateError."""
    try:
        return Authority.of(_authority(folder, [n for n in names if _is_name(n)], now)[1])
    except OSError as error:
        raise CertificateError(
            f"Le certificat de l'équipe ne peut pas être gardé dans {folder} : {reason(error)}."
        ) from error


def _authority(
    folder: Path, names: list[str], now: datetime
) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    file = folder / "authority.pem"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        pem = content_of(file)
    except FileNotFoundError:
        pem = _make_authority(file, names, now)
    key, found = _read_authority(file, pem)
    if found.not_valid_after_utc <= now:
        # Not thrown away by itself: it may be the clock that is wrong, for a moment.
        raise CertificateError(
            f"{file} est périmé depuis le {found.not_valid_after_utc:%d/%m/%Y}. Si l'heure de cette"
            " machine est juste, effacez-le : un autre est fait au démarrage, et chaque tablette"
            " devra lui faire confiance."
        )
    return key, found


def _read_authority(file: Path, pem: bytes) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    try:
        key = load_pem_private_key(pem, None)
        found = x509.load_pem_x509_certificate(pem)
    except (ValueError, TypeError) as error:
        key = None
        cause: Exception | None = error
    else:
        cause = None
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise CertificateError(
            f"{file} ne se lit plus. Remettez-le d'une sauvegarde ; ou effacez-le, un autre est"
            " fait au démarrage, et chaque tablette devra lui faire confiance."
        ) from cause
    return key, found


def _make_authority(file: Path, names: list[str], now: datetime) -> bytes:
    """What is in the file after; of two processes that make one at once, the first one's."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _common_name(f"Équipe du kiosque, {next(iter(names), 'localhost')}")
    usage = _key_usage(signs_certificates=True)
    found = (
        _builder(name, name, key, now, now + AUTHORITY_LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(
            x509.NameConstraints(permitted_subtrees=list(_subtrees(names)), excluded_subtrees=None),
            critical=True,
        )
        .sign(key, SHA256())
    )
    draft = _draft(file, key, found)
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return content_of(file)


def _sign(
    file: Path,
    key: ec.EllipticCurvePrivateKey,
    signer: x509.Certificate,
    names: list[str],
    now: datetime,
) -> x509.Certificate:
    own_key = ec.generate_private_key(ec.SECP256R1())
    # No host's name: some clients would hold it against what the authority may sign.
    name = _common_name("Équipe du kiosque, serveur")
    ends = min(now + LASTS, signer.not_valid_after_utc)
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
    found = (
        _builder(name, signer.subject, own_key, now, ends)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(signs_certificates=False), critical=True)
        .add_extension(usage, critical=False)
        .add_extension(x509.SubjectAlternativeName([_general(n) for n in names]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False
        )
        .sign(key, SHA256())
    )
    _draft(file, own_key, found).replace(file)
    return found


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    now: datetime,
    ends: datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BEFORE)
        .not_valid_after(ends)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _key_usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _common_name(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words[:LONGEST_COMMON_NAME])])


def _draft(file: Path, key: ec.EllipticCurvePrivateKey, found: x509.Certificate) -> Path:
    """Key and certificate in one file, for its owner only: they are never half replaced."""
    draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        out.write(found.public_bytes(Encoding.PEM))
        out.flush()
        os.fsync(out.fileno())
    return draft


def _kept(file: Path) -> x509.Certificate | None:
    """None where there is none, or half of one: another is made."""
    try:
        pem = content_of(file)
        load_pem_private_key(pem, None)
        return x509.load_pem_x509_certificate(pem)
    except (FileNotFoundError, ValueError, TypeError):
        return None


def _serves(
    found: x509.Certificate, signer: x509.Certificate, names: list[str], now: datetime
) -> bool:
    try:
        found.verify_directly_issued_by(signer)
    except Exception:  # of another authority, in whatever way
        return False
    lasts = found.not_valid_after_utc - now
    soon = min(SOON, (signer.not_valid_after_utc - now) / 2)
    return found.not_valid_before_utc <= now and lasts > soon and set(names) <= set(names_in(found))


def _subtrees(names: list[str]) -> Iterator[x509.GeneralName]:
    """The private ones, and what this machine is called and where it is found today."""
    private: list[x509.GeneralName] = [
        x509.IPAddress(ip_network(network)) for network in PRIVATE_NETWORKS
    ]
    private += map(x509.DNSName, PRIVATE_NAMES)
    yield from private
    for name in names:
        if not _is_under(private, name):
            address = _address(name)
            yield x509.DNSName(name) if address is None else x509.IPAddress(ip_network(address))


def _may_sign(signer: x509.Certificate, name: str) -> bool:
    permitted = signer.extensions.get_extension_for_class(x509.NameConstraints).value
    return _is_under(permitted.permitted_subtrees or [], name)


def _is_under(trees: Iterable[x509.GeneralName], name: str) -> bool:
    address = _address(name)
    for tree in trees:
        if isinstance(tree, x509.IPAddress) and address is not None:
            network = tree.value
            if not isinstance(network, IPv4Address | IPv6Address) and address in network:
                return True
        if isinstance(tree, x509.DNSName) and address is None:
            lower = name.lower()
            if lower == tree.value.lower() or lower.endswith(f".{tree.value.lower()}"):
                return True
    return False


def _general(name: str) -> x509.GeneralName:
    address = _address(name)
    return x509.DNSName(name) if address is None else x509.IPAddress(address)


def _address(name: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(name)
    except ValueError:
        return None


def _is_name(name: str) -> bool:
    return _address(name) is not None or bool(_HOST_NAME.fullmatch(name) and len(name) < 254)

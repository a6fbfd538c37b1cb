"""An address that a telephone should not open is told, and never made worse by the advice."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.catalog.address_checks import check_address
from kiosk.catalog.problems import Mistake
from tests.catalog.sound_catalog import spoil

EXAMPLE = "https://www.exemple.fr/page"

WRONG = {
    "https://moi:secret@www.exemple.fr/": ("mot de passe", "« www.exemple.fr »"),
    "https://www.francetravail.fr@piege.fr/": ("mot de passe", "« piege.fr »"),
    "https://moi:secret@www.exemple.fr:99999/": ("n'est pas une adresse", EXAMPLE),
    "https://@www.exemple.fr/": ("mot de passe", "« www.exemple.fr »"),
    "javascript:alert(1)": ("n'est pas une adresse sûre", EXAMPLE),
    "https://javascript:alert(1)": ("n'est pas une adresse", EXAMPLE),
    "https://javascript": ("n'est pas le nom d'un site", EXAMPLE),
    "data:text/html,bonjour": ("n'est pas une adresse sûre", EXAMPLE),
    "mailto:moi@exemple.fr": ("n'est pas une adresse sûre", EXAMPLE),
    "http://moi:secret@exemple.fr": ("n'est pas une adresse sûre", EXAMPLE),
    "http://www.exemple.fr/a": ("n'est pas une adresse sûre", "https://www.exemple.fr/a"),
    "ftp://www.exemple.fr/a": ("n'est pas une adresse sûre", "https://www.exemple.fr/a"),
    "www.exemple.fr": ("n'est pas une adresse sûre", "https://www.exemple.fr"),
    "//www.exemple.fr": ("n'est pas une adresse sûre", "https://www.exemple.fr"),
    "https:www.exemple.fr": ("il n'y a pas de site", EXAMPLE),
    "https:///page": ("il n'y a pas de site", EXAMPLE),
    "https://www.exemple.fr/une page": ("une espace", "retirez"),
    "https://www.exemple.fr/\u00a0page": ("une espace", "retirez"),
    'https://www.exemple.fr/"page"': ('le signe « " »', "retirez"),
    "https://www.exemple.fr/<b>": ("le signe « < »", "retirez"),
    "https://www.exemple.fr\\@piege.fr": ("le signe « \\ »", "retirez"),
    "https://www.exemple.fr/\u200bpage": ("signe invisible", "U+200B"),
    "https://www.exemple.fr/\u202egap": ("signe invisible", "U+202E"),
    "https://www.exemple.fr/\x00": ("signe invisible", "U+0000"),
    "https://www.exemple.fr/100%": ("un « % » seul", "navigateur"),
    "https://www.frаncetravail.fr/": ("peut confondre", "sans accent"),
    "https://www.xn--frncetravail-7ni.fr/": ("peut confondre", "sans accent"),
    "https://www。exemple。fr": ("peut confondre", "sans accent"),
    "https://192.168.0.7/": ("numéro d'une machine", "le nom du site"),
    "https://[::1]/": ("numéro d'une machine", "le nom du site"),
    "https://2130706433/": ("numéro d'une machine", "le nom du site"),
    "https://0x7f.1/": ("numéro d'une machine", "le nom du site"),
    "https://www.exemple.fr:99999/": ("n'est pas une adresse", EXAMPLE),
    "https://localhost/": ("n'est pas le nom d'un site", EXAMPLE),
    "https://www.exemple.fr/%0d%0aSet-Cookie:x": ("« %0d » dans l'adresse", "retirez-le"),
    "https://www.exemple.fr/%00": ("« %00 » dans l'adresse", "retirez-le"),
    "https://kiosk.example/": ("en dehors du lieu", "tout téléphone"),
    "https://cache.onion/": ("en dehors du lieu", "tout téléphone"),
    "https://borne.local/": ("en dehors du lieu", "tout téléphone"),
    "https://www..exemple.fr/": ("n'est pas le nom d'un site", EXAMPLE),
    "https://-www.exemple.fr/": ("n'est pas le nom d'un site", EXAMPLE),
    "https://www.exemple.fr./": ("n'est pas le nom d'un site", EXAMPLE),
    f"https://{'a' * 64}.fr/": ("n'est pas le nom d'un site", EXAMPLE),
    f"https://www.exemple.fr/{'a' * 300}": ("200 au plus", "plus courte"),
}


def told(address: str) -> list[Mistake]:
    return list(check_address(address, ("address",)))


@pytest.mark.parametrize("address", WRONG)
def test_an_address_that_misleads_is_told(address: str) -> None:
    says, instead = WRONG[address]
    (finding,) = told(address)
    assert says in finding.says
    assert instead in finding.instead + finding.says
    assert not finding.advice
    assert "secret" not in finding.says + finding.instead


@pytest.mark.parametrize("address", WRONG)
def test_what_is_proposed_is_itself_sound(address: str) -> None:
    (finding,) = told(address)
    for word in finding.instead.split():
        if word.startswith("https://"):
            assert told(word) == []


@pytest.mark.parametrize(
    "address",
    [
        "https://pix.fr",
        "https://www.cnil.fr/fr/les-conseils?a=b&c=%C3%A9#haut",
        "HTTPS://WWW.EXEMPLE.FR/",
        "https://labonnealternance.apprentissage.beta.gouv.fr",
        "https://www.exemple.fr:443/",
        "",
    ],
)
def test_a_sound_address_is_left_alone(address: str) -> None:
    assert told(address) == []


def test_a_port_is_advice_and_keeps_no_terminal_from_serving() -> None:
    (finding,) = told("https://www.exemple.fr:8443/")
    assert finding.advice
    assert "« :8443 »" in finding.instead


def test_the_line_of_a_wrong_address_is_told_in_a_step_too(tmp_path: Path) -> None:
    spoilt = spoil(
        tmp_path,
        "address: https://www.francetravail.fr/suite",
        "address: https://moi:secret@www.francetravail.fr/suite",
    )
    (problem,) = spoilt.problems()
    assert problem.line == spoilt.line
    assert problem.field == "services.s-actualiser.steps.suite.address"
    assert "secret" not in str(problem)

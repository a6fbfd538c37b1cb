"""Where telephones find this machine, whatever becomes of its network."""

from __future__ import annotations

from kiosk.cli.page_address import page_address
from kiosk.settings import Settings
from kiosk.web.public_address import OwnAddress


def test_the_address_is_found_when_the_network_comes_and_kept_while_it_is_away() -> None:
    now = ["localhost"]
    address = OwnAddress(8080, lambda port: f"http://{now[0]}:{port}")
    assert address() == "http://localhost:8080"
    for host, told in (
        ("192.168.1.20", "192.168.1.20"),
        ("localhost", "192.168.1.20"),
        ("10.0.0.7", "10.0.0.7"),
    ):
        now[0] = host
        assert address() == f"http://{told}:8080"


def test_an_address_that_is_set_is_told_whatever_the_network() -> None:
    assert page_address(Settings(public_url="https://rdv.exemple.fr"))() == "https://rdv.exemple.fr"
    assert "localhost" not in page_address(Settings())()

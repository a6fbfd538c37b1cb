"""A machine that starts while its database is silent."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.agenda.demonstration import make_demonstration
from kiosk.cli.assembly import assemble
from kiosk.settings import Settings
from kiosk.store.engine import Store
from kiosk.store.errors import StoreUnreachable
from kiosk.terminal import last_place
from kiosk.visit.views import AttractView
from tests.support.postgres import PostgresServer
from tests.support.proxy import Proxy


def test_a_terminal_that_was_here_before_starts_without_its_database(
    data: Path, postgres: PostgresServer, postgres_url: str
) -> None:
    direct = Store(postgres_url)
    make_demonstration(direct, themes=["apply"])
    direct.close()
    with Proxy(postgres.port) as proxy:
        name = postgres_url.rsplit("/", 1)[1]
        url = f"postgresql+psycopg://postgres@127.0.0.1:{proxy.port}/{name}"
        settings = Settings(data=data, database=url)
        first = assemble(settings)
        place = first.terminal.around.place_name
        first.close()

        proxy.refuse()
        again = assemble(settings)
        assert isinstance(again.terminal.view.body, AttractView)
        assert again.terminal.around.place_name == place
        again.close()

        with pytest.raises(StoreUnreachable):  # elsewhere it was never told where it is
            assemble(replace(settings, data=data.with_name("elsewhere")))


def test_a_place_that_does_not_read_is_no_place(data: Path) -> None:
    assert last_place.recall(data) is None
    data.mkdir()
    for wrong in ("", "[]", '{"zone": "Nowhere/At all"}', '{"zone": "Europe/Paris", "new": 1}'):
        (data / "last-place.json").write_text(wrong)
        assert last_place.recall(data) is None

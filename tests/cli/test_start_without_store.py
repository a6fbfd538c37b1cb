"""A machine that starts while its database is silent."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.agenda.demonstration import make_demonstration
from kiosk.cli import main
from kiosk.cli.assembly import assemble
from kiosk.paths import ROOT
from kiosk.settings import Settings
from kiosk.store.engine import Store
from kiosk.store.errors import StoreUnreachable
from kiosk.terminal import last_place
from kiosk.visit.view.home import AttractView
from tests.support.postgres import PostgresServer, set_read_only
from tests.support.proxy import Proxy
from tests.terminal.floor import locked_by_another_process


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
        place = first.terminal.context.place_name
        first.close()

        proxy.refuse()
        again = assemble(settings)
        assert isinstance(again.terminal.view.body, AttractView)
        assert again.terminal.context.place_name == place
        again.close()

        with pytest.raises(StoreUnreachable):  # elsewhere it was never told where it is
            assemble(replace(settings, data=data.with_name("elsewhere")))


def test_a_place_that_does_not_read_is_no_place(data: Path) -> None:
    assert last_place.recall(data) is None
    data.mkdir()
    for wrong in ("", "[]", '{"zone": "Nowhere/At all"}', '{"zone": "Europe/Paris", "new": 1}'):
        (data / "last-place.json").write_text(wrong)
        assert last_place.recall(data) is None


def test_a_server_that_only_reads_is_said_by_the_doctor_and_stops_no_terminal(
    data: Path,
    postgres: PostgresServer,
    postgres_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    direct = Store(postgres_url)
    make_demonstration(direct, themes=["apply"])
    direct.close()
    settings = Settings(data=data, database=postgres_url)
    monkeypatch.setenv("KIOSK_DATABASE", postgres_url)
    with set_read_only(postgres):
        with pytest.raises(StoreUnreachable, match="ne fait que se lire"):  # it is known nowhere
            assemble(settings)
        assert main(["doctor"]) == 1
        assert "NON     Base : " in (said := capsys.readouterr().out)
        assert "ne fait que se lire" in said
    assemble(settings).close()
    with set_read_only(postgres):
        assert main(["doctor"]) == 1
        assert "ne fait que se lire" in capsys.readouterr().out
        again = assemble(settings)
        assert isinstance(again.terminal.view.body, AttractView)
        again.close()


def test_a_file_that_is_locked_for_long_stops_no_terminal_that_was_here_before(data: Path) -> None:
    settings = Settings(data=data)
    first = assemble(settings)
    place = first.terminal.context.place_name
    first.close()
    with locked_by_another_process(data / "kiosk.db"):
        again = assemble(replace(settings, place=ROOT / "place.example.yaml"))
        assert again.terminal.context.place_name == place
        again.close()

"""`kiosk db`: the tables of a shared database, made and looked at by an operator."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.cli import main
from kiosk.store.schema import HEAD
from tests.support.postgres import PostgresServer


@pytest.fixture
def bare_url(postgres: PostgresServer) -> Iterator[str]:
    url = postgres.url(postgres.empty_database())
    yield url
    postgres.drop(url)


def test_tables_are_made_once_by_the_operator(
    data: Path, bare_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["db", "status", "--database", bare_url]) == 1
    assert "n'a pas encore de tables. Lancez : kiosk db upgrade" in capsys.readouterr().out
    assert main(["db", "upgrade", "--database", bare_url]) == 0
    assert f"les tables sont maintenant à la version {HEAD}" in capsys.readouterr().out
    assert main(["db", "upgrade", "--database", bare_url]) == 0
    assert "rien à faire" in capsys.readouterr().out
    assert main(["db", "status", "--database", bare_url]) == 0


def test_newer_tables_have_a_status_of_their_own(
    data: Path, postgres: PostgresServer, bare_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """`kiosk-version back` goes by it."""
    assert main(["db", "upgrade", "--database", bare_url]) == 0
    with postgres.admin(bare_url.rsplit("/", 1)[1]) as admin:
        admin.execute("UPDATE alembic_version SET version_num = '9999'")
    assert main(["db", "status", "--database", bare_url]) == 3
    assert "plus récente que ce programme" in capsys.readouterr().out


def test_a_terminal_that_finds_no_tables_says_so_in_one_sentence(
    data: Path,
    bare_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("KIOSK_DATABASE", bare_url)
    assert main(["bookings"]) == 2
    (sentence,) = capsys.readouterr().err.splitlines()
    assert sentence.endswith("n'a pas encore de tables. Lancez : kiosk db upgrade")


def test_a_login_that_may_make_no_tables_is_told_so_in_one_sentence(
    data: Path, postgres: PostgresServer, bare_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    name = bare_url.rsplit("/", 1)[1]
    with postgres.admin() as admin:
        admin.execute("DROP ROLE IF EXISTS passant")
        admin.execute("CREATE ROLE passant LOGIN")
    assert main(["db", "upgrade", "--database", postgres.url(name, user="passant")]) == 2
    assert "refuse : permission denied for schema public" in capsys.readouterr().err


def test_the_tables_of_another_program_are_told_in_one_sentence(
    data: Path, postgres: PostgresServer, bare_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with postgres.admin(bare_url.rsplit("/", 1)[1]) as admin:
        admin.execute("CREATE TABLE booking (guest TEXT)")
    for command in ("upgrade", "status", "purge"):
        assert main(["db", command, "--database", bare_url]) == 2
        (said,) = capsys.readouterr().err.splitlines()
        assert "n'est pas celle de la borne : elle a déjà des tables (booking…)" in said


def test_the_file_of_one_terminal_is_upgraded_too(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["db", "status"]) == 1
    assert main(["db", "upgrade"]) == main(["db", "status"]) == 0
    assert (data / "kiosk.db").exists()
    assert "celle du programme" in capsys.readouterr().out


def test_a_database_that_does_not_answer_is_said_in_one_sentence(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["db", "status", "--database", "postgresql+psycopg://b:secret@127.0.0.1:1/k"]) == 2
    said = capsys.readouterr()
    assert "secret" not in said.err
    assert said.out == ""


PLACE = """\
name: {name}
address: 1 rue de l'Exemple
helpers:
  - name: Léa
    desk: Bureau 1
    hours:
      - {{days: lundi, from: 9:00, to: 11:00}}
"""


def test_an_operator_makes_places_and_tidies_them_all(
    data: Path, postgres_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("Lille", "Brest", "LILLE"):
        Path("place.yaml").write_text(PLACE.format(name=name), encoding="utf-8")
        assert main(["db", "place", "place.yaml", "--database", postgres_url]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Lille : lieu numéro 1, connu comme « lille ».",
        "Brest : lieu numéro 2, connu comme « brest ».",
        "LILLE : lieu numéro 1, connu comme « lille ».",
    ]
    assert main(["db", "purge", "--yes", "--database", postgres_url]) == 0
    hour, done = capsys.readouterr().out.splitlines()
    assert hour.startswith(f"Il est {datetime.now(UTC):%d/%m/%Y}")
    assert done == "2 lieux rangés, 0 anciens rendez-vous effacés."

"""`kiosk figures`: how it goes, in counts."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.agenda.demonstration_figures import add_figures
from kiosk.catalog.load import load as load_catalog
from kiosk.cli import main
from kiosk.paths import CATALOG
from tests.cli.test_bookings import opened


@pytest.fixture
def place(data: Path) -> date:
    """The demonstration's, furnished twice as on two starts; its day."""
    agenda = opened(data, datetime.now(UTC))
    for _start in range(2):
        agenda.write(add_figures, load_catalog(CATALOG))
    agenda.store.close()
    return agenda.place.day_of(datetime.now(UTC))


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["figures", *words]) == 0
    return capsys.readouterr().out


def test_the_last_four_weeks_in_french(place: date, capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys)
    for words in ("Visites", "Reparties avec quelqu'un", "Finis sans aide", "9 fois sur 10"):
        assert words in text
    assert "Un nombre masqué est plus petit que 5" in text
    assert "En tout" in text


def test_the_same_for_a_program(place: date, capsys: pytest.CaptureFixture[str]) -> None:
    last = place - timedelta(days=1)
    period = ("--from", str(place - timedelta(days=14)), "--to", str(last), "--by", "week")
    plain = json.loads(said(capsys, *period, "--json"))
    assert plain["to"] == str(last)
    assert len(plain["periods"]) in (2, 3)
    assert plain["totals"]["visits"] == sum(one["visits"] for one in plain["periods"])
    assert plain["totals"]["walks"] == sum(one["begun"] for one in plain["services"])
    rows = list(csv.DictReader(io.StringIO(said(capsys, *period, "--csv"))))
    whole = next(one for one in rows if one["id"] == "total" and one["mesure"] == "Visites")
    assert whole["nombre"] == str(plain["totals"]["visits"])


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--from", "2026-11-30", "--to", "2026-11-01"), "finit avant de commencer"),
        (("--from", "2001-01-01"), "trop longue"),
        (("--to", "0001-01-01"), "trop loin"),
        (("--json", "--csv"), "Choisissez l'un des deux"),
    ],
)
def test_a_slip_is_a_sentence(
    place: date, words: tuple[str, ...], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["figures", *words]) != 0
    assert why in capsys.readouterr().err


def test_a_day_is_written_with_its_year_first(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["figures", "--from", "1/11/2026"])
    assert "n'est pas un jour ; écrivez l'année" in capsys.readouterr().err

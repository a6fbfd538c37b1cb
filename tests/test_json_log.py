"""The log in files: what a line has, that they are turned over, and that nothing stops for them."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk import __version__
from kiosk.json_log import PrivateFile, PrivateJson, json_log
from kiosk.paths import ROOT
from kiosk.redaction import PrivateHandler, PrivateStream
from tests.test_redaction import CODE, NAME, NUMBER, TOKEN, fault


@pytest.fixture
def logger() -> Iterator[logging.Logger]:
    found = logging.Logger("tests.json_log")  # of no hierarchy: only its own handlers hear it
    yield found
    for handler in found.handlers[:]:
        found.removeHandler(handler)
        handler.close()


def test_a_line_has_its_hour_in_utc_and_says_which_terminal(
    tmp_path: Path, logger: logging.Logger
) -> None:
    (handler,) = json_log(tmp_path / "logs", "run", "accueil")
    logger.addHandler(handler)
    logger.warning("« %s » de %s", "Été", NUMBER, extra={"phone": NUMBER, "name_of": NAME})
    logger.error({"first_name": "x", "token": TOKEN})
    logger.error("It broke.", exc_info=fault())
    lines = (tmp_path / "logs" / "kiosk-run.jsonl").read_text().splitlines()
    first, _second, third = map(json.loads, lines)
    assert set(first) == {"time", "level", "logger", "message", "terminal", "version"}
    moment = datetime.fromisoformat(first["time"])
    assert moment.utcoffset() is not None
    assert abs((datetime.now(UTC) - moment).total_seconds()) < 60
    assert (first["level"], first["logger"]) == ("WARNING", "tests.json_log")
    assert (first["terminal"], first["version"]) == ("accueil", __version__)
    assert first["message"] == "« Été » de …"
    assert "in choke" in third["exception"]
    assert "RuntimeError: the ticket … of …" in third["exception"]
    for personal in (NAME, NUMBER, TOKEN, CODE):
        assert personal not in "".join(lines)


def test_files_are_turned_over_and_are_their_owners_alone(
    tmp_path: Path, logger: logging.Logger
) -> None:
    handler = PrivateFile(tmp_path / "kiosk-run.jsonl", 1000, 2)
    handler.setFormatter(PrivateJson("t"))
    logger.addHandler(handler)
    for number in range(30):
        logger.warning("event %d", number)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["kiosk-run.jsonl", "kiosk-run.jsonl.1", "kiosk-run.jsonl.2"]
    for path in tmp_path.iterdir():
        assert path.stat().st_size <= 1000
        assert path.stat().st_mode & 0o777 == 0o600
        assert all(json.loads(line)["terminal"] == "t" for line in path.read_text().splitlines())


def test_a_line_that_cannot_be_written_quotes_nobody(
    tmp_path: Path, logger: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    full = PrivateFile(Path("/dev/full"), 0, 0)
    full.setFormatter(PrivateJson("t"))
    for handler in (PrivateStream(), full):
        assert isinstance(handler, PrivateHandler)
        logger.addHandler(handler)
    logger.error("a number %d", NAME)
    logger.error("as it should be")
    said = capsys.readouterr().err
    assert NAME not in said
    assert said.count("is lost (TypeError)") == 2
    assert said.count("is lost (OSError)") == 1
    assert "as it should be" in said
    logger.removeHandler(full)
    with pytest.raises(OSError, match="No space left"):  # it tries once more
        full.close()


def test_a_program_without_its_log_works(tmp_path: Path) -> None:
    """The settings name a folder that cannot be: it is said, and the page is served or refused for
    reasons of its own."""
    (tmp_path / "a-file").touch()
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "web", "--host", "203.0.113.1"],
        cwd=ROOT,
        env={
            **os.environ,
            "KIOSK_DATA": str(tmp_path / "data"),
            "KIOSK_LOG_FOLDER": str(tmp_path / "a-file" / "logs"),
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert "WARNING kiosk.json_log: No log is kept in" in done.stderr
    assert "La page ne peut pas être servie" in done.stderr

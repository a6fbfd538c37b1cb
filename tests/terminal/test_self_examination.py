"""The terminal examines itself, and whoever looks at terminals sees what is not fine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from pathlib import Path

import pytest

from kiosk.agenda.terminals import known_terminals
from kiosk.cli.doctor import examine_oneself
from kiosk.cli.doctor.file_rights import others_may
from kiosk.settings import Settings
from kiosk.terminal.effect_runner import EffectRunner
from kiosk.visit.findings import Finding
from tests.agenda.world import MovingClock
from tests.terminal.floor import Floor


@pytest.fixture
def ill(floor: Floor, tmp_path: Path) -> Iterator[Floor]:
    """No telephone could open its page, and no PIN was ever chosen."""
    settings = Settings(data=floor.data, public_url="http://localhost")
    runner = EffectRunner(
        replace(floor.tools, examine=lambda: examine_oneself(settings, None)),
        floor.terminal.deliver,
    )
    floor.terminal.doer = runner
    yield floor
    runner.stop()


def found(floor: Floor) -> dict[str, Finding]:
    with floor.agenda.store.reading() as connection:
        (known,) = known_terminals(connection, floor.clock().astimezone(UTC))
    return {one.id: one for one in known.findings}


def test_soon_after_its_start_and_each_day_a_terminal_looks_at_itself(
    ill: Floor, clock: MovingClock
) -> None:
    ill.terminal.tick()
    clock.pass_time(seconds=10)
    ill.terminal.tick()
    assert found(ill) == {}
    clock.pass_time(seconds=10)
    ill.terminal.tick()
    ill.until(lambda: bool(found(ill)), "what it found")
    assert found(ill)["staff-pin"].state == "note"
    assert "un téléphone ne peut pas l'ouvrir" in found(ill)["page"].says
    assert "ok" not in {one.state for one in found(ill).values()}

    (ill.data / "staff-pin").touch()
    clock.pass_time(hours=23)
    ill.terminal.tick()
    assert "staff-pin" in found(ill)
    clock.pass_time(hours=1)
    ill.terminal.tick()
    ill.until(lambda: "staff-pin" not in found(ill), "a look of the next day")
    assert "page" in found(ill)


def test_a_store_that_does_not_take_it_is_told_a_minute_later(
    ill: Floor, clock: MovingClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", "kiosk.terminal.self_examination")
    with ill.agenda.store.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE terminal RENAME findings TO elsewhere")
    ill.terminal.tick()
    clock.pass_time(seconds=20)
    ill.terminal.tick()
    ill.until(lambda: "was not told what was found" in caplog.text, "a refusal")
    with ill.agenda.store.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE terminal RENAME elsewhere TO findings")
    clock.pass_time(seconds=60)
    ill.terminal.tick()
    ill.until(lambda: "page" in found(ill), "what it found")


def test_only_files_that_others_get_to_count(tmp_path: Path) -> None:
    file = tmp_path / "staff-pin"
    file.touch()
    file.chmod(0o644)
    tmp_path.chmod(0o700)
    assert not others_may(file)
    assert not others_may(tmp_path / "no-such-file")

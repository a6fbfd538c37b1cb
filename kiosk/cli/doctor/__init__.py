"""`kiosk doctor`: what is well, what is not, and what to do about it. It changes nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from kiosk.cli.doctor.content import check_catalog, check_faces, check_names, check_translations
from kiosk.cli.doctor.database import check_database
from kiosk.cli.doctor.devices import check_printer, check_scanner, check_sound
from kiosk.cli.doctor.file_rights import check_pin, check_rights
from kiosk.cli.doctor.names import WHAT
from kiosk.cli.doctor.page import check_page
from kiosk.cli.doctor.safely import Look, safely
from kiosk.cli.doctor.screen import check_screen
from kiosk.cli.doctor.storage import check_data_folder, check_disk, check_outbox
from kiosk.cli.doctor.system_clock import check_clock_is_set
from kiosk.settings import Settings, load, settings_file
from kiosk.visit.findings import Finding, FindingState

MARKS: dict[FindingState, str] = {"ok": "bien ", "note": "à voir", "wrong": "NON  "}


def doctor(config: Path | None, *, as_json: bool = False) -> int:
    """Tell of each thing examined; 1 if the kiosk cannot do its work as it is."""
    found = examine(load(config), settings_file(config))
    told = _in_json(list(found)) if as_json else _in_lines(found)
    return int("wrong" in told)


def _in_lines(found: Iterator[Finding]) -> set[FindingState]:
    """Each as soon as it is known: a printer that is away takes seconds."""
    told: set[FindingState] = set()
    for one in found:
        print(f"{MARKS[one.state]:<6}  {WHAT[one.id]} : {one.says}", flush=True)
        told.add(one.state)
    return told


def _in_json(found: list[Finding]) -> set[FindingState]:
    plain = [
        {"id": one.id, "what": WHAT[one.id], "state": one.state, "says": one.says} for one in found
    ]
    print(json.dumps(plain, ensure_ascii=False, indent=2))
    return {one.state for one in found}


def examine(settings: Settings, file: Path | None) -> Iterator[Finding]:
    """Everything. `file` is where the settings were read, if anywhere."""
    yield Finding("python", "ok", f"{sys.version_info.major}.{sys.version_info.minor}")
    looks: tuple[tuple[str, Look], ...] = (
        ("data-folder", lambda: check_data_folder(settings)),
        ("disk", lambda: check_disk(settings)),
        ("rights", lambda: check_rights(settings, file)),
        ("catalog", lambda: check_catalog(settings)),
        ("database", lambda: check_database(settings)),
        ("clock-set", check_clock_is_set),
        ("outbox", lambda: check_outbox(settings)),
        ("printer", lambda: check_printer(settings)),
        ("scanner", check_scanner),
        ("sound", check_sound),
        ("page", lambda: check_page(settings)),
        ("staff-pin", lambda: check_pin(settings)),
        ("letters", check_faces),
        ("letters", lambda: check_names(settings)),
        ("translations", lambda: check_translations(settings)),
        ("screen", lambda: check_screen(settings)),
    )
    for what, look in looks:
        yield from safely(what, look)


def examine_oneself(settings: Settings, file: Path | None) -> tuple[Finding, ...]:
    """What a terminal that runs looks at now and then, of itself: what costs next to nothing, and
    it does not already tell of (its printer, what waits, its database by its silence). What is not
    fine of it."""
    looks: tuple[tuple[str, Look], ...] = (
        ("data-folder", lambda: check_data_folder(settings)),
        ("disk", lambda: check_disk(settings)),
        ("rights", lambda: check_rights(settings, file)),
        ("clock-set", check_clock_is_set),
        ("scanner", check_scanner),
        ("sound", check_sound),
        ("page", lambda: check_page(settings)),
        ("staff-pin", lambda: check_pin(settings)),
        ("translations", lambda: check_translations(settings)),
    )
    found = (one for what, look in looks for one in safely(what, look))
    return tuple(one for one in found if one.state != "ok")

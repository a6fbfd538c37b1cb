"""`kiosk tour --story`: each story is played by real touches, and tells what was booked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.cli.command_table import TOUR_STORIES
from kiosk.cli.tour_stories import STORIES

BOOKED: dict[str, list[tuple[str, int, int | None]]] = {
    "full-workshop": [("workshop", 1, 1)],
    "sponsor": [("sponsor", 1, None)],
    "give-an-hour": [],
    "challenge": [],
    "idea": [],
    "carnet": [("coworking", 1, None), ("workshop", 1, None)],
}
"""Kind, persons and rank of all that is on the paper."""


def test_the_command_offers_every_story() -> None:
    assert (*STORIES, "all") == TOUR_STORIES


SOON = ("carnet",)
"""The others too: make races."""


@pytest.mark.parametrize("story", BOOKED if "RACES" in os.environ else SOON)
def test_a_story_is_played_to_its_end(story: str, tmp_path: Path) -> None:
    out = tmp_path / "tour"
    subprocess.run(
        [sys.executable, "-m", "kiosk", "tour", "--story", story, "--out", str(out)],
        check=True,
        env=os.environ | {"SDL_VIDEODRIVER": "offscreen"},
        timeout=120,
    )
    told = json.loads((out / "tour.json").read_text(encoding="utf-8"))
    assert told["story"] == story
    found = [(one["kind"], one["persons"], one["rank"]) for one in told["booked"]]
    assert sorted(found, key=str) == sorted(BOOKED[story], key=str)
    assert all((out / one["file"]).exists() for one in told["pictures"])

"""A short soak in a process of its own: what is left of a visit would be left by others too."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
VISITS = 6


def test_visitors_one_after_another_leave_nothing_behind() -> None:
    """Names typed by real touches, seats booked, tickets printed, and each time all forgotten."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("KIOSK_") and name not in ("DISPLAY", "WAYLAND_DISPLAY")
    }
    command = [sys.executable, "-m", "benchmarks.soak"]
    command += ["--visits", str(VISITS), "--warm", str(VISITS // 2), "--size", "540x960"]
    done = subprocess.run(
        command, cwd=ROOT, env=kept, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"memory after {VISITS} visits" in done.stdout

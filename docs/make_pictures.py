"""Makes the README's pictures from a fresh tour: `make pictures`."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

HERE = Path(__file__).resolve().parent / "pictures"
WIDTH = 432
"""Pixels: four beside one another on a page."""

WANTED = {"attract": 0, "home": 0, "rehearse-step": 2, "times": 0, "confirm": 0, "ticket": 0}
"""The screens to show, and which of their pictures, counted from 0."""


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        subprocess.run([sys.executable, "-m", "kiosk", "tour", "--out", str(out)], check=True)
        told = json.loads((out / "tour.json").read_text(encoding="utf-8"))
        for screen, which in WANTED.items():
            taken = [one["file"] for one in told["pictures"] if one["screen"] == screen]
            picture = Image.open(out / taken[which]).convert("RGB")
            height = round(picture.height * WIDTH / picture.width)
            small = picture.resize((WIDTH, height), Image.Resampling.LANCZOS)
            small.quantize(128).save(HERE / f"{screen}.png", optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Writes what the screen says while no terminal draws on it: at start, after a crash, after "quit".

    python notice.py 1080x1920 notice.xbm

`xsetroot -bitmap` puts it on the X server's own background: it needs no window and no program that
stays. Both sentences are right whatever the reason.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from kiosk.paths import FONTS

LINES = (
    ("Cette borne est en pause.", 1.0),
    ("L’équipe est là pour vous aider.", 1.0),
    ("This terminal is resting. The team can help you.", 0.55),
)


def notice(width: int, height: int) -> Image.Image:
    image = Image.new("1", (width, height))
    draw = ImageDraw.Draw(image)
    letters = min(width, height) / 18  # the longest line fills some 80% of a portrait screen
    y = height * 0.4
    for text, size in LINES:
        font = ImageFont.truetype(str(FONTS / "AtkinsonHyperlegibleNext-Bold.ttf"), letters * size)
        draw.text((width / 2, y), text, font=font, fill=1, anchor="mm")
        y += letters * 1.6
    return image


if __name__ == "__main__":
    size, target = sys.argv[1:]
    width, height = (int(number) for number in size.split("x"))
    notice(width, height).save(Path(target), "xbm")

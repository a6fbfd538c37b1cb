"""Touches the panel's top left corner: X has to have the finger where the turned image has it.

X turns no screen that is nowhere: what is tried is the arithmetic, on the axes of the touchscreen.
"""

from __future__ import annotations

import socket
import struct
import subprocess
import sys

VERSION, TOUCH, SYNCHRONISE, BEGIN, END, AXES, MOST = 0, 6, 1, 18, 20, 64, 65535
WIDTH, HEIGHT = 1920, 1080
CORNERS = {
    "normal": (0, 0),
    "left": (WIDTH - 1, 0),  # turned against the clock, the image's top right is there
    "right": (0, HEIGHT - 1),
    "inverted": (WIDTH - 1, HEIGHT - 1),
}


def touched(panel: socket.socket, kind: int) -> None:
    values = [0.02 * MOST, 0.02 * MOST, *[0.0] * (AXES - 2)]
    body = struct.pack("<III", 0, kind, 0) + bytes([0b11]) + bytes(AXES // 8 - 1 + 4)
    body += struct.pack(f"<{AXES}d", *values) * 2
    panel.sendall(struct.pack("<II", 8 + len(body), TOUCH) + body)
    panel.sendall(struct.pack("<II", 8, SYNCHRONISE))
    panel.recv(64)


def pointer() -> tuple[int, int]:
    told = subprocess.run(
        ["xdotool", "getmouselocation"], capture_output=True, text=True, check=True
    ).stdout
    x, y = (int(word.split(":")[1]) for word in told.split()[:2])
    return x, y


with socket.socket(socket.AF_UNIX) as panel:
    panel.settimeout(20)
    panel.connect("/run/touch.sock")
    panel.sendall(struct.pack("<IIHH", 12, VERSION, 1, 1))
    panel.recv(64)
    touched(panel, BEGIN)
    x, y = pointer()
    touched(panel, END)
wanted = CORNERS[sys.argv[1]]
print(f"{(x, y)}, attendu près de {wanted}")
sys.exit(abs(x - wanted[0]) > 0.05 * WIDTH or abs(y - wanted[1]) > 0.05 * HEIGHT)

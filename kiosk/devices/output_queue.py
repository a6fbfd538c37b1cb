"""What the kernel still holds for a socket or a line."""

from __future__ import annotations

import fcntl
import struct
import termios
from contextlib import suppress


def output_queue(descriptor: int) -> int:
    """Bytes that the other side has not taken yet (TIOCOUTQ, SIOCOUTQ); 0 where nobody knows."""
    with suppress(OSError):
        (count,) = struct.unpack("i", fcntl.ioctl(descriptor, termios.TIOCOUTQ, bytes(4)))
        return int(count)
    return 0

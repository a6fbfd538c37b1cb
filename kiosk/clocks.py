"""The clocks of this machine, and what each of them is good for.

The wall clock says what hour it is, and may be set wrong, set forward or set back while the
program runs. Waits are measured by `elapsed`, which nobody can set.
"""

from __future__ import annotations

import ctypes
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

Clock = Callable[[], datetime]
"""The time now, with a time zone."""

Elapsed = Callable[[], float]
"""Seconds on a clock that never goes back; only differences mean something."""

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def system_clock() -> datetime:
    """What this machine believes the hour to be, in UTC."""
    return datetime.now(UTC)


def elapsed() -> float:
    """Seconds since this machine was started, also those it slept.

    Linux's CLOCK_BOOTTIME: Python's `time.monotonic` stands still while a machine is suspended,
    and a visit left open at night would still be there in the morning.
    """
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


def boot_id() -> str:
    """Which run of this machine it is: `elapsed` can be compared within one. "" when unknown."""
    try:
        return BOOT_ID.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


class _Timex(ctypes.Structure):
    """`struct timex` of <sys/timex.h>, adjtimex(2); 64-bit Linux."""

    _fields_ = (
        ("modes", ctypes.c_uint),
        ("offset", ctypes.c_long),
        ("freq", ctypes.c_long),
        ("maxerror", ctypes.c_long),
        ("esterror", ctypes.c_long),
        ("status", ctypes.c_int),
        ("constant", ctypes.c_long),
        ("precision", ctypes.c_long),
        ("tolerance", ctypes.c_long),
        ("seconds", ctypes.c_long),
        ("fraction", ctypes.c_long),
        ("more", ctypes.c_long * 32),
    )


_UNSYNCHRONISED = 0x0040
"""STA_UNSYNC, set by the kernel until a time service (NTP) disciplines its clock."""
_ERROR = 5
"""TIME_ERROR: what adjtimex returns for a clock that is not synchronised."""


def synchronised_time() -> datetime | None:
    """The kernel's own time in UTC, when a time service (NTP) vouches for it; None otherwise.

    Read from the kernel with the state that it is in, so that a program that is told another
    hour cannot take it for a vouched one. Reads only: it needs no rights.
    """
    state = _Timex(modes=0)
    try:
        said = ctypes.CDLL(None, use_errno=True).adjtimex(ctypes.byref(state))
    except (OSError, AttributeError):  # another system than Linux
        return None
    if said in (-1, _ERROR) or state.status & _UNSYNCHRONISED:
        return None
    return datetime.fromtimestamp(0, UTC) + timedelta(seconds=state.seconds)

"""Whether somebody sets this machine's clock: one that nobody sets drifts by minutes a month."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

from kiosk.visit.findings import Finding

TIMEX_BYTES = 512
"""More than `struct timex` has, on any Linux: all zeros ask without changing anything."""
UNSYNCHRONISED = 5
"""TIME_ERROR of adjtimex(2): no time service has set the clock since the start."""


def clock_state() -> int:
    """As the kernel keeps it, whichever time service is there; -1 where it does not tell."""
    try:
        return int(ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(TIMEX_BYTES)))
    except (OSError, AttributeError):  # no Linux, or not its library
        return -1


def check_clock_is_set() -> Iterator[Finding]:
    state = clock_state()
    if state == UNSYNCHRONISED:
        says = (
            "personne ne met cette horloge à l'heure. Lancez : sudo timedatectl set-ntp true ;"
            " et vérifiez que le réseau laisse passer l'heure (NTP, port 123)."
        )
        yield Finding("clock-set", "note", says)
    elif state < 0:
        yield Finding("clock-set", "note", "ce système ne dit pas qui met l'horloge à l'heure.")
    else:
        yield Finding("clock-set", "ok", "un service de temps met cette horloge à l'heure")

"""Whether somebody sets this machine's clock: one that nobody sets drifts by minutes a month."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.clocks import synchronised_time
from kiosk.visit.findings import Finding


def check_clock_is_set() -> Iterator[Finding]:
    if synchronised_time() is None:
        says = (
            "aucun service de temps ne met cette horloge à l'heure. Lancez : sudo timedatectl"
            " set-ntp true ; et vérifiez que le réseau laisse passer l'heure (NTP, port 123)."
        )
        yield Finding("clock-set", "note", says)
    else:
        yield Finding("clock-set", "ok", "un service de temps met cette horloge à l'heure")

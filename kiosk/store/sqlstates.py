"""What an error of PostgreSQL means for us, by its SQLSTATE and not by the driver's classes.

The driver's classes follow the SQL standard, not our question: a server that only reads is an
"internal error" there, one that is being stopped an "operational" one. Our question is whether
the same may be asked again later.

Source: PostgreSQL, appendix A, "PostgreSQL Error Codes".
"""

from __future__ import annotations

from typing import Literal

Meaning = Literal["away", "conflict", "login", "refused", "integrity", "fault"]
"""away: the server cannot do it now. conflict: it gave way to another transaction. login: it
lets nobody in by this address. refused: no right to do this. integrity: a row stands in the
way. fault: the statement, or a value in it, is wrong, and will be tomorrow."""

STATES: dict[str, Meaning] = {
    "25006": "away",  # read only: set so, a standby, or in recovery
    "25P03": "away",  # idle in a transaction for too long: the server hung up
    "25P04": "away",  # a transaction that took too long
    "40003": "away",  # whether it was done is not known
    "42501": "refused",
    "55P03": "conflict",  # a lock was not to be had
}

CLASSES: dict[str, Meaning] = {
    "08": "away",  # the connection
    "28": "login",  # name or password
    "3D": "login",  # no such database
    "40": "conflict",  # undone: deadlock, serialization, a standby that had to go on
    "53": "away",  # no connections, memory or disk left
    "55": "away",  # not in the state for it: being started, being dropped
    "57": "away",  # stopped by somebody, starting, shutting down, out of time
    "58": "away",  # the system under it: input and output, files
    "F0": "away",  # its own configuration
    "HV": "away",  # another server behind it
    "XX": "away",  # broken inside: damaged pages
    "23": "integrity",
}

FAULTS = (
    *("02", "03", "09", "0A", "0B", "0F", "0L", "0P", "20", "21", "22", "24", "25", "26", "27"),
    *("2B", "2D", "2F", "34", "38", "39", "3B", "3F", "42", "44", "54", "P0"),
)
"""Classes of which the statement itself is the cause."""


def meaning_of(sqlstate: str) -> Meaning:
    """A state that nobody has heard of (a pool's own, a newer server's) is an outage: what was
    asked is then kept, and asked again."""
    if sqlstate in STATES:
        return STATES[sqlstate]
    kind = sqlstate[:2]
    if kind in CLASSES:
        return CLASSES[kind]
    return "fault" if kind in FAULTS else "away"

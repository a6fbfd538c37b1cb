"""The one tree of errors.

KioskError
└── one class a room for what it may raise, each defined in its room

A visitor never sees their words; staff and operators do.
"""

from __future__ import annotations


class KioskError(Exception):
    """Anything that the kiosk itself raises."""

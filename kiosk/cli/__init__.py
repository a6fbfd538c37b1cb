"""The commands of `kiosk`; the only place where the rooms are wired together."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from kiosk.errors import KioskError

REFUSED = 2
"""The exit status when what was asked cannot be done: wrong settings, wrong words."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit status. Errors are sentences on standard error."""
    from kiosk.cli.words import parser

    chosen = parser().parse_args(arguments)
    try:
        status: int = chosen.run(chosen)
    except KioskError as error:
        print(error, file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 1
    return status

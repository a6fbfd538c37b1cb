"""The commands of `kiosk`; the only place where the rooms are wired together."""

from __future__ import annotations

import logging
import os
import sys
import traceback
from collections.abc import Callable, Sequence

from kiosk.cli.console import flushed, prepare_output, without_controls
from kiosk.errors import KioskError
from kiosk.settings import DETAILS
from kiosk.system_errors import reason

log = logging.getLogger(__name__)

REFUSED = 2
"""The exit status when what was asked cannot be done: wrong settings, wrong words."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit status. Errors are sentences on standard error."""
    prepare_output()
    try:
        status = _in_sentences(lambda: _run(arguments))
    except SystemExit as left:  # argparse has said all there is to say
        unsaid = flushed()
        if unsaid is not None and not left.code:
            raise SystemExit(_refused(_what_happened(unsaid))) from None
        raise
    unsaid = flushed()
    if unsaid is not None and status == 0:
        return _refused(_what_happened(unsaid))
    return status


def _run(arguments: Sequence[str] | None) -> int:
    from kiosk.cli.command_line import parser_of
    from kiosk.cli.command_table import COMMANDS

    chosen = parser_of(COMMANDS).parse_args(arguments)
    status: int = chosen.run(chosen)
    return status


def _in_sentences(command: Callable[[], int]) -> int:
    try:
        return command()
    except KioskError as error:
        return _refused(str(error))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 1
    except OSError as error:
        return _refused(_what_happened(error))
    except Exception as error:
        # A fault of ours. An operator can do nothing with a traceback, a developer much: it
        # goes to the log of a service, and onto the screen when it is asked for.
        if logging.getLogger().handlers:
            log.exception("A fault of the program")
        elif os.environ.get(DETAILS):
            traceback.print_exc()
        return _refused(
            f"Le programme s'est arrêté sur une faute à lui ({type(error).__name__}) ; rien n'est "
            f"perdu de ce qui était gardé. Recommencez ; si cela revient, signalez-le avec ce que "
            f"dit la même commande précédée de {DETAILS}=1."
        )


def _refused(sentence: str) -> int:
    print(without_controls(sentence), file=sys.stderr)
    return REFUSED


def _what_happened(error: OSError) -> str:
    why = reason(error)
    return f"{error.filename} : {why}." if error.filename else f"{why[0].upper()}{why[1:]}."

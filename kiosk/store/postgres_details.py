"""PostgreSQL explains an error by quoting the row: "Failing row contains (…)".

What it quotes may be a name, a number or a code, and an exception's words go into a log.
"""

from __future__ import annotations

import psycopg
from sqlalchemy import ExceptionContext

VALUES = "22"
"""The class of SQLSTATE for data that does not go: there the first line quotes it too."""


def drop_details(context: ExceptionContext) -> None:
    """For `handle_error`: leave the server's first line, or the error's name alone."""
    error, wrapped = context.original_exception, context.sqlalchemy_exception
    if not isinstance(error, psycopg.Error) or error.diag.message_primary is None:
        return
    name = type(error).__name__
    quotes = (error.sqlstate or VALUES).startswith(VALUES)
    error.args = (name if quotes else error.diag.message_primary,)
    if wrapped is not None:
        wrapped.args = (f"({type(error).__module__}.{name}) {error}",)

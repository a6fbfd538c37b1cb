"""Column types of our own: moments in UTC, and short lists of ids."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import Column, ColumnElement, DateTime, Dialect, String, TypeDecorator, type_coerce


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, kept in UTC and given back in UTC.

    A time without a time zone is refused (ValueError): nobody could say which moment
    it is when the clocks change.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError(f"A time without a time zone cannot be kept: {value.isoformat()}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        # SQLite keeps no time zone; what was written there was UTC.
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[tuple[str, ...]]):
    """Ids written `,one,two,`, so that SQL finds one of them with `LIKE '%,one,%'`.

    NULL says "all". See `holds_word`.
    """

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Iterable[str] | None, _dialect: Dialect) -> str | None:
        if value is None:
            return None
        words = tuple(value)
        if any("," in word or not word for word in words):
            raise ValueError(f"An id is never empty and holds no comma: {words}")
        return f",{','.join(words)},"

    def process_result_value(self, value: str | None, _dialect: Dialect) -> tuple[str, ...] | None:
        return None if value is None else tuple(word for word in value.split(",") if word)


def holds_word(column: Column[tuple[str, ...]], word: str) -> ColumnElement[bool]:
    """SQL: whether one of the ids of a `Words` column is this one. Never true for NULL."""
    return type_coerce(column, String).contains(f",{word},", autoescape=True)

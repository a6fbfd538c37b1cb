"""Column types of our own: moments in UTC, words of a length, and short lists of ids."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import (
    Column,
    ColumnElement,
    DateTime,
    Dialect,
    String,
    Text,
    TypeDecorator,
    type_coerce,
)

from kiosk import limits
from kiosk.store.errors import Unfit


def _utc(value: datetime) -> datetime:
    if value.utcoffset() is None:
        raise ValueError(f"A time without a time zone cannot be kept: {value.isoformat()}")
    return value.astimezone(UTC)


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
        return _utc(value)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        # SQLite keeps no time zone; what was written there was UTC.
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class ShortText(TypeDecorator[str]):
    """Words of `most` letters at most, whatever the database would do with more.

    SQLite keeps what is longer, and PostgreSQL refuses it in words of its own: both raise
    `Unfit` here, before the database is asked.
    """

    impl = String
    cache_ok = True

    def __init__(self, most: int) -> None:
        super().__init__(*self._lengths(most))
        self.most = most

    def _lengths(self, most: int) -> tuple[int, ...]:
        """What the column itself is told."""
        return (most,)

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        why = None if value is None else limits.unfit(value, self.most)
        if why:
            raise Unfit(f"La base ne garde pas ce texte : {why}.")  # which may be somebody's name
        return value


class LongText(ShortText):
    """The same for what people are called and where: a column without a length of its own."""

    impl = Text
    cache_ok = True

    def _lengths(self, _most: int) -> tuple[int, ...]:
        return ()


class WordList(TypeDecorator[tuple[str, ...]]):
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
        for word in words:
            if why := limits.unfit(word, limits.ID):
                raise Unfit(f"La base ne garde pas cet id : {why}.")  # nor is a helper quoted
        return f",{','.join(words)},"

    def process_result_value(self, value: str | None, _dialect: Dialect) -> tuple[str, ...] | None:
        return None if value is None else tuple(word for word in value.split(",") if word)


class Spans(TypeDecorator[tuple[tuple[datetime, datetime], ...]]):
    """Spans of time, each as ISO 8601 writes an interval, `start/end`. NULL: none."""

    impl = Text
    cache_ok = True

    def process_bind_param(
        self, value: Iterable[tuple[datetime, datetime]] | None, _dialect: Dialect
    ) -> str | None:
        if value is None:
            return None
        return " ".join("/".join(_utc(edge).isoformat() for edge in span) for span in value)

    def process_result_value(
        self, value: str | None, _dialect: Dialect
    ) -> tuple[tuple[datetime, datetime], ...] | None:
        if value is None:
            return None
        spans = (written.partition("/") for written in value.split())
        return tuple((datetime.fromisoformat(a), datetime.fromisoformat(b)) for a, _, b in spans)


def holds_word(column: Column[tuple[str, ...]], word: str) -> ColumnElement[bool]:
    """SQL: whether one of the ids of a `WordList` column is this one. Never true for NULL."""
    return type_coerce(column, String).contains(f",{word},", autoescape=True)

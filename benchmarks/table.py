"""One table for all that is measured."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import quantiles


def p95(values: Sequence[float]) -> float:
    return quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure, beside that of something named; lower is better."""

    what: str
    ours: float
    unit: str
    beside: float | None = None
    named: str = ""
    """What it is set beside."""
    most: float | None = None
    """The aim, in the same unit."""
    most_ratio: float | None = None
    """The aim, as a share of the other's figure."""

    @property
    def ratio(self) -> float | None:
        return self.ours / self.beside if self.beside else None

    @property
    def met(self) -> bool | None:
        """None where there is no aim, or nothing to set it beside."""
        if self.most is not None:
            return self.ours <= self.most
        if self.most_ratio is not None and self.ratio is not None:
            return self.ratio <= self.most_ratio
        return None


HEAD = ("", "kiosk", "beside it", "ratio", "aim", "")


def table(rows: Iterable[Row]) -> str:
    cells = [HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(HEAD))]
    return "\n".join(_line(line, widths) for line in cells)


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    first, *others = zip(cells, widths, strict=True)
    spaced = [first[0].ljust(first[1])] + [cell.rjust(width) for cell, width in others]
    return "  ".join(spaced).rstrip()


def _cells(row: Row) -> tuple[str, ...]:
    beside = f"{row.named} {_figure(row.beside, row.unit)}" if row.beside is not None else ""
    ratio = f"{row.ratio:.2f}" if row.ratio is not None else ""
    return (row.what, _figure(row.ours, row.unit), beside, ratio, _aim(row), _verdict(row))


def _figure(value: float | None, unit: str) -> str:
    if value is None:
        return ""
    return f"{value:.0f} {unit}" if value >= 100 else f"{value:.1f} {unit}"


def _aim(row: Row) -> str:
    if row.most is not None:
        return f"≤ {row.most:g} {row.unit}"
    return f"≤ {row.most_ratio:g} ×" if row.most_ratio is not None else ""


def _verdict(row: Row) -> str:
    return {True: "met", False: "NOT MET", None: ""}[row.met]

"""How it goes: counts of a period as pictures, each beside the table that says the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from flask import Response

from kiosk.agenda.figure_export import as_csv
from kiosk.agenda.figure_tables import WHY_HIDDEN, FigureTable, tables
from kiosk.agenda.figures import LONGEST, YEARS, By, figures
from kiosk.web.staff.charts import svg_of
from kiosk.web.staff.desk import Desk, Route

USUAL = timedelta(days=27)
MOST_DAYS = 92
"""Days that are told one by one; of a longer period the weeks are."""

PER: dict[str, By] = {"jour": "day", "semaine": "week"}
FUNNEL = "service-"
"""What the tables of one service's steps are called by."""

PICTURE_HEADERS = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
"""Of a picture alone, which holds its own style: opened by itself it looks as on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenPeriod:
    """The period that is looked at, as the address says it."""

    first: date
    last: date
    by: By
    wrong: str = ""
    """What is wrong with what was asked; then it is the usual period."""

    @property
    def query(self) -> str:
        per = next(word for word, by in PER.items() if by == self.by)
        return urlencode({"du": self.first, "au": self.last, "par": per})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcut:
    label: str
    query: str
    is_here: bool


def _asked(desk: Desk) -> ChosenPeriod:
    today = desk.agenda.place.day_of(desk.agenda.counted_now())
    usual = ChosenPeriod(first=today - USUAL, last=today, by="day")
    try:
        last = date.fromisoformat(desk.args.get("au") or str(today))
        first = date.fromisoformat(desk.args.get("du") or str(last - USUAL))
    except (ValueError, OverflowError):
        return _instead(usual, "Un jour s'écrit avec l'année, le mois et le jour : 2026-11-30.")
    if not {first.year, last.year} <= {*YEARS}:
        return _instead(usual, "Un de ces jours est trop loin : choisissez-en un plus proche.")
    if last < first:
        return _instead(usual, "La période finit avant de commencer.")
    if last - first > LONGEST:
        return _instead(usual, f"La période est trop longue : {LONGEST.days} jours au plus.")
    by = PER.get(desk.args.get("par", ""), "day")
    return ChosenPeriod(
        first=first, last=last, by=by if (last - first).days < MOST_DAYS else "week"
    )


def _instead(usual: ChosenPeriod, wrong: str) -> ChosenPeriod:
    return ChosenPeriod(first=usual.first, last=usual.last, by=usual.by, wrong=wrong)


def _tables(desk: Desk, asked: ChosenPeriod) -> list[FigureTable]:
    with desk.agenda.reading(sure=False) as work:
        found = figures(work, asked.first, asked.last, asked.by)
    return tables(found, desk.site.catalog)


def _shortcuts(desk: Desk, asked: ChosenPeriod) -> list[Shortcut]:
    today = desk.agenda.place.day_of(desk.agenda.counted_now())
    spans: tuple[tuple[str, int, By], ...] = (
        ("7 jours", 7, "day"),
        ("4 semaines", 28, "day"),
        ("3 mois", 91, "week"),
        ("1 an", 364, "week"),
    )
    found = []
    for label, days, by in spans:
        one = ChosenPeriod(first=today - timedelta(days=days - 1), last=today, by=by)
        found.append(Shortcut(label=label, query=one.query, is_here=one.query == asked.query))
    return found


def show(desk: Desk) -> Response:
    asked = _asked(desk)
    shown = _tables(desk, asked)
    funnels = [one for one in shown if one.id.startswith(FUNNEL)]
    wanted = FUNNEL + desk.args.get("service", "")
    funnel = next((one for one in funnels if one.id == wanted), next(iter(funnels), None))
    return desk.render(
        "figures.html",
        status=400 if asked.wrong else 200,
        asked=asked,
        shortcuts=_shortcuts(desk, asked),
        tables=[one for one in shown if one is funnel or one not in funnels],
        funnels=[(one.id.removeprefix(FUNNEL), one.title, one is funnel) for one in funnels],
        funnel=funnel,
        why_hidden=WHY_HIDDEN,
    )


def picture(desk: Desk, table: str) -> Response:
    """One table as SVG. A picture of no table is an empty one: the page beside it is right."""
    one = next((one for one in _tables(desk, _asked(desk)) if one.id == table), None)
    if one is None:
        return Response("", 404, content_type="text/plain; charset=utf-8")
    drawn = svg_of(one, upright=one.total is not None)
    return Response(drawn, content_type="image/svg+xml; charset=utf-8", headers=PICTURE_HEADERS)


def spreadsheet(desk: Desk) -> Response:
    asked = _asked(desk)
    name = f"chiffres-{asked.first}-{asked.last}.csv"
    return Response(
        as_csv(_tables(desk, asked), for_spreadsheet=True),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


ROUTES = (
    Route("GET", "/chiffres", show, "figures", nav="Comment ça va"),
    Route("GET", "/chiffres/<table>.svg", picture, "figures"),
    Route("GET", "/chiffres.csv", spreadsheet, "figures"),
)

"""The figures of a place in French, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from babel import Locale

from kiosk.agenda.figures import Figures, Period, SeriesName, ServiceFigures
from kiosk.agenda.small_counts import LEAST, Shown
from kiosk.catalog.model import Catalog

HIDDEN = "masqué"
WHY_HIDDEN = (
    f"Un nombre masqué est plus petit que {LEAST}, ou il permettrait d'en calculer un qui l'est : "
    "personne ne doit être reconnu."
)

KINDS = {
    "appointment": "Rendez-vous",
    "workshop": "Ateliers",
    "coworking": "Places pour travailler",
    "group": "Groupes",
    "coaching": "Entraînements",
    "trial": "Essais",
    "sponsor": "Coups de main",
}
"""A kind that is not here is called as the store calls it."""

PAPERS = {
    "printed": "Imprimés",
    "shown": "Montrés à l'écran seulement",
    "failed": "Non imprimés (papier, panne)",
    "unknown": "Envoyés à une imprimante qui ne répond pas",
}

FACES = {"good": "Bien", "middling": "Moyen", "bad": "Pas bien"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    key: str
    """The same in every language: a date, a service, a step."""
    name: str
    counts: tuple[Shown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTable:
    id: str
    title: str
    about: str
    """What it says, in a sentence or two."""
    rows_are: str
    columns: tuple[str, ...]
    rows: tuple[FigureRow, ...]
    total: FigureRow | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing was counted; what is hidden was."""
        return not any(count != 0 for row in self.rows for count in row.counts)

    @property
    def lines(self) -> tuple[FigureRow, ...]:
        return self.rows if self.total is None else (*self.rows, self.total)


def tables(figures: Figures, catalog: Catalog) -> list[FigureTable]:
    """All of them, in the order in which they are read."""
    return [
        _along(
            figures,
            "visites",
            "Visites",
            "Combien de personnes sont venues à une borne, et combien sont reparties avec "
            f"quelqu'un : un rendez-vous, une place, ou une personne venue.{_share(figures)}",
            {"visits": "Visites", "with_person": "Reparties avec quelqu'un"},
        ),
        _along(
            figures,
            "parcours",
            "Parcours",
            "Les parcours commencés ou repris, et ceux finis sans avoir demandé personne.",
            {"walks": "Commencés", "walks_alone": "Finis sans aide"},
        ),
        _services(figures, catalog),
        *(_funnel(one, catalog) for one in _in_order(figures.services, catalog)),
        _along(
            figures,
            "attente",
            "Quelqu'un, maintenant",
            f"Les appels depuis une borne.{_wait(figures)}",
            {"somebody_came": "Quelqu'un est venu", "nobody_came": "Personne n'est venu"},
        ),
        _sessions(figures),
        _along(
            figures,
            "defis",
            "Défis",
            "Les défis emportés sur un ticket, et ceux dont on est revenu dire qu'ils sont faits.",
            {"challenges_taken": "Emportés", "challenges_done": "Faits"},
        ),
        _along(
            figures,
            "tickets",
            "Tickets",
            "Les tickets sortis sur papier, et ceux que l'imprimante n'a pas sortis.",
            {"tickets_printed": "Imprimés", "tickets_failed": "Non imprimés"},
        ),
        _list(
            "papiers",
            "Ce que sont devenus les tickets",
            "Ticket",
            "Tickets",
            figures.tickets,
            PAPERS,
        ),
        _list(
            "langues",
            "Langues",
            "Langue",
            "Visites",
            figures.languages,
            _languages(figures.languages),
        ),
        _list("visages", "Avis", "Avis", "Avis donnés", figures.faces, FACES),
    ]


def _along(
    figures: Figures, key: str, title: str, about: str, columns: Mapping[SeriesName, str]
) -> FigureTable:
    series = [figures.series[name] for name in columns]
    rows = tuple(
        FigureRow(key=str(period.first), name=period_name(period), counts=tuple(counts))
        for period, *counts in zip(figures.periods, *(one.counts for one in series), strict=True)
    )
    total = FigureRow(key="total", name="En tout", counts=tuple(one.total for one in series))
    return FigureTable(
        id=key,
        title=title,
        about=about,
        rows_are="Jour" if figures.by == "day" else "Semaine",
        columns=tuple(columns.values()),
        rows=rows,
        total=total,
    )


def period_name(period: Period) -> str:
    if period.first == period.last:
        return f"{period.first:%d/%m/%Y}"
    return f"du {period.first:%d/%m} au {period.last:%d/%m/%Y}"


def _share(figures: Figures) -> str:
    share = figures.share_with_person
    return "" if share is None else f" Cela fait {share} sur 100."


def _wait(figures: Figures) -> str:
    wait = figures.wait
    if wait.median is None:
        return " Trop peu d'appels pour dire le temps d'attente."
    return (
        f" Quelqu'un est venu en {wait.median} min au plus une fois sur deux, et en "
        f"{wait.nine_in_ten} min au plus 9 fois sur 10."
    )


def _services(figures: Figures, catalog: Catalog) -> FigureTable:
    titles = {one.id: one.name for one in catalog.services}
    rows = tuple(
        FigureRow(
            key=one.service,
            name=titles.get(one.service, one.service),
            counts=(one.begun, one.finished, one.alone),
        )
        for one in _in_order(figures.services, catalog)
    )
    return FigureTable(
        id="services",
        title="Parcours par service",
        about="Pour chaque service : commencés ou repris, finis, et finis sans aide.",
        rows_are="Service",
        columns=("Commencés", "Finis", "Finis sans aide"),
        rows=rows,
    )


def _in_order(services: Iterable[ServiceFigures], catalog: Catalog) -> list[ServiceFigures]:
    """As the catalogue has them; what it no longer has comes after."""
    places = {one.id: number for number, one in enumerate(catalog.services)}
    return sorted(services, key=lambda one: (places.get(one.service, len(places)), one.service))


def _funnel(one: ServiceFigures, catalog: Catalog) -> FigureTable:
    known = {service.id: service for service in catalog.services}.get(one.service)
    titles = {step.id: step.title for step in known.steps} if known else {}
    places = {step: number for number, step in enumerate(titles)}
    steps = sorted(one.steps, key=lambda at: (places.get(at.step, len(places)), at.step))
    return FigureTable(
        id=f"service-{one.service}",
        title=known.name if known else one.service,
        about="Étape par étape : combien l'ont vue, y ont demandé quelqu'un, s'y sont arrêtés.",
        rows_are="Étape",
        columns=("Vue", "Quelqu'un demandé", "Arrêt"),
        rows=tuple(
            FigureRow(
                key=at.step,
                name=titles.get(at.step, at.step),
                counts=(at.seen, at.asked, at.stopped),
            )
            for at in steps
        ),
    )


def _sessions(figures: Figures) -> FigureTable:
    return FigureTable(
        id="seances",
        title="Séances",
        about="Les séances passées où quelqu'un était attendu, en personnes. Présents : qui a dit "
        "« Je suis là » à une borne, ou a été noté par l'équipe. Absents : notés par l'équipe.",
        rows_are="Séances",
        columns=("Séances", "Attendus", "Présents", "Absents"),
        rows=tuple(
            FigureRow(
                key=one.kind,
                name=KINDS.get(one.kind, one.kind),
                counts=(one.sessions, one.booked, one.came, one.absent),
            )
            for one in figures.sessions
        ),
    )


def _list(
    key: str,
    title: str,
    rows_are: str,
    column: str,
    counts: Mapping[str, Shown],
    names: Mapping[str, str],
) -> FigureTable:
    in_order = [
        *(one for one in names if one in counts),
        *(one for one in counts if one not in names),
    ]
    return FigureTable(
        id=key,
        title=title,
        about="Sur toute la période.",
        rows_are=rows_are,
        columns=(column,),
        rows=tuple(
            FigureRow(key=one, name=names.get(one, one), counts=(counts[one],)) for one in in_order
        ),
    )


def _languages(codes: Iterable[str]) -> dict[str, str]:
    french = Locale("fr").languages
    return {code: str(french.get(code, code)).capitalize() for code in codes}


def said(count: Shown) -> str:
    return HIDDEN if count is None else str(count)

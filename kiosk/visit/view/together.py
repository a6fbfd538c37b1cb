"""What happens here with others: the door, the programme, and one session."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from kiosk.catalog.model import Service, ThemeColour
from kiosk.i18n.text import ClockTime, Day, Text, _, plural
from kiosk.visit import scenes
from kiosk.visit.events import (
    ChooseField,
    OpenChallenges,
    OpenProgramme,
    OpenSession,
    OpenSponsoring,
    OpenWall,
    WishHelp,
)
from kiosk.visit.fields import FIELD_ICONS, FIELDS
from kiosk.visit.programme import KINDS, SessionOffer
from kiosk.visit.state import Context, Visit
from kiosk.visit.view.bodies import shown_at
from kiosk.visit.view.phrases import catalog_text, day_and_hour, session_days
from kiosk.visit.views import Body, Button, CardsView

SOON = 2
"""How many sessions the door shows; the programme has all of them."""

KIND_NAMES: dict[str, Text] = {
    "workshop": _("Un atelier"),
    "coworking": _("Une place pour travailler"),
    "group": _("Un groupe"),
    "coaching": _("Un entraînement avec quelqu'un"),
    "trial": _("Montrer ce que je sais faire"),
    "sponsor": _("Un coup de main"),
}
KIND_DETAILS: dict[str, Text] = {
    "workshop": _("On apprend à plusieurs, avec quelqu'un qui montre."),
    "coworking": _("Une table, et d'autres personnes qui cherchent aussi."),
    "group": _("Les mêmes personnes, chaque semaine. On s'entraide."),
    "coaching": _("Un entretien, reprendre confiance : on s'exerce ensemble."),
    "trial": _("Un essai ou un jeu, sans CV. L'employeur regarde ce que vous faites."),
    "sponsor": _("Une personne d'ici vous donne une heure de son temps."),
}
KIND_ICONS = {
    "workshop": "presentation",
    "coworking": "laptop",
    "group": "users",
    "coaching": "message-circle",
    "trial": "puzzle",
    "sponsor": "hand-helping",
}
KIND_COLOURS: dict[str, ThemeColour] = {
    "workshop": "mint",
    "coworking": "blue",
    "group": "violet",
    "coaching": "yellow",
    "trial": "pink",
    "sponsor": "peach",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TogetherView(Body):
    title: Text
    subtitle: Text
    note: Text | None
    """While it is looked up; or that nothing is planned."""
    kinds: tuple[Button, ...]
    soon: tuple[Button, ...]
    """The next sessions, of any kind: when and what as label, how full as detail."""
    all: Button | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeView(Body):
    title: Text
    subtitle: Text
    note: Text | None
    wish: Button | None
    """Where no hour answers: the team looks for somebody."""
    days: tuple[tuple[Text, tuple[Button, ...]], ...]
    """Each day with its sessions."""


@shown_at(scenes.Together)
def together(visit: Visit, context: Context) -> TogetherView:
    sessions = visit.joining.sessions if visit.joining else None
    open_ones = [one for one in sessions or () if one.room(context.now) != "closed"]
    return TogetherView(
        title=_("Faire avec d'autres"),
        subtitle=_("On n'est pas obligé de chercher seul. Venez comme vous êtes."),
        note=_nothing_yet(sessions, bool(open_ones)),
        kinds=(*_kinds(open_ones), _hand(), *_challenges(context), _wall()),
        soon=tuple(_line(one, context, with_day=True) for one in open_ones[:SOON]),
        all=Button(label=_("Toute la semaine"), event=OpenProgramme(""), icon="calendar-days")
        if len(open_ones) > SOON
        else None,
    )


def _nothing_yet(sessions: tuple[SessionOffer, ...] | None, any_open: bool) -> Text | None:
    if sessions is None:
        return _("Un instant, nous regardons ce qui est prévu.")
    if not any_open:
        return _("Rien n'est prévu ces jours-ci. L'équipe vous dira ce qui vient.")
    return None


def _kinds(sessions: list[SessionOffer]) -> Iterator[Button]:
    """Those that happen here: nothing leads to an empty page."""
    for kind in KINDS:
        if any(one.session.kind == kind for one in sessions):
            yield Button(
                label=KIND_NAMES[kind],
                detail=KIND_DETAILS[kind],
                event=OpenProgramme(kind),
                icon=KIND_ICONS[kind],
                colour=KIND_COLOURS[kind],
            )


def _challenges(context: Context) -> tuple[Button, ...]:
    if not context.catalog.challenges:
        return ()
    return (Button(label=_("Un défi"), event=OpenChallenges(), icon="flag", colour="green"),)


def _hand() -> Button:
    return Button(
        label=KIND_NAMES["sponsor"], event=OpenSponsoring(), icon="hand-helping", colour="peach"
    )


def _wall() -> Button:
    return Button(
        label=_("Une idée, une difficulté"), event=OpenWall(), icon="lightbulb", colour="yellow"
    )


@shown_at(scenes.Programme)
def programme(visit: Visit, context: Context) -> ProgrammeView:
    assert isinstance(visit.scene, scenes.Programme)
    kind = visit.scene.kind
    sessions = visit.joining.sessions if visit.joining else None
    shown = [
        one
        for one in sessions or ()
        if one.room(context.now) != "closed" and kind in ("", one.session.kind)
    ]

    def day_of(one: SessionOffer) -> date:
        return one.session.starts_at.astimezone(context.zone).date()

    return ProgrammeView(
        title=KIND_NAMES[kind] if kind in KIND_NAMES else _("Cette semaine, ici"),
        subtitle=KIND_DETAILS[kind]
        if kind in KIND_DETAILS
        else _("Touchez une ligne pour en savoir plus."),
        note=_nobody_yet(sessions, bool(shown))
        if kind == "sponsor"
        else _nothing_yet(sessions, bool(shown)),
        wish=_wish(visit, bool(shown)) if kind == "sponsor" else None,
        days=tuple(
            (
                _("{day}", day=Day(the_day, context.date)),
                tuple(_line(one, context, with_day=False) for one in of_day),
            )
            for the_day, of_day in groupby(shown, day_of)
        ),
    )


def _nobody_yet(sessions: tuple[SessionOffer, ...] | None, any_free: bool) -> Text | None:
    if sessions is None:
        return _("Un instant, nous regardons qui peut vous aider.")
    if not any_free:
        return _("Personne n'est libre pour cela ces jours-ci. L'équipe peut chercher pour vous.")
    return None


def _wish(visit: Visit, any_free: bool) -> Button | None:
    if any_free or visit.joining is None or visit.joining.sessions is None:
        return None
    asked = visit.draft is not None and bool(visit.draft.enquiry_id)
    return Button(
        label=_("Demander à l'équipe"), event=WishHelp(), icon="send", tone="go", enabled=not asked
    )


def _line(offer: SessionOffer, context: Context, *, with_day: bool) -> Button:
    session = offer.session
    at = ClockTime(session.starts_at.astimezone(context.zone))
    title = session_name(offer)
    label = _("{hour} · {title}", hour=at, title=title)
    room = how_full(offer, context)
    about = room
    if with_day or session.meetings:
        about = _("{day} · {room}", day=session_days(session, context), room=room)
    return Button(
        label=label,
        detail=about,
        event=OpenSession(session.id),
        icon=KIND_ICONS.get(session.kind, "users"),
    )


def goes_with(service: Service, context: Context) -> Button | None:
    """The next session that goes with a service: "Atelier CV, jeudi, 10 h"; None without one."""
    for kind in service.activities:
        for offer in context.today.with_others:
            if offer.session.kind == kind and offer.room(context.now) != "closed":
                return Button(
                    label=_("Avec d'autres : {title}", title=session_name(offer)),
                    detail=_(
                        "{when} · {room}",
                        when=day_and_hour(offer.session, context),
                        room=how_full(offer, context),
                    ),
                    event=OpenSession(offer.session.id),
                    icon=KIND_ICONS[kind],
                )
    return None


def session_name(offer: SessionOffer) -> Text:
    if offer.session.title:
        return catalog_text(offer.session.title)
    return KIND_NAMES.get(offer.session.kind, _("Une séance"))


def how_full(offer: SessionOffer, context: Context) -> Text:
    match offer.room(context.now):
        case "free":
            return plural("{count} place", "{count} places", offer.left)
        case "begun":
            return plural(
                "C'est commencé, il reste {count} place",
                "C'est commencé, il reste {count} places",
                offer.left,
            )
        case "list":
            return _("Complet : liste d'attente")
        case "full":
            return _("Complet")
        case "closed":
            return _("On n'entre plus")


@shown_at(scenes.LookingFor)
def looking_for(visit: Visit, context: Context) -> CardsView:
    """Nobody has to say it, and nobody is named."""
    return CardsView(
        title=_("Dans quoi cherchez-vous ?"),
        subtitle=_("Si vous voulez le dire. On voit combien cherchent cela ici, jamais qui."),
        cards=tuple(
            Button(label=label, event=ChooseField(field), icon=FIELD_ICONS[field])
            for field, label in FIELDS.items()
        ),
        go=Button(label=_("Je préfère ne pas le dire"), event=ChooseField(""), icon="arrow-right"),
    )

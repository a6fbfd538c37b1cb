"""What happens here with others: the door, the programme, and one session."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from kiosk.catalog.model import Service, ThemeColour
from kiosk.i18n.text import ClockTime, Day, Text, _, as_is, plural
from kiosk.visit import scenes
from kiosk.visit.events import (
    ChoosePersons,
    JoinSession,
    OpenCarnet,
    OpenChallenges,
    OpenProgramme,
    OpenSession,
    OpenSponsoring,
    OpenTogether,
    OpenWall,
    WishHelp,
)
from kiosk.visit.joining import Joining
from kiosk.visit.programme import KINDS, MOST_PERSONS, SessionOffer, may_arrive
from kiosk.visit.results import Refusal
from kiosk.visit.state import Context, Visit
from kiosk.visit.update.joining import already_on_ticket, at_same_hour
from kiosk.visit.view.bodies import shown_at
from kiosk.visit.view.phrases import catalog_text, day, helper_at, hour
from kiosk.visit.views import Body, Button

FOR_ONE = ("sponsor", "coaching")
"""Kinds to which nobody brings others along."""

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
    "sponsor": _("Une personne qui est passée par là vous donne une heure."),
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
REFUSED: dict[Refusal, Text] = {
    "full": _("Quelqu'un vient de prendre les dernières places. Rien n'a été changé pour vous."),
    "list_full": _("La liste d'attente est pleine, elle aussi. D'autres séances viennent."),
    "closed": _("On ne peut plus entrer à cette séance. D'autres viennent."),
    "same_hour": _("Votre ticket a déjà quelque chose à cette heure-là."),
    "not_now": _("C'est encore trop tôt."),
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


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionView(Body):
    title: Text
    hour: Text
    day: Text
    lines: tuple[tuple[str, Text], ...]
    """An icon and a sentence each: what, where, with whom, what to bring, how full."""
    note: Text | None
    how_many: Text | None
    persons: tuple[Button, ...]
    """How many come together; the number that is picked. Empty where none can be had."""
    join: Button | None
    others: Button


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
    title = _name(offer)
    label = _("{hour} · {title}", hour=at, title=title)
    room = how_full(offer, context)
    about = _("{day} · {room}", day=day(session, context), room=room) if with_day else room
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
                    label=_("Avec d'autres : {title}", title=_name(offer)),
                    detail=_(
                        "{day}, {hour} · {room}",
                        day=day(offer.session, context),
                        hour=hour(offer.session, context),
                        room=how_full(offer, context),
                    ),
                    event=OpenSession(offer.session.id),
                    icon=KIND_ICONS[kind],
                )
    return None


def _name(offer: SessionOffer) -> Text:
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


@shown_at(scenes.SessionPage)
def session(visit: Visit, context: Context) -> SessionView:
    assert isinstance(visit.scene, scenes.SessionPage)
    joining = visit.joining or Joining()
    offer = joining.session(visit.scene.session_id)
    others = Button(label=_("Voir autre chose"), event=OpenTogether(), icon="arrow-left")
    if offer is None:  # it was cancelled or withdrawn while it was looked at
        return SessionView(
            title=_("Cette séance n'a plus lieu"),
            hour=_("Rien n'a été changé pour vous."),
            day=_("D'autres séances viennent."),
            lines=(),
            note=None,
            how_many=None,
            persons=(),
            join=None,
            others=others,
        )
    mine = already_on_ticket(visit, offer, context)
    several = offer.session.kind not in FOR_ONE
    may_join = mine is None and offer.room(context.now, 1) not in ("full", "closed")
    return SessionView(
        title=_name(offer),
        hour=hour(offer.session, context),
        day=day(offer.session, context),
        lines=tuple(_told(offer, context)),
        note=_note(visit, offer, context),
        how_many=_("Vous venez à combien ?") if may_join and several else None,
        persons=tuple(_how_many(joining)) if may_join and several else (),
        join=_join(visit, offer, context) if may_join else _see_ticket(mine is not None),
        others=others,
    )


def _see_ticket(mine: bool) -> Button | None:
    if not mine:
        return None
    return Button(label=_("Revoir mon ticket"), event=OpenCarnet(), icon="ticket", tone="go")


def _told(offer: SessionOffer, context: Context) -> Iterator[tuple[str, Text]]:
    """Few lines: what is to know before one comes, on one screen."""
    session = offer.session
    if offer.about:
        yield ("info", catalog_text(offer.about))
    if session.helper or session.location:
        yield ("map-pin", helper_at(session.helper, session.location))
    if offer.beginners:
        yield ("sprout", _("Pour débuter : il ne faut rien savoir avant."))
    if offer.bring:
        yield ("backpack", _("À apporter : {what}", what=catalog_text(offer.bring)))
    if offer.arrived and may_arrive(session, context.now):
        yield (
            "users",
            plural("{count} personne est là", "{count} personnes sont là", offer.arrived),
        )
    ends = ClockTime(session.ends_at.astimezone(context.zone))
    room = how_full(offer, context)
    yield ("hourglass", _("Jusqu'à {hour}. {room}", hour=ends, room=room))


def _note(visit: Visit, offer: SessionOffer, context: Context) -> Text | None:
    joining = visit.joining or Joining()
    if joining.attempt == "asked":
        return _("Un instant, nous l'écrivons.")
    if joining.refused:
        return REFUSED[joining.refused]
    if already_on_ticket(visit, offer, context):
        return _("C'est déjà sur votre ticket.")
    if at_same_hour(visit, offer, context):
        return _("Votre ticket a déjà quelque chose à cette heure-là. L'un des deux sera rendu.")
    if offer.room(context.now) == "begun":
        return _("C'est commencé. Entrez sans gêne, quelqu'un vous dira où on en est.")
    if offer.room(context.now, joining.persons) == "list":
        return _("C'est complet. Si quelqu'un rend sa place, elle est pour qui attend.")
    return None


def _how_many(joining: Joining) -> Iterator[Button]:
    for count in range(1, MOST_PERSONS + 1):
        yield Button(
            label=as_is(str(count)),
            event=ChoosePersons(count),
            picked=count == joining.persons,
            enabled=joining.attempt != "asked",
        )


def _join(visit: Visit, offer: SessionOffer, context: Context) -> Button:
    joining = visit.joining or Joining()
    room = offer.room(context.now, joining.persons)
    other = at_same_hour(visit, offer, context)
    instead_of = other.id if other else ""
    enabled = joining.attempt != "asked" and room not in ("full", "closed")
    if room == "list":
        return Button(
            label=_("M'inscrire sur la liste d'attente"),
            event=JoinSession(wait=True, instead_of=""),
            icon="hourglass",
            tone="go",
            enabled=enabled,
        )
    if other:
        label = _("Venir ici à la place")
    else:
        label = _("Je viens") if joining.persons == 1 else _("Nous venons")
    return Button(
        label=label,
        event=JoinSession(instead_of=instead_of),
        icon="check",
        tone="go",
        enabled=enabled,
    )

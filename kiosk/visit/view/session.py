"""One session: whether to come, and how many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.i18n.text import ClockTime, Languages, Text, _, as_is, plural
from kiosk.visit import scenes
from kiosk.visit.events import (
    ChoosePersons,
    ChooseWay,
    JoinSession,
    OpenCarnet,
    OpenTogether,
)
from kiosk.visit.fields import FIELD_ICONS, FIELDS
from kiosk.visit.joining import Joining
from kiosk.visit.programme import MOST_PERSONS, SessionOffer, may_arrive
from kiosk.visit.results import Refusal
from kiosk.visit.state import Context, Visit
from kiosk.visit.update.joining import already_on_ticket, at_same_hour
from kiosk.visit.view.bodies import shown_at
from kiosk.visit.view.phrases import catalog_text, helper_at, hour, session_days
from kiosk.visit.view.together import how_full, session_name
from kiosk.visit.views import Body, Button

SAID = 3
"""Of what people who are there look for: what most of them do."""

FOR_ONE = ("sponsor", "coaching")
"""Kinds to which nobody brings others along."""


REFUSED: dict[Refusal, Text] = {
    "full": _("Quelqu'un vient de prendre les dernières places. Rien n'a été changé pour vous."),
    "list_full": _("La liste d'attente est pleine, elle aussi. D'autres séances viennent."),
    "closed": _("On ne peut plus entrer à cette séance. D'autres viennent."),
    "same_hour": _("Votre ticket a déjà quelque chose à cette heure-là."),
    "not_now": _("C'est encore trop tôt."),
    "no_booth": _("La cabine vient d'être prise. Vous pouvez venir ici, ou suivre de chez vous."),
}


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
    ways: tuple[Button, ...]
    """How it is followed, where that can be chosen; the way that is picked."""
    join: Button | None
    others: Button


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
            ways=(),
            join=None,
            others=others,
        )
    mine = already_on_ticket(visit, offer, context)
    several = offer.session.kind not in FOR_ONE
    may_join = mine is None and offer.room(context.now, 1) not in ("full", "closed")
    return SessionView(
        title=session_name(offer),
        hour=hour(offer.session, context),
        day=session_days(offer.session, context),
        lines=tuple(_told(offer, context)),
        note=_note(visit, offer, context),
        how_many=_("Vous venez à combien ?") if may_join and several else None,
        persons=tuple(_how_many(joining)) if may_join and several else (),
        ways=_ways(joining, offer, context) if may_join else (),
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
    if session.meetings:
        yield (
            "calendar-range",
            _(
                "{count} fois. On s'inscrit pour toutes, d'un coup.",
                count=len(session.meetings),
            ),
        )
    if offer.languages not in ((), ("fr",)):
        yield (
            "languages",
            _("On y parle : {languages}.", languages=Languages(offer.languages)),
        )
    if offer.missing and session.starts_at > context.now:
        yield (
            "users-round",
            plural(
                "Il faut encore {count} personne. Sinon, l'équipe dira si cela a lieu.",
                "Il faut encore {count} personnes. Sinon, l'équipe dira si cela a lieu.",
                offer.missing,
            ),
        )
    if offer.bring:
        yield ("backpack", _("À apporter : {what}", what=catalog_text(offer.bring)))
    if offer.arrived and may_arrive(session, context.now):
        yield (
            "users",
            plural("{count} personne est là", "{count} personnes sont là", offer.arrived),
        )
    for field, count in offer.looked_for[:SAID]:
        if field in FIELDS:
            yield (
                FIELD_ICONS[field],
                _("{count} personnes cherchent dans {field}.", count=count, field=FIELDS[field]),
            )
    ends = ClockTime(session.spans[0][1].astimezone(context.zone))
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
        if offer.room(context.now, joining.persons) == "list":
            return _("C'est complet, et votre ticket a déjà quelque chose à cette heure-là.")
        return _("Votre ticket a déjà quelque chose à cette heure-là. L'un des deux sera rendu.")
    if joining.moves and offer.room(context.now, joining.persons) != "list":
        return _("Votre autre place sera rendue.")
    if offer.room(context.now) == "begun":
        return _("C'est commencé. Entrez sans gêne, quelqu'un vous dira où on en est.")
    if offer.room(context.now, joining.persons) == "list":
        return _(
            "C'est complet. Si une place se libère, elle va à la première personne de la liste."
        )
    return None


def _ways(joining: Joining, offer: SessionOffer, context: Context) -> tuple[Button, ...]:
    """Here, from home, or from a booth of the place; none where there is only one."""
    found: list[tuple[Text, str, ChooseWay]] = []
    if "face" in offer.modes:
        found.append((_("Ici"), "users", ChooseWay("face")))
    if "video" in offer.modes:
        found.append((_("Vidéo, chez moi"), "video", ChooseWay("video")))
        if offer.booths_left and offer.room(context.now, joining.persons) != "list":
            label = _("Vidéo, en cabine ici")
            found.append((label, "door-closed", ChooseWay("video", booth=True)))
    if len(found) < 2:
        return ()
    picked = ChooseWay(joining.mode or offer.modes[0], joining.booth)
    return tuple(
        Button(
            label=label,
            event=event,
            icon=icon,
            picked=event == picked,
            enabled=joining.attempt != "asked",
        )
        for label, icon, event in found
    )


def _how_many(joining: Joining) -> Iterator[Button]:
    for count in range(1, MOST_PERSONS + 1):
        yield Button(
            label=as_is(str(count)),
            event=ChoosePersons(count),
            picked=count == joining.persons,
            enabled=joining.attempt != "asked",
        )


def _join(visit: Visit, offer: SessionOffer, context: Context) -> Button | None:
    joining = visit.joining or Joining()
    room = offer.room(context.now, joining.persons)
    other = at_same_hour(visit, offer, context)
    instead_of = other.id if other else ""
    enabled = joining.attempt != "asked" and room not in ("full", "closed")
    if room == "list" and other:  # what one has is not given back for a place on a list
        return _see_ticket(True)
    if room == "list":
        return Button(
            label=_("M'inscrire sur la liste d'attente"),
            event=JoinSession(wait=True, instead_of=""),
            icon="hourglass",
            tone="go",
            enabled=enabled,
        )
    if other or joining.moves:
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

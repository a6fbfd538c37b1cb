"""A hand from somebody, or for somebody."""

from __future__ import annotations

from kiosk.i18n.text import Text, _
from kiosk.visit import scenes
from kiosk.visit.events import (
    AcceptTyped,
    BeginHelp,
    ConfirmGiveUpHelp,
    GiveUpHelp,
    GoBack,
    OfferMoreHours,
    OpenCarnet,
    OpenHelpHours,
    OpenHelpName,
    OpenNeeds,
    PickNeed,
    ToggleHelpHour,
    ToggleHelpNeed,
)
from kiosk.visit.sponsoring import (
    MOST_HOURS,
    NEED_ICONS,
    NEEDS,
    WHAT_ONE_GIVES,
    HelpDraft,
    SponsorHour,
    Sponsorship,
)
from kiosk.visit.state import Context, Visit
from kiosk.visit.view.bodies import shown_at
from kiosk.visit.view.person import NameView
from kiosk.visit.view.phrases import day, day_and_hour, hour
from kiosk.visit.views import Button, CardsView, EntryListView, ListEntry, NoticeView


@shown_at(scenes.Sponsoring)
def sponsoring(visit: Visit, context: Context) -> NoticeView:
    return NoticeView(
        icon="hand-helping",
        title=_("Un coup de main"),
        text=(
            _("Une heure, à une table de ce lieu, avec une personne que l'équipe a rencontrée."),
            _("On ne donne que son prénom."),
        ),
        ways=(
            Button(
                label=_("J'ai besoin d'un coup de main"), event=OpenNeeds(), icon="hand", tone="go"
            ),
            Button(label=_("Je peux aider"), event=BeginHelp(), icon="hand-helping"),
        ),
    )


@shown_at(scenes.NeedCards)
def needs(visit: Visit, context: Context) -> CardsView:
    return CardsView(
        title=_("Pour quoi faire ?"),
        subtitle=_("Touchez une carte. Vous verrez les heures où quelqu'un peut vous aider."),
        cards=tuple(
            Button(label=said, event=PickNeed(need), icon=NEED_ICONS[need])
            for need, said in NEEDS.items()
        ),
    )


@shown_at(scenes.HelpNeeds)
def help_needs(visit: Visit, context: Context) -> CardsView:
    offer = visit.help or HelpDraft()
    return CardsView(
        title=_("À quoi pouvez-vous aider ?"),
        subtitle=_("Une carte ou plusieurs. Personne n'a besoin d'être un expert."),
        cards=tuple(
            Button(
                label=said,
                event=ToggleHelpNeed(need),
                icon=NEED_ICONS[need],
                picked=need in offer.needs,
            )
            for need, said in WHAT_ONE_GIVES.items()
        ),
        go=Button(
            label=_("Continuer"),
            event=OpenHelpHours(),
            icon="arrow-right",
            tone="go",
            enabled=bool(offer.needs),
        ),
    )


@shown_at(scenes.HelpHours)
def help_hours(visit: Visit, context: Context) -> CardsView:
    offer = visit.help or HelpDraft()
    sessions = visit.joining.sessions if visit.joining else None
    told = _("Choisissez jusqu'à {count} heures.", count=MOST_HOURS)
    if sessions is None:
        told = _("Un instant, nous regardons ce qui est prévu.")
    elif not sessions:
        told = _("Ce lieu n'a pas encore d'heures pour cela. Parlez-en à l'équipe.")
    return CardsView(
        title=_("Quand pouvez-vous venir ?"),
        subtitle=told,
        cards=tuple(
            Button(
                label=hour(one.session, context),
                detail=day(one.session, context),
                event=ToggleHelpHour(one.session.id),
                picked=one.session.id in offer.sessions,
                enabled=one.session.id in offer.sessions or len(offer.sessions) < MOST_HOURS,
            )
            for one in sessions or ()
        ),
        go=Button(
            label=_("Continuer"),
            event=OpenHelpName(),
            icon="arrow-right",
            tone="go",
            enabled=bool(offer.sessions),
        ),
    )


@shown_at(scenes.HelpName)
def help_name(visit: Visit, context: Context) -> NameView:
    offer = visit.help or HelpDraft()
    return NameView(
        title=_("Votre prénom"),
        subtitle=_("Les personnes que vous aidez ne verront que lui."),
        typed=offer.first_name,
        accept=Button(
            label=_("Proposer mon aide"),
            event=AcceptTyped(),
            icon="check",
            tone="go",
            enabled=bool(offer.first_name.strip()) and not offer.asked,
        ),
    )


@shown_at(scenes.SponsorshipFound)
def found(visit: Visit, context: Context) -> NoticeView | EntryListView:
    ticket = visit.lookup.ticket if visit.lookup else None
    offered = ticket.sponsorship if ticket else None
    if offered is None:  # they stopped, or the ticket was looked up anew
        return NoticeView(
            icon="hand-helping",
            title=_("Vous n'avez plus d'heure ici"),
            text=(_("Merci de ce que vous avez donné."),),
            ways=(Button(label=_("Revenir à mon ticket"), event=OpenCarnet(), icon="ticket"),),
        )
    busy = visit.lookup is not None and visit.lookup.busy
    return EntryListView(
        title=_("Voulez-vous continuer ?") if offered.rests else _("Vous aidez"),
        subtitle=_told(offered),
        entries=tuple(_hour(one, context, busy=busy) for one in offered.hours),
        ways=(
            Button(
                label=_("Donner d'autres heures"),
                event=OfferMoreHours(),
                icon="calendar-plus",
                enabled=not busy,
            ),
            Button(
                label=_("Je préfère arrêter"), event=GiveUpHelp(None), icon="x", enabled=not busy
            ),
        ),
        leave=Button(label=_("Revenir à mon ticket"), event=OpenCarnet(), icon="ticket", tone="go"),
    )


def _hour(one: SponsorHour, context: Context, *, busy: bool) -> ListEntry:
    comes = _("Une personne vient") if one.somebody else _("Personne pour l'instant")
    return ListEntry(
        words=day_and_hour(one.session, context),
        lines=(comes,),
        ways=(
            Button(
                label=_("Je ne peux pas venir"),
                event=GiveUpHelp(one.session.id),
                icon="calendar-x",
                enabled=not busy,
            ),
        ),
    )


@shown_at(scenes.GiveUpHelpAsked)
def give_up_asked(visit: Visit, context: Context) -> NoticeView:
    assert isinstance(visit.scene, scenes.GiveUpHelpAsked)
    ticket = visit.lookup.ticket if visit.lookup else None
    offered = ticket.sponsorship if ticket else None
    asked_about = visit.scene.session_id
    busy = visit.lookup is not None and visit.lookup.busy
    hours = offered.hours if offered else ()
    hour_of = next((one.session for one in hours if one.session.id == asked_about), None)
    stops = hour_of is None
    yes = _("J'arrête") if stops else _("Je ne peux pas venir")
    stays = _("Je continue") if stops else _("Je viens toujours")
    return NoticeView(
        icon="hand-helping" if stops else "calendar-x",
        title=_("Arrêter d'aider ici ?")
        if hour_of is None
        else _("{when} : vous ne pouvez pas venir ?", when=day_and_hour(hour_of, context)),
        text=(
            _("Vos heures sont rendues, et votre prénom est effacé.")
            if stops
            else _("Si une personne devait venir, l'équipe lui cherche une autre heure."),
        ),
        ways=(
            Button(label=stays, event=GoBack(), icon="arrow-left", tone="go"),
            Button(label=yes, event=ConfirmGiveUpHelp(), icon="x", enabled=not busy),
        ),
    )


def _told(offered: Sponsorship) -> Text:
    if offered.status == "new":
        return _("L'équipe vous rencontre d'abord. Dites-lui que vous êtes là.")
    if offered.rests:
        return _(
            "Vous n'avez pas donné d'heure depuis longtemps. Continuer ou arrêter : les deux vont"
            " bien."
        )
    if not offered.hours:
        return _("Plus aucune heure n'est prévue. Merci de ce que vous avez donné.")
    return _("Merci. Voici vos heures.")

"""The lists of the team on the terminal: each thing with what can be done of it."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.i18n.text import Text, _, as_is
from kiosk.visit import scenes
from kiosk.visit.events import (
    AcceptSponsor,
    ConfirmEndSponsor,
    EndSponsor,
    LeaveStaff,
)
from kiosk.visit.sponsoring import NEEDS, ListedSponsor
from kiosk.visit.state import Context, Visit
from kiosk.visit.view.bodies import shown_at
from kiosk.visit.view.phrases import day_and_hour
from kiosk.visit.views import Button, EntryListView, ListEntry

LOOKING = _("Un instant, nous regardons.")
TROUBLE = _("La base ne répond pas. Rien n'est perdu : revenez, et recommencez.")


def leave() -> Button:
    return Button(label=_("Revenir à l'écran"), event=LeaveStaff(), icon="arrow-left")


@shown_at(scenes.StaffSponsors)
def staff_sponsors(visit: Visit, context: Context) -> EntryListView:
    assert isinstance(visit.scene, scenes.StaffSponsors)
    ending = visit.scene.ending
    found = visit.staff.sponsors if visit.staff else None
    asked = next((one for one in found or () if one.id == ending), None)
    if asked:
        return EntryListView(
            title=_("Personnes qui proposent leur aide"),
            subtitle=_("Son prénom est effacé. Qui devait venir est dans vos demandes."),
            entries=(_entry(asked, context, _sure(asked)),),
            leave=leave(),
        )
    told = LOOKING if found is None else _("Personne ne propose son aide pour l'instant.")
    if found:
        told = _("Les visiteurs ne voient que les personnes que vous avez rencontrées.")
    if visit.staff and visit.staff.trouble:
        told = TROUBLE
    return EntryListView(
        title=_("Personnes qui proposent leur aide"),
        subtitle=told,
        entries=tuple(_entry(one, context, _ways(one)) for one in found or ()),
        leave=leave(),
    )


def _entry(one: ListedSponsor, context: Context, ways: tuple[Button, ...]) -> ListEntry:
    return ListEntry(
        words=as_is(one.first_name or "-"), lines=tuple(_told(one, context)), ways=ways
    )


def _told(one: ListedSponsor, context: Context) -> Iterator[Text]:
    if one.status == "accepted":
        yield _("Rencontre faite.")
    yield from (NEEDS[need] for need in one.needs if need in NEEDS)
    for given in one.hours:
        when = day_and_hour(given.session, context)
        yield _("{when} : une personne vient", when=when) if given.somebody else when
    if not one.hours:
        yield _("Aucune heure à venir.")


def _ways(one: ListedSponsor) -> tuple[Button, ...]:
    if one.status == "accepted":
        return (Button(label=_("Mettre fin à son aide"), event=EndSponsor(one.id), icon="x"),)
    return (
        Button(label=_("Pas cette fois"), event=EndSponsor(one.id), icon="x"),
        Button(
            label=_("Nous l'avons rencontrée : accepter"),
            event=AcceptSponsor(one.id),
            icon="check",
            tone="go",
        ),
    )


def _sure(one: ListedSponsor) -> tuple[Button, ...]:
    yes = _("Oui, mettre fin à son aide") if one.status == "accepted" else _("Oui, pas cette fois")
    return (
        Button(label=yes, event=ConfirmEndSponsor(), icon="x"),
        Button(label=_("Non, rien ne change"), event=EndSponsor(""), icon="arrow-left", tone="go"),
    )

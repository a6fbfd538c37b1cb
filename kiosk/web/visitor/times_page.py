"""Choosing a time: the nearest, then by day; and the question before anything changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kiosk.i18n.text import Day, Text, _, plural
from kiosk.visit.bookings import Attendance
from kiosk.visit.values import FreeTime, Mode
from kiosk.web.visitor.pages import ConfirmPage, Form, Link, Meeting, TimesPage
from kiosk.web.visitor.phrases import (
    ASK,
    ASK_DETAILS,
    HOW,
    day,
    day_and_hour,
    hour,
    topic_name,
    who_and_where,
    who_how_and_where,
    zone,
)
from kiosk.web.visitor.site import Turn
from kiosk.web.visitor.ways_on import NEAREST

MOST_TIMES = 1000
"""Four weeks of different starting times."""

GONE: dict[str, Text] = {
    "prise": _("Cette heure vient d'être prise par quelqu'un d'autre. Voici les plus proches."),
    "retiree": _("Cette heure n'est plus libre. Voici les plus proches."),
    "occupee": _(
        "Votre ticket a déjà quelque chose à cette heure-là. Choisissez une autre heure, ou rendez"
        " d'abord l'autre chose."
    ),
}


def free(turn: Turn, mode: Mode) -> list[FreeTime]:
    return turn.site.agenda.free_times(turn.topic, mode, limit=MOST_TIMES)


def to_book(turn: Turn, mode: Mode, chosen: date | None, *, note: Text | None) -> TimesPage:
    times = free(turn, mode)
    return _times(
        turn,
        times,
        chosen,
        title=_("À quelle heure vous appeler ?")
        if mode == "phone"
        else _("Quel moment vous convient ?"),
        lead=_about(turn, mode),
        note=note,
        page="reserver",
        query={"mode": mode},
        ways=_other_ways(turn, mode),
    )


def to_move(turn: Turn, mode: Mode, chosen: date | None, *, note: Text | None) -> TimesPage:
    booking = turn.to_come
    assert booking is not None
    now = day_and_hour(booking.session.starts_at, turn)
    return _times(
        turn,
        free(turn, mode),
        chosen,
        title=_("Choisissez une autre heure"),
        lead=_(
            "Pour l'instant : {when}. Tant que vous n'avez pas choisi, rien ne change.", when=now
        ),
        note=note,
        page="deplacer",
        query={},
        ways=(),
    )


def _about(turn: Turn, mode: Mode) -> Text:
    name = topic_name(turn.topic, turn)
    if name:
        return _("{how}. Sujet : « {topic} ».", how=HOW[mode], topic=name)
    return _("{how}.", how=HOW[mode])


def _times(
    turn: Turn,
    times: Sequence[FreeTime],
    chosen: date | None,
    *,
    title: Text,
    lead: Text,
    note: Text | None,
    page: str,
    query: dict[str, str],
    ways: tuple[Link, ...],
) -> TimesPage:
    days = {time.starts_at.astimezone(zone(turn)).date() for time in times}
    if chosen in days:
        return TimesPage(
            title=_("{day}", day=Day(chosen, turn.site.today)),
            lead=lead,
            note=note,
            hours=tuple(
                Link(
                    label=hour(time.starts_at, turn),
                    href=turn.link(page, **query, heure=time.session_id),
                )
                for time in times
                if time.starts_at.astimezone(zone(turn)).date() == chosen
            ),
            back=Link(label=_("Un autre jour"), href=turn.link(page, **query)),
        )
    return TimesPage(
        title=title if times else _("Il n'y a pas d'heure libre de cette façon."),
        lead=lead,
        note=note,
        nearest=tuple(_near(turn, time, page, query) for time in times[:NEAREST]),
        days=tuple(_day(turn, times, one, page, query) for one in sorted(days)),
        back=Link(label=_("Revenir à mon ticket"), href=turn.link()),
        ways=ways,
    )


def _near(turn: Turn, time: FreeTime, page: str, query: dict[str, str]) -> Link:
    return Link(
        label=hour(time.starts_at, turn),
        detail=day(time.starts_at, turn),
        href=turn.link(page, **query, heure=time.session_id),
    )


def _day(
    turn: Turn, times: Sequence[FreeTime], one: date, page: str, query: dict[str, str]
) -> Link:
    count = sum(time.starts_at.astimezone(zone(turn)).date() == one for time in times)
    return Link(
        label=_("{day}", day=Day(one, turn.site.today)),
        detail=plural("{count} heure libre", "{count} heures libres", count),
        href=turn.link(page, **query, jour=one.isoformat()),
    )


def _other_ways(turn: Turn, mode: Mode) -> tuple[Link, ...]:
    others = tuple(
        Link(label=ASK[other], detail=ASK_DETAILS[other], href=turn.link("reserver", mode=other))
        for other in turn.site.modes
        if other != mode
    )
    if mode != "phone":
        return others
    any_time = Link(
        label=_("Appelez-moi quand vous pouvez"),
        detail=_("Une personne vous trouvera une heure."),
        href=turn.link("rappel"),
    )
    return (any_time, *others)


# Asked once more


def meeting_at(turn: Turn, time: FreeTime, mode: Mode) -> Meeting:
    return Meeting(
        day=day(time.starts_at, turn),
        hour=hour(time.starts_at, turn),
        machine=time.starts_at.isoformat(),
        lines=(HOW[mode], who_and_where(time.helper, time.location, mode)),
    )


def confirm_booking(turn: Turn, mode: Mode, time: FreeTime, hidden: dict[str, str]) -> ConfirmPage:
    before = turn.to_come
    told = [_about(turn, mode)]
    if before is not None:
        when = day_and_hour(before.session.starts_at, turn)
        told.append(_("Il remplace votre rendez-vous : {when}.", when=when))
    return ConfirmPage(
        title=_("C'est bien cela ?"),
        meeting=meeting_at(turn, time, mode),
        lines=tuple(told),
        form=Form(
            action=turn.link("reserver"),
            hidden=hidden,
            button=_("Oui, appelez-moi") if mode == "phone" else _("Oui, je réserve"),
        ),
        back=Link(label=_("Choisir une autre heure"), href=turn.link("reserver", mode=mode)),
        asks_name=True,
        asks_phone=mode == "phone",
    )


def confirm_enquiry(turn: Turn, hidden: dict[str, str]) -> ConfirmPage:
    """To be called, without a time."""
    told = [_about(turn, "phone"), _("Une personne vous trouvera une heure.")]
    before = turn.to_come
    if before is not None:
        when = day_and_hour(before.session.starts_at, turn)
        told.append(_("L'appel remplace votre rendez-vous : {when}.", when=when))
    return ConfirmPage(
        title=_("Nous vous rappelons"),
        meeting=None,
        lines=tuple(told),
        form=Form(action=turn.link("rappel"), hidden=hidden, button=_("Oui, appelez-moi")),
        back=Link(label=_("Choisir une heure"), href=turn.link("reserver", mode="phone")),
        asks_name=True,
        asks_phone=True,
    )


def confirm_withdraw(turn: Turn, hidden: dict[str, str]) -> ConfirmPage:
    return ConfirmPage(
        title=_("Retirer cette demande ?"),
        meeting=None,
        lines=(_("L'équipe ne cherchera plus d'heure pour vous."),),
        form=Form(
            action=turn.link("annuler"),
            hidden=hidden,
            button=_("Oui, la retirer"),
            tone="quiet",
        ),
        back=Link(label=_("Non, je la garde"), href=turn.link(), tone="go"),
    )


def confirm_leave(turn: Turn, hidden: dict[str, str]) -> ConfirmPage:
    waiting = turn.waiting
    assert waiting is not None
    return ConfirmPage(
        title=_("Quitter la liste d'attente ?"),
        meeting=None,
        lines=(day_and_hour(waiting.session.starts_at, turn),),
        form=Form(
            action=turn.link("annuler"),
            hidden=hidden,
            button=_("Oui, quitter la liste"),
            tone="quiet",
        ),
        back=Link(label=_("Non, je reste"), href=turn.link(), tone="go"),
    )


def confirm_move(turn: Turn, mode: Mode, time: FreeTime, hidden: dict[str, str]) -> ConfirmPage:
    before = turn.to_come
    assert before is not None
    when = day_and_hour(before.session.starts_at, turn)
    return ConfirmPage(
        title=_("C'est bien cela ?"),
        meeting=meeting_at(turn, time, mode),
        lines=(_("Il remplace votre rendez-vous : {when}.", when=when),),
        form=Form(
            action=turn.link("deplacer"),
            hidden=hidden,
            button=_("Oui, changer l'heure"),
        ),
        back=Link(label=_("Choisir une autre heure"), href=turn.link("deplacer")),
    )


def confirm_cancel(turn: Turn, hidden: dict[str, str]) -> ConfirmPage:
    booking = turn.to_come
    assert booking is not None
    among_others = isinstance(booking, Attendance)
    return ConfirmPage(
        title=_("Rendre cette place ?") if among_others else _("Annuler ce rendez-vous ?"),
        meeting=Meeting(
            day=day(booking.session.starts_at, turn),
            hour=hour(booking.session.starts_at, turn),
            machine=booking.session.starts_at.isoformat(),
            lines=who_how_and_where(booking, turn),
        ),
        lines=(
            _("La place sera libre pour quelqu'un d'autre."),
            _("D'autres séances viennent. La borne du lieu les montre.")
            if among_others
            else _("Vous pourrez prendre un autre rendez-vous sur cette page."),
        ),
        form=Form(
            action=turn.link("annuler"),
            hidden=hidden,
            button=_("Oui, la rendre") if among_others else _("Oui, annuler"),
            tone="quiet",
        ),
        back=Link(
            label=_("Non, je la garde") if among_others else _("Non, je garde mon rendez-vous"),
            href=turn.link(),
            tone="go",
        ),
    )

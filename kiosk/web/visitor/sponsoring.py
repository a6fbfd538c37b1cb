"""What the bearer of a ticket offers to others, on its page: the hours, who comes, and giving up.

The order and the words are the terminal's (`visit/view/sponsoring.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

from flask import Response, redirect, request

from kiosk.agenda import sponsors
from kiosk.i18n.text import Text, _
from kiosk.visit.sponsoring import SponsorHour, Sponsorship
from kiosk.web.visitor.forms import number, read_form, sealed
from kiosk.web.visitor.notices import FORM_REFUSED
from kiosk.web.visitor.pages import ConfirmPage, Form, Link, SponsoringPart
from kiosk.web.visitor.phrases import day_and_hour
from kiosk.web.visitor.render import draw, draw_notice
from kiosk.web.visitor.site import Turn

PAGE = "aide"
STOP = "aide/arreter"


def sponsoring_of(turn: Turn) -> SponsoringPart | None:
    offered = turn.ticket.sponsorship
    if offered is None:
        return None
    return SponsoringPart(told=tuple(_told(offered, turn)), ways=tuple(_ways(offered, turn)))


def _told(offered: Sponsorship, turn: Turn) -> Iterator[Text]:
    if offered.status == "new":
        yield _("L'équipe vous rencontre d'abord. Dites-lui que vous êtes là.")
    for one in offered.hours:
        when = day_and_hour(one.session.starts_at, turn)
        if one.somebody:
            yield _("{when} : une personne vient", when=when)
        else:
            yield _("{when} : personne pour l'instant", when=when)
    if not offered.hours:
        yield _("Plus aucune heure n'est prévue. Merci de ce que vous avez donné.")


def _ways(offered: Sponsorship, turn: Turn) -> Iterator[Link]:
    for one in offered.hours:
        when = day_and_hour(one.session.starts_at, turn)
        yield Link(
            label=_("Je ne peux pas venir : {when}", when=when),
            href=turn.link(PAGE, heure=one.session.id),
        )
    yield Link(label=_("Je préfère arrêter"), href=turn.link(STOP))


def ask_give_up(turn: Turn) -> Response:
    """Asked once more: one touch by mistake gives nothing up."""
    hour = _hour(turn, number(request.args.get("heure", "")))
    if hour is None:  # given up meanwhile, or begun and over
        return _led(turn)
    when = day_and_hour(hour.session.starts_at, turn)
    return _asked(
        turn,
        title=_("Ne pas venir : {when} ?", when=when),
        line=_("Si une personne devait venir, l'équipe lui cherche une autre heure."),
        yes=_("Je ne peux pas venir"),
        page=PAGE,
        session_id=hour.session.id,
    )


def give_up(turn: Turn) -> Response:
    sent, offered = read_form(turn, PAGE), turn.ticket.sponsorship
    if sent is None:
        return draw_notice(FORM_REFUSED, turn.site, turn.language, turn.link())
    hour = _hour(turn, sent.session_id)
    if offered is not None and hour is not None:
        turn.site.agenda.write(sponsors.give_up_hour, offered.id, hour.session.id)
    return _led(turn)


def ask_stop(turn: Turn) -> Response:
    if turn.ticket.sponsorship is None:
        return _led(turn)
    return _asked(
        turn,
        title=_("Arrêter d'aider ici ?"),
        line=_("Vos heures sont rendues, et votre prénom est effacé."),
        yes=_("Oui, j'arrête"),
        page=STOP,
    )


def stop(turn: Turn) -> Response:
    offered = turn.ticket.sponsorship
    if read_form(turn, STOP) is None:
        return draw_notice(FORM_REFUSED, turn.site, turn.language, turn.link())
    if offered is not None:
        turn.site.agenda.write(sponsors.stop, offered.id)
    return _led(turn, fait="arrete")


def _asked(
    turn: Turn, *, title: Text, line: Text, yes: Text, page: str, session_id: int | None = None
) -> Response:
    hidden = sealed(turn, page, session_id)
    asked = ConfirmPage(
        title=title,
        meeting=None,
        lines=(line,),
        form=Form(action=turn.link(page), hidden=hidden, button=yes, tone="quiet"),
        back=Link(label=_("Non, rien ne change"), href=turn.link(), tone="go"),
    )
    return draw("confirm.html", asked, turn)


def _hour(turn: Turn, session_id: int | None) -> SponsorHour | None:
    """Only of this ticket's own hours."""
    hours = turn.ticket.sponsorship.hours if turn.ticket.sponsorship else ()
    return next((one for one in hours if one.session.id == session_id), None)


def _led(turn: Turn, **query: object) -> Response:
    led = redirect(turn.whole_ticket.link("", **query), 303)
    assert isinstance(led, Response)
    return led

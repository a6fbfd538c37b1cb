"""The challenges of a ticket on its page: what they are, and "fait" or "pas cette fois"."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from flask import Response, redirect, request

from kiosk.agenda import challenges
from kiosk.agenda.errors import NoSuchTicket
from kiosk.i18n.text import Text, _
from kiosk.visit.tickets import ChallengeStatus, TakenChallenge
from kiosk.web.visitor.forms import read_form, sealed
from kiosk.web.visitor.notices import FORM_REFUSED
from kiosk.web.visitor.pages import ChallengeLine, Form
from kiosk.web.visitor.render import draw_notice
from kiosk.web.visitor.site import Turn

PAGE = "defi"
STATES: dict[ChallengeStatus, Text] = {
    "taken": _("À faire quand vous voulez"),
    "done": _("Fait"),
    "left": _("Pas cette fois"),
}
SAY: dict[ChallengeStatus, Text] = {
    "taken": _("Je le reprends"),
    "done": _("Je l'ai fait"),
    "left": _("Pas cette fois"),
}


def challenges_of(turn: Turn) -> tuple[ChallengeLine, ...]:
    """In the order in which they were taken; what the catalogue has no more is left out."""
    return tuple(_lines(turn))


def _lines(turn: Turn) -> Iterator[ChallengeLine]:
    for taken in turn.ticket.challenges:
        known = turn.site.catalog.challenge(taken.id)
        if known is not None:
            yield ChallengeLine(
                title=known.title,
                if_stuck=known.if_stuck,
                state=STATES[taken.status],
                forms=tuple(_form(turn, taken, to) for to in _ways(taken.status)),
            )


def _ways(status: ChallengeStatus) -> tuple[ChallengeStatus, ...]:
    return ("done", "left") if status == "taken" else ("taken",)


def _form(turn: Turn, taken: TakenChallenge, to: ChallengeStatus) -> Form:
    hidden = sealed(turn, _sealed_for(taken.id, to)) | {"defi": taken.id, "etat": to}
    return Form(
        action=turn.link(PAGE),
        hidden=hidden,
        button=SAY[to],
        tone="go" if to == "done" else "quiet",
    )


def _sealed_for(challenge_id: str, to: str) -> str:
    """The seal holds what is said of which one."""
    return f"{PAGE} {challenge_id} {to}"


def mark(turn: Turn) -> Response:
    challenge_id, to = request.form.get("defi", ""), request.form.get("etat", "")
    status = next((one for one in STATES if one == to), None)
    if status is None or read_form(turn, _sealed_for(challenge_id, to)) is None:
        return draw_notice(FORM_REFUSED, turn.site, turn.language, turn.link())
    with suppress(NoSuchTicket):  # its time was up between two touches
        turn.site.agenda.write(challenges.mark, turn.ticket.code, challenge_id, status)
    led = redirect(turn.whole_ticket.link(), 303)
    assert isinstance(led, Response)
    return led

"""Challenges: all of them, and one with why, how, and what to do where it is hard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.catalog.model import Challenge, ThemeColour
from kiosk.i18n.text import Text, _, plural
from kiosk.visit import scenes
from kiosk.visit.events import (
    MarkChallenge,
    OpenCarnet,
    OpenChallenge,
    OpenChallenges,
    OpenProgramme,
    OpenService,
    PickChallenge,
    TakeChallenges,
)
from kiosk.visit.state import Context, Visit
from kiosk.visit.tickets import TakenChallenge
from kiosk.visit.update.challenges import may_pick
from kiosk.visit.view.bodies import shown_at
from kiosk.visit.view.phrases import catalog_text
from kiosk.visit.view.together import KIND_NAMES
from kiosk.visit.views import Body, Button

ICON = "flag"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChallengesView(Body):
    title: Text
    subtitle: Text
    challenges: tuple[Button, ...]
    """How long as detail; those that were picked are ticked."""
    take: Button | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChallengeView(Body):
    title: Text
    colour: ThemeColour
    facts: Text
    """How long, for how many, with or without a computer."""
    why: Text
    how: tuple[Text, ...]
    if_stuck: Text
    note: Text | None
    leads_to: Button | None
    ways: tuple[Button, ...]


@shown_at(scenes.Challenges)
def challenges(visit: Visit, context: Context) -> ChallengesView:
    count = len(visit.challenges.ids)
    take = Button(
        label=plural("Imprimer mon défi", "Imprimer mes {count} défis", count),
        event=TakeChallenges(),
        icon="printer",
        tone="go",
        enabled=not visit.challenges.asked,
    )
    return ChallengesView(
        title=_("Un défi, pour vous"),
        subtitle=_("De petites choses à faire, à votre rythme. Prenez un défi, ou trois au plus."),
        challenges=tuple(_line(one, visit, context) for one in context.catalog.challenges),
        take=take if count else None,
    )


def _line(challenge: Challenge, visit: Visit, context: Context) -> Button:
    picked = challenge.id in visit.challenges.ids
    return Button(
        label=catalog_text(challenge.title),
        detail=_facts(challenge),
        event=OpenChallenge(challenge.id),
        icon="check" if picked else ICON,
        colour=context.catalog.theme(challenge.theme).colour,
        picked=picked,
    )


def _facts(challenge: Challenge) -> Text:
    minutes = plural("{count} minute", "{count} minutes", challenge.minutes)
    if challenge.persons > 1:
        return _("{minutes}, à deux", minutes=minutes)
    if challenge.computer:
        return _("{minutes}, avec un écran", minutes=minutes)
    return _("{minutes}, sans ordinateur", minutes=minutes)


@shown_at(scenes.ChallengePage)
def challenge(visit: Visit, context: Context) -> ChallengeView:
    assert isinstance(visit.scene, scenes.ChallengePage)
    shown = context.catalog.challenge(visit.scene.challenge_id)
    assert shown is not None
    taken = visit.carnet.challenge(shown.id) if visit.carnet else None
    return ChallengeView(
        title=catalog_text(shown.title),
        colour=context.catalog.theme(shown.theme).colour,
        facts=_facts(shown),
        why=catalog_text(shown.why),
        how=tuple(catalog_text(one) for one in shown.how),
        if_stuck=catalog_text(shown.if_stuck),
        note=_note(shown, taken, visit),
        leads_to=_leads_to(shown, context),
        ways=tuple(_ways(shown, taken, visit)),
    )


def _note(shown: Challenge, taken: TakenChallenge | None, visit: Visit) -> Text | None:
    match taken:
        case TakenChallenge(status="done"):
            return _("C'est fait. Il reste sur votre carnet.")
        case TakenChallenge(status="left"):
            return _("Pas cette fois. Ce n'est compté nulle part.")
        case TakenChallenge():
            return _("Il est sur votre carnet.")
    if shown.id not in visit.challenges.ids and not may_pick(visit, shown.id):
        return _("Vous en avez déjà trois. C'est bien assez pour aujourd'hui.")
    return None


def _leads_to(shown: Challenge, context: Context) -> Button | None:
    if shown.service and context.catalog.has_service(shown.service):
        service = context.catalog.service(shown.service)
        return Button(
            label=_("Voir les étapes : {service}", service=catalog_text(service.name)),
            event=OpenService(service.id),
            icon="footprints",
        )
    if shown.activity:
        return Button(
            label=_("Voir ici : {kind}", kind=KIND_NAMES[shown.activity]),
            event=OpenProgramme(shown.activity),
            icon="users",
        )
    return None


def _ways(shown: Challenge, taken: TakenChallenge | None, visit: Visit) -> Iterator[Button]:
    if taken is not None and taken.status != "left":
        done = taken.status == "done"
        yield Button(
            label=_("Pas encore fait") if done else _("Je l'ai fait"),
            event=MarkChallenge(shown.id, "taken" if done else "done"),
            icon="undo-2" if done else "check",
            tone="plain" if done else "go",
        )
        if not done:
            yield Button(label=_("Pas cette fois"), event=MarkChallenge(shown.id, "left"), icon="x")
        yield Button(label=_("Revenir à mon ticket"), event=OpenCarnet(), icon="ticket")
        return
    picked = shown.id in visit.challenges.ids
    yield Button(
        label=_("Ne plus le prendre") if picked else _("Je le prends"),
        event=PickChallenge(shown.id),
        icon="x" if picked else "check",
        tone="plain" if picked else "go",
        enabled=picked or may_pick(visit, shown.id),
    )
    yield Button(label=_("Voir les autres défis"), event=OpenChallenges(), icon="arrow-left")

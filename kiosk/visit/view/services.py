"""Themes, the services of one, and one service."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.catalog.model import Account, Service, ThemeColour
from kiosk.i18n.text import Text, _, plural
from kiosk.visit import scenes
from kiosk.visit.events import (
    OpenService,
    OpenTheme,
    StartWalk,
)
from kiosk.visit.scenes import ServicePage, Services
from kiosk.visit.state import Context, Visit, Walk
from kiosk.visit.view.bodies import shown_at
from kiosk.visit.view.phrases import catalog_text
from kiosk.visit.views import Body, Button


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemesView(Body):
    title: Text
    themes: tuple[Button, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicesView(Body):
    title: Text
    subtitle: Text
    colour: ThemeColour
    icon: str
    services: tuple[Button, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceView(Body):
    theme: Text
    colour: ThemeColour
    icon: str
    title: Text
    purpose: tuple[Text, ...]
    at_hand_title: Text
    at_hand: tuple[Text, ...]
    facts: tuple[tuple[str, Text], ...]
    """How long, whether an account is needed: an icon and a sentence each."""
    start: Button


@shown_at(scenes.Themes)
def themes(visit: Visit, context: Context) -> ThemesView:
    return ThemesView(
        title=_("Choisissez un thème"),
        themes=tuple(
            Button(
                label=catalog_text(theme.name),
                event=OpenTheme(theme.id),
                icon=theme.icon,
                colour=theme.colour,
            )
            for theme in context.catalog.themes
            if context.catalog.of_theme(theme.id)
        ),
    )


@shown_at(scenes.Services)
def services(visit: Visit, context: Context) -> ServicesView:
    assert isinstance(visit.scene, Services)
    theme = context.catalog.theme(visit.scene.theme)
    return ServicesView(
        title=catalog_text(theme.name),
        subtitle=_("Touchez ce que vous voulez faire."),
        colour=theme.colour,
        icon=theme.icon,
        services=tuple(
            Button(
                label=catalog_text(service.name),
                event=OpenService(service.id),
                icon=service.icon,
                detail=catalog_text(service.purpose[0]),
                colour=theme.colour,
            )
            for service in context.catalog.of_theme(theme.id)
        ),
    )


@shown_at(scenes.ServicePage)
def service(visit: Visit, context: Context) -> ServiceView:
    assert isinstance(visit.scene, ServicePage)
    shown = context.catalog.service(visit.scene.service)
    theme = context.catalog.theme(shown.theme)
    return ServiceView(
        theme=catalog_text(theme.name),
        colour=theme.colour,
        icon=shown.icon,
        title=catalog_text(shown.name),
        purpose=tuple(catalog_text(line) for line in shown.purpose),
        at_hand_title=_("À avoir près de vous"),
        at_hand=tuple(catalog_text(thing) for thing in shown.at_hand),
        facts=_facts(shown),
        start=_start(shown, visit.walk(shown.id)),
    )


def _start(shown: Service, walk: Walk | None) -> Button:
    label = _("Commencer")
    if walk and not walk.finished and len(walk.trail) > 1:
        label = _("Reprendre à l'étape {number}", number=len(walk.trail))
    return Button(label=label, event=StartWalk(shown.id), icon="arrow-right", tone="go")


ACCOUNTS: dict[Account, Text] = {
    "none": _("Pas besoin de compte"),
    "optional": _("Un compte est possible, pas obligatoire"),
    "needed": _("Il faut un compte sur ce service"),
}


def _facts(shown: Service) -> tuple[tuple[str, Text], ...]:
    minutes = plural(
        "Environ {count} minute ici, sans se presser",
        "Environ {count} minutes ici, sans se presser",
        shown.minutes,
    )
    facts = [("clock", minutes), ("user-round", ACCOUNTS[shown.account])]
    if shown.account_note:
        facts.append(("info", catalog_text(shown.account_note)))
    return tuple(facts)


# Where to begin
